import Index
import Journal
import Workbench

/// What panes let happen to collections.
struct CollectionEffects: Sendable {
    let session: BoardSession

    var writing: CollectionWriting { CollectionWriting(session) }

    /// Shows a collection's page.
    func open(_ collection: EventID) -> [Effect] {
        [.open(CollectionPane(session, collection: collection), in: .list)]
    }

    private func collection(_ id: EventID) throws -> ResourceCollection? {
        try session.read { try CollectionQueries.collection(id, $0) }
    }

    /// Whether the reader may change it.
    func availability(of id: EventID) -> Availability {
        guard let known = try? collection(id) else { return .absent }
        return Availability(unless: writing.refusal(known))
    }

    func perform(_ action: ActionName, _ id: EventID) throws -> [Effect] {
        guard let known = try collection(id) else { return [] }
        switch action {
        case .open: return open(id)
        case .copy: return [.copy(known.title)]
        case .editCollection: return [.fill(editing(known))]
        case .retract:
            let undo = Writing.Undo("removing") { [session] _ in [try CollectionWriting(session).remove(id, false)] }
            let removing = Writing([try writing.remove(id)], done: "removed; its resources stay", undo: undo)
            return [
                .ask(
                    Question(
                        "Take the collection “\(known.title)” off the list?",
                        answers: [.init("y", "take it off", [.write(removing)])]))
            ]
        default: return []
        }
    }

    func newCollection(with resource: Resource? = nil) -> Effect {
        .fill(
            Form(
                title: "A new collection",
                fields: [
                    Form.Field(
                        "title", label: "Title", hint: "A syllabus, a reading list: what one gets to know by it."),
                    Form.Field(
                        "about", label: "For", hint: "Whom it is for, and in how long. Markdown.", takesLines: true),
                ]
            ) { [session] values in
                let writing = CollectionWriting(session)
                let event = try writing.add(CollectionAdded(title: values["title"] ?? "", about: values["about"]))
                let begun = Writing([event], done: "begun; A in the library adds resources") { written in
                    guard let id = written.first else { return [] }
                    let put = resource.flatMap {
                        try? NewEvent(CollectionEntrySet(collection: id, resource: $0.id))
                    }
                    return (put.map { [.write(Writing([$0], done: "begun"))] } ?? [])
                        + CollectionEffects(session: session).open(id)
                }
                return [.write(begun)]
            })
    }

    private func editing(_ known: ResourceCollection) -> Form {
        Form(
            title: "Describe “\(known.title)”",
            fields: [
                Form.Field("title", label: "Title", text: known.title),
                Form.Field(
                    "about", label: "For", text: known.about, hint: "Whom it is for, and in how long. Markdown.",
                    takesLines: true),
            ]
        ) { [session] values in
            let change = CollectionEdited(collection: known.id, title: values["title"], about: values["about"])
            let before = CollectionEdited(collection: known.id, title: known.title, about: known.about)
            let undo = Writing.Undo("the change") { _ in [try CollectionWriting(session).edit(before)] }
            return [.write(Writing([try CollectionWriting(session).edit(change)], done: "changed", undo: undo))]
        }
    }

    /// Lets the reader pick the collection that a resource goes into.
    func offer(_ resource: Resource) throws -> Effect {
        let all = try session.read { try CollectionQueries.page(limit: 200, $0) }
        let mine = try all.filter { collection in
            try self.collection(collection.id).map { writing.refusal($0) == nil } ?? false
        }
        let items = mine.map { collection in
            Choice.Item(label: collection.title, detail: collection.completion.words) { [session] in
                let entry = CollectionEntrySet(collection: collection.id, resource: resource.id)
                let undo = Writing.Undo("adding") { _ in
                    let out = CollectionEntrySet(collection: collection.id, resource: resource.id, removed: true)
                    return [try CollectionWriting(session).set(out)]
                }
                let event = try CollectionWriting(session).set(entry)
                return [.write(Writing([event], done: "added to “\(collection.title)”", undo: undo))]
            }
        }
        let new = Choice.Item(label: "a new collection") { [newCollection(with: resource)] }
        return .choose(Choice(purpose: "collect", title: "Add “\(resource.title)” to", items: items + [new]))
    }

    // MARK: - Its steps

    /// Moves a step by one place.
    func move(_ resource: EventID, by step: Int, in known: ResourceCollection) throws -> [Effect] {
        guard let place = known.entries.firstIndex(where: { $0.resource == resource }),
            known.entries.indices.contains(place + step)
        else { return [.say(step < 0 ? "it stands first" : "it stands last")] }
        @Sendable func placed(_ place: Int) -> CollectionEntrySet {
            CollectionEntrySet(collection: known.id, resource: resource, place: place + 1)
        }
        let undo = Writing.Undo("moving") { [session] _ in [try CollectionWriting(session).set(placed(place))] }
        return [.write(Writing([try writing.set(placed(place + step))], undo: undo))]
    }

    /// Words a step's note and heading.
    func edit(_ entry: CollectionEntry, _ title: String, in collection: EventID) -> Effect {
        .fill(
            Form(
                title: "“\(title)” in this collection",
                fields: [
                    Form.Field(
                        "note", label: "Note", text: entry.note, hint: "What to look for in it. Markdown.",
                        takesLines: true),
                    Form.Field("heading", label: "Heading", text: entry.heading, hint: "What begins with it: Week 3."),
                ]
            ) { [session] values in
                let change = CollectionEntrySet(
                    collection: collection, resource: entry.resource, note: values["note"], heading: values["heading"])
                let before = CollectionEntrySet(
                    collection: collection, resource: entry.resource, note: entry.note, heading: entry.heading)
                let undo = Writing.Undo("the change") { _ in [try CollectionWriting(session).set(before)] }
                return [.write(Writing([try CollectionWriting(session).set(change)], done: "changed", undo: undo))]
            })
    }

    /// Takes a step out.
    func takeOut(_ entry: CollectionEntry, of known: ResourceCollection) throws -> [Effect] {
        let place = known.entries.firstIndex(of: entry) ?? 0
        let back = CollectionEntrySet(
            collection: known.id, resource: entry.resource, note: entry.note, heading: entry.heading, place: place + 1)
        let undo = Writing.Undo("taking it out") { [session] _ in [try CollectionWriting(session).set(back)] }
        let out = CollectionEntrySet(collection: known.id, resource: entry.resource, removed: true)
        return [.write(Writing([try writing.set(out)], done: "taken out; the resource stays", undo: undo))]
    }
}
