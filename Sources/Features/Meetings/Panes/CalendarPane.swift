import Index
import Journal
import Terminal
import Workbench

/// The times of meetings for a list, a page at a time: those to come, or those that are over.
struct MeetingRows: RowSource {
    var session: BoardSession
    var isPast = false

    func rows(after row: MeetingTime?, limit: Int) throws -> [MeetingTime] {
        let now = session.clock.now()
        return try session.read { database in
            isPast
                ? try MeetingQueries.past(now, before: row, reader: session.me, limit: limit, database)
                : try MeetingQueries.coming(now, after: row, reader: session.me, limit: limit, database)
        }
    }

    /// The farthest are not looked for backwards: the list goes on from where it is.
    func rows(before row: MeetingTime?, limit: Int) throws -> [MeetingTime] {
        guard row == nil else { return [] }
        return try rows(after: nil, limit: limit)
    }

    func current(_ rows: [MeetingTime]) throws -> [MeetingTime] {
        try session.read { try MeetingQueries.current(rows, reader: session.me, $0) }
    }
}

/// The calendar: what comes next, the month, what is over.
struct CalendarPane: Pane {
    /// Its views.
    private enum View: Int, CaseIterable { case next, month, past }

    let session: BoardSession
    private var tabs = TabLine(tabs: ["Next", "Month", "Past"].map { TabLine.Tab(title: $0) })
    private var list: ListView<MeetingRows>
    private var month: MonthView

    init(_ session: BoardSession) {
        self.session = session
        list = ListView(MeetingRows(session: session))
        month = MonthView(session)
    }

    var title: StyledLine { "Calendar" }
    var place: String { "calendar" }
    var contexts: [Context] { shown == .month ? [.month, .calendar, .tabs] : [.calendar, .tabs] }
    var subject: Reference? { selection.map { Reference(kind: "meeting", id: $0.meeting) } }
    private var shown: View { View(rawValue: tabs.shown) ?? .next }
    private var effects: MeetingEffects { MeetingEffects(session: session) }
    private var selection: MeetingTime? { shown == .month ? month.selection : list.selection }

    var status: StyledLine {
        guard let time = selection else { return "" }
        let words = MeetingWords(now: session.clock.now())
        guard words.differs(time.time, zone: time.zone) else { return "" }
        return StyledLine("there: " + words.original(time.time, zone: time.zone), .status)
    }

    mutating func reload() throws {
        if shown == .month { try month.reload() } else { try list.reload() }
    }

    mutating func refresh(after changes: ChangeSet) throws {
        guard changes.concern("meeting") else { return }
        if shown != .month, !list.isAtTop { try list.refresh() } else { try reload() }
    }

    // MARK: - Actions

    private static let inMonth: Set<ActionName> = [
        .dayRight, .dayLeft, .monthRight, .monthLeft, .down, .up, .pageDown, .pageUp, .halfPageDown, .halfPageUp,
        .first,
        .last,
    ]

    func availability(of action: ActionName) -> Availability {
        if [.newMeeting, .tabLeft, .tabRight].contains(action) { return .available }
        if shown == .month, Self.inMonth.contains(action) { return .available }
        let moves = shown != .month && ListView<MeetingRows>.actions.contains(action)
        let isKnown = [.open, .copy, .answerMeeting, .answerMeetings].contains(action) || moves
        guard isKnown, !ActionName.amongMatches.contains(action), ![.mark, .markRange].contains(action) else {
            return .absent
        }
        guard let time = selection else { return .unavailable("there is no meeting here; c plans one") }
        guard [.answerMeeting, .answerMeetings].contains(action) else { return .available }
        if action == .answerMeetings, !time.isSeries { return .unavailable("it happens once; a answers") }
        guard let meeting = try? effects.writing.meeting(time.meeting) else { return .absent }
        return effects.mayAnswer(meeting, action == .answerMeeting ? time.time.original : nil)
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        switch action {
        case .newMeeting: return [try effects.newMeeting(on: shown == .month ? month.day : nil)]
        case .tabRight, .tabLeft: try show(tabs.shown, by: action == .tabRight ? 1 : -1)
        case .open: return try open()
        case .copy:
            let words = MeetingWords(now: session.clock.now())
            return selection.map { [.copy("\($0.title), \(words.whole($0.time, zone: $0.zone))")] } ?? []
        case .answerMeeting, .answerMeetings:
            guard let time = selection else { return [] }
            let meeting = try effects.writing.meeting(time.meeting)
            return [effects.offerAnswers(meeting, action == .answerMeeting ? time.time.original : nil)]
        case _ where shown == .month: try month.perform(action)
        default: _ = try list.perform(action, height: height(size))
        }
        return []
    }

    /// A day with several meetings lets one be picked.
    private func open() throws -> [Effect] {
        let times = shown == .month ? month.ofDay : list.selection.map { [$0] } ?? []
        guard times.count > 1 else { return times.first.map { effects.open($0.meeting, at: $0.time.original) } ?? [] }
        let words = MeetingWords(now: session.clock.now())
        let items = times.map { time in
            Choice.Item(label: "\(words.span(time.time, on: words.reader))  \(time.title)") {
                MeetingEffects(session: session).open(time.meeting, at: time.time.original)
            }
        }
        return [.choose(Choice(purpose: "day", title: words.day(month.day), items: items))]
    }

    private mutating func show(_ tab: Int, by step: Int = 0) throws {
        tabs.shown = tab
        tabs.step(by: step)
        if shown != .month { list = ListView(MeetingRows(session: session, isPast: shown == .past)) }
        try reload()
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        switch input {
        case .click(let point) where point.row < Self.head:
            if let tab = tabs.tab(atColumn: point.column, columns: size.columns) { try show(tab) }
        case .click(let point) where shown == .month:
            let inside = Point(column: point.column, row: point.row - Self.head)
            try month.click(inside, Size(columns: size.columns, rows: height(size)))
        case .wheel(let count) where shown == .month: try month.step(days: count > 0 ? 7 : -7)
        default:
            if try list.handle(input.moved(up: Self.head), height: height(size)) { return try perform(.open, in: size) }
        }
        return []
    }

    // MARK: - Drawing

    /// Rows above the list.
    private static let head = 1

    private func height(_ size: Size) -> Int { max(1, size.rows - Self.head) }

    func view(size: Size, isFocused: Bool) -> Surface {
        var surface = Surface(size: size)
        surface.write(tabs.line(columns: size.columns), at: Point(column: 0, row: 0))
        let room = Size(columns: size.columns, rows: height(size))
        let words = MeetingWords(now: session.clock.now())
        guard shown != .month else {
            let name = StyledLine(month.title, .heading)
            if size.columns >= 34 { surface.write(name, at: Point(column: size.columns - name.columns - 1, row: 0)) }
            surface.draw(month.view(size: room, isFocused: isFocused, words), at: Point(column: 0, row: Self.head))
            return surface
        }
        let empty = shown == .past ? "No meeting is over yet." : "No meeting is planned; c plans one."
        let rows = list.view(size: room, isFocused: isFocused, empty: StyledLine(empty, .muted)) { time, columns in
            MeetingLine(time: time, words: words).line(columns: columns - 1)
        }
        surface.draw(rows, at: Point(column: 0, row: Self.head))
        return surface
    }
}
