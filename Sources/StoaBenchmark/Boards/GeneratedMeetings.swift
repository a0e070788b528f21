import Features
import Journal

/// The meetings of a generated board: most of them once, some week after week for ever, over six years. A board of
/// 100,000 posts has 2,000, a small one few.
struct GeneratedMeetings {
    private let count: Int
    private static let start: Int64 = 1_700_000_000
    private static let span: Int64 = 6 * 366 * 86_400
    private static let zones = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "UTC", "Australia/Sydney"]
    private static let rules = [
        "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY;BYDAY=2TH", "FREQ=DAILY;COUNT=20",
    ]

    /// The meetings of a board of so many posts.
    init(posts: Int) { count = min(2_000, posts / 50) }

    /// Plans them; members answer for some.
    func write(
        members: Int, using random: inout SeededGenerator, _ write: (Int, any EventPayload) throws -> EventID
    ) throws {
        for number in 0..<count {
            var terms = MeetingTerms()
            terms.title = Words.title(using: &random)
            terms.about = Words.text(using: &random)
            terms.meetingKind = MeetingKind.allCases.randomElement(using: &random)
            let second = Self.start + Int64.random(in: 0..<Self.span, using: &random)
            terms.start = LocalTime(seconds: second / 1_800 * 1_800)
            terms.zone = Self.zones[number % Self.zones.count]
            terms.minutes = 30 + 15 * (number % 5)
            if number % 8 == 0 { terms.rule = Self.rules[number / 8 % Self.rules.count] }
            terms.agenda = (1...4).map { AgendaStep("Step \($0)", minutes: 15) }
            let host = Int.random(in: 0..<members, using: &random)
            let meeting = try write(host, MeetingPlanned(terms))
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                let member = Int.random(in: 0..<members, using: &random)
                let answer = MeetingAnswer.allCases.randomElement(using: &random)
                _ = try write(member, MeetingAnswered(meeting, nil, answer))
            }
        }
    }
}
