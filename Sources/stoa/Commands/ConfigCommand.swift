import ArgumentParser
import Features
import Foundation
import Workbench

/// `stoa config`: every setting, what it is, who says so and what else it could be.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Shows, explains and checks your settings.",
        discussion: "They are in config.toml in $XDG_CONFIG_HOME/stoa, usually ~/.config/stoa; all of it is optional.",
        subcommands: [List.self, Show.self, Check.self], defaultSubcommand: List.self)

    /// What `--json` prints.
    static let documents = [
        JSONDocument("config list", "an array of settings", "key value origin meaning choices default"),
        JSONDocument("config show KEY", "a setting", "key value origin meaning choices default"),
        JSONDocument("config check", "what is wrong", "file problems"),
    ]

    private static var values: [ConfiguredValue] {
        let variables = CommandEnvironment.current.variables
        return ConfiguredValue.all(Configuration.load(variables), variables)
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Lists all settings as they stand, and where each comes from.")

        @Flag(name: .long, help: "Prints JSON.") var json = false

        func run() throws {
            let values = ConfigCommand.values
            if json { return try Output.json(values) }
            let width = values.map(\.key.count).max() ?? 0
            for value in values {
                let key = value.key.padding(toLength: width, withPad: " ", startingAt: 0)
                Output.line("\(key)  \(value.value)  (\(value.origin))")
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "show", abstract: "Explains a setting.")

        @Argument(help: "The setting.", completion: .list(Setting.all.map(\.key))) var key: String
        @Flag(name: .long, help: "Prints JSON.") var json = false

        func run() throws {
            guard let value = ConfigCommand.values.first(where: { $0.key == key }) else {
                throw CommandFailure("there is no setting \(key); `stoa config` lists them", .notFound)
            }
            if json { return try Output.json(value) }
            Output.line("\(value.key) = \(value.value)")
            Output.line(value.meaning)
            Output.line("It is \(value.choices).")
            Output.line("This comes from: \(value.origin). Without it: \(value.standard).")
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Says what is wrong with your settings, by line and key.",
            discussion: "Answers 65 when something is.")

        @Flag(name: .long, help: "Prints JSON.") var json = false

        private struct Finding: Encodable {
            var file: String
            var problems: [String]
        }

        func run() throws {
            let variables = CommandEnvironment.current.variables
            let file = Configuration.path(variables)
            let problems = Self.problems(variables)
            if json {
                try Output.json(Finding(file: file, problems: problems))
            } else if problems.isEmpty {
                Output.line("\(file): nothing is wrong")
            } else {
                problems.forEach { Output.line($0) }
            }
            if !problems.isEmpty { throw ExitCode(CommandFailure.Code.badData.rawValue) }
        }

        /// What is wrong in the file itself, with the keys, and with the theme that it names.
        private static func problems(_ variables: [String: String]) -> [String] {
            let configuration = Configuration.load(variables)
            let file = Configuration.path(variables)
            let keys = KeyMap(KeysCommand.table, bindings: configuration.settings.keys).problems
            let theme = ThemeCommand.library.theme(configuration.settings.theme).problems
            let line = configuration.lines["theme"].map { ", line \($0)" } ?? ""
            return configuration.settings.problems + keys.map { "\(file), \($0)" }
                + theme.map { "\(file)\(line): theme: \($0)" }
        }
    }
}
