import ArgumentParser
import Index
import Journal
import Terminal
import Workbench

extension Feature {
    /// Gatherings at a time: who comes, what is done in them, what was said.
    static let meetings = Feature(
        "Meetings",
        projection: MeetingProjection.projection,
        commands: [CommandGroup(name: "Working together", subcommands: [MeetingCommand.self])],
        documents: ShownMeeting.documents,
        actions: MeetingActions.table,
        performers: { MeetingActions.performers($0) },
        turns: [MeetingTurns.words],
        views: [
            BoardView(
                name: "calendar", title: "Calendar", letter: "c",
                turnKinds: [MeetingTurns.kind], open: { [.open(CalendarPane($0), in: .list)] })
        ],
        open: { id, session in
            guard try session.read({ try MeetingQueries.meeting(id, $0) }) != nil else { return nil }
            return MeetingEffects(session: session).open(id)
        },
        resume: { try MeetingEffects(session: $1).resume($0) },
        standing: { try MeetingReminder.standing($0) },
        postNotes: { try MeetingReminder.notes(ofThread: $0, $1) },
        home: { try MeetingReminder.home($0) },
        nextMeeting: { try MeetingReminder.next($0) }
    )
    .beginning(with: [MeetingTemplate.part])
    .exchanging([.calendar])
    .remembering { limit, session in
        try session.read { try MeetingQueries.moments(of: session.me, limit: limit, $0) }
    }
    .digesting { try MeetingReminder.digest($0, $1) }
    .telling(MeetingDemo.scenes)
}

/// What says of meetings elsewhere that they are near.
enum MeetingReminder {
    /// Milliseconds before its beginning from which on the status line speaks of a meeting.
    static let ahead: Int64 = 60 * 60_000
    private static let longest = 12

    /// `Study session in 25 min`, for what the reader has not said that they miss.
    static func standing(_ session: BoardSession) throws -> StyledLine {
        let now = session.clock.now()
        let next = try session.readKept("next meeting", from: ["meeting"], now: now) {
            try MeetingQueries.next(now, within: ahead, reader: session.me, $0)
        }
        guard let next, next.mine != .no else { return StyledLine() }
        let title = next.title.count > longest ? next.title.prefix(longest - 1) + "…" : next.title
        return StyledLine("\(title) \(MeetingWords(now: now).brief(next.time))", .badge)
    }

    /// The next meetings, for Home.
    static func home(_ session: BoardSession) throws -> [HomeSection] {
        let now = session.clock.now()
        let words = MeetingWords(now: now)
        let times = try session.read { try MeetingQueries.coming(now, reader: session.me, limit: 12, $0) }
        let near = times.filter { $0.time.start < now.advanced(by: 21 * 86_400_000) && $0.mine != .no }.prefix(4)
        return [
            HomeSection(
                "Next meetings",
                near.map { time in
                    HomeSection.Line(
                        opens: MeetingEffects(session: session).open(time.meeting, at: time.time.original)
                    ) { MeetingLine(time: time, words: words).line(columns: $0) }
                })
        ]
    }

    /// The meetings of the week to come, for a digest.
    static func digest(_ span: DigestSpan, _ session: BoardSession) throws -> [DigestItem] {
        let words = MeetingWords(now: span.until)
        return try session.read { try MeetingQueries.coming(span.until, reader: session.me, limit: 25, $0) }
            .filter { span.isAhead($0.time.start) && !$0.isCancelled && $0.mine != .no }
            .map { time in
                DigestItem(.ahead, time.title, detail: words.when(time.time), at: time.time.start, id: time.meeting)
            }
    }

    /// The next meeting of all, for `stoa status`.
    static func next(_ session: BoardSession) throws -> NextMeeting? {
        let now = session.clock.now()
        let times = try session.read { try MeetingQueries.coming(now, reader: session.me, limit: 20, $0) }
        return times.first { !$0.isCancelled && $0.mine != .no }.map { time in
            NextMeeting(
                id: time.meeting, title: time.title, starts: time.time.start, ends: time.time.end,
                answer: time.mine?.rawValue, away: MeetingWords(now: now).away(time.time))
        }
    }

    /// The meetings of a thread, beneath its first post.
    static func notes(ofThread thread: EventID, _ session: BoardSession) throws -> [EventID: [StyledLine]] {
        let words = MeetingWords(now: session.clock.now())
        let meetings = try session.read { database in
            try MeetingQueries.meetings(of: thread, database).compactMap { try MeetingQueries.meeting($0, database) }
        }
        let lines = meetings.compactMap { meeting -> StyledLine? in
            guard let time = meeting.schedule.nearest(words.now) else { return nil }
            return StyledLine([
                Span("◷ Meeting \(meeting.id.text.prefix(6))  ", .muted), Span(meeting.title, .accent),
                Span("  \(words.when(time)), \(words.away(time))", .muted),
            ])
        }
        return lines.isEmpty ? [:] : [thread: lines]
    }
}
