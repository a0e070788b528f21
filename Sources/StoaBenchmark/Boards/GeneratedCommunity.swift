import Features
import Journal
import Workbench

/// What a generated board's members say of themselves and of each other: profiles with tags, offers to mentor, requests,
/// and reports, some of which the reader, a moderator, has decided.
struct GeneratedCommunity {
    private let reports: Int

    /// The community of a board of so many posts: one of 100,000 posts has 500 reports.
    init(posts: Int) { reports = min(500, posts / 200) }

    /// Writes it; the reports are about some of `posts`.
    func write(
        members: Int, _ posts: [EventID], using random: inout SeededGenerator,
        _ write: (Int, any EventPayload) throws -> EventID
    ) throws {
        func tags(_ count: Int) -> String {
            (0..<count).map { _ in Words.word(Int.random(in: 0..<400, using: &random)) }.joined(separator: ", ")
        }
        for member in 0..<members {
            _ = try write(
                member,
                MemberProfileSet(
                    about: Words.text(using: &random), interests: tags(6), canHelpWith: tags(5), wantsToLearn: tags(5),
                    zone: ["Europe/Lisbon", "Asia/Tokyo", "America/Bogota"][member % 3]))
            guard member % 10 == 1 else { continue }
            _ = try write(member, MentorOffered(topics: tags(3), places: 2, when: "Evenings"))
            for asker in [member + 1, member + 2] where asker < members {
                _ = try write(
                    asker,
                    MentorAsked(
                        mentor: Account("member-\(member)"), topic: tags(1), why: Words.text(using: &random)))
            }
        }
        for number in 0..<(posts.isEmpty ? 0 : reports) {
            let reporter = Int.random(in: 1..<max(2, members), using: &random)
            guard reporter < members, let post = posts.randomElement(using: &random) else { continue }
            let report = try write(
                reporter,
                ReportFiled(thing: Reference(kind: "post", id: post), reason: Words.text(using: &random)))
            guard number % 5 != 0 else { continue }
            _ = try write(0, ReportDecided(report: report, decision: .dismissed, reason: Words.title(using: &random)))
        }
    }
}
