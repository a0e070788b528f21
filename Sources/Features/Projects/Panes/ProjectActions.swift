import Index
import Journal
import Workbench

extension Context {
    /// In the list of projects.
    static let projects: Context = "projects"
    /// In a project.
    static let project: Context = "project"
    /// On a project's tasks, in columns.
    static let columns: Context = "columns"
}

extension ActionName {
    static let newProject: ActionName = "new-project"
    static let joinProject: ActionName = "join-project"
    static let moveProject: ActionName = "move-project"
    static let decideInProject: ActionName = "note-decision"
    static let linkToProject: ActionName = "link-to-project"

    static let newTask: ActionName = "new-task"
    static let moveTaskOn: ActionName = "move-task-on"
    static let moveTaskBack: ActionName = "move-task-back"
    static let claimTask: ActionName = "claim-task"
    static let taskWaits: ActionName = "task-waits-for"
    static let columnRight: ActionName = "column-right"
    static let columnLeft: ActionName = "column-left"
}

/// What is done with projects, by name.
enum ProjectActions {
    static let table = projects + tasks

    private static let projects = [
        Action(
            .newProject, keys: ["c"], in: .projects, group: .writing, help: "new project",
            hint: "Work to be done together.", prominence: 70),
        Action(
            .joinProject, keys: ["J"], group: .writing, help: "join or leave",
            hint: "Where a project is not open to all it asks its owners.", prominence: 44),
        Action(
            .moveProject, keys: ["E"], in: .project, group: .writing, help: "end or go on",
            hint: "Starts it, shows it, looks back, archives it, or gives it up with a note.", prominence: 38),
        Action(
            .decideInProject, keys: ["D"], in: .project, group: .writing, help: "note a decision",
            hint: "What was decided, and why: for those who come later.", prominence: 34),
        Action(
            .linkToProject, keys: [], group: .writing, help: "link to a project",
            hint: "What is selected here then belongs to a project of yours."),
    ]

    private static let tasks = [
        Action(.newTask, keys: ["c"], in: .project, group: .writing, help: "new task", prominence: 82),
        Action(
            .moveTaskOn, keys: [">"], in: .project, group: .writing, help: "move on",
            hint: "From to do to doing, from doing to done.", prominence: 88, isRepeatable: true),
        Action(
            .moveTaskBack, keys: ["<"], in: .project, group: .writing, help: "move back", prominence: 87,
            isRepeatable: true),
        Action(
            .claimTask, keys: ["C"], in: .project, group: .writing, help: "take / put back",
            hint: "Makes a task yours, or nobody's.", prominence: 86, isRepeatable: true),
        Action(
            .taskWaits, keys: ["W"], in: .project, group: .writing, help: "waits for",
            hint: "Picks a task that has to be done first, or no longer."),
        Action(.columnRight, keys: ["right", "tab"], in: .columns, group: .moving, help: "next column"),
        Action(.columnLeft, keys: ["left", "shift-tab"], in: .columns, group: .moving, help: "previous column"),
    ]

    static func performers(_ session: BoardSession) -> [ActionName: Performer] {
        let effects = ProjectEffects(session: session)
        return [
            .linkToProject: Performer(about: { try effects.offerProjects(for: $0) }),
            .newProject: Performer { [effects.newProject()] },
        ]
    }
}
