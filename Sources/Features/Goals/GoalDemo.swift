import Foundation
import Journal
import Workbench

/// The goals of the demo's story.
enum GoalDemo {
    private static let day: Int64 = 86_400_000

    static var scenes: [DemoScene] { subspaces + proofs + begun + [superseded, kept] }

    /// What the plan was before it was known how far an evening goes.
    private static let superseded = DemoScene(
        "", 488, "rena",
        .write { cast in
            try cast.ids["goal-book"].flatMap { old in
                try cast.ids["goal"].map { try NewEvent(GoalStateSet(goal: old, state: .superseded, successor: $0)) }
            }
        })

    /// What the reader keeps to themselves.
    private static let kept = DemoScene(
        "", 120, DemoStory.you,
        .write { cast in
            let goal = GoalAdded(
                level: .personal, statement: "Ask in the evening, not the day after",
                why: "I nod too often.", target: 8, unit: "evenings", due: cast.now.advanced(by: 30 * day),
                state: .active)
            let sealed = try cast.seal(GoalKept.Held(NewEvent(goal)), GoalKept.kind, GoalKept.about(nil))
            return try sealed.map { try NewEvent(GoalKept(goal: nil, sealed: $0), isPrivate: true) }
        })

    private static let subspaces = [
        DemoScene(
            "goal", 500, "rena",
            .write { cast in
                try NewEvent(
                    GoalAdded(
                        level: .community, statement: "Everyone can explain the four subspaces",
                        why: "Whoever sees how the four fit together has understood half of the book.",
                        measure: "Each of us explains one of them at the board, without notes.",
                        due: cast.now.advanced(by: 40 * day), review: 7, state: .proposed))
            }),
        milestone("goal-1", 499, "Elimination: everyone solves a 3 by 3 by hand"),
        milestone("goal-2", 499, "Draw the four subspaces of one matrix"),
        milestone("goal-3", 499, "Explain why the dimensions add up"),
        milestone("goal-4", 499, "Explain it all to Devi"),
        DemoScene("", 490, DemoStory.you, state(.agreed, of: "goal")),
        DemoScene("", 489, DemoStory.you, state(.active, of: "goal")),
        done("goal-1", 250, "tomas"),
        done("goal-2", 64, "rena"),
        look(240, "rena", of: "goal", confidence: 3, "Elimination sits. Nobody has looked at the left nullspace yet."),
        look(63, "rena", of: "goal", confidence: 4, "The drawing helped more than the chapter did."),
        link("goal", to: "four", kind: "post", 60, "rena"),
        link("goal", to: "book", kind: "resource", 59, "rena"),
        link("goal", to: "paper", kind: "resource", 58, "tomas"),
    ]

    private static let proofs = [
        DemoScene(
            "goal-proofs", 400, DemoStory.you,
            .write { cast in
                try NewEvent(
                    GoalAdded(
                        level: .personal, statement: "Write out one proof a week", why: "Reading is not doing.",
                        measure: "A page that somebody else can follow.", target: 12, unit: "proofs",
                        due: cast.now.advanced(by: 90 * day), state: .active))
            }),
        look(200, DemoStory.you, of: "goal-proofs", confidence: 4, value: 2, "Two down, and one of them short."),
        look(30, DemoStory.you, of: "goal-proofs", confidence: 4, value: 3, "Induction is my friend now."),
    ]

    private static let begun = [
        DemoScene(
            "goal-book", 540, "rena",
            .write { _ in
                try NewEvent(
                    GoalAdded(
                        level: .community, statement: "Read the book to its end by Christmas",
                        why: "It has twelve chapters and we have twelve weeks.", state: .proposed))
            }),
        DemoScene(
            "", 26, "jun",
            .write { cast in
                try NewEvent(
                    GoalAdded(
                        level: .community, statement: "A worked example of everything in the library",
                        why: "I learn from examples first, and I am not the only one.",
                        measure: "Each section of chapters 1 to 4 has one in #library.",
                        due: cast.now.advanced(by: 60 * day), state: .proposed))
            }),
        DemoScene(
            "goal-notation", 520, "tomas",
            .write { _ in
                try NewEvent(
                    GoalAdded(
                        level: .community, statement: "One notation for all of us",
                        why: "We lost an evening to row and column vectors.", state: .proposed))
            }),
        DemoScene("", 519, DemoStory.you, state(.agreed, of: "goal-notation")),
        DemoScene(
            "", 300, DemoStory.you, state(.met, of: "goal-notation", "The list is pinned; nobody asks any more.")),
        DemoScene(
            "", 298, "rena",
            state(.archived, of: "goal-notation", "Agreeing took ten minutes. Not agreeing had taken three weeks.")),
    ]

    // MARK: - Ways to say it

    private static func milestone(_ name: String, _ hoursAgo: Double, _ title: String) -> DemoScene {
        DemoScene(
            name, hoursAgo, "rena",
            .write { cast in try cast.ids["goal"].map { try NewEvent(MilestoneAdded(goal: $0, title: title)) } })
    }

    private static func done(_ milestone: String, _ hoursAgo: Double, _ author: String) -> DemoScene {
        DemoScene(
            "", hoursAgo, author,
            .write { cast in
                guard let goal = cast.ids["goal"], let milestone = cast.ids[milestone] else { return nil }
                return try NewEvent(MilestoneSet(goal: goal, milestone: milestone, done: true))
            })
    }

    private static func state(_ state: GoalState, of goal: String, _ text: String? = nil) -> DemoScene.Action {
        .write { cast in try cast.ids[goal].map { try NewEvent(GoalStateSet(goal: $0, state: state, text: text)) } }
    }

    private static func look(
        _ hoursAgo: Double, _ author: String, of goal: String, confidence: Int, value: Double? = nil, _ note: String
    ) -> DemoScene {
        DemoScene(
            "", hoursAgo, author,
            .write { cast in
                try cast.ids[goal].map {
                    try NewEvent(GoalCheckedIn(goal: $0, value: value, confidence: confidence, note: note))
                }
            })
    }

    /// Links something that an earlier scene made.
    static func link(_ goal: String, to thing: String, kind: String, _ hoursAgo: Double, _ author: String) -> DemoScene
    {
        DemoScene(
            "", hoursAgo, author,
            .write { cast in
                guard let goal = cast.ids[goal], let thing = cast.ids[thing] else { return nil }
                return try NewEvent(GoalLinked(goal: goal, thing: Reference(kind: kind, id: thing)))
            })
    }
}
