import Journal

/// An evening of the demo's members that is long past: enough to see how they talk to each other.
enum InsightStory {
    static let scenes: [DemoScene] = [
        DemoScene(
            "by-hand", 405, "aiko",
            .open(channel: "week-3", kind: .discussion, title: "By hand or by machine: who did which exercises how?"),
            "I did 1 to 6 by hand and the rest in R. Now I wonder whether I learned anything from the rest."),
        said("by-hand-1", 404, "tomas", "by-hand", "By machine I learn what the answer is; by hand, why there is one."),
        said("by-hand-2", 403.5, "jun", "by-hand", "All by hand. My notebook looks like a recipe for disaster."),
        said("by-hand-3", 403, "aiko", "by-hand-1", "Then I go back to 7 and 8. Only those."),
        said(
            "by-hand-4", 402, "marta", "by-hand", "By hand, with a friend who checks each row. That was the good part."),
        said(
            "by-hand-5", 400, "rena", "by-hand-4",
            "That is the exercise. The numbers are only there to give you something to do."),
        said("by-hand-6", 399, "jun", "by-hand-4", "Who is the friend, and do they have a sister who checks rows?"),
        said("by-hand-7", 398, "marta", "by-hand-6", "Me, on Thursdays."),
        DemoScene(
            "tuesday", 238, "tomas",
            .open(channel: "general", kind: .discussion, title: "Tuesday moves to half past seven?"),
            "The library closes later now. Half an hour more would let me eat before I come."),
        said("tuesday-1", 237, "aiko", "tuesday", "Yes please."),
        said("tuesday-2", 230, "rena", "tuesday", "Fine with me, as long as we end at nine."),
    ]

    private static func said(
        _ name: String, _ hoursAgo: Double, _ author: String, _ parent: String, _ body: String
    ) -> DemoScene {
        let thread = String(parent.prefix { $0 != "-" }) == "tuesday" ? "tuesday" : "by-hand"
        return DemoScene(name, hoursAgo, author, .reply(thread: thread, to: parent), body)
    }
}
