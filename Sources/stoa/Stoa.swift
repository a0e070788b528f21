import ArgumentParser
import Features

/// `stoa`: the program.
struct Stoa: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stoa",
        abstract: "A discussion board in the terminal for learning communities.",
        discussion: "Without a command it opens the board. `stoa help COMMAND` explains a command.",
        version: "0.1.0",
        groupedSubcommands: CommandTable.groups,
        defaultSubcommand: OpenCommand.self)
}
