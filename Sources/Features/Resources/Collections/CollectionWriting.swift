import Index
import Journal

/// Makes the events of collections that the rules allow. Throws `CommandFailure` with the rule's reason.
public struct CollectionWriting: Sendable {
    private let session: BoardSession

    /// Writing for the session's member.
    public init(_ session: BoardSession) { self.session = session }

    /// Begins one. The event's id is the collection's.
    public func add(_ collection: CollectionAdded) throws -> NewEvent {
        let refusal = CollectionRules.refusalToAdd(collection, by: try session.standing(of: session.me))
        if let refusal { throw CommandFailure(refusal, refusal.hasPrefix("only") ? .notPermitted : .badData) }
        return try NewEvent(collection)
    }

    /// Calls it otherwise.
    public func edit(_ edit: CollectionEdited) throws -> NewEvent {
        try allow(edit.collection)
        try check(CollectionRules.refusal(title: edit.title, about: edit.about))
        return try NewEvent(edit)
    }

    /// Puts a resource in, moves it, describes it or takes it out.
    public func set(_ entry: CollectionEntrySet) throws -> NewEvent {
        var known = try allow(entry.collection)
        try check(CollectionRules.refusal(of: entry))
        let isKnown = try session.read { try ResourceQueries.resource(entry.resource, $0) } != nil
        guard entry.removed == true || isKnown else {
            throw CommandFailure("\(entry.resource) is no resource; `stoa resource list` shows them", .notFound)
        }
        try check(known.set(entry))
        return try NewEvent(entry)
    }

    /// Takes it off the list, or puts it back.
    public func remove(_ collection: EventID, _ removed: Bool = true) throws -> NewEvent {
        try allow(collection)
        return try NewEvent(CollectionRemoved(collection: collection, removed: removed))
    }

    /// Asks whether the member may change it, and answers it.
    @discardableResult
    func allow(_ id: EventID) throws -> ResourceCollection {
        guard let known = try session.read({ try CollectionQueries.collection(id, $0) }) else {
            throw CommandFailure("\(id) is no collection; `stoa resource collection list` shows them", .notFound)
        }
        if let refusal = refusal(known) { throw CommandFailure.refused(refusal) }
        return known
    }

    /// Why the member may not change it; nothing when they may.
    func refusal(_ collection: ResourceCollection) -> String? {
        let standing = (try? session.standing(of: session.me)) ?? .outsider
        return CollectionRules.refusalToChange(collection.author, by: session.me, standing)
    }

    private func check(_ refusal: String?) throws {
        if let refusal { throw CommandFailure(refusal, .badData) }
    }
}
