import ArgumentParser

/// How large a board of `--scale` is besides its posts.
struct ScaleOptions: ParsableArguments {
    @Flag(
        name: .customLong("scale"),
        help: "Measures many members, one long thread, much news at once and many sessions alone.")
    var isWanted = false

    @Option(name: .long, help: "Members of the board.")
    var members = 1_000

    @Option(name: .long, help: "Logs that each member writes.")
    var logs = 2

    @Option(name: .long, help: "Posts of the one long thread; 0 leaves it out.")
    var longThread = 20_000

    @Option(name: .long, help: "Posts that arrive at once; 0 leaves that out.")
    var news = 50_000

    @Option(name: .long, help: "Sessions that are open at once; 0 leaves them out.")
    var sessions = 100
}
