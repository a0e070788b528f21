import GRDB
import Index
import Journal
import Terminal
import Workbench

/// A meeting's page, at one of its times.
struct MeetingPane: Pane {
    /// What a line stands for.
    enum Target: Hashable, Sendable {
        case time(LocalTime)
        case thing(Reference)
    }

    let session: BoardSession
    let id: EventID
    private var occurrence: LocalTime?
    private var meeting: Meeting?
    private var shown: Occurrence?
    private var page = LinePage<Target>()
    private var columns = 60

    init(_ session: BoardSession, meeting: EventID, occurrence: LocalTime? = nil) {
        self.session = session
        id = meeting
        self.occurrence = occurrence
    }

    var title: StyledLine { StyledLine(meeting?.title ?? "A meeting") }
    var contexts: [Context] { [.meeting, .calendar] }
    var subject: Reference? { Reference(kind: "meeting", id: id) }
    private var effects: MeetingEffects { MeetingEffects(session: session) }

    mutating func reload() throws {
        let now = session.clock.now()
        let lines = try session.read { database -> LinePageBuilder<Target>? in
            meeting = try MeetingQueries.meeting(id, database)
            guard let meeting else { return nil }
            shown = occurrence.flatMap { meeting.schedule.time($0) } ?? meeting.schedule.nearest(now)
            guard let shown else { return nil }
            // The page stays with a time that is called off.
            occurrence = shown.original
            let things = try LinkedThing.all(
                ([meeting.terms.belongs].compactMap { $0 } + meeting.links.map(\.thing)).filter { $0.id != nil },
                database)
            let names = try MeetingQueries.names(in: meeting, database)
            return MeetingPage(
                meeting: meeting, shown: shown, things: things, names: names, me: session.me,
                words: MeetingWords(now: now), columns: columns
            ).lines
        }
        if let lines { try page.set(lines) }
    }

    mutating func refresh(after changes: ChangeSet) throws {
        if changes.concern("meeting") { try reload() }
    }

    mutating func wasShown(in size: Size, isFocused: Bool) throws -> [Effect] {
        guard size.columns != columns else { return [] }
        columns = size.columns
        try reload()
        return []
    }

    // MARK: - Actions

    func availability(of action: ActionName) -> Availability {
        if LinePage<Target>.actions.contains(action) || action == .newMeeting { return .available }
        guard let meeting, let shown else { return .absent }
        if MeetingActions.answers[action] != nil { return effects.mayAnswer(meeting, shown.original) }
        switch action {
        case .copy: return .available
        case .open: return page.target == nil ? .unavailable("this line leads nowhere") : .available
        case .openLink:
            return meeting.terms.place?.contains("://") ?? false
                ? .available : .unavailable("the meeting's place is no link")
        case .answerMeeting: return effects.mayAnswer(meeting, shown.original)
        case .answerMeetings: return effects.mayAnswer(meeting, nil)
        case .writeNotes: return Availability(unless: effects.writing.refusal(.note, meeting))
        case .noteAttendance:
            return Availability(
                unless: effects.writing.refusal(.attend([session.me]), meeting)
                    ?? MeetingRules.refusalToAttend(shown.original, meeting, at: session.clock.now()))
        case .edit, .planAgenda, .moveMeeting, .askWhoComes, .cancelMeeting:
            return Availability(unless: effects.writing.refusal(.plan, meeting))
        case .retract:
            guard case .thing(let thing) = page.target, let link = meeting.links.first(where: { $0.thing == thing })
            else { return .unavailable("this line is nothing that was linked") }
            return Availability(unless: effects.writing.refusal(.unlink(by: link.by), meeting))
        default: return .absent
        }
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        guard let meeting, let shown else { return [] }
        if let answer = MeetingActions.answers[action] { return try effects.answer(meeting, shown.original, answer) }
        switch action {
        case .newMeeting: return [try effects.newMeeting()]
        case .copy:
            let words = MeetingWords(now: session.clock.now())
            let place = meeting.terms.place.map { $0.isEmpty ? "" : ", \($0)" } ?? ""
            return [.copy("\(meeting.title), \(words.whole(shown, zone: meeting.schedule.zone))\(place)")]
        case .open: return try open()
        case .openLink: return meeting.terms.place.map { [.openLink($0)] } ?? []
        case .answerMeeting: return [effects.offerAnswers(meeting, shown.original)]
        case .answerMeetings: return [effects.offerAnswers(meeting, nil)]
        case .writeNotes: return [effects.notes(meeting, shown.original)]
        case .noteAttendance: return [try effects.offerAttendance(meeting, shown)]
        case .edit: return [effects.edit(meeting)]
        case .planAgenda: return [effects.agenda(meeting)]
        case .moveMeeting: return [effects.move(meeting, shown)]
        case .askWhoComes: return try effects.ask(meeting, shown.original)
        case .cancelMeeting: return [effects.offerCancelling(meeting, shown)]
        case .retract:
            if case .thing(let thing) = page.target { return try effects.unlink(thing, from: id) }
        default: try page.perform(action, height: size.rows)
        }
        return []
    }

    private mutating func open() throws -> [Effect] {
        switch page.target {
        case .thing(let thing): return try thing.open(session)
        case .time(let time):
            occurrence = time
            try reload()
            return []
        case nil: return []
        }
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        try finish(page.handle(input, height: size.rows), in: size)
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        page.view(
            size: size, isFocused: isFocused, missing: meeting == nil ? "This meeting is not here any more." : nil)
    }
}

extension MeetingQueries {
    /// The names that those go by who have to do with a meeting.
    static func names(in meeting: Meeting, _ database: Database) throws -> [Account: String] {
        let statement = try database.cachedStatement(sql: "SELECT name FROM member WHERE account = ?")
        let accounts = Set(
            [meeting.host, meeting.author] + meeting.answers.map(\.account) + meeting.attendance.flatMap(\.accounts)
                + meeting.notes.map(\.by) + [meeting.scribe, meeting.cancelled?.by].compactMap { $0 })
        return try accounts.reduce(into: [:]) { names, account in
            names[account] = try String.fetchOne(statement, arguments: [account]) ?? "@\(account.rawValue)"
        }
    }
}
