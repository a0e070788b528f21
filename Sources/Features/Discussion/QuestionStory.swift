import Journal

/// What the demo's members ask who were not the first to ask it.
enum QuestionStory {
    static let scenes = [
        DemoScene(
            "columns", 27, "devi",
            .open(channel: "questions", kind: .question, title: "Is it wrong to swap columns in elimination?"),
            "My solution came out with x and y turned round, and I do not see what I did."),
        DemoScene(
            "", 26.5, "rena",
            .write { cast in
                guard let thread = cast.ids["columns"], let original = cast.ids["pivot"] else { return nil }
                return try NewEvent(QuestionLinked(thread: thread, original: original))
            }),
        DemoScene("", 43, "jun", .react(to: "span", emoji: MeToo.sign)),
        DemoScene("", 41, "marta", .react(to: "span", emoji: MeToo.sign)),
    ]
}
