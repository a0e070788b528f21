import ArgumentParser
import Features
import Terminal

/// `stoa theme`: the looks.
struct ThemeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "theme", abstract: "Lists the themes, or shows one.",
        discussion: "A theme of your own is a copy of one of these in your configuration folder's themes/NAME.toml.",
        subcommands: [List.self, Show.self], defaultSubcommand: List.self)

    static var library: ThemeLibrary {
        ThemeLibrary(folders: Configuration.themeFolders(CommandEnvironment.current.variables))
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the themes.")

        func run() {
            for name in ThemeCommand.library.names { Output.line(name) }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Prints a theme's file, and what is wrong with it.")

        @Argument(help: "The theme.", completion: .themes) var name: String

        func run() throws {
            guard let (text, source) = ThemeCommand.library.text(of: name) else {
                throw CommandFailure("there is no theme \(name); `stoa theme list` shows those there are", .notFound)
            }
            Output.text(text)
            let problems = ThemeFile.read(text, source: source).problems
            if !problems.isEmpty { throw CommandFailure(problems.joined(separator: "\n"), .badData) }
        }
    }
}
