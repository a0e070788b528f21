import Journal

/// What the demo's members ask each other.
enum PollStory {
    static let scenes = [
        DemoScene(
            "poll-time", 90, "rena",
            .write { cast in
                try NewEvent(
                    PollOpened(
                        question: "Which evening suits you in December?",
                        options: ["Tuesday", "Wednesday", "Thursday"], pollKind: .multiple,
                        closes: cast.now.advanced(by: 120 * hour), thread: cast.ids["welcome"]))
            }),
        vote(88, "tomas", "poll-time", [0, 2]), vote(86, "jun", "poll-time", [2]),
        vote(60, "marta", "poll-time", [1, 2]),
        vote(31, "aiko", "poll-time", [0, 2]),
        DemoScene(
            "poll-next", 50, "marta",
            .write { cast in
                try NewEvent(
                    PollOpened(
                        question: "What shall we read after chapter 4?",
                        options: [
                            "Orthogonality, as the book has it", "A week of applications: graphs and networks",
                            "Determinants first 行列式", "Go back to proofs",
                        ], pollKind: .ranking, closes: cast.now.advanced(by: 72 * hour), anonymous: true))
            }),
        vote(48, "rena", "poll-next", [0, 3, 1]), vote(40, "tomas", "poll-next", [1, 0]),
        vote(20, "aiko", "poll-next", [2, 0, 1, 3]), vote(8, "jun", "poll-next", []),
        DemoScene(
            "poll-room", 400, "tomas",
            .write { _ in
                try NewEvent(
                    PollOpened(question: "Shall we meet in the library?", options: ["Yes", "No, online only"]))
            }),
        vote(399, "rena", "poll-room", [0]), vote(398, "aiko", "poll-room", [1]), vote(395, "jun", "poll-room", [0]),
        vote(394, "marta", "poll-room", [0]),
        DemoScene("", 380, "tomas", about("poll-room") { PollClosed(poll: $0) }),
        DemoScene(
            "", 379, "tomas",
            about("poll-room") {
                PollConcluded(
                    poll: $0,
                    outcome: """
                        The library it is, at the long table. For Aiko, and whoever cannot come, I bring a microphone and \
                        open a call at **19:30**.
                        """)
            }),
    ]

    private static let hour: Int64 = 3_600_000

    private static func vote(_ hoursAgo: Double, _ account: String, _ poll: String, _ choices: [Int]) -> DemoScene {
        DemoScene("", hoursAgo, account, about(poll) { PollVoted(poll: $0, choices: choices) })
    }

    private static func about(
        _ poll: String, _ make: @escaping @Sendable (EventID) -> some EventPayload
    ) -> DemoScene.Action {
        .write { cast in try cast.ids[poll].map { try NewEvent(make($0)) } }
    }
}
