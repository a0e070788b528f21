import ArgumentParser
import Index
import Workbench

extension Feature {
    /// What happened, for those who are not here every day.
    static let digest = Feature(
        "Digest",
        commands: [CommandGroup(name: "The community", subcommands: [DigestCommand.self])],
        documents: [
            JSONDocument("digest", "what happened, with an array of items", DigestCommand.keys),
            JSONDocument("digest (items)", "each item; id may be missing", "section title detail at id"),
        ])
}
