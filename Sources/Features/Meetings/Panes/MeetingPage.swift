import Index
import Journal
import Terminal
import Workbench

/// The lines of a meeting's page: what it is, who comes, what is done, what was said, when else.
struct MeetingPage {
    let meeting: Meeting
    /// The time that is shown.
    let shown: Occurrence
    let things: [LinkedThing]
    /// The names that members go by.
    let names: [Account: String]
    let me: Account
    let words: MeetingWords
    let columns: Int

    /// Times before and after that are listed.
    private static let mostPast = 4
    private static let mostComing = 8

    private var now: Timestamp { words.now }
    private var state: MeetingState { meeting.state(of: shown, at: now) }

    var lines: LinePageBuilder<MeetingPane.Target> {
        var page = LinePageBuilder<MeetingPane.Target>(columns: columns)
        addHead(&page)
        addAgenda(&page)
        addPeople(&page)
        addNotes(&page)
        if !things.isEmpty {
            page.heading("For it")
            for thing in things { page.add(thing.line(columns: page.columns), .thing(thing.reference)) }
        }
        addTimes(&page)
        return page
    }

    private func addHead(_ page: inout LinePageBuilder<MeetingPane.Target>) {
        let style: StyleName = state == .cancelled ? .warning : state == .planned || state == .done ? .muted : .success
        page.words(words.whole(shown, zone: meeting.schedule.zone), .time)
        var about = StyledLine([Span(state.words, style), Span("  " + meeting.kind.words, .muted)])
        if let rule = meeting.schedule.rule { about.append("  " + rule.words, .muted) }
        about.wrapped(to: page.columns).forEach { page.add($0) }
        var people = StyledLine([Span("host ", .muted), Span(name(meeting.host), .author)])
        if let scribe = meeting.scribe {
            people.append("  scribe ", .muted)
            people.append(name(scribe), .author)
        }
        if let organizer = meeting.terms.source?.organizer {
            people.append("  held by ", .muted)
            people.append(organizer, .imported)
        }
        people.wrapped(to: page.columns).forEach { page.add($0) }
        if let place = meeting.terms.place, !place.isEmpty {
            StyledLine([Span("where ", .muted), Span(place, isLink(place) ? .link : .text)]).wrapped(to: page.columns)
                .forEach { page.add($0) }
        }
        if let off = meeting.cancelled {
            page.words("Called off by \(name(off.by))" + (off.reason.isEmpty ? "." : ": \(off.reason)"), .warning)
        } else if shown.isCancelled {
            page.words("This time is called off" + (shown.reason.isEmpty ? "." : ": \(shown.reason)"), .warning)
        } else if shown.isMoved {
            let planned = "\(words.day(shown.original.day)) \(words.dates.clock(shown.original))"
            page.words("Moved from \(planned)" + (shown.reason.isEmpty ? "." : ": \(shown.reason)"), .warning)
        }
        if let about = meeting.terms.about, !about.isEmpty {
            page.add()
            page.text(about, indent: 0)
        }
    }

    private func isLink(_ place: String) -> Bool { place.hasPrefix("https://") || place.hasPrefix("http://") }

    private func name(_ account: Account) -> String { names[account] ?? "@\(account)" }

    private func addAgenda(_ page: inout LinePageBuilder<MeetingPane.Target>) {
        guard !meeting.agenda.isEmpty else { return }
        let total = meeting.agenda.reduce(0) { $0 + $1.minutes }
        let length = Int((shown.end.rawValue - shown.start.rawValue) / 60_000)
        page.heading("Agenda", total > length ? "\(total) min planned, \(length) to spend" : "\(total) min")
        var current: Int?
        if case .running(let step) = state { current = step }
        var moment = shown.start
        for (place, step) in meeting.agenda.enumerated() {
            let isNow = place == current
            var line = StyledLine([
                Span(isNow ? "▶ " : "  ", .accent),
                Span(words.dates.listedClock(words.reader.local(moment)) + "  ", .time),
                Span("\(step.minutes) min".leftPadded(to: 7) + "  ", .muted),
            ])
            line.append(step.title, isNow ? .strong : .text)
            page.add(line.truncated(to: page.columns))
            moment = moment.advanced(by: Int64(step.minutes) * 60_000)
        }
    }

    private func addPeople(_ page: inout LinePageBuilder<MeetingPane.Target>) {
        let answers = meeting.answers(to: shown.original)
        let isOver = shown.end <= now
        let going = answers.count { $0.answer == .going }
        page.heading(isOver ? "Who wanted to come" : "Who comes", going > 0 ? "\(going)" : "")
        if !isOver, state != .cancelled {
            let mine = meeting.answer(of: me, to: shown.original)
            let asks = meeting.asks(shown.original) && mine == nil && me != meeting.host
            let say =
                mine.map { "You said: \($0.words)." }
                ?? (asks ? "You are asked whether you come." : "You have not said.")
            page.add(
                StyledLine([
                    Span("  " + say, asks ? .warning : .text), Span("  1 come, 2 perhaps, 3 not", .hint),
                ]).truncated(to: page.columns))
        }
        for answer in MeetingAnswer.allCases {
            let who = answers.filter { $0.answer == answer }.map { name($0.account) }
            guard !who.isEmpty else { continue }
            var line = StyledLine([
                Span("  \(answer.sign) ", answer == .going ? .answered : .muted),
                Span("\(answer.words) \(who.count): ", .muted),
            ])
            line.append(who.joined(separator: ", "), .author)
            line.wrapped(to: page.columns).forEach { page.add($0) }
        }
        let present = meeting.attended(shown.original)
        guard !present.isEmpty else { return }
        var line = StyledLine([Span("  Was there, \(present.count): ", .muted)])
        line.append(present.map(name).joined(separator: ", "), .author)
        line.wrapped(to: page.columns).forEach { page.add($0) }
    }

    private func addNotes(_ page: inout LinePageBuilder<MeetingPane.Target>) {
        guard let note = meeting.note(of: shown.original) else { return }
        let left = note.followUps.count { !$0.isDone }
        page.heading(
            "Notes", "by \(name(note.by)), \(Age.short(note.at, now: now))" + (left > 0 ? ", \(left) to follow up" : "")
        )
        page.text(note.text)
    }

    private func addTimes(_ page: inout LinePageBuilder<MeetingPane.Target>) {
        let schedule = meeting.schedule
        guard schedule.rule != nil || !schedule.dates.isEmpty else { return }
        let year: Int64 = 366 * 86_400_000
        // Of a time far off the times around it are listed.
        let isFar = abs(shown.start.rawValue - now.rawValue) > year
        let middle = isFar ? shown.start : now
        let coming = schedule.times(from: middle, until: middle.advanced(by: year)).prefix(Self.mostComing)
        let past = schedule.times(from: middle.advanced(by: -year), until: middle).filter { $0.end <= middle }
            .suffix(Self.mostPast)
        page.heading("Times")
        for time in past + coming {
            var line = StyledLine(time.original == shown.original ? "▸ " : "  ", .accent)
            let state = meeting.state(of: time, at: now)
            line.append(words.when(time), state == .cancelled ? .strikethrough : time.end <= now ? .muted : .time)
            let mine = time.end > now ? meeting.answer(of: me, to: time.original) : nil
            if let mine { line.append("  " + mine.sign, mine == .going ? .answered : .muted) }
            if state == .cancelled {
                line.append("  called off", .warning)
            } else if time.isMoved {
                line.append("  moved", .warning)
            } else if state == .writtenUp {
                line.append("  ✎ notes", .success)
            }
            page.add(line.truncated(to: page.columns), .time(time.original))
        }
    }
}
