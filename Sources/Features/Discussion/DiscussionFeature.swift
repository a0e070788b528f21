import ArgumentParser
import Index
import Terminal
import Workbench

extension Feature {
    /// Channels, threads and posts, and what the reader has read of them.
    public static let discussion = Feature(
        "Discussion",
        projection: DiscussionProjection.projection,
        commands: [
            CommandGroup(
                name: "Threads",
                subcommands: [
                    ListCommand.self, ReadCommand.self, PostCommand.self, ReplyCommand.self, EditCommand.self,
                    RetractCommand.self, ReactCommand.self, AcceptCommand.self, MeTooCommand.self,
                    DuplicateCommand.self, WatchCommand.self,
                ]),
            CommandGroup(name: "The community", subcommands: [ChannelCommand.self, ModerateCommand.self]),
        ],
        documents: documents,
        actions: [.historyOfWordings] + ThreadActions.table + QuestionActions.table + ModerationActions.table
            + ChannelActions.table,
        performers: { session in
            ThreadActions.performers(session).merging(ChannelActions.performers(session)) { first, _ in first }
        },
        turns: [
            TurnWords(kind: "question", doing: "answer", reasons: ["named": "you were asked by name"]),
            TurnWords(
                kind: "answer", doing: "accept",
                reasons: ["replied": "your question has replies and no accepted answer"]), NewcomerWelcome.words,
            HoldWords.words,
        ],
        views: [
            BoardView(name: "threads", title: "Threads", letter: "t") { ThreadsView.open($0) },
            BoardView(name: "unanswered", title: "Needs help", letter: "a") { ThreadsView.openUnanswered($0) },
            BoardView(name: "starred", title: "Starred", letter: "s") { ThreadsView.openStarred($0) },
        ],
        open: { id, session in
            guard let thread = try session.read({ try ThreadQueries.thread(ofPost: id, $0) }) else { return nil }
            if try session.read({ try HoldQueries.isKept(id, $0) }) {
                return try ModerationPane.opening(id, session) ?? [.say("this waits for a moderator")]
            }
            let post = id == thread.id ? nil : id
            return ThreadsView.open(session) + DiscussionEffects(session: session).open(thread.id, at: post)
        },
        resume: { try DiscussionEffects(session: $1).resume($0) },
        standing: { session in
            let unread = try session.readKept("unread", from: ["thread"]) { try NoticeQueries.unreadPosts($0) }
            return StyledLine(unread > 0 ? "\(unread) unread" : "all read", .status)
        },
        completions: { word, session in
            guard word.hasPrefix("#") else { return [] }
            let begun = word.dropFirst().lowercased()
            return try session.read { try ChannelQueries.all(includingArchived: false, $0) }
                .map(\.name).filter { $0.hasPrefix(begun) }.map { "#" + $0 }
        },
        postNotes: { thread, session in
            let waiting = try session.read { try HoldQueries.notes(thread, $0) }
            return try QuestionActions.notes(on: thread, session).merging(
                waiting.mapValues { [StyledLine($0, .warning)] }, uniquingKeysWith: +)
        },
        moderating: { turn, session in turn.kind == HoldWords.kind ? try HoldCase.make(turn, session) : nil },
        concealing: { try HoldCase.conceal($0, $1, $2, $3) }
    )
    .beginning(with: [ChannelTemplate.part, ThreadTemplate.part])
    .beginning { try DiscussionEffects(session: $1).begin($0) }
    .digesting { try DiscussionDigest.items($0, $1) }
    .telling(QuestionStory.scenes)

    private static let documents = [
        JSONDocument(
            "list", "an array of threads",
            "id channel kind title author created_at active_at posts unread pinned locked answered starred me_too duplicate_of"
        ),
        JSONDocument("read ID", "a thread, as list has it, with an array of posts", "thread posts"),
        JSONDocument(
            "read ID (posts)", "each post, in the order of the tree; parent and edited_at may be missing",
            "id parent author imported created_at edited_at body reactions retracted hidden answer depth unread"),
        JSONDocument("read ID --history", "an array of wordings, the first one first", "written_at body"),
        JSONDocument("watch", "a document a line, each a post", "id thread title author created_at body"),
        JSONDocument("channel list", "an array of channels", "id name topic starters archived unread"),
    ]
}
