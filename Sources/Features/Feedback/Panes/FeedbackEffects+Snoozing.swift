import Foundation
import Index
import Journal
import Terminal
import Workbench

/// Putting requests off.
extension FeedbackEffects {
    func offerSnooze() -> Effect {
        let now = session.clock.now()
        let items = SnoozeTime.allCases.map { time in
            Choice.Item(
                time.rawValue, label: time.words,
                detail: time.moment(after: now).map { "in " + Age.short(now, now: $0) } ?? "")
        }
        return .choose(Choice(purpose: "snooze", title: "Put it off", items: items))
    }

    func snooze(_ requests: [EventID], _ choice: String, goOn: GoingOn = .stays) throws -> Effect {
        let time = SnoozeTime(rawValue: choice) ?? .tomorrow
        let until = time.moment(after: session.clock.now())
        let undo = Writing.Undo("putting off") { [session] _ in
            try requests.map { try FeedbackWriting(session).wake($0) }
        }
        let what = requests.count == 1 ? "put off" : "\(requests.count) put off"
        return .write(
            Writing(
                try requests.map { try writing.snooze($0, until: until) }, done: "\(what): \(time.words)\(goOn.words)",
                undo: undo
            ) { _ in goOn.effects })
    }
}

/// Until when something is put off.
enum SnoozeTime: String, CaseIterable {
    case laterToday = "later"
    case tomorrow, monday, reply

    var words: String {
        switch self {
        case .laterToday: "later today"
        case .tomorrow: "tomorrow morning"
        case .monday: "Monday morning"
        case .reply: "until the other side acts"
        }
    }

    /// The moment in the person's own time zone; nothing for `reply`.
    func moment(after now: Timestamp) -> Timestamp? {
        let calendar = Calendar.current
        let date = Date(timeIntervalSince1970: Double(now.rawValue) / 1000)
        switch self {
        case .laterToday: return now.advanced(by: 3 * 3_600_000)
        case .tomorrow: return Self.next(DateComponents(hour: 8), after: date, calendar)
        case .monday: return Self.next(DateComponents(hour: 8, weekday: 2), after: date, calendar)
        case .reply: return nil
        }
    }

    private static func next(_ parts: DateComponents, after date: Date, _ calendar: Calendar) -> Timestamp? {
        calendar.nextDate(after: date, matching: parts, matchingPolicy: .nextTime)
            .map { Timestamp(rawValue: Int64($0.timeIntervalSince1970 * 1000)) }
    }
}
