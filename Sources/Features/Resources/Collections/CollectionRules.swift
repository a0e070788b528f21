import Index
import Journal

/// Who may make and change collections; each answers why not, or nothing when it is allowed.
public enum CollectionRules {
    /// The most resources of a collection.
    public static let mostEntries = 500
    /// The most bytes of what it is for, and of the note of a step.
    public static let longestText = 20_000, longestNote = 2_000

    /// Beginning one.
    public static func refusalToAdd(_ collection: CollectionAdded, by actor: Standing) -> String? {
        guard actor.role != nil else { return "only members may make collections; `stoa join` makes you one" }
        return refusal(title: collection.title, about: collection.about)
    }

    /// Changing one.
    public static func refusalToChange(_ owner: Account, by actor: Account, _ standing: Standing) -> String? {
        guard standing.role != nil else { return "only members may change collections; `stoa join` makes you one" }
        return actor == owner || standing.isAtLeast(.moderator)
            ? nil : "only who made a collection, or a moderator, may change it"
    }

    /// What it is called and what it is for.
    public static func refusal(title: String?, about: String?) -> String? {
        if let title {
            guard title.contains(where: { !$0.isWhitespace }) else { return "a collection needs a title" }
            guard !title.contains(where: \.isNewline) else { return "a title is one line" }
            guard title.count <= ResourceRules.longestTitle else {
                return "a title has at most \(ResourceRules.longestTitle) letters"
            }
        }
        return (about?.utf8.count ?? 0) <= longestText ? nil : "a text has at most \(longestText) bytes"
    }

    /// What a step says.
    public static func refusal(of entry: CollectionEntrySet) -> String? {
        guard (entry.note?.utf8.count ?? 0) <= longestNote else { return "a note has at most \(longestNote) bytes" }
        guard (entry.heading?.count ?? 0) <= 100 else { return "a heading has at most 100 letters" }
        return entry.place.map { $0 >= 1 } ?? true ? nil : "places are counted from 1"
    }
}

/// What each event makes of a collection, in their one order.
enum CollectionFold {
    typealias Step = Folding<ResourceCollection>.Step

    static func begin(_ step: Step) throws -> ResourceCollection {
        let added: CollectionAdded = try step.event.payload()
        try Refusal.check(CollectionRules.refusalToAdd(added, by: step.standing))
        return ResourceCollection(
            id: step.event.id, author: step.event.by, created: step.event.clock, title: added.title,
            about: added.about ?? "")
    }

    static let changes: [String: Folding<ResourceCollection>.Change] = [
        CollectionEdited.kind: edit, CollectionEntrySet.kind: setEntry, CollectionRemoved.kind: remove,
    ]

    private static func allow(_ step: Step, _ collection: ResourceCollection) throws {
        try Refusal.check(CollectionRules.refusalToChange(collection.author, by: step.event.by, step.standing))
    }

    private static func edit(_ collection: inout ResourceCollection, _ step: Step) throws {
        let edit: CollectionEdited = try step.event.payload()
        try allow(step, collection)
        try Refusal.check(CollectionRules.refusal(title: edit.title, about: edit.about))
        collection.title = edit.title ?? collection.title
        collection.about = edit.about ?? collection.about
    }

    private static func setEntry(_ collection: inout ResourceCollection, _ step: Step) throws {
        let set: CollectionEntrySet = try step.event.payload()
        try allow(step, collection)
        try Refusal.check(CollectionRules.refusal(of: set))
        try Refusal.check(collection.set(set))
    }

    private static func remove(_ collection: inout ResourceCollection, _ step: Step) throws {
        let removed: CollectionRemoved = try step.event.payload()
        try allow(step, collection)
        collection.isRemoved = removed.removed
    }
}

extension ResourceCollection {
    /// Does what a change of one step says, or answers why not.
    mutating func set(_ change: CollectionEntrySet) -> String? {
        let known = entries.firstIndex { $0.resource == change.resource }
        if change.removed == true {
            guard let known else { return "this collection has no such resource" }
            entries.remove(at: known)
            return nil
        }
        guard known != nil || entries.count < CollectionRules.mostEntries else {
            return "a collection has at most \(CollectionRules.mostEntries) resources"
        }
        var entry =
            known.map { entries.remove(at: $0) } ?? CollectionEntry(resource: change.resource, note: "", heading: "")
        entry.note = change.note ?? entry.note
        entry.heading = change.heading ?? entry.heading
        let place = change.place.map { $0 - 1 } ?? known ?? entries.count
        entries.insert(entry, at: min(place, entries.count))
        return nil
    }
}
