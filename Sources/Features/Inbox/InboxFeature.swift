import ArgumentParser
import Index
import Terminal
import Workbench

extension Feature {
    /// What is for the reader, from wherever it comes.
    public static let inbox = Feature(
        "Inbox",
        commands: [CommandGroup(name: "Threads", subcommands: [InboxCommand.self])],
        documents: [
            JSONDocument(
                "inbox", "an array of what is for you; thread and title for posts, with for messages",
                "kind id thread title with author created_at body unread")
        ],
        views: [
            BoardView(
                name: "inbox", title: "Inbox", letter: "i", isPersonal: true,
                count: { try InboxQueries.unreadCount($0) },
                open: { [.open(InboxPane($0), in: .list)] })
        ],
        standing: { session in
            let count = try InboxQueries.unreadCount(session)
            return count > 0 ? StyledLine("\(count) for you", .badge) : StyledLine()
        })
}
