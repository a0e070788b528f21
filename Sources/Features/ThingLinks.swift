import GRDB
import Index
import Journal
import Workbench

/// How a feature's things and others' belong together, asked by any feature without knowing which one answers.
public struct ThingLinks: Sendable {
    /// Makes the event that links a thing to another one.
    public typealias Linker = @Sendable (Reference) throws -> NewEvent

    /// What links things to one of the feature's own; nothing when the id names none of them. Throws when the member may
    /// not.
    public var linker: @Sendable (EventID, BoardSession) throws -> Linker?
    /// What is linked to one of the feature's things; nothing when the id names none of them.
    public var things: @Sendable (EventID, Database) throws -> [Reference]?
    /// The feature's things that name another thing.
    public var uses: @Sendable (EventID, Database) throws -> [Reference]
    /// The feature's things to which the member may want to link something, the likeliest first.
    public var targets: @Sendable (BoardSession) throws -> [Reference]

    /// Links; whatever is left out there is none of.
    public init(
        linker: @escaping @Sendable (EventID, BoardSession) throws -> Linker? = { _, _ in nil },
        things: @escaping @Sendable (EventID, Database) throws -> [Reference]? = { _, _ in nil },
        uses: @escaping @Sendable (EventID, Database) throws -> [Reference] = { _, _ in [] },
        targets: @escaping @Sendable (BoardSession) throws -> [Reference] = { _ in [] }
    ) {
        self.linker = linker
        self.things = things
        self.uses = uses
        self.targets = targets
    }
}

extension FeatureTable {
    /// What links things to a goal, a project, whatever takes links; nothing when the id names nothing that does.
    static func linker(to id: EventID, _ session: BoardSession) throws -> ThingLinks.Linker? {
        try firstAnswer { try $0.links.linker(id, session) }
    }

    /// What is linked to a thing; nothing when it takes no links.
    static func things(linkedTo id: EventID, _ database: Database) throws -> [Reference]? {
        try firstAnswer { try $0.links.things(id, database) }
    }

    /// All things that name another one.
    static func uses(of id: EventID, _ database: Database) throws -> [Reference] {
        try all.flatMap { try $0.links.uses(id, database) }
    }

    /// What a member may want to link something to.
    static func linkTargets(_ session: BoardSession) throws -> [Reference] {
        try all.flatMap { try $0.links.targets(session) }
    }
}

extension Feature {
    /// The feature with the ways in which its things are linked.
    func linking(_ links: ThingLinks) -> Feature {
        var feature = self
        feature.links = links
        return feature
    }

    /// The feature with what `stoa doctor` looks at for it: a sentence for each thing that is wrong.
    func checking(_ checkup: @escaping @Sendable (BoardSession) throws -> [String]) -> Feature {
        var feature = self
        feature.checkup = checkup
        return feature
    }

    /// The feature with the formats in which it takes things in and gives them out.
    func exchanging(_ formats: [ExchangeFormat]) -> Feature {
        var feature = self
        feature.formats = formats
        return feature
    }
}
