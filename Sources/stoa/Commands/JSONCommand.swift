import ArgumentParser
import Features

/// `stoa json`, and so `stoa help json`: what `--json` prints.
struct JSONCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "json", abstract: "Explains the documents that --json prints.",
        discussion: """
            Each command prints one document. Ids are whole, times are RFC 3339 in UTC. Keys are added now and then and \
            never renamed; a key whose value is missing is left out unless it is listed as null below.

            \(documents)
            """)

    func run() { Output.line(Self.documents) }

    private static let documents = (ConfigCommand.documents + FeatureTable.documents).map { document in
        "stoa \(document.command): \(document.shape)\n  \(document.keys.joined(separator: " "))"
    }.joined(separator: "\n")
}
