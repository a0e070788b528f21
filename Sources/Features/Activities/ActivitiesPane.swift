import Index
import Journal
import Terminal
import Workbench

/// Activities for a list, a page at a time.
struct ActivityRows: RowSource {
    var session: BoardSession

    func rows(after row: ActivitySummary?, limit: Int) throws -> [ActivitySummary] {
        try session.read { try ActivityQueries.page(after: row, reader: session.me, limit: limit, $0) }
    }

    func rows(before row: ActivitySummary?, limit: Int) throws -> [ActivitySummary] {
        try session.read { try ActivityQueries.page(before: row, reader: session.me, limit: limit, $0) }
    }

    func current(_ rows: [ActivitySummary]) throws -> [ActivitySummary] {
        try session.read { database in
            try rows.compactMap { try ActivityQueries.activity($0.id, reader: session.me, database) }
        }
    }
}

/// All activities, the newest first.
struct ActivitiesPane: Pane {
    let session: BoardSession
    private var list: ListView<ActivityRows>

    init(_ session: BoardSession) {
        self.session = session
        list = ListView(ActivityRows(session: session))
    }

    var contexts: [Context] { [.activities] }
    var title: StyledLine { "Activities" }
    var place: String { "activities" }
    var subject: Reference? { list.selection.map { Reference(kind: "thread", id: $0.id) } }
    private var effects: ActivityEffects { ActivityEffects(session: session) }

    mutating func reload() throws { try list.reload() }

    mutating func refresh(after changes: ChangeSet) throws {
        guard changes.concern("thread") || !changes.standings.isEmpty else { return }
        if list.isAtTop { try list.reload() } else { try list.refresh() }
    }

    func availability(of action: ActionName) -> Availability {
        if action == .composeActivity { return .available }
        guard [.open, .edit, .copy].contains(action) || ListView<ActivityRows>.actions.contains(action),
            ![.nextMatch, .previousMatch, .endFind].contains(action)
        else { return .absent }
        guard let activity = list.selection else { return .unavailable("there are no activities here") }
        guard action == .edit else { return .available }
        let standing = (try? session.standing(of: session.me)) ?? .outsider
        return Availability(
            unless: ActivityRules.refusalToSet(
                by: session.me, standing: standing, author: activity.author, kind: .activity))
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        switch action {
        case .composeActivity: return [effects.compose()]
        case .open: return list.selection.map { DiscussionEffects(session: session).open($0.id) } ?? []
        case .edit: return try list.selection.map { [try effects.edit($0)] } ?? []
        case .copy: return list.selection.map { [.copy($0.title)] } ?? []
        default: _ = try list.perform(action, height: size.rows)
        }
        return []
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        try list.handle(input, height: size.rows) ? perform(.open, in: size) : []
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        let now = session.clock.now()
        return list.view(size: size, isFocused: isFocused, empty: "No activities yet; c asks everyone for something.") {
            line($0, columns: $1, now: now)
        }
    }

    /// A sign for what waits for the reader, the title, its channel and author, how many have responded, when it is due.
    private func line(_ activity: ActivitySummary, columns: Int, now: Timestamp) -> StyledLine {
        let isOwn = activity.author == session.me
        let waits = !activity.hasMine && !isOwn && activity.terms.due.map { $0 > now } ?? false
        var line = StyledLine([
            Span(waits ? "● " : activity.hasMine ? "✓ " : "  ", waits ? .badge : .answered),
            Span(activity.title, waits ? .unread : .text),
        ])
        if activity.terms.hidesResponses { line.append("  responses hidden", .muted) }
        var tail = StyledLine("  ")
        if columns >= 90 { tail.spans += StyledLine("#" + activity.channel, .channel).padded(to: 14).spans }
        if columns >= 70 { tail.spans += StyledLine(activity.authorName, .author).padded(to: 14).spans + [Span(" ")] }
        let due = activity.terms.due.map {
            $0 < now ? "due \(Age.short($0, now: now)) ago" : "\(Age.short(now, now: $0)) left"
        }
        tail.spans += StyledLine(due ?? "", .time).padded(to: 11).spans
        tail.append(String(repeating: " ", count: max(0, 4 - "\(activity.responses)".count)) + "\(activity.responses)")
        return line.justified(with: tail, columns: columns)
    }
}
