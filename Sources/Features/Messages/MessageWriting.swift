import Index
import Journal

/// Makes the events that the rules allow, asking them first. Each throws a sentence that says why not.
public struct MessageWriting: Sendable {
    private let session: BoardSession

    /// Writing for the session's member.
    public init(_ session: BoardSession) { self.session = session }

    /// Sends a text to members.
    public func sending(_ text: String, to accounts: [Account]) throws -> NewEvent {
        try allow(accounts)
        let sealed = try session.seal(
            text, to: accounts, kind: MessageSent.kind, about: MessageSent.about(accounts))
        return try NewEvent(MessageSent(to: accounts, sealed: sealed))
    }

    /// Asks whether a message may go to these, before anybody writes it.
    public func allow(_ accounts: [Account]) throws {
        let standings = try accounts.map { ($0, try session.standing(of: $0)) }
        let refusal = MessageRules.refusalToSend(by: try session.standing(of: session.me), to: standings)
        if let refusal { throw CommandFailure.refused(refusal) }
        if let refusal = MessageRules.refusal(of: accounts, from: session.me) {
            throw CommandFailure(refusal, .badData)
        }
    }

    /// Takes a message of one's own back.
    public func retracting(_ message: EventID, to accounts: [Account]) throws -> NewEvent {
        try NewEvent(MessageRetracted(message: message, to: accounts))
    }

    /// Marks messages read or unread.
    public static func marks(_ messages: [EventID], read: Bool) throws -> NewEvent {
        try NewEvent(
            MessagesMarked(messages: Array(messages.prefix(MessagesMarked.mostMessages)), read: read), isPrivate: true)
    }
}
