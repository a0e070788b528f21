import ArgumentParser
import Workbench

extension Feature {
    /// Full-text search over what all features keep.
    public static let search = Feature(
        "Search",
        commands: [CommandGroup(name: "Threads", subcommands: [SearchCommand.self])],
        performers: { session in [.search: Performer { SearchPane.open(session) }] },
        views: [BoardView(name: "search", title: "Search", letter: "/") { SearchPane.open($0) }])
}
