import Index
import Journal
import Terminal
import Workbench

/// Polls for a list, a page at a time.
struct PollRows: RowSource {
    var session: BoardSession

    func rows(after row: PollSummary?, limit: Int) throws -> [PollSummary] {
        try session.read { try PollQueries.page(after: row, reader: session.me, limit: limit, $0) }
    }

    func rows(before row: PollSummary?, limit: Int) throws -> [PollSummary] {
        try session.read { try PollQueries.page(before: row, reader: session.me, limit: limit, $0) }
    }

    func current(_ rows: [PollSummary]) throws -> [PollSummary] {
        let now = try session.read { try PollQueries.polls(rows.map(\.number), reader: session.me, $0) }
        return rows.compactMap { now[$0.number] }
    }
}

/// All polls, the newest first.
struct PollsPane: Pane {
    let session: BoardSession
    private var list: ListView<PollRows>

    init(_ session: BoardSession) {
        self.session = session
        list = ListView(PollRows(session: session))
    }

    var title: StyledLine { "Polls" }
    var contexts: [Context] { [.polls] }
    var place: String { "polls" }
    var subject: Reference? { list.selection.map { Reference(kind: "poll", id: $0.id) } }
    private var effects: PollEffects { PollEffects(session: session) }

    mutating func reload() throws { try list.reload() }

    mutating func refresh(after changes: ChangeSet) throws {
        guard changes.concern("poll") else { return }
        if list.isAtTop { try list.reload() } else { try list.refresh() }
    }

    func availability(of action: ActionName) -> Availability {
        if action == .composePoll { return .available }
        guard [.open, .copy].contains(action) || ListView<PollRows>.actions.contains(action),
            ![.nextMatch, .previousMatch, .endFind].contains(action)
        else { return .absent }
        return list.selection == nil ? .unavailable("there are no polls here") : .available
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        switch action {
        case .open: return list.selection.map { effects.open($0.id) } ?? []
        case .composePoll: return [try effects.compose()]
        case .copy: return list.selection.map { [.copy($0.question)] } ?? []
        default: _ = try list.perform(action, height: size.rows)
        }
        return []
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        try list.handle(input, height: size.rows) ? perform(.open, in: size) : []
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        let now = session.clock.now()
        return list.view(size: size, isFocused: isFocused, empty: "No polls yet; c asks the members something.") {
            Self.line($0, columns: $1, now: now)
        }
    }

    /// A sign for what waits for the reader, the question, where it stands, how many have voted.
    private static func line(_ poll: PollSummary, columns: Int, now: Timestamp) -> StyledLine {
        let state = poll.state(at: now)
        let isOpen = state == .open || state == .closing
        let waits = isOpen && !poll.hasMine
        var line = StyledLine([Span(waits ? "● " : poll.hasMine ? "✓ " : "  ", waits ? .badge : .answered)])
        line.append(poll.question, waits ? .unread : .text)
        var tail = StyledLine("  ")
        if columns >= 70 { tail.spans += StyledLine(poll.authorName, .author).padded(to: 14).spans + [Span(" ")] }
        let left = isOpen ? poll.closes.map { "\(Age.short(now, now: $0)) left" } ?? "open" : ""
        let standing = isOpen ? left : state == .closed ? "closed" : "finished"
        tail.spans += StyledLine(standing, isOpen ? .time : .muted).padded(to: 9).spans
        tail.append(String(repeating: " ", count: max(0, 4 - "\(poll.votes)".count)) + "\(poll.votes)", .muted)
        return line.justified(with: tail, columns: columns)
    }
}
