import Foundation
import Index
import Journal
import Workbench

/// Makes the events of resources that the rules allow: the one way to write for screens and commands. Throws
/// `CommandFailure` with the rule's reason.
public struct ResourceWriting: Sendable {
    private let session: BoardSession

    /// Writing for the session's member.
    public init(_ session: BoardSession) { self.session = session }

    /// Shares something.
    public func adding(_ resource: ResourceAdded) throws -> NewEvent {
        if let refusal = ResourceRules.refusalToAdd(resource, by: try session.standing(of: session.me)) {
            throw CommandFailure(refusal, refusal.hasPrefix("only") ? .notPermitted : .badData)
        }
        return try NewEvent(resource)
    }

    /// Asks whether anything may be shared at all: before a file is copied onto the board.
    public func allowAdding() throws {
        _ = try adding(ResourceAdded(resourceKind: .note, title: "-"))
    }

    /// Keeps a file on the board, to be named by a resource.
    public func attach(_ path: String) throws -> AttachedFile {
        try Confinement.checkFiles()
        let stored = try FileStore(board: session.board, account: session.me).put(contentsOf: path)
        return AttachedFile(hash: stored.hash, size: stored.size, name: (path as NSString).lastPathComponent)
    }

    /// What is on the board already and is the same, as far as one can tell.
    public func alike(_ resource: ResourceAdded) throws -> [Resource] {
        let marks = ResourceIdentity.all(
            title: resource.title, address: resource.address, file: resource.file, path: resource.path,
            fields: resource.fields ?? [:])
        return try session.read { try ResourceQueries.alike(marks, $0) }
    }

    /// Changes one.
    public func editing(_ change: ResourceEdited, of resource: EventID) throws -> NewEvent {
        let known = try allow(.edit, resource)
        try check(ResourceRules.refusal(of: known.edited(by: change).content))
        return try NewEvent(change)
    }

    /// Takes one off the list, or puts it back.
    public func removing(_ resource: EventID, _ removed: Bool = true) throws -> NewEvent {
        try allow(.remove, resource)
        return try NewEvent(ResourceRemoved(resource: resource, removed: removed))
    }

    /// Lists, recommends or puts away.
    public func move(_ move: ResourceStateSet) throws -> NewEvent {
        try allow(.move(to: move.state), move.resource)
        try check((move.reason?.count ?? 0) <= ResourceRules.longestReason ? nil : "that reason is too long")
        if let successor = move.replacedBy {
            try check(successor == move.resource ? "a resource does not replace itself" : nil)
            _ = try record(successor)
        }
        return try NewEvent(move)
    }

    /// Says that it works.
    public func checking(_ resource: EventID) throws -> NewEvent {
        try allow(.check, resource)
        return try NewEvent(ResourceChecked(resource: resource))
    }

    /// Says whether it helped.
    public func rating(_ rating: ResourceRated) throws -> NewEvent {
        try allow(.rate, rating.resource)
        try check(ResourceRules.refusal(of: rating))
        return try NewEvent(rating)
    }

    /// Says something about it.
    public func commenting(_ comment: ResourceCommented) throws -> NewEvent {
        try allow(.comment, comment.resource)
        try check(ResourceRules.refusal(of: comment))
        return try NewEvent(comment)
    }

    /// Takes a comment back, or lets it stand again.
    public func retracting(_ comment: EventID, of resource: EventID, _ retracted: Bool = true) throws -> NewEvent {
        guard let said = try record(resource).comments.first(where: { $0.id == comment }) else {
            throw CommandFailure("this resource has no such comment", .notFound)
        }
        try allow(.retract(by: said.by), resource)
        return try NewEvent(ResourceCommentRetracted(resource: resource, comment: comment, retracted: retracted))
    }

    /// Says that it belongs with something, or does not. Goals and projects keep their links themselves.
    public func linking(_ thing: Reference, with resource: EventID, _ linked: Bool = true) throws -> NewEvent {
        try check(ResourceRules.refusal(of: thing, to: resource))
        let known = try record(resource).links.first { $0.thing.name == thing.name }
        if !linked, known == nil { throw CommandFailure("that is not linked to this resource", .notFound) }
        if linked, known != nil { throw CommandFailure("that is linked to this resource already", .badData) }
        try allow(known.map { .unlink(by: $0.by) } ?? .link, resource)
        return try NewEvent(ResourceLinked(resource: resource, thing: known?.thing ?? thing, linked: linked))
    }

    /// Notes how far one has come, in the private log.
    public func reading(_ resource: EventID, _ state: ReadingState?) throws -> NewEvent {
        try NewEvent(ResourceReading(resource: resource, state: state), isPrivate: true)
    }

    /// Asks whether the member may do something, and answers the resource.
    @discardableResult
    func allow(_ act: ResourceAct, _ id: EventID) throws -> ResourceRecord {
        let known = try record(id)
        let standing = try session.standing(of: session.me)
        if let refusal = ResourceRules.refusal(act, by: session.me, standing, on: known) {
            throw CommandFailure.refused(refusal)
        }
        return known
    }

    /// Why the member may not do something now; nothing when they may.
    func refusal(_ act: ResourceAct, _ resource: ResourceRecord) -> String? {
        let standing = (try? session.standing(of: session.me)) ?? .outsider
        return ResourceRules.refusal(act, by: session.me, standing, on: resource)
    }

    private func record(_ id: EventID) throws -> ResourceRecord {
        guard let record = try session.read({ try ResourceQueries.record(id, $0) }) else {
            throw CommandFailure("\(id) is no resource; `stoa resource list` shows them", .notFound)
        }
        return record
    }

    private func check(_ refusal: String?) throws {
        if let refusal { throw CommandFailure(refusal, .badData) }
    }
}
