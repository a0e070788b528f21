import ArgumentParser
import Index
import Journal

/// `stoa meeting`: gatherings at a time.
struct MeetingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meeting", abstract: "Lists, plans and holds meetings: who comes, what is done, what was said.",
        discussion: """
            Times are by the clocks of the meeting's zone, and shown by your own. A meeting that happens again has many \
            times; --at names one of them, by its day or as `stoa meeting show` has it, else the next one is meant.
            """,
        subcommands: [
            MeetingListCommand.self, MeetingShowCommand.self, MeetingAddCommand.self, MeetingEditCommand.self,
            MeetingAnswerCommand.self, MeetingAskCommand.self, MeetingAgendaCommand.self, MeetingNotesCommand.self,
            MeetingAttendCommand.self, MeetingMoveCommand.self, MeetingCancelCommand.self, MeetingLinkCommand.self,
        ],
        defaultSubcommand: MeetingListCommand.self)

    /// The meeting whose id begins so. Throws when there is none (66).
    static func meeting(_ name: String, _ session: BoardSession) throws -> Meeting {
        try session.read { database in
            guard let meeting = try MeetingQueries.meeting(try ReferenceLookup.id(name, database), database) else {
                throw CommandFailure("\(name) is no meeting; `stoa meeting list` shows them", .notFound)
            }
            return meeting
        }
    }
}

/// Which meeting, and which of its times.
struct MeetingTimeOptions: ParsableArguments {
    @OptionGroup var options: BoardOptions
    @Argument(help: "The meeting.", completion: .things) var id: String
    @Option(name: .long, help: "Which time: 2026-11-26, or 2026-11-26T18:00; the next one if left out.") var at: String?

    /// The meeting and the time. Throws when there is no such time (66).
    func found(_ session: BoardSession) throws -> (meeting: Meeting, time: Occurrence) {
        let meeting = try MeetingCommand.meeting(id, session)
        let schedule = meeting.schedule
        guard let at else {
            guard let next = schedule.nearest(session.clock.now()) else {
                throw CommandFailure("this meeting has no times; `stoa meeting show \(id)` shows it", .notFound)
            }
            return (meeting, next)
        }
        let wall = WallClock(zone: schedule.zone)
        if let time = LocalTime(text: at), let known = schedule.time(time) { return (meeting, known) }
        let today = wall.local(session.clock.now()).day
        let day = TypedMeetingTime.day(at.lowercased(), today) ?? LocalTime(text: at)?.day
        guard let day else {
            throw CommandFailure("“\(at)” is no day; write 2026-11-26, or 2026-11-26T18:00", .usage)
        }
        let from = wall.moment(LocalTime(day: day, minutes: 0))
        let times = schedule.times(from: from, until: from.advanced(by: 86_400_000)).filter { $0.local.day == day }
        guard let known = times.first else {
            throw CommandFailure(
                "“\(meeting.title)” does not happen on \(at); `stoa meeting show \(id)` has its times", .notFound)
        }
        return (meeting, known)
    }
}

/// `stoa meeting list`.
struct MeetingListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the times of meetings that come next.")

    @OptionGroup var options: BoardOptions
    @Flag(name: .long, help: "Those that are over, the latest first.") var past = false
    @Option(name: .long, help: "From this day on: 2026-11-01.") var from: String?
    @Option(name: .long, help: "Until the end of this day.") var until: String?
    @Option(name: .long, help: "At most so many.") var limit = 20
    @Flag(name: .long, help: "As a JSON array.") var json = false

    func run() throws {
        let session = try options.session()
        let now = session.clock.now()
        let (me, most) = (session.me, max(1, limit))
        let times: [MeetingTime]
        if from != nil || until != nil {
            let wall = WallClock.reader
            let today = wall.local(now).day
            let first = try from.map { try day($0, today) } ?? today
            let last = try until.map { try day($0, today) } ?? first.advanced(by: 366)
            let start = wall.moment(LocalTime(day: first, minutes: 0))
            let end = wall.moment(LocalTime(day: min(last, first.advanced(by: 5 * 366)).advanced(by: 1), minutes: 0))
            times = Array(
                try session.read { try MeetingQueries.times(from: start, until: end, reader: me, $0) }.prefix(most))
        } else {
            times = try session.read { database in
                past
                    ? try MeetingQueries.past(now, reader: me, limit: most, database)
                    : try MeetingQueries.coming(now, reader: me, limit: most, database)
            }
        }
        if json { return try Output.json(times.map { ListedMeeting($0, now: now) }) }
        guard !times.isEmpty else {
            return Output.line(past ? "No meeting is over." : "No meeting is planned; `stoa meeting add` plans one.")
        }
        let words = MeetingWords(now: now)
        for time in times {
            let id = try session.read { try IDLookup.shortest(time.meeting, $0) }
            Output.line("\(id)  \(time.title)")
            let state = time.state(at: now)
            let parts = [
                words.whole(time.time, zone: time.zone), state == .planned ? nil : state.words,
                time.going > 0 ? "\(time.going) come" : nil, time.mine.map { "you: \($0.words)" },
            ]
            Output.line("      " + parts.compactMap { $0 }.joined(separator: " · "))
        }
    }

    private func day(_ text: String, _ today: CivilDay) throws -> CivilDay {
        guard let day = TypedMeetingTime.day(text.lowercased(), today) else {
            throw CommandFailure("“\(text)” is no day; write 2026-11-26, today or friday", .usage)
        }
        return day
    }
}

/// `stoa meeting show`.
struct MeetingShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows a meeting: when, who comes, what is done, what was said, its other times."
    )

    @OptionGroup var which: MeetingTimeOptions
    @Flag(name: .long, help: "As a JSON document.") var json = false

    func run() throws {
        let session = try which.options.session()
        let (meeting, time) = try which.found(session)
        let now = session.clock.now()
        try session.read { database in
            let things = try LinkedThing.all(meeting.links.map(\.thing), database)
            if json {
                return try Output.json(ShownMeeting(meeting, time, me: session.me, now: now))
            }
            Output.line(meeting.title)
            let page = MeetingPage(
                meeting: meeting, shown: time, things: things, names: try MeetingQueries.names(in: meeting, database),
                me: session.me, words: MeetingWords(now: now), columns: min(100, Output.columns))
            for line in page.lines.lines {
                Output.line(line.line.text.replacing("  1 come, 2 perhaps, 3 not", with: ""))
            }
        }
    }
}
