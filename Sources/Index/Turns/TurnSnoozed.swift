import Journal

/// `turn.snoozed`: the reader puts a thing off until a time, or until somebody else acts on it, or wants it back. It
/// wakes by itself when the other side acts, whatever the time. In the private log; the latest one holds.
public struct TurnSnoozed: EventPayload {
    /// What logs call it.
    public static let kind = "turn.snoozed"
    /// What is put off.
    public var subject: EventID
    /// When it comes back; when the other side acts, if left out.
    public var until: Timestamp?
    /// Whether it is wanted back at once.
    public var lifted: Bool

    /// Putting off, until a time or until a reply.
    public init(subject: EventID, until: Timestamp?) {
        self.subject = subject
        self.until = until
        lifted = false
    }

    /// Wanting something back.
    public init(lifting subject: EventID) {
        self.subject = subject
        lifted = true
    }

    /// The event, for the private log.
    public func event() throws -> NewEvent { try NewEvent(self, isPrivate: true) }
}
