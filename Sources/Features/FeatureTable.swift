import ArgumentParser
import GRDB
import Index
import Journal
import Terminal
import Workbench

/// All features, in the order in which their views stand in the sidebar; a new one is a line here.
public enum FeatureTable {
    /// The features.
    public static let all: [Feature] = [
        .turns,
        .community,
        .discussion,
        .inbox,
        .feedback,
        .resources,
        .members,
        .messages,
        .search,
        .goals,
        .projects,
        .polls,
        .activities,
        .meetings,
        .encouragement,
        .duties,
        .reflection,
        .insights,
        .digest,
        .moderation,
        .exchange,
        .access,
        .sharing,
    ]

    /// What they bring to the index, in the order in which their tables are made.
    public static let projections: [Projection] = all.compactMap(\.projection)

    /// The actions that they add to the frame's own.
    public static let actions: [Action] = all.flatMap(\.actions)

    /// A turn in words; plain ones when a newer program gave it.
    public static func words(of turn: Turn) -> TurnWords {
        turns[turn.kind] ?? TurnWords(kind: turn.kind, doing: turn.kind, reasons: [:])
    }

    /// What the reader is told in words, without who did it; the bare reason when a newer program told it.
    static func words(of told: Told) -> String { turns[told.kind]?.reasons[told.reason] ?? told.reason }

    private static let turns = Dictionary(
        all.flatMap(\.turns).map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })

    /// What their commands print with `--json`.
    public static let documents: [JSONDocument] = all.flatMap(\.documents)

    /// What they take from a template when a board is founded.
    static let templateParts: [TemplatePart] = all.flatMap(\.templateParts)

    /// Their entries of the sidebar.
    public static let views: [BoardView] = all.flatMap(\.views)

    /// How to go on with a draft; nothing when it is of no feature's kind.
    public static func resume(_ draft: StoredDraft, _ session: BoardSession) throws -> Composition? {
        try firstAnswer { try $0.resume(draft, session) }
    }

    /// What they show beneath the posts of a thread, in their order.
    static func postNotes(_ thread: EventID, _ session: BoardSession) throws -> [EventID: [StyledLine]] {
        try all.reduce(into: [:]) { notes, feature in
            notes.merge(try feature.postNotes(thread, session), uniquingKeysWith: +)
        }
    }

    /// How far things of all features have come; those that do not get done are left out.
    static func completions(of things: [EventID], _ database: Database) throws -> [EventID: Completion] {
        let things = Array(Set(things))
        // A statement takes a bounded number of values.
        return try stride(from: 0, to: things.count, by: 5_000).reduce(into: [:]) { known, start in
            let some = Array(things[start..<min(start + 5_000, things.count)])
            for feature in all { known.merge(try feature.progress(some, database)) { first, _ in first } }
        }
    }

    /// The answer of the first feature that has one.
    static func firstAnswer<Answer>(_ ask: (Feature) throws -> Answer?) rethrows -> Answer? {
        for feature in all { if let answer = try ask(feature) { return answer } }
        return nil
    }

    /// Their commands, those of one heading together, in the order in which headings first come up.
    public static let commandGroups: [CommandGroup] = all.flatMap(\.commands).reduce(into: []) { groups, group in
        if let place = groups.firstIndex(where: { $0.name == group.name }) {
            groups[place] = CommandGroup(
                name: group.name, subcommands: groups[place].subcommands + group.subcommands)
        } else {
            groups.append(group)
        }
    }
}
