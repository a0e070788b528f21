import Journal

/// What the demo's members are asked to do.
enum ActivityStory {
    static let scenes = [
        DemoScene(
            "own-words", 65, "rena",
            .write { cast in
                guard let channel = cast.ids["week-4"] else { return nil }
                return try NewEvent(
                    ThreadOpened(
                        channel: channel, threadKind: .activity, title: "In your own words: what is a null space?",
                        body: """
                            Explain it to somebody who cooks for a living, in **three sentences**, without the word \
                            *vector*. You see what the others wrote when you have written yours.
                            """,
                        activity: ActivityTerms(due: cast.now.advanced(by: 110 * 3_600_000), hidesResponses: true)))
            }),
        DemoScene(
            "own-words-1", 60, "jun", .reply(thread: "own-words", to: "own-words"),
            """
            A recipe takes what you bring and makes a dish. The null space is everything that you can bring and still get \
            an empty plate. If it is more than *nothing*, two different baskets can end in the same dish.
            """),
        DemoScene(
            "own-words-2", 25, "marta", .reply(thread: "own-words", to: "own-words"),
            "It is the shelf of books that the catalogue cannot tell apart from no book at all. 📚"),
        DemoScene("", 24, "rena", .react(to: "own-words-1", emoji: "🎉")),
    ]
}
