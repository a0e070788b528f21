import Index
import Journal
import Terminal
import Workbench

/// Home: what the board is for, what is new, what speaks to the reader, what waits for an answer.
struct HomePane: Pane {
    /// One line of it; some lead somewhere.
    struct Line: Identifiable, Sendable {
        var id: Int
        var line: StyledLine
        var opens: Opening?
    }

    /// What opens what a line speaks of. Some ask the index what that is, which waits until somebody wants it.
    typealias Opening = @Sendable () throws -> [Effect]

    let session: BoardSession
    private var list = ListView(FixedRows<Line>())
    private var parts: [HomeParts.Part] = []
    /// The columns that the lines are made for: those the pane was shown in last.
    private var columns = 60

    /// What features show, for the first time: all else on the screen is asked for meanwhile.
    private var first: Ahead<[HomeSection]>?

    init(_ session: BoardSession) {
        self.session = session
        first = Ahead { try HomeParts.sections(session) }
    }

    var title: StyledLine { "Home" }
    var place: String { "home" }

    mutating func reload() throws {
        parts = try HomeParts(session, first).parts
        first = nil
        try layOut()
    }

    /// Makes the lines from what was asked last.
    private mutating func layOut() throws {
        let lines = parts.flatMap { part in part.lines(columns).map { ($0, part.opens) } }.enumerated().map {
            Line(id: $0, line: $1.0, opens: $1.1)
        }
        list.source = FixedRows(lines)
        try list.reload()
        if let selection = list.selection, selection.opens == nil, let first = lines.first(where: { $0.opens != nil }) {
            list.select(first.id)
        }
    }

    mutating func wasShown(in size: Size, isFocused: Bool) throws -> [Effect] {
        guard size.columns != columns else { return [] }
        columns = size.columns
        try layOut()
        return []
    }

    func availability(of action: ActionName) -> Availability {
        switch action {
        case .open: list.selection?.opens == nil ? .unavailable("this line leads nowhere") : .available
        case .compose, .nextUnread, .nextUnreadThread: .available
        case .down, .up, .first, .last, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .readOn: .available
        default: .absent
        }
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        switch action {
        case .open: return try list.selection?.opens?() ?? []
        case .compose: return [DiscussionEffects(session: session).compose(channel: nil)]
        case .nextUnread, .nextUnreadThread:
            let next = try session.read { try ThreadQueries.nextUnread(after: nil, channel: nil, $0) }
            return next.map { DiscussionEffects(session: session).open($0.id) } ?? [.say("nothing is unread")]
        default:
            let before = list.selected
            _ = try list.perform(action, height: size.rows)
            try skipEmptyLines(from: before, height: size.rows)
            return []
        }
    }

    /// The selection stays on lines that lead somewhere.
    private mutating func skipEmptyLines(from before: Int, height: Int) throws {
        let step = list.selected >= before ? 1 : -1
        var place = list.selected
        while list.rows.indices.contains(place), list.rows[place].opens == nil { place += step }
        guard list.rows.indices.contains(place) else {
            if list.rows.indices.contains(before), list.rows[before].opens != nil {
                try list.move(to: before, height: height)
            }
            return
        }
        try list.move(to: place, height: height)
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        switch input {
        case .click(let point):
            guard let place = list.place(atRow: point.row), list.rows[place].opens != nil else { return [] }
            try list.move(to: place, height: size.rows)
        case .doubleClick: return try list.selection?.opens?() ?? []
        case .wheel(let count): try list.scroll(by: count, height: size.rows)
        default: break
        }
        return []
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        list.view(size: size, isFocused: isFocused, empty: "") { line, columns in line.line.truncated(to: columns) }
    }
}

/// What Home says.
private struct HomeParts {
    /// Lines that may depend on how many columns there are.
    struct Part: Sendable {
        var lines: @Sendable (_ columns: Int) -> [StyledLine]
        var opens: HomePane.Opening?
    }

    private(set) var parts: [Part] = []
    private let session: BoardSession
    private let now: Timestamp

    private static let most = 8
    private static let mostGoals = 5

    static func sections(_ session: BoardSession) throws -> [HomeSection] {
        try FeatureTable.all.flatMap { try $0.home(session) }.filter { !$0.lines.isEmpty }
    }

    init(_ session: BoardSession, _ known: Ahead<[HomeSection]>?) throws {
        self.session = session
        now = session.clock.now()
        let (description, unread, open, notices, isMember) = try session.read { database in
            var unreadFilter = ThreadFilter()
            unreadFilter.isUnread = true
            var openFilter = ThreadFilter()
            openFilter.isUnanswered = true
            return (
                try BoardDescription.current(of: session.board, database),
                try ThreadQueries.page(unreadFilter, limit: Self.most, database),
                try ThreadQueries.page(openFilter, limit: Self.most, database),
                try InboxQueries.newest(limit: Self.most, reader: session.me, database).filter(\.isUnread),
                try Standing.current(of: session.me, on: session.board.identity, database) != .outsider
            )
        }
        add(StyledLine(description.title, .heading))
        parts.append(
            Part { columns in
                description.purpose.split(separator: "\n").prefix(4).flatMap {
                    StyledLine(String($0)).wrapped(to: columns - 2)
                }
            })
        if !isMember {
            add(StyledLine("You read as a guest; Enter makes you a member.", .warning), opens: [.perform("join")])
        }
        addDrafts()
        try addTurns()
        try addOffers()
        try addGoals()
        for section in try known?.value() ?? Self.sections(session) {
            add(StyledLine())
            add(StyledLine(section.heading, .heading))
            for line in section.lines {
                parts.append(
                    Part(
                        lines: { [StyledLine([Span("  ")] + line.line($0 - 3).spans)] }, opens: Self.opening(line.opens)
                    ))
            }
        }
        section("For you", notices, none: "No new mentions, replies or messages.") { entry in
            (entry.sentence(for: session.me), entry.created, entry.open(session))
        }
        let discussion = DiscussionEffects(session: session)
        let isUnused = try session.read { try ThreadQueries.page(ThreadFilter(), limit: 1, $0) }.isEmpty
        guard !isUnused || !isMember else {
            addBeginning(discussion)
            return
        }
        section("New", unread.filter { $0.watch != .muted }, none: "You have read everything.") { thread in
            ("\(thread.title)  (\(thread.unread) new, #\(thread.channel))", thread.active, discussion.open(thread.id))
        }
        section("Questions without an answer", open, none: "Every question has an answer.") { thread in
            ("\(thread.title)  (\(thread.author.name), #\(thread.channel))", thread.created, discussion.open(thread.id))
        }
    }

    /// What the reader may take up, or leave.
    private mutating func addOffers() throws {
        let offers = try FeatureTable.all.flatMap { try $0.offers(session) }
        guard !offers.isEmpty else { return }
        add(StyledLine())
        for offer in offers { add(offer.line, opens: offer.opens) }
    }

    /// What waits for the reader, of whatever feature; the whole queue is a key away.
    private mutating func addTurns() throws {
        let turns = try session.read { try TurnQueries.mine(session.me, now: now, limit: Self.most, $0) }
        guard !turns.isEmpty else { return }
        add(StyledLine())
        add(StyledLine("Your turn", .heading))
        for turn in turns {
            let title = try session.read { try Document.title(of: turn.subject, $0) }
            let words = FeatureTable.words(of: turn)
            let why = words.reason(of: turn)
            // A title may end in a mark of its own.
            let text = title.map { "\($0)  \(why)" } ?? why
            parts.append(
                Part(lines: { [line = dated(turn.since, text)] _ in [line] }) { [session] in
                    try FeatureTable.firstAnswer { try $0.open(turn.subject, session) }
                        ?? [.say("this is not here any more")]
                })
        }
    }

    /// What the community, and the reader, want to reach. Said only when there is something.
    private mutating func addGoals() throws {
        let goals = try session.read { database in
            try GoalQueries.page(.community, reader: session.me, limit: Self.most, database)
                + GoalQueries.page(.mine, reader: session.me, limit: Self.most, database).filter {
                    $0.level == .personal && $0.state == .active
                }
        }
        guard !goals.isEmpty else { return }
        add(StyledLine())
        add(StyledLine("Goals", .heading))
        let effects = GoalEffects(session: session)
        for goal in goals.prefix(Self.mostGoals) {
            let line = GoalLine(goal: goal, now: now)
            parts.append(
                Part(
                    lines: { [StyledLine([Span("  ")] + line.line(columns: $0 - 3).spans)] },
                    opens: Self.opening(effects.open(goal.id))))
        }
    }

    /// What a board without threads offers in place of empty headings.
    private mutating func addBeginning(_ discussion: DiscussionEffects) {
        add(StyledLine())
        add(StyledLine("Nothing is here yet. To begin:", .heading))
        add("  c   write the first thread", opens: [discussion.compose(channel: nil)])
        add("  L   share a link, a file or a note", opens: [.perform(ResourceForms.share)])
        add("      say who you are", opens: [.perform(MembershipActions.editProfile)])
    }

    private mutating func section<Item>(
        _ heading: String, _ items: [Item], none: String,
        _ describe: (Item) -> (text: String, at: Timestamp, opens: [Effect])
    ) {
        add(StyledLine())
        add(StyledLine(heading, .heading))
        if items.isEmpty { add(StyledLine("  " + none, .muted)) }
        for item in items {
            let (text, moment, effects) = describe(item)
            add(dated(moment, text), opens: effects)
        }
    }

    /// What was typed and not sent, here or on another machine. Said only when there is any.
    private mutating func addDrafts() {
        let drafts = session.surroundings.view.drafts.prefix(Self.most).compactMap { draft in
            (try? FeatureTable.resume(draft, session)).flatMap { $0 }.map { (draft, $0) }
        }
        guard !drafts.isEmpty else { return }
        add(StyledLine())
        add(StyledLine("Not sent yet", .heading))
        for (draft, composition) in drafts {
            let first = draft.body.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
            let text = draft.title.isEmpty ? first : draft.title
            add(dated(draft.updated, "\(text)  (\(composition.heading))"), opens: [.compose(composition)])
        }
    }

    private func dated(_ moment: Timestamp, _ text: String) -> StyledLine {
        let age = Age.short(moment, now: now)
        return StyledLine([
            Span("  " + String(repeating: " ", count: max(0, 4 - age.count)) + age + "  ", .time), Span(text),
        ])
    }

    private static func opening(_ effects: [Effect]) -> HomePane.Opening? {
        guard !effects.isEmpty else { return nil }
        return { effects }
    }

    private mutating func add(_ line: StyledLine, opens: [Effect] = []) {
        parts.append(Part(lines: { _ in [line] }, opens: Self.opening(opens)))
    }
}
