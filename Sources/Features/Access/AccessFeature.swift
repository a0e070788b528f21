import ArgumentParser

extension Feature {
    /// Letting members in through one account that all share.
    static let access = Feature(
        "Access",
        commands: [CommandGroup(name: "Boards", subcommands: [AccessCommand.self])],
        documents: [JSONDocument("access list", "an array of keys", AccessCommand.List.keys)])
}
