import Index
import Journal
import Terminal
import Workbench

/// What the features fit into the frame for one member at one board.
public enum BoardFittings {
    /// The fittings; `opening` names what to show first instead of Home.
    public static func make(_ session: BoardSession, opening: EventID? = nil) throws -> Fittings {
        let title = try session.read { try BoardDescription.current(of: session.board, $0).title }
        let discussion = DiscussionEffects(session: session)
        var fittings = Fittings(board: title, host: session.host)
        fittings.actions = actions
        fittings.views = views(session)
        fittings.start = try start(session, fittings.views, opening: opening)
        fittings.standing = { try standing(session) }
        fittings.drafts = { try DraftStore(board: session.board, account: session.me).all() }
        fittings.resume = { try discussion.resume($0) }
        fittings.completions = { try completions($0, session) }
        fittings.similar = { try similar($0, session) }
        fittings.preview = { MarkdownDocument($0).layout(columns: $1, foldQuotes: false).lines }
        return fittings
    }

    /// The actions that features add to the frame's own.
    public static let actions: [Action] = ModerationActions.table

    private static func views(_ session: BoardSession) -> [ViewEntry] {
        [
            ViewEntry(name: "home", title: "Home", letter: "h") { [.open(HomePane(session), in: .list)] },
            ViewEntry(name: "threads", title: "Threads", letter: "t") { ThreadsView.open(session) },
            ViewEntry(name: "inbox", title: "Inbox", letter: "i") { [.open(InboxPane(session), in: .list)] },
            ViewEntry(name: "unanswered", title: "Needs help", letter: "a") { ThreadsView.openUnanswered(session) },
            ViewEntry(name: "starred", title: "Starred", letter: "s") { ThreadsView.openStarred(session) },
            ViewEntry(name: "resources", title: "Resources", letter: "r") {
                [.open(ResourcesPane(session), in: .list)]
            },
            ViewEntry(name: "members", title: "Members", letter: "m") { [.open(MembersPane(session), in: .list)] },
            ViewEntry(name: "search", title: "Search", letter: "/") { SearchPane.open(session) },
        ]
    }

    private static func start(
        _ session: BoardSession, _ views: [ViewEntry], opening: EventID?
    ) throws -> [Effect] {
        let frame: [Effect] =
            [.open(SidebarPane(session, views: views), in: .sidebar, isFocused: false)]
            + Sides.all(session) + [.open(HomePane(session), in: .list)]
        guard let opening else { return frame }
        if let thread = try session.read({ try ThreadQueries.thread(ofPost: opening, $0) }) {
            let post = opening == thread.id ? nil : opening
            return frame + ThreadsView.open(session) + DiscussionEffects(session: session).open(thread.id, at: post)
        }
        return try frame + ResourcePage.show(opening, session)
    }

    private static func standing(_ session: BoardSession) throws -> StyledLine {
        let (unread, notices) = try session.read {
            (try NoticeQueries.unreadPosts($0), try NoticeQueries.unreadCount($0))
        }
        var line = StyledLine()
        if notices > 0 { line.append("\(notices) for you  ", .badge) }
        line.append(unread > 0 ? "\(unread) unread" : "all read", .status)
        return line
    }

    private static func completions(_ word: String, _ session: BoardSession) throws -> [String] {
        let begun = word.dropFirst().lowercased()
        guard word.hasPrefix("@") else {
            return try session.read { try ChannelQueries.all(includingArchived: false, $0) }
                .map(\.name).filter { $0.hasPrefix(begun) }.map { "#" + $0 }
        }
        return try session.read { try MemberQueries.all($0) }
            .filter { $0.account.rawValue.lowercased().hasPrefix(begun) || $0.name.lowercased().hasPrefix(begun) }
            .map { "@" + $0.account.rawValue }
    }

    /// A line about a solved or open question whose title is like the one being typed.
    private static func similar(_ title: String, _ session: BoardSession) throws -> StyledLine? {
        let words: [String] = title.split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { $0.count > 3 }
        guard words.count >= 2 else { return nil }
        let query = words.prefix(4).joined(separator: " ")
        guard let hit = try SearchQueries.hits(query, isBeingTyped: true, limit: 1, session).first else { return nil }
        return StyledLine([Span("like this: ", .muted), Span(hit.title, .link)])
    }
}
