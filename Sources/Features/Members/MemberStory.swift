import Foundation
import Index
import Journal

/// Who helps whom in the demo: offers to mentor, requests, and profiles that meet.
enum MemberStory {
    static let scenes = [
        profile(500, "rena", pronouns: "she/her", zone: "Europe/Lisbon", greets: true),
        profile(499, "tomas", pronouns: "he/him", zone: "America/Bogota"),
        profile(498, "aiko", zone: "Asia/Tokyo", learn: "proofs, why any of this works"),
        profile(
            300, DemoStory.you, interests: "teaching, graphics", help: "Python, numerical methods",
            learn: "proofs, vector spaces"),
        DemoScene(
            "", 420, "rena",
            .write { _ in
                try NewEvent(
                    MentorOffered(topics: "proofs, induction", places: 2, when: "Thursdays at 19:00, library table"))
            }),
        DemoScene(
            "", 410, "tomas",
            .write { _ in try NewEvent(MentorOffered(topics: "computing by hand, elimination", places: 1, when: "")) }),
        DemoScene(
            "", 200, DemoStory.you,
            .write { _ in
                try NewEvent(MentorOffered(topics: "Python, eigenvalue", places: 2, when: "Most evenings, by message"))
            }),
        DemoScene(
            "mentor-aiko", 160, "aiko",
            .write { _ in
                try NewEvent(
                    MentorAsked(
                        mentor: Account("rena"), topic: "proofs",
                        why: "I can compute everything and prove nothing. Two evenings would help me over the wall."))
            }),
        step("mentor-aiko", 158, "rena") { MentorAnswered(mentorship: $0, accepted: true, reason: "Gladly.") },
        step("mentor-aiko", 150, "aiko") { MentorBegun(mentorship: $0) },
        DemoScene(
            "mentor-jun", 22, "jun",
            .write { cast in
                try NewEvent(
                    MentorAsked(
                        mentor: cast.reader, topic: "Python",
                        why: "My loops work and nobody can read them. Could we look at one script together each week?"))
            }),
        DemoScene(
            "question-eigen", 7, "aiko",
            .open(channel: "questions", kind: .question, title: "Can an eigenvalue be zero?"),
            "And if it can, what does that say about the matrix? I keep going round in circles."),
    ]

    private static func profile(
        _ hoursAgo: Double, _ account: String, pronouns: String? = nil, zone: String? = nil, interests: String? = nil,
        help: String? = nil, learn: String? = nil, greets: Bool? = nil
    ) -> DemoScene {
        DemoScene(
            "", hoursAgo, account,
            .write { _ in
                try NewEvent(
                    MemberProfileSet(
                        interests: interests, canHelpWith: help, wantsToLearn: learn, pronouns: pronouns, zone: zone,
                        greets: greets))
            })
    }

    private static func step(
        _ mentorship: String, _ hoursAgo: Double, _ account: String,
        _ make: @escaping @Sendable (EventID) -> some EventPayload
    ) -> DemoScene {
        DemoScene("", hoursAgo, account, .write { cast in try cast.ids[mentorship].map { try NewEvent(make($0)) } })
    }
}
