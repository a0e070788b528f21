import Index
import Journal

/// That something is due: said to who has the turn, at most three times, and never while something happens there.
/// Nothing is sent or written: whether there is one is a function of what is known and the moment.
public struct FeedbackReminder: Hashable, Sendable {
    /// Which of the three it is.
    public var number: Int
    /// Since when it stands.
    public var since: Timestamp

    /// How many there are.
    public static let most = 3
    private static let day: Int64 = 86_400_000
    /// Working days after the due date when the last one comes.
    private static let patience = 2

    /// The reminder that stands at a moment: a day before the due date, at it, and two working days after it, for a day
    /// each; none on rest days or in quiet hours, none within a day of anything that happened there.
    public static func current(
        due: Timestamp, active: Timestamp, now: Timestamp, _ time: WorkingTime
    ) -> FeedbackReminder? {
        guard !time.isRest(now), !time.isQuiet(now), now.rawValue - active.rawValue >= day else { return nil }
        let moments = [
            time.working(due.advanced(by: -day)), time.working(due), time.after(due, days: patience),
        ]
        guard let place = moments.lastIndex(where: { $0 <= now }) else { return nil }
        return now < moments[place].advanced(by: day)
            ? FeedbackReminder(number: place + 1, since: moments[place]) : nil
    }

    /// The sentence for the row.
    public var words: String {
        switch number {
        case 1: "due within a day"
        case 2: "due today"
        default: "two days late"
        }
    }

    /// How it is answered; the last one offers to give it back, and thinks no worse of anybody.
    public var answer: String {
        let ways = "reminder \(number) of \(Self.most): e does it, z puts it off, D gives it back"
        return number < Self.most ? ways : ways + "; giving it back is quite all right, and this was the last"
    }
}
