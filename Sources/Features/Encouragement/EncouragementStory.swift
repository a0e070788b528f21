import Journal

/// Whom the demo's members thank, and why.
enum EncouragementStory {
    static let scenes = [
        thanks(
            294.5, "jun", to: "tomas", for: "pivot-1", .clear, "One sentence, and three evenings of mine made sense."),
        thanks(
            292, "marta", to: "tomas", for: "pivot-1", .helped, "I had the same question and was too shy to ask it."),
        thanks(
            149, "marta", to: "rena", for: "det-1", .madeMeThink, "I shall never see a determinant as a formula again."),
        thanks(17, "devi", to: "marta", for: "hello-1", .helped, "I began with the drawings, and I am on page 40."),
        thanks(
            12, "rena", to: DemoStory.you, for: "welcome", .patient,
            "For answering the same question four times, kindly."),
        thanks(40, "aiko", to: DemoStory.you, for: nil, .helped, "図書館まで送ってくれてありがとう。"),
    ]

    private static func thanks(
        _ hoursAgo: Double, _ giver: String, to receiver: String, for about: String?, _ kind: KudosKind,
        _ reason: String
    ) -> DemoScene {
        DemoScene(
            "", hoursAgo, giver,
            .write { cast in
                try NewEvent(
                    KudosGiven(
                        to: cast.account(receiver), about: about.flatMap { cast.ids[$0] }, kudosKind: kind,
                        reason: reason))
            })
    }
}
