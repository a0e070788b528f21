import ArgumentParser

extension Feature {
    /// Exchanging a board between machines that share no folder.
    static let sharing = Feature(
        "Sharing",
        commands: [CommandGroup(name: "Boards", subcommands: [SyncCommand.self])],
        documents: [JSONDocument("sync", "an object", SyncCommand.keys)])
}
