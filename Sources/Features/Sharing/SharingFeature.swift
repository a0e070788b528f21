import ArgumentParser

extension Feature {
    /// Exchanging a board between machines that share no folder.
    static let sharing = Feature(
        "Sharing",
        commands: [CommandGroup(name: "Boards", subcommands: [SyncCommand.self])],
        documents: [
            JSONDocument("sync", "an object", SyncCommand.keys),
            JSONDocument("sync last", "an object; refusal says why it ended early, if it did", SyncCommand.Last.keys),
            JSONDocument("sync key", "an array of keys", SyncCommand.Key.Show.keys),
        ],
        actions: SyncAction.table,
        performers: { SyncAction.performers($0) },
        home: { SyncAction.home($0) })
}
