import Foundation
import Index
import Journal
import Workbench

/// Sharing, changing and saving resources at the keyboard.
enum ResourceForms {
    static let share: ActionName = "share"
    private static let anyKind = "what it looks like"
    private static let noGoal = "nothing"
    private static let noDepth = "anyone"

    /// What a form begins with: a post that is to be kept, for example.
    struct Beginning: Sendable {
        var target = ""
        var title = ""
        var note = ""
        var thread: EventID?
        var post: EventID?
    }

    /// Shares something, with a thread if one is named.
    static func sharing(_ beginning: Beginning, _ session: BoardSession) throws -> Form {
        let goals = try ResourceEffects(session: session).targets()
        return Form(
            title: beginning.post != nil
                ? "Keep this in the library"
                : beginning.thread == nil ? "Share a resource" : "Share a resource with this thread",
            fields: fields(beginning, goals: goals)
        ) { values in
            var draft = ResourceDraft(
                target: values["target"] ?? "", kind: values["kind"].flatMap(ResourceKind.init),
                title: values["title"] ?? "", note: values["note"] ?? "", tags: tags(values["tags"]),
                thread: beginning.thread, post: beginning.post)
            draft.fields = [.authors: values["authors"] ?? "", .year: values["year"] ?? ""]
            draft.depth = values["depth"].flatMap(depth)
            draft.minutes = try minutes(values["minutes"])
            let goal = goals.first { $0.title == values["goal"] }
            return try share(draft, serving: goal, session)
        }
    }

    private static func fields(_ beginning: Beginning, goals: [LinkedThing]) -> [Form.Field] {
        var fields = [
            Form.Field(
                "target", label: "Link or file", text: beginning.target,
                hint: "https://…, a DOI, an ISBN, or a file's path; empty for a note."),
            Form.Field(
                "title", label: "Title", text: beginning.title, hint: "The link or the file's name if left empty."),
            Form.Field(
                "note", label: "Note", text: beginning.note,
                hint: "A few words about it, or the note itself. Markdown.", takesLines: true),
            Form.Field("tags", label: "Tags", hint: "Words to find it by, with spaces between."),
            Form.Field(
                "kind", label: "Kind", options: [anyKind] + ResourceKind.allCases.map(\.rawValue), chosen: anyKind,
                hint: "A DOI is a paper, an ISBN a book, a film's address a video; e adds what else is known."),
            Form.Field("authors", label: "By", hint: ResourceField.authors.hint),
            Form.Field("year", label: "Year", hint: "When it came out."),
            Form.Field(
                "depth", label: "For whom", options: [noDepth] + ResourceDepth.allCases.map(\.words), chosen: noDepth,
                hint: "Whom it helps most."),
            Form.Field("minutes", label: "Minutes", hint: "How long it takes; may be empty."),
        ]
        if !goals.isEmpty {
            fields.append(
                Form.Field(
                    "goal", label: "Serves", options: [noGoal] + goals.map(\.title), chosen: noGoal,
                    hint: "A goal or a project on whose page it shows."))
        }
        return fields
    }

    private static func share(
        _ draft: ResourceDraft, serving goal: LinkedThing?, _ session: BoardSession
    ) throws -> [Effect] {
        let writing = ResourceWriting(session)
        let linker = try goal?.reference.id.flatMap { try FeatureTable.linker(to: $0, session) }
        if let path = draft.file {
            try Confinement.checkFiles()
            guard FileManager.default.isReadableFile(atPath: path) else {
                throw CommandFailure("there is no file \(path) that can be read", .notFound)
            }
        }
        guard let path = draft.attached else {
            return try offer(draft.event(file: nil), linker, session)
        }
        try writing.allowAdding()
        return [
            .work(
                Work(saying: "copying \((path as NSString).lastPathComponent) onto the board…") {
                    try offer(draft.event(file: try writing.attach(path)), linker, session)
                })
        ]
    }

    /// Shares it, or asks first when the board has it already.
    private static func offer(
        _ resource: ResourceAdded, _ linker: ThingLinks.Linker?, _ session: BoardSession
    ) throws -> [Effect] {
        let writing = ResourceWriting(session)
        let undo = Writing.Undo("sharing") { written in try written.map { try NewEvent(ResourceRemoved(resource: $0)) }
        }
        let sharing = Effect.write(
            Writing([try writing.adding(resource)], done: "shared", undo: undo) { written in
                guard let linker, let id = written.first,
                    let link = try? linker(Reference(kind: "resource", id: id))
                else { return [] }
                return [.write(Writing([link], done: "shared and linked"))]
            })
        guard let known = try writing.alike(resource).first else { return [sharing] }
        return [
            .ask(
                Question(
                    "The board has it already: “\(known.title)” by @\(known.author).",
                    answers: [
                        .init("o", "open that", ResourceEffects(session: session).open(known.id)),
                        .init("A", "add it all the same", [sharing]),
                    ]))
        ]
    }

    /// Changes what a resource says.
    static func editing(_ record: ResourceRecord, _ session: BoardSession) -> Form {
        var fields = [
            Form.Field("title", label: "Title", text: record.title),
            Form.Field(
                "kind", label: "Kind", options: ResourceKind.allCases.map(\.rawValue), chosen: record.kind.rawValue,
                hint: "Another kind has other fields; they show when this form is opened again."),
            Form.Field("address", label: "Link", text: record.address ?? "", hint: "https://…, doi:…; may be empty."),
        ]
        fields += record.kind.fields.map { field in
            Form.Field(field.rawValue, label: field.label, text: record[field] ?? "", hint: field.hint)
        }
        fields += [
            Form.Field("note", label: "Note", text: record.note, hint: "Markdown.", takesLines: true),
            Form.Field(
                "tags", label: "Tags", text: record.tags.joined(separator: " "), hint: "Words with spaces between."),
            Form.Field(
                "depth", label: "For whom",
                options: (record.depth == nil ? [noDepth] : []) + ResourceDepth.allCases.map(\.words),
                chosen: record.depth?.words ?? noDepth, hint: "Whom it helps most."),
            Form.Field(
                "minutes", label: "Minutes", text: record.minutes.map(String.init) ?? "", hint: "How long it takes."),
            Form.Field("licence", label: "Licence", text: record.licence, hint: "How it may be used: CC BY 4.0."),
            Form.Field(
                "every", label: "Check every", text: "\(record.check.every)",
                hint: "Days until somebody looks whether it still works; 0 is never."),
        ]
        return Form(title: "Edit “\(record.title)”", fields: fields) { values in
            let change = try change(of: record, values)
            let writing = ResourceWriting(session)
            let before = inverse(of: change, record)
            let undo = Writing.Undo("the change") { _ in [try writing.editing(before, of: record.id)] }
            return [.write(Writing([try writing.editing(change, of: record.id)], done: "changed", undo: undo))]
        }
    }

    /// Only what was changed is said, so that others' changes to the rest stand.
    private static func change(of record: ResourceRecord, _ values: Form.Values) throws -> ResourceEdited {
        func changed<Value: Equatable>(_ new: Value?, _ old: Value?) -> Value? { new == old ? nil : new }
        var known: [ResourceField: String] = [:]
        for field in record.kind.fields {
            if let value = changed(values[field.rawValue], record[field] ?? "") { known[field] = value }
        }
        known = try FieldOptions.checked(known)
        guard let every = Int(values["every"] ?? "0") else {
            throw CommandFailure("check every so many days: write a number", .badData)
        }
        return ResourceEdited(
            resource: record.id, resourceKind: changed(values["kind"].flatMap(ResourceKind.init), record.kind),
            title: changed(values["title"], record.title), address: changed(values["address"], record.address ?? ""),
            note: changed(values["note"], record.note), tags: changed(tags(values["tags"]), record.tags),
            fields: known.isEmpty
                ? nil : Dictionary(known.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { first, _ in first }),
            depth: changed(values["depth"].flatMap(depth), record.depth),
            minutes: changed(try minutes(values["minutes"]) ?? 0, record.minutes ?? 0),
            licence: changed(values["licence"], record.licence), checkEvery: changed(every, record.check.every))
    }

    private static func inverse(of change: ResourceEdited, _ record: ResourceRecord) -> ResourceEdited {
        ResourceEdited(
            resource: record.id, resourceKind: change.resourceKind.map { _ in record.kind },
            title: change.title.map { _ in record.title }, address: change.address.map { _ in record.address ?? "" },
            note: change.note.map { _ in record.note }, tags: change.tags.map { _ in record.tags },
            fields: change.fields.map { fields in
                Dictionary(fields.keys.map { ($0, record.fields[$0] ?? "") }, uniquingKeysWith: { first, _ in first })
            },
            depth: change.depth.flatMap { _ in record.depth }, minutes: change.minutes.map { _ in record.minutes ?? 0 },
            licence: change.licence.map { _ in record.licence },
            checkEvery: change.checkEvery.map { _ in record.check.every })
    }

    private static func depth(_ words: String) -> ResourceDepth? {
        ResourceDepth.allCases.first { $0.words == words }
    }

    private static func minutes(_ text: String?) throws -> Int? {
        guard let text, !text.isEmpty else { return nil }
        guard let minutes = Int(text) else { throw CommandFailure("“\(text)” is no number of minutes", .badData) }
        return minutes
    }

    private static func tags(_ text: String?) -> [String] {
        let words = (text ?? "").split { $0 == " " || $0 == "," }.map { String($0.drop { $0 == "#" }) }
        return ResourceTag.sorted(words.filter { !$0.isEmpty })
    }
}

/// The smaller forms.
extension ResourceForms {
    /// Saves a resource's file.
    static func saving(_ resource: Resource, _ session: BoardSession) -> Form {
        Form(
            title: "Save “\(resource.title)”",
            fields: [
                Form.Field(
                    "to", label: "To", text: "~/" + ResourceSaving.name(of: resource),
                    hint: "A folder, or a new file's path; what is there is replaced only when you say so.")
            ]
        ) { values in
            let path = BoardOptions.absolute(((values["to"] ?? "") as NSString).expandingTildeInPath)
            return [.work(Work(saying: "saving…") { try save(resource, to: path, session) })]
        }
    }

    private static func save(_ resource: Resource, to path: String, _ session: BoardSession) throws -> [Effect] {
        do {
            return [.say("saved \(try ResourceSaving.save(resource, to: path, session))")]
        } catch let taken as ResourceSaving.Taken {
            let replacing = Work(saying: "saving…") {
                [.say("saved \(try ResourceSaving.save(resource, to: taken.path, replacing: true, session))")]
            }
            return [
                .ask(
                    Question(
                        "\(taken.path) is there already.", answers: [.init("R", "replace it", [.work(replacing)])]))
            ]
        }
    }

    /// Says whether it helped, and why.
    static func rating(
        _ verdict: ResourceVerdict, of record: ResourceRecord, before: ResourceRating?, _ session: BoardSession
    ) -> Form {
        let isHelp = verdict == .helped
        return Form(
            title: isHelp ? "“\(record.title)” helped" : "“\(record.title)” didn't work",
            fields: [
                Form.Field(
                    "reason", label: isHelp ? "With what" : "Why",
                    text: before.map { $0.verdict == verdict ? $0.reason : "" } ?? "",
                    hint: isHelp
                        ? "So that others know when to turn to it." : "A dead link, too steep, wrong in places.")
            ]
        ) { values in
            let writing = ResourceWriting(session)
            let event = try writing.rating(
                ResourceRated(resource: record.id, verdict: verdict, reason: values["reason"] ?? ""))
            let undo = Writing.Undo("that") { _ in
                [
                    try writing.rating(
                        ResourceRated(resource: record.id, verdict: before?.verdict, reason: before?.reason ?? ""))
                ]
            }
            return [.write(Writing([event], done: "thank you", undo: undo))]
        }
    }

    /// Says that it is outdated or archived, why, and what took its place.
    static func puttingAway(_ record: ResourceRecord, as state: ResourceState, _ session: BoardSession) -> Form {
        var fields = [Form.Field("reason", label: "Why", hint: "A few words; may be empty.")]
        if state == .outdated {
            fields.append(
                Form.Field(
                    "successor", label: "Replaced by", hint: "The id of the resource to use instead; may be empty."))
        }
        return Form(title: "“\(record.title)” is \(state.rawValue)", fields: fields) { values in
            let writing = ResourceWriting(session)
            let name = values["successor"] ?? ""
            let successor = name.isEmpty ? nil : try ResourceCommand.resource(name, session).id
            let event = try writing.move(
                ResourceStateSet(
                    resource: record.id, state: state, replacedBy: successor, reason: values["reason"]))
            let undo = Writing.Undo("that") { _ in
                [try writing.move(ResourceStateSet(resource: record.id, state: .listed))]
            }
            let isPlain = record.state == .listed
            return [.write(Writing([event], done: "it is \(state.rawValue)", undo: isPlain ? undo : nil))]
        }
    }
}
