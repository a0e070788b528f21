import GRDB
import Journal

/// What a feature brings to the index: its tables, and how each kind of event changes them.
///
/// The same events must give the same tables in every order of arrival. Three means serve that: an event that speaks
/// of something not seen yet waits for it; fields are settled by the later stamp; and events whose effect depends on
/// what was allowed at that point of the order are declared `ordered`, are applied strictly by stamp, and are replayed
/// from the start when one arrives late.
public struct Projection: Sendable {
    /// The feature's name, for messages.
    public let name: String
    /// SQL statements that make its tables and indexes.
    public let schema: [String]
    /// What it does with each kind of event.
    public let handlers: [EventHandler]
    /// Empties what its ordered events have built, before they are replayed.
    public let reset: @Sendable (Projecting) throws -> Void
    /// Brings derived rows up to date for what a batch touched; called once a batch, inside its transaction.
    public let settle: @Sendable (Projecting) throws -> Void
    /// What people may write before a colon in a search.
    public let searchOperators: [SearchOperator]

    /// A feature's part of the index.
    public init(
        name: String, schema: [String], handlers: [EventHandler], searchOperators: [SearchOperator] = [],
        reset: @escaping @Sendable (Projecting) throws -> Void = { _ in },
        settle: @escaping @Sendable (Projecting) throws -> Void = { _ in }
    ) {
        self.name = name
        self.schema = schema
        self.handlers = handlers
        self.searchOperators = searchOperators
        self.reset = reset
        self.settle = settle
    }
}

/// What one kind of event does to the index.
public struct EventHandler: Sendable {
    /// Changes the tables as the event says, or says why not.
    public typealias Apply = @Sendable (Event, Projecting) throws -> Outcome

    /// The kind, such as `post.added`.
    public let kind: String
    /// Whether its effect depends on what was allowed at that point of the order.
    public let isOrdered: Bool
    /// Whether it counts only in its author's own private log.
    public let isPrivate: Bool
    /// Which thing such an event begins or adds to, told quickly; a hint by which the newest things are shown first while
    /// an index is built.
    var partOf: (@Sendable (Event) -> EventID?)?
    /// How an event of it reads in the audit, where it is a moderator's doing.
    var deed: (@Sendable (Event) throws -> Deed?)?
    let apply: Apply

    /// The same kind, kept in the audit that every member can read; `deed` says what was done to what, and why.
    public func audited(_ deed: @escaping @Sendable (Event) throws -> Deed?) -> EventHandler {
        var handler = self
        handler.deed = deed
        return handler
    }

    /// A kind whose events may be applied in any order. `partOf` names the thing that an event begins or adds to, where
    /// people look for the newest ones.
    public static func anyOrder(
        _ kind: String, partOf: (@Sendable (Event) -> EventID?)? = nil, _ apply: @escaping Apply
    ) -> EventHandler {
        EventHandler(kind: kind, isOrdered: false, isPrivate: false, partOf: partOf, apply: apply)
    }

    /// A kind whose events are applied by stamp; see `Projection`.
    public static func ordered(_ kind: String, _ apply: @escaping Apply) -> EventHandler {
        EventHandler(kind: kind, isOrdered: true, isPrivate: false, apply: apply)
    }

    /// A kind that only the reader's own private log may hold.
    public static func personal(_ kind: String, _ apply: @escaping Apply) -> EventHandler {
        EventHandler(kind: kind, isOrdered: false, isPrivate: true, apply: apply)
    }
}

/// What became of an event.
public enum Outcome: Hashable, Sendable {
    /// It took effect, or had taken effect before.
    case applied
    /// It broke a rule; the sentence says which. It has no effect.
    case refused(String)
    /// It speaks of something that has not been seen yet, and is looked at again when that arrives.
    case waits(on: EventID)
}
