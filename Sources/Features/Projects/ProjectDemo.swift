import Foundation
import Journal
import Workbench

/// The projects of the demo's story.
enum ProjectDemo {
    private static let day: Int64 = 86_400_000

    static var scenes: [DemoScene] { guide + drawings }

    private static let guide = [
        DemoScene(
            "guide", 330, "marta",
            .write { _ in
                try NewEvent(
                    ProjectStarted(
                        title: "A study guide for chapters 1 to 4",
                        brief: "Two pages a chapter: what to know, what to try, three worked problems. For whoever "
                            + "comes next year, and for ourselves in a month."))
            }),
        DemoScene("", 328, "tomas", joining("guide")),
        DemoScene("", 327, DemoStory.you, joining("guide")),
        DemoScene("", 320, "aiko", joining("guide")),
        part("tomas", "worked problems", 319), part("aiko", "drawings", 319),
        task("guide-1", 318, "marta", "Agree on the outline", who: ["marta"]),
        task("guide-2", 317, "marta", "Chapter 1: what to know", who: ["marta"], due: -3),
        task("guide-3", 317, "marta", "Chapter 2: three worked problems on elimination", who: ["tomas"], due: 2),
        task("guide-4", 316, "aiko", "図を描く: a drawing of the four subspaces", who: ["aiko"], due: 5),
        task("guide-5", 315, "marta", "Chapter 3: what to try", who: [DemoStory.you], due: 4),
        task("guide-6", 314, "marta", "Chapter 4: find somebody for it", due: 12),
        task(
            "guide-7", 313, "marta", "Read it all aloud once", who: ["marta"], due: 20, after: ["guide-3", "guide-5"]),
        move("guide-1", to: .done, 310, "marta"),
        DemoScene(
            "", 309, "marta",
            .write { cast in
                try cast.ids["guide"].map {
                    try NewEvent(ProjectStateSet(project: $0, state: .active))
                }
            }),
        DemoScene(
            "", 300, "tomas",
            .write { cast in
                try cast.ids["guide"].map {
                    try NewEvent(
                        ProjectDecided(
                            project: $0, question: "Whose notation?", chosen: "Strang's",
                            why: "Everybody has the book open anyway.", options: ["the physicists'", "our own"]))
                }
            }),
        move("guide-2", to: .doing, 200, "marta"), move("guide-2", to: .done, 80, "marta"),
        move("guide-3", to: .doing, 70, "tomas"), move("guide-4", to: .doing, 20, "aiko"),
        GoalDemo.link("goal", to: "guide", kind: "project", 299, "marta"),
        DemoScene(
            "", 61, "aiko",
            .write { cast in
                guard let guide = cast.ids["guide"], let four = cast.ids["four"] else { return nil }
                return try NewEvent(ProjectLinked(project: guide, thing: Reference(kind: "post", id: four)))
            }),
    ]

    private static let drawings = [
        DemoScene(
            "plots", 120, DemoStory.you,
            .write { _ in
                try NewEvent(
                    ProjectStarted(
                        title: "Interactive plots of linear maps",
                        brief: "A small page on which one drags two vectors and sees the whole plane follow.",
                        open: false))
            }),
        DemoScene(
            "", 27, "jun",
            .write { cast in
                try cast.ids["plots"].map {
                    try NewEvent(ProjectJoined(project: $0, note: "I can do the graphics."))
                }
            }),
        task("plots-1", 118, DemoStory.you, "Choose a plotting library", in: "plots", who: [DemoStory.you]),
        task("plots-2", 117, DemoStory.you, "Drag one vector", in: "plots", after: ["plots-1"]),
    ]

    // MARK: - Ways to say it

    private static func joining(_ project: String) -> DemoScene.Action {
        .write { cast in try cast.ids[project].map { try NewEvent(ProjectJoined(project: $0)) } }
    }

    private static func part(_ handle: String, _ part: String, _ hoursAgo: Double) -> DemoScene {
        DemoScene(
            "", hoursAgo, "marta",
            .write { cast in
                try cast.ids["guide"].map {
                    try NewEvent(ProjectMemberSet(project: $0, account: cast.account(handle), part: part))
                }
            })
    }

    /// A task, due so many days after the board is opened.
    private static func task(
        _ name: String, _ hoursAgo: Double, _ author: String, _ title: String, in project: String = "guide",
        who: [String] = [], due: Double? = nil, after: [String] = []
    ) -> DemoScene {
        DemoScene(
            name, hoursAgo, author,
            .write { cast in
                guard let project = cast.ids[project] else { return nil }
                let days = due.map { $0 + hoursAgo / 24 }
                return try NewEvent(
                    TaskAdded(
                        project: project, title: title, assignees: who.isEmpty ? nil : who.map(cast.account),
                        due: days.map { cast.now.advanced(by: Int64($0 * Double(day))) },
                        after: after.isEmpty ? nil : after.compactMap { cast.ids[$0] }))
            })
    }

    private static func move(_ task: String, to state: TaskState, _ hoursAgo: Double, _ author: String) -> DemoScene {
        DemoScene(
            "", hoursAgo, author,
            .write { cast in try cast.ids[task].map { try NewEvent(TaskChanged(task: $0, state: state)) } })
    }
}
