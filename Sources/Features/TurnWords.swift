import Index

/// What a kind of turn is in words.
public struct TurnWords: Sendable {
    /// The kind.
    public var kind: String
    /// What is to be done, in a word.
    public var doing: String
    /// Why it is the reader's turn, by the turn's reason.
    public var reasons: [String: String]

    /// The words of a kind.
    public init(kind: String, doing: String, reasons: [String: String]) {
        self.kind = kind
        self.doing = doing
        self.reasons = reasons
    }

    /// Why it is the reader's turn; the bare reason when a newer program gave it.
    public func reason(of turn: Turn) -> String { reasons[turn.reason] ?? turn.reason }
}
