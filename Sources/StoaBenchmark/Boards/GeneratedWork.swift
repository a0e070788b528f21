import Features
import Journal
import Workbench

/// What a generated board's members want to reach and do together: goals, projects, tasks. A small board has few of them,
/// a board of 100,000 posts 200 goals and 500 projects with 10,000 tasks.
struct GeneratedWork {
    private let goals: Int
    private let projects: Int
    private static let tasksPerProject = 20
    private static let day: Int64 = 86_400_000

    /// The work on a board of so many posts.
    init(posts: Int) {
        goals = min(200, posts / 500)
        projects = min(500, posts / 200)
    }

    /// Writes it. The reader, member 0, founded the board and sets the goals; everybody starts projects.
    func write(
        members: Int, using random: inout SeededGenerator, _ write: (Int, any EventPayload) throws -> EventID
    ) throws {
        let goals = try (0..<goals).map { number in
            let due = Timestamp(rawValue: 1_700_000_000_000 + Int64(number) * Self.day)
            return try write(
                0,
                GoalAdded(
                    level: .community, statement: Words.title(using: &random), why: Words.text(using: &random),
                    due: due,
                    state: .active))
        }
        for number in 0..<projects {
            let owner = Int.random(in: 0..<members, using: &random)
            let project = try write(
                owner, ProjectStarted(title: Words.title(using: &random), brief: Words.text(using: &random)))
            if let goal = goals.isEmpty ? nil : goals[number % goals.count] {
                _ = try write(owner, GoalLinked(goal: goal, thing: Reference(kind: "project", id: project)))
            }
            try tasks(of: project, by: owner, using: &random, write)
        }
    }

    private func tasks(
        of project: EventID, by owner: Int, using random: inout SeededGenerator,
        _ write: (Int, any EventPayload) throws -> EventID
    ) throws {
        var before: EventID?
        for _ in 0..<Self.tasksPerProject {
            let waits = Int.random(in: 0..<4, using: &random) == 0
            let task = try write(
                owner,
                TaskAdded(
                    project: project, title: Words.title(using: &random), after: waits ? before.map { [$0] } : nil))
            before = task
            guard let state = TaskState.allCases.randomElement(using: &random), state != .todo else { continue }
            _ = try write(owner, TaskChanged(task: task, state: state))
        }
    }
}
