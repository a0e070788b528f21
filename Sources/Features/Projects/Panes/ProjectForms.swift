import Foundation
import Index
import Journal
import Workbench

/// The forms of projects.
extension ProjectEffects {
    private static let open = "anyone"
    private static let asking = "who asks"

    func newProject() -> Effect {
        .fill(
            Form(
                title: "A new project",
                fields: [
                    Form.Field("title", label: "Title"),
                    Form.Field(
                        "brief", label: "Brief", hint: "What will be there at the end, and for whom. Markdown.",
                        takesLines: true),
                    Form.Field(
                        "open", label: "May join", options: [Self.open, Self.asking], chosen: Self.open,
                        hint: "Anyone at once, or who asks and is admitted by you."),
                ]
            ) { [session] values in
                let project = ProjectStarted(
                    title: values["title"] ?? "", brief: values["brief"], open: values["open"] == Self.open)
                let event = try ProjectWriting(session).start(project)
                return [
                    .write(
                        Writing([event], done: "started; c adds a task") {
                            $0.first.map { ProjectEffects(session: session).open($0) } ?? []
                        })
                ]
            })
    }

    func edit(_ project: Project) -> Effect {
        .fill(
            Form(
                title: "Edit the project",
                fields: [
                    Form.Field("title", label: "Title", text: project.title),
                    Form.Field("brief", label: "Brief", text: project.brief, hint: "Markdown.", takesLines: true),
                    Form.Field(
                        "open", label: "May join", options: [Self.open, Self.asking],
                        chosen: project.isOpen ? Self.open : Self.asking),
                ]
            ) { [session] values in
                func changed<Value: Equatable>(_ new: Value?, _ old: Value) -> Value? { new == old ? nil : new }
                let edit = ProjectEdited(
                    project: project.id, title: changed(values["title"], project.title),
                    brief: changed(values["brief"], project.brief),
                    open: changed(values["open"] == Self.open, project.isOpen))
                let before = ProjectEdited(
                    project: project.id, title: edit.title.map { _ in project.title },
                    brief: edit.brief.map { _ in project.brief }, open: edit.open.map { _ in project.isOpen })
                let undo = Writing.Undo("the change") { _ in [try ProjectWriting(session).edit(before)] }
                return [.write(Writing([try ProjectWriting(session).edit(edit)], done: "changed", undo: undo))]
            })
    }

    func decide(in project: Project) -> Effect {
        .fill(
            Form(
                title: "A decision",
                fields: [
                    Form.Field("question", label: "Question", hint: "What was to be decided."),
                    Form.Field("chosen", label: "Chosen", hint: "What was chosen."),
                    Form.Field("options", label: "Instead of", hint: "What else was considered, with ; between."),
                    Form.Field(
                        "why", label: "Why", hint: "So that nobody has to ask again. Markdown.", takesLines: true),
                ]
            ) { [session] values in
                let options = (values["options"] ?? "").split(separator: ";")
                    .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
                let decision = ProjectDecided(
                    project: project.id, question: values["question"] ?? "", chosen: values["chosen"] ?? "",
                    why: values["why"], options: options.isEmpty ? nil : options)
                return [.write(Writing([try ProjectWriting(session).decide(decision)], done: "noted"))]
            })
    }
}
