import ArgumentParser
import Foundation

/// A command as the parser describes it to tools: what `--help` says, as data.
struct CommandDescription: Decodable {
    /// One argument, option or flag.
    struct Argument: Decodable {
        /// One way to write an option: `--board`, `-m`.
        struct Name: Decodable {
            var kind: String
            var name: String

            /// As it is typed.
            var typed: String { (kind == "long" ? "--" : "-") + name }
        }

        var kind: String
        var shouldDisplay: Bool
        var isOptional: Bool
        var isRepeating: Bool
        var names: [Name]?
        var valueName: String?
        var defaultValue: String?
        var allValues: [String]?
        var abstract: String?
    }

    var commandName: String
    var abstract: String?
    var discussion: String?
    var shouldDisplay: Bool?
    var subcommands: [CommandDescription]?
    var arguments: [Argument]?

    private struct Tool: Decodable { var command: CommandDescription }

    /// The whole program.
    static func program() throws -> CommandDescription {
        try JSONDecoder().decode(Tool.self, from: Data(Stoa._dumpHelp().utf8)).command
    }

    /// The commands below it that people see; the parser's own `help` explains itself.
    var shown: [CommandDescription] {
        (subcommands ?? []).filter { $0.shouldDisplay ?? true && $0.commandName != "help" }
    }

    /// The command that these words name.
    func named(_ words: ArraySlice<String>) -> CommandDescription? {
        guard let first = words.first else { return self }
        return shown.first { $0.commandName == first }?.named(words.dropFirst())
    }
}
