import Index
import Journal
import Terminal
import Workbench

/// What the features fit into the frame for one member at one board.
public enum BoardFittings {
    /// The fittings; `opening` names what to show first instead of Home.
    public static func make(_ session: BoardSession, opening: EventID? = nil) throws -> Fittings {
        let title = try session.read { try BoardDescription.current(of: session.board, $0).title }
        var fittings = Fittings(board: title, host: session.host)
        fittings.actions = FeatureTable.actions
        for feature in FeatureTable.all { fittings.performers.merge(feature.performers(session)) { first, _ in first } }
        fittings.views = FeatureTable.views.map { $0.entry(for: session) }
        fittings.start = try start(session, opening: opening)
        fittings.standing = { try standing(session) }
        let own = CommandEnvironment.current.quietHours
        fittings.isQuiet = { moment in
            let group = try? session.read { try FeedbackBoardTerms.current($0).quietHours }
            return (own ?? group ?? .none).contains(moment)
        }
        fittings.drafts = { try session.drafts.all() }
        fittings.resume = { try FeatureTable.resume($0, session) }
        fittings.completions = { word in try FeatureTable.all.flatMap { try $0.completions(word, session) } }
        fittings.similar = { try similar($0, session) }
        fittings.preview = { MarkdownDocument($0).layout(columns: $1, foldQuotes: false).lines }
        return fittings
    }

    private static func start(
        _ session: BoardSession, opening: EventID?
    ) throws -> [Effect] {
        let frame: [Effect] =
            [.open(SidebarPane(session, views: FeatureTable.views), in: .sidebar, isFocused: false)]
            + Sides.all(session) + [.open(HomePane(session), in: .list)]
        guard let opening else { return frame }
        return frame
            + (try FeatureTable.firstAnswer { try $0.open(opening, session) } ?? [.say("this is not here any more")])
    }

    private static func standing(_ session: BoardSession) throws -> [StyledLine] {
        try FeatureTable.all.map { try $0.standing(session) }.filter { !$0.spans.isEmpty }
    }

    /// Threads whose titles or texts are like the title being typed.
    private static func similar(_ title: String, _ session: BoardSession) throws -> [SimilarThing] {
        try SimilarThreads.like(title, isBeingTyped: true, limit: 3, session).map { thread in
            var line = StyledLine(thread.title, .link)
            if thread.isAnswered { line.append("  ✓ answered", .answered) }
            line.append("  #" + thread.channel, .muted)
            return SimilarThing(line: line, opens: DiscussionEffects(session: session).open(thread.id))
        }
    }
}
