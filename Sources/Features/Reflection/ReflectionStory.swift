import Index
import Journal

/// What the demo's members look back on. What its reader keeps for themselves is sealed to them, as anybody's is.
enum ReflectionStory {
    static let scenes: [DemoScene] = [
        DemoScene(
            "", 550, "rena",
            .write { _ in try NewEvent(ReflectionPromptsSet(text: prompts)) }),
        DemoScene(
            "reflect-jun", 190, "jun", .open(channel: "week-3", kind: .discussion, title: "What pivots taught me"),
            """
            ## What happened?
            I multiplied the wrong row for three evenings and blamed the book.

            ## So what?
            I was *following steps*. When Tomás asked what a pivot is for, I had no answer.

            ## Now what?
            Before each exercise I say aloud what the step is for.
            """),
        shared("reflect-jun", 189.9, "jun", frame: "what-so-what-now-what", ["pivots", "habits"]),
        DemoScene(
            "", 180, "rena", .reply(thread: "reflect-jun", to: "reflect-jun"),
            "Saying it aloud is how I found out that I did not understand induction. In front of a class."),
        DemoScene(
            "reflect-marta", 70, "marta",
            .open(channel: "week-4", kind: .discussion, title: "Keep, change, try after four weeks"),
            """
            ## Keep
            - drawing before computing
            - Thursdays at the library table

            ## Change
            - I read ahead and forget what week we are in

            ## Try
            - write one question *before* the session
            """),
        shared("reflect-marta", 69.9, "marta", frame: "keep-change-try", ["habits"]),
        kept(
            430, "The first evening",
            "Everybody nodded at *span*, and I did not.\n\nI asked in the end. Two others sighed with relief.",
            tags: ["asking"], mood: 3, next: "Ask when I notice, not an hour later"),
        kept(
            262, "", "Elimination is bookkeeping. The surprise is that the bookkeeping *means* something.",
            prompt: "What can you now explain without notes?", tags: ["elimination"], mood: 4),
        kept(
            94, "Nullspace, at last",
            "I could say it to Devi without notes: everything that the matrix sends to nothing.",
            prompt: "What can you now explain without notes?", tags: ["subspaces"], mood: 5,
            next: "Explain the left nullspace to Rena"),
    ]

    private static let prompts = [
        PromptText(name: "own", day: "monday", frame: "free", text: "Which part do you want to own this week?"),
        PromptText(name: "stuck", day: "wednesday", frame: "muddiest", text: "Where are you stuck? One line each."),
        PromptText(
            name: "explain", day: "friday", frame: "what-so-what-now-what",
            text: "What can you now explain without notes?"),
    ].map(\.toml).joined(separator: "\n")

    private static func shared(
        _ thread: String, _ hoursAgo: Double, _ author: String, frame: String, _ tags: [String]
    ) -> DemoScene {
        DemoScene(
            "", hoursAgo, author,
            .write { cast in
                try cast.ids[thread].map { try NewEvent(ReflectionShared(thread: $0, frame: frame, tags: tags)) }
            })
    }

    private static func kept(
        _ hoursAgo: Double, _ title: String, _ body: String, prompt: String? = nil, tags: [String], mood: Int,
        next: String? = nil
    ) -> DemoScene {
        DemoScene(
            "", hoursAgo, DemoStory.you,
            .write { cast in
                let content = EntryContent(
                    title: title, body: body, frame: "free", prompt: prompt, tags: tags, mood: mood, nextStep: next)
                guard let sealed = try cast.seal(content, ReflectionKept.kind, ReflectionKept.about) else { return nil }
                return try NewEvent(ReflectionKept(sealed: sealed), isPrivate: true)
            })
    }
}
