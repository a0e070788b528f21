import Index
import Journal
import Workbench

/// What panes let happen to meetings: the same for the calendar, a meeting's page and the palette.
struct MeetingEffects: Sendable {
    let session: BoardSession

    var writing: MeetingWriting { MeetingWriting(session) }
    var now: Timestamp { session.clock.now() }

    /// Shows a meeting's page, at one of its times if it is named.
    func open(_ meeting: EventID, at occurrence: LocalTime? = nil) -> [Effect] {
        [.open(MeetingPane(session, meeting: meeting, occurrence: occurrence), in: .list)]
    }

    // MARK: - Who comes

    func mayAnswer(_ meeting: Meeting, _ occurrence: LocalTime?) -> Availability {
        Availability(
            unless: writing.refusal(.answer, meeting)
                ?? MeetingRules.refusalToAnswer(occurrence, meeting, at: now))
    }

    /// Says whether the reader comes.
    func answer(_ meeting: Meeting, _ occurrence: LocalTime?, _ answer: MeetingAnswer?) throws -> [Effect] {
        let before = meeting.answers.first { $0.account == session.me && $0.occurrence == occurrence }?.answer
        let undo = Writing.Undo("the answer") { [session] _ in
            [try MeetingWriting(session).answer(meeting.id, occurrence, before)]
        }
        let which = occurrence == nil ? " to all times" : ""
        let done = answer.map { "you said: \($0.words)\(which)" } ?? "your answer is taken back"
        return [.write(Writing([try writing.answer(meeting.id, occurrence, answer)], done: done, undo: undo))]
    }

    /// Lets the reader pick an answer.
    func offerAnswers(_ meeting: Meeting, _ occurrence: LocalTime?) -> Effect {
        var items = MeetingAnswer.allCases.map { answer in
            Choice.Item(label: "\(answer.sign) \(answer.words)") { try self.answer(meeting, occurrence, answer) }
        }
        if meeting.answers.contains(where: { $0.account == session.me && $0.occurrence == occurrence }) {
            items.append(Choice.Item(label: "  take the answer back") { try self.answer(meeting, occurrence, nil) })
        }
        let which = occurrence == nil ? " (all times)" : ""
        return .choose(Choice(purpose: "answer-meeting", title: "Do you come? \(meeting.title)\(which)", items: items))
    }

    /// Asks everyone whether they come to one time, or does not any more.
    func ask(_ meeting: Meeting, _ occurrence: LocalTime) throws -> [Effect] {
        let asks = !meeting.asks(occurrence)
        let undo = Writing.Undo("asking") { [session] _ in
            [try MeetingWriting(session).ask(meeting.id, occurrence, !asks)]
        }
        if !asks, meeting.asked.contains(where: { $0.occurrence == nil }) {
            var terms = MeetingTerms()
            terms.asks = false
            return [.write(Writing([try writing.edit(meeting.id, terms)], done: "nobody is asked any more"))]
        }
        let done = asks ? "everyone who has not said is asked" : "nobody is asked any more"
        return [.write(Writing([try writing.ask(meeting.id, occurrence, asks)], done: done, undo: undo))]
    }

    // MARK: - Who was there

    /// Lets the reader say who was there: members who said that they come first.
    func offerAttendance(_ meeting: Meeting, _ time: Occurrence) throws -> Effect {
        let present = Set(meeting.attended(time.original))
        let mayAll = writing.refusal(.attend([]), meeting) == nil
        let members = try session.read { try MemberQueries.all(states: ["member"], $0) }
        let coming = Set(meeting.answers(to: time.original).filter { $0.answer != .no }.map(\.account))
        func rank(_ account: Account) -> Int { account == session.me ? 0 : coming.contains(account) ? 1 : 2 }
        let listed = members.filter { mayAll || $0.account == session.me }.sorted {
            (rank($0.account), $0.account.rawValue) < (rank($1.account), $1.account.rawValue)
        }
        var items = listed.map { member in
            let was = present.contains(member.account)
            return Choice.Item(
                label: (was ? "[x] " : "[ ] ") + member.name, detail: coming.contains(member.account) ? "coming" : ""
            ) { try attend(meeting, time.original, [member.account], !was) }
        }
        let missing = coming.subtracting(present).sorted { $0.rawValue < $1.rawValue }
        if mayAll, missing.count > 1 {
            items.insert(
                Choice.Item(label: "All who said that they come", detail: "\(missing.count)") {
                    try attend(meeting, time.original, missing, true)
                }, at: 0)
        }
        return .choose(Choice(purpose: "attendance", title: "Who was there? \(meeting.title)", items: items))
    }

    private func attend(
        _ meeting: Meeting, _ occurrence: LocalTime, _ accounts: [Account], _ present: Bool
    ) throws -> [Effect] {
        let undo = Writing.Undo("attendance") { [session] _ in
            [try MeetingWriting(session).attend(meeting.id, occurrence, accounts, !present)]
        }
        let event = try writing.attend(meeting.id, occurrence, accounts, present)
        let who = accounts.count == 1 ? "@\(accounts[0])" : "\(accounts.count) members"
        return [.write(Writing([event], done: present ? "\(who) was there" : "\(who) was not there", undo: undo))]
    }

    // MARK: - Calling off

    /// The ways to call off what is shown, or to call it on again.
    func offerCancelling(_ meeting: Meeting, _ time: Occurrence) -> Effect {
        var items: [Choice.Item] = []
        if meeting.cancelled != nil {
            items.append(
                Choice.Item(label: "It takes place after all") {
                    [.write(Writing([try writing.cancel(meeting.id, false)], done: "it takes place"))]
                })
        } else if meeting.schedule.rule != nil || !meeting.schedule.dates.isEmpty {
            if time.isCancelled || time.isMoved {
                items.append(
                    Choice.Item(label: "This time goes as planned") {
                        [.write(Writing([try asPlanned(meeting, time)], done: "as planned"))]
                    })
            }
            if !time.isCancelled {
                items.append(Choice.Item(label: "Call off this time only") { [reason(meeting, time)] })
            }
        }
        if meeting.cancelled == nil {
            items.append(Choice.Item(label: "Call off the meeting") { [reason(meeting, nil)] })
        }
        return .choose(Choice(purpose: "cancel-meeting", title: meeting.title, items: items))
    }

    private func asPlanned(_ meeting: Meeting, _ time: Occurrence) throws -> NewEvent {
        try writing.set(MeetingOccurrenceSet(meeting.id, time.original))
    }

    private func reason(_ meeting: Meeting, _ time: Occurrence?) -> Effect {
        .fill(
            Form(
                title: "Call off: \(meeting.title)",
                fields: [Form.Field("reason", label: "Why", hint: "Those who wanted to come read it; may be empty.")]
            ) { [session] values in
                let writing = MeetingWriting(session)
                guard let time else {
                    let undo = Writing.Undo("calling it off") { _ in
                        [try MeetingWriting(session).cancel(meeting.id, false)]
                    }
                    let event = try writing.cancel(meeting.id, reason: values["reason"])
                    return [.write(Writing([event], done: "called off", undo: undo))]
                }
                let undo = Writing.Undo("calling it off") { _ in
                    [try MeetingWriting(session).set(meeting.setting(of: time.original))]
                }
                let change = MeetingOccurrenceSet(
                    meeting.id, time.original, cancelled: true, reason: values["reason"])
                return [.write(Writing([try writing.set(change)], done: "this time is called off", undo: undo))]
            })
    }

    // MARK: - Links

    func unlink(_ thing: Reference, from meeting: EventID) throws -> [Effect] {
        let undo = Writing.Undo("unlinking") { [session] _ in [try MeetingWriting(session).link(thing, to: meeting)] }
        return [.write(Writing([try writing.link(thing, to: meeting, false)], done: "unlinked", undo: undo))]
    }

    /// Lets the reader pick the meeting that something is for.
    func offerMeetings(for subject: Reference?) throws -> [Effect] {
        guard let subject, subject.id != nil, subject.kind != "meeting" else {
            return [.say("select a resource, a thread or a project first")]
        }
        let words = MeetingWords(now: now)
        let times = try session.read { try MeetingQueries.coming(now, reader: session.me, limit: 100, $0) }
        var seen: Set<EventID> = []
        let items = times.filter { seen.insert($0.meeting).inserted }.map { time in
            Choice.Item(label: time.title, detail: words.when(time.time)) { [session] in
                let undo = Writing.Undo("linking") { _ in
                    [try MeetingWriting(session).link(subject, to: time.meeting, false)]
                }
                let event = try MeetingWriting(session).link(subject, to: time.meeting)
                return [.write(Writing([event], done: "linked to “\(time.title)”", undo: undo))]
            }
        }
        guard !items.isEmpty else { return [.say("no meeting is planned; the view Calendar plans one")] }
        return [.choose(Choice(purpose: "link-to-meeting", title: "Which meeting is it for?", items: items))]
    }
}
