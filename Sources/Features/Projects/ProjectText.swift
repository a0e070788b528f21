import GRDB
import Index
import Journal

/// A project as a text, for those who are asked for feedback on it: what it is about, what there is to see, what was
/// decided and learned.
enum ProjectText {
    /// The text; nothing when the id names no project.
    static func text(of id: EventID, _ session: BoardSession) throws -> String? {
        try session.read { database in
            guard let project = try ProjectQueries.project(id, database) else { return nil }
            let things = try LinkedThing.all(project.links.map(\.thing), database)
            return try parts(project, things, database).joined(separator: "\n\n")
        }
    }

    private static func parts(_ project: Project, _ things: [LinkedThing], _ database: Database) throws -> [String] {
        var parts = ["# " + project.title]
        if !project.brief.isEmpty { parts.append(project.brief) }
        if !things.isEmpty {
            let lines = try things.map { thing in
                let id = try thing.reference.id.map { try IDLookup.shortest($0, database) } ?? ""
                return "- \(thing.reference.kind): \(thing.title) (\(id))"
            }
            parts += ["## What there is to see", lines.joined(separator: "\n")]
        }
        if !project.decisions.isEmpty {
            let lines = project.decisions.map {
                "- \($0.question) **\($0.chosen)**\($0.why.isEmpty ? "" : ": \($0.why)")"
            }
            parts += ["## Decided", lines.joined(separator: "\n")]
        }
        let learned = project.reflections.filter { !$0.text.isEmpty }.map { "@\($0.by): \($0.text)" }
        return learned.isEmpty ? parts : parts + ["## What we learned"] + learned
    }
}
