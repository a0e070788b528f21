import ArgumentParser
import Index
import Journal
import Workbench

extension Feature {
    /// Reports, the queue of what waits for moderators, and the audit of what they did.
    static let moderation = Feature(
        "Moderation",
        projection: Projection(
            name: "Moderation", schema: ReportProjection.schema, handlers: ReportProjection.handlers,
            settle: ReportProjection.folding.settle),
        commands: [
            CommandGroup(name: "The community", subcommands: [ReportCommand.self, ModerationCommand.self])
        ],
        documents: [
            JSONDocument(
                "moderation list",
                """
                an array of what waits for a moderator, and moderation show one of them; thing and taken_by may be missing
                """,
                "id kind title account since text thing taken_by decisions"),
            JSONDocument(
                "moderation log", "an array of what moderators did; thing and member may be missing",
                "id moderator what thing title member reason at"),
            JSONDocument(
                "moderation mine", "an array of your reports; answer may be missing",
                "id thing reason state filed_at answer"),
        ],
        actions: CaseActions.table,
        performers: { CaseActions.performers($0) },
        turns: [ReportWords.words],
        views: [
            BoardView(
                name: "moderation", title: "Moderation", letter: "q",
                turnKinds: kinds, open: { [.open(ModerationPane($0), in: .list)] })
        ],
        open: { id, session in
            if let waiting = try ModerationPane.opening(id, session) { return waiting }
            guard try session.read({ try ReportQueries.report(id, $0) }) != nil else { return nil }
            return [.open(ModerationPane(session), in: .list)]
        },
        moderating: { turn, session in turn.kind == ReportWords.kind ? try ReportCase.make(turn, session) : nil }
    ).telling(ModerationStory.scenes)

    /// The kinds of turns that are worked off in the moderators' view.
    private static let kinds: Set<String> = [ReportWords.kind, "join", HoldWords.kind, ClaimWords.kind]
}
