import Index
import Journal
import Workbench

/// Something that waits for a moderator, of whatever feature: a report, a request to join, a newcomer's post, a claim.
struct ModerationCase: Sendable {
    /// What can be decided.
    struct Decision: Sendable {
        /// As commands name it, such as `dismiss`.
        var name: String
        /// As people read it.
        var label: String
        /// Whether it needs a reason.
        var needsReason: Bool
        /// What is written then.
        var make: @Sendable (_ reason: String) throws -> [NewEvent]
        /// What follows on the screen.
        var after: @Sendable () throws -> [Effect] = { [] }
    }

    /// Its id: the subject of its turn.
    var id: EventID
    /// What it is, in a word or two: `report`, `wants to join`.
    var kind: String
    /// What it is about, in a line.
    var title: String
    /// Who asks, reports or wrote.
    var account: Account
    /// Since when it waits.
    var since: Timestamp
    /// Their words, or what they wrote. Markdown.
    var text: String
    /// The thing that it is about, to look at it where it stands.
    var thing: Reference?
    /// The moderator who looks at it, for as long as that holds.
    var takenBy: Account?
    /// The events that take it, or let it go, where that can be done.
    var taking: (@Sendable (_ taken: Bool) throws -> NewEvent)?
    /// What can be decided, the likeliest first.
    var decisions: [Decision]

    /// A decision by name. Throws a sentence (64) when there is no such decision here.
    func decision(_ name: String) throws -> Decision {
        guard let found = decisions.first(where: { $0.name == name }) else {
            let names = decisions.map(\.name).joined(separator: ", ")
            throw CommandFailure("one can \(names) here, not \(name)", .usage)
        }
        return found
    }
}

/// What a moderator does to a thing of any feature when a report about it was right.
enum Concealment: String, Sendable {
    case hide, lock
}

extension ModerationCase.Decision {
    /// The events, once the reason is there that it needs.
    func events(_ reason: String) throws -> [NewEvent] {
        guard !needsReason || reason.contains(where: { !$0.isWhitespace }) else {
            throw CommandFailure("say why; those whom it is about are told", .badData)
        }
        return try make(reason)
    }
}
