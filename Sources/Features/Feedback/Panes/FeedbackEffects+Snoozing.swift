import Foundation
import Index
import Journal
import Terminal
import Workbench

/// Putting requests off.
extension FeedbackEffects {
    /// As often as this one puts a promise off before it is asked whether to give it back.
    private static let patience = 3

    func offerSnooze(_ count: Int = 1) throws -> Effect {
        let now = session.clock.now()
        let times = try snoozeTimes(now)
        let items =
            times.map { time, moment in
                Choice.Item(
                    time.rawValue, label: time.words, detail: moment.map { "in " + Age.short(now, now: $0) } ?? "")
            } + [Choice.Item(Self.date, label: "another time…")]
        let title = count == 1 ? "Put it off" : "Put \(count) off"
        return .choose(Choice(purpose: "snooze", title: title, items: items))
    }

    /// What stands for a time that is typed.
    static let date = "date"

    /// Asks for the time.
    func askSnoozeTime() -> Effect {
        .prompt(Prompt(purpose: "snooze-until", label: "Until when (3h, friday, 2026-12-01): "))
    }

    func snooze(_ requests: [EventID], _ choice: String, goOn: GoingOn = .stays) throws -> Effect {
        let time = SnoozeTime(rawValue: choice) ?? .tomorrow
        let moment = try snoozeTimes(session.clock.now()).first { $0.time == time }?.moment
        return try snooze(requests, until: moment, words: time.words, goOn: goOn)
    }

    func snooze(_ requests: [EventID], until text: String, goOn: GoingOn = .stays) throws -> Effect {
        let now = session.clock.now()
        let moment = try TypedMoment.moment(text.trimmingCharacters(in: .whitespaces), now: now)
        guard moment > now else { throw CommandFailure("that has been; write a time to come", .usage) }
        return try snooze(requests, until: moment, words: "until " + ShortDate.soon(moment, now: now), goOn: goOn)
    }

    private func snooze(
        _ requests: [EventID], until: Timestamp?, words: String, goOn: GoingOn
    ) throws -> Effect {
        guard requests.count <= Self.mostAtOnce else {
            return .work(
                Work(saying: "looking at \(requests.count) requests…") {
                    [try self.snoozing(requests, until: until, words: words, goOn: goOn)]
                })
        }
        return try snoozing(requests, until: until, words: words, goOn: goOn)
    }

    private func snoozing(
        _ requests: [EventID], until: Timestamp?, words: String, goOn: GoingOn
    ) throws -> Effect {
        let snoozes = try requests.map { try writing.snooze($0, until: until) }
        let planned = try requests.compactMap { request in
            try writing.plan(request, at: until).map { (request: request, event: $0) }
        }
        let plans = planned.map(\.event)
        let undo = Writing.Undo("putting off") { [session, subjects = planned.map(\.request)] written in
            try requests.map { try FeedbackWriting(session).wake($0) }
                + zip(subjects, written.suffix(subjects.count)).map {
                    try NewEvent(FeedbackRetracted(request: $0, event: $1))
                }
        }
        let what = requests.count == 1 ? "put off" : "\(requests.count) put off"
        let askers = plans.count == 1 ? "its asker sees" : "askers see"
        let seen = plans.isEmpty || until == nil ? "" : ", and \(askers) when"
        let effect = Effect.write(
            Writing(
                snoozes + plans, done: "\(what): \(words)\(seen)\(try offer(requests))\(goOn.words)", undo: undo
            ) { _ in goOn.effects })
        return Self.asking(requests.count, effect)
    }

    /// Whoever puts a promise off again and again may want to give it back.
    private func offer(_ requests: [EventID]) throws -> String {
        guard let request = requests.first, requests.count == 1 else { return "" }
        let (times, known) = try session.read {
            (try TurnQueries.snooze(of: request, $0)?.times ?? 0, try FeedbackQueries.request(request, $0))
        }
        guard times + 1 >= Self.patience, let known, may(.release, known) == .available else { return "" }
        return "; put off \(times + 1) times now: D gives it back, and that is all right"
    }

    /// The times there are to choose from, each once; what is not known here is left out.
    private func snoozeTimes(_ now: Timestamp) throws -> [(time: SnoozeTime, moment: Timestamp?)] {
        let terms = try session.read { try FeedbackBoardTerms.current($0) }
        let meeting = try FeatureTable.all.compactMap { try $0.nextMeeting(session)?.starts }.filter { $0 > now }.min()
        var found: [(time: SnoozeTime, moment: Timestamp?)] = []
        for time in SnoozeTime.allCases {
            let moment = time == .meeting ? meeting?.advanced(by: -3_600_000) : time.moment(after: now, terms)
            if time != .reply, moment.map({ $0 <= now }) ?? true { continue }
            if time != .reply, found.contains(where: { $0.moment == moment }) { continue }
            found.append((time, moment))
        }
        return found
    }
}

/// Until when something is put off.
enum SnoozeTime: String, CaseIterable {
    case laterToday = "later"
    case tomorrow
    case workingDay = "working-day"
    case monday, meeting, reply

    var words: String {
        switch self {
        case .laterToday: "later today"
        case .tomorrow: "tomorrow morning"
        case .workingDay: "the next working day"
        case .monday: "Monday morning"
        case .meeting: "an hour before the next meeting"
        case .reply: "until the other side acts"
        }
    }

    /// The moment in the person's own time zone; nothing for what time alone does not say.
    func moment(after now: Timestamp, _ terms: FeedbackBoardTerms) -> Timestamp? {
        let calendar = Calendar.current
        let date = Date(timeIntervalSince1970: Double(now.rawValue) / 1000)
        switch self {
        case .laterToday: return now.advanced(by: 3 * 3_600_000)
        case .tomorrow: return Self.next(DateComponents(hour: 8), after: date, calendar)
        case .workingDay:
            let days = terms.restDays.count < 7 ? 1...8 : 1...1
            let mornings = days.lazy.compactMap { day in
                Self.next(DateComponents(hour: 8), after: date.addingTimeInterval(Double(day - 1) * 86_400), calendar)
            }
            return mornings.first { !WorkingTime(terms, now: now).isRest($0) }
        case .monday: return Self.next(DateComponents(hour: 8, weekday: 2), after: date, calendar)
        case .meeting, .reply: return nil
        }
    }

    private static func next(_ parts: DateComponents, after date: Date, _ calendar: Calendar) -> Timestamp? {
        calendar.nextDate(after: date, matching: parts, matchingPolicy: .nextTime)
            .map { Timestamp(rawValue: Int64($0.timeIntervalSince1970 * 1000)) }
    }
}
