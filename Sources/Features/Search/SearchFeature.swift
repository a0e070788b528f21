import ArgumentParser
import Workbench

extension Feature {
    /// Full-text search over what all features keep.
    public static let search = Feature(
        "Search",
        commands: [CommandGroup(name: "Threads", subcommands: [SearchCommand.self])],
        documents: [
            JSONDocument(
                "search QUERY", "an array of what was found; thread is there for posts",
                "id thread kind title author created_at snippet")
        ],
        performers: { session in [.search: Performer { SearchPane.open(session) }] },
        views: [BoardView(name: "search", title: "Search", letter: "/") { SearchPane.open($0) }])
}
