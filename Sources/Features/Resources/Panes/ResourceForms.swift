import Foundation
import Index
import Journal
import Workbench

/// Sharing, changing and saving resources at the keyboard.
enum ResourceForms {
    static let share: ActionName = "share"
    static let save: ActionName = "save-file"

    static let table = [
        Action(
            share, keys: ["L"], group: .writing, help: "share a resource",
            hint: "A link, a file or a note; in a thread it belongs to that thread.", prominence: 26),
        Action(
            save, keys: [], group: .writing, help: "save the file", hint: "Writes a file resource to a folder of yours."
        ),
    ]

    /// Shares something, with a thread if one is named.
    static func sharing(thread: EventID? = nil, _ session: BoardSession) -> Form {
        Form(
            title: thread == nil ? "Share a resource" : "Share a resource with this thread",
            fields: [
                Form.Field(
                    "target", label: "Link or file", hint: "https://…, doi:…, or a file's path; empty for a note."),
                Form.Field("title", label: "Title", hint: "The link or the file's name if left empty."),
                Form.Field("note", label: "Note", hint: "A few words about it, or the note itself. Markdown."),
                Form.Field("tags", label: "Tags", hint: "Words to find it by, with spaces between."),
            ]
        ) { values in
            let resource = ResourceDraft(
                target: values["target"] ?? "", title: values["title"] ?? "", note: values["note"] ?? "",
                tags: tags(values["tags"]), thread: thread)
            let writing = ResourceWriting(session)
            guard let path = resource.file else {
                return [.write(sharing(try writing.adding(resource.event(file: nil))))]
            }
            try writing.allowAdding()
            try Confinement.checkFiles()
            guard FileManager.default.isReadableFile(atPath: path) else {
                throw CommandFailure("there is no file \(path) that can be read", .notFound)
            }
            return [
                .work(
                    Work(saying: "copying \((path as NSString).lastPathComponent) onto the board…") {
                        [.write(sharing(try writing.adding(resource.event(file: try writing.attach(path)))))]
                    })
            ]
        }
    }

    private static func sharing(_ event: NewEvent) -> Writing {
        let undo = Writing.Undo("sharing") { written in try written.map { try NewEvent(ResourceRemoved(resource: $0)) }
        }
        return Writing([event], done: "shared", undo: undo)
    }

    /// Changes what a resource says.
    static func editing(_ resource: Resource, _ session: BoardSession) -> Form {
        var fields = [Form.Field("title", label: "Title", text: resource.title)]
        if let address = resource.address { fields.append(Form.Field("address", label: "Link", text: address)) }
        fields += [
            Form.Field("note", label: "Note", text: resource.note, hint: "Markdown."),
            Form.Field(
                "tags", label: "Tags", text: resource.tags.joined(separator: " "), hint: "Words with spaces between."),
        ]
        return Form(title: "Edit “\(resource.title)”", fields: fields) { values in
            let change = ResourceEdited(
                resource: resource.id, title: values["title"], address: values["address"], note: values["note"],
                tags: tags(values["tags"]))
            let before = ResourceEdited(
                resource: resource.id, title: resource.title, address: resource.address, note: resource.note,
                tags: resource.tags)
            let writing = ResourceWriting(session)
            let undo = Writing.Undo("the change") { _ in [try writing.editing(before, of: resource)] }
            return [.write(Writing([try writing.editing(change, of: resource)], done: "changed", undo: undo))]
        }
    }

    /// Saves a resource's file.
    static func saving(_ resource: Resource, _ session: BoardSession) -> Form {
        Form(
            title: "Save “\(resource.title)”",
            fields: [
                Form.Field(
                    "to", label: "To", text: "~/", hint: "A folder, or a new file's path; nothing is written over.")
            ]
        ) { values in
            let path = BoardOptions.absolute(((values["to"] ?? "") as NSString).expandingTildeInPath)
            return [
                .work(
                    Work(saying: "saving…") { [.say("saved \(try ResourceSaving.save(resource, to: path, session))")] })
            ]
        }
    }

    private static func tags(_ text: String?) -> [String] {
        (text ?? "").split { $0 == " " || $0 == "," }.map { String($0.drop { $0 == "#" }) }.filter { !$0.isEmpty }
    }
}
