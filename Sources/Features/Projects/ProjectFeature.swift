import ArgumentParser
import Index
import Workbench

extension Feature {
    /// Work done together: projects and their tasks.
    public static let projects = Feature(
        "Projects",
        projection: ProjectProjection.projection,
        commands: [CommandGroup(name: "The community", subcommands: [ProjectCommand.self])],
        documents: [
            JSONDocument("project list", "an array of projects", ListedProject.keys),
            JSONDocument("project show", "a project with its tasks", ListedProject.wholeKeys),
        ],
        actions: ProjectActions.table,
        performers: { ProjectActions.performers($0) },
        turns: [TaskTurns.words, ProjectTurns.words],
        views: [BoardView(name: "projects", title: "Projects", letter: "p") { [.open(ProjectsPane($0), in: .list)] }],
        open: { id, session in
            if try session.read({ try ProjectQueries.project(id, $0) }) != nil {
                return ProjectEffects(session: session).open(id)
            }
            let task = try session.read { try ProjectQueries.task(id, $0) }
            return task.map { ProjectEffects(session: session).open($0.project, at: id) }
        },
        progress: { try ProjectQueries.completions($0, $1) }
    )
    .remembering { limit, session in
        try session.read { try ProjectQueries.finished(with: session.me, limit: limit, $0) }
    }
    .digesting { span, session in
        try session.read { try ProjectQueries.changed(span, reader: session.me, $0) }
    }
    .telling(ProjectDemo.scenes)
    .linking(ProjectLinks.links)
}
