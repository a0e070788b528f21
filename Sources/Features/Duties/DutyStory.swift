import Journal

/// What the demo's members do for their group.
enum DutyStory {
    static let scenes: [DemoScene] = [
        duty(460, "duty-lead", "session lead", "Opens the Thursday session, keeps the time", .weekly),
        duty(
            460, "duty-scribe", "scribe", "Writes down what was found out, and puts it into the week's channel", .weekly
        ),
        duty(459, "duty-greeter", "greeter", "Answers first posts within a day", .monthly),
        duty(459, "duty-explainer", "explainer", "Is glad to explain something again, in other words", .never),
        take(450, "tomas", "duty-lead"), take(449, "rena", "duty-lead"), take(440, "aiko", "duty-lead"),
        take(448, "jun", "duty-scribe"), take(447, DemoStory.you, "duty-scribe"), take(446, "devi", "duty-scribe"),
        take(445, "marta", "duty-greeter"), take(430, "rena", "duty-explainer"), take(429, "aiko", "duty-explainer"),
    ]

    private static func duty(
        _ hoursAgo: Double, _ name: String, _ title: String, _ about: String, _ rotates: Rotation
    ) -> DemoScene {
        DemoScene(
            name, hoursAgo, DemoStory.you,
            .write { _ in
                try NewEvent(DutyAdded(name: title, about: about, rotates: rotates))
            })
    }

    private static func take(_ hoursAgo: Double, _ who: String, _ name: String) -> DemoScene {
        DemoScene(
            "", hoursAgo, who,
            .write { cast in
                try cast.ids[name].map { try NewEvent(DutyTaken(duty: $0)) }
            })
    }
}
