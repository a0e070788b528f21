import ArgumentParser

/// `stoa template`: what boards can begin with.
public struct TemplateCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "template", abstract: "Shows what a new board can begin with.",
        discussion: """
            To make one of your own: stoa template show academic > ~/.config/stoa/templates/ours.toml, change it, \
            stoa template check ours, stoa init DIR --template ours.
            """,
        subcommands: [List.self, Show.self, Check.self], defaultSubcommand: List.self)

    /// The command before its words are read.
    public init() {}

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the templates.")
        static let keys = "name title about"

        @Flag(name: .long, help: "As a JSON array.") var json = false

        private struct ListedTemplate: Encodable {
            var name: String
            var title: String
            var about: String
        }

        func run() throws {
            let library = TemplateLibrary()
            let templates = library.names.compactMap { name in
                (try? library.find(name)).map { ListedTemplate(name: name, title: $0.title, about: $0.about) }
            }
            guard !json else { return try Output.json(templates) }
            let width = templates.map(\.name.count).max() ?? 0
            for template in templates {
                Output.line("\(template.name.padding(toLength: width, withPad: " ", startingAt: 0))  \(template.about)")
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Prints a template's file, to be copied and changed.")

        @Argument(help: "Its name, or a file.", completion: .templates) var template: String

        func run() throws { Output.text(try TemplateLibrary().text(template).text) }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Says whether a template of one's own can be read.")

        @Argument(help: "Its name, or a file.", completion: .templates) var template: String

        func run() throws {
            let found = try TemplateLibrary().find(template)
            Output.line("\(found.source) is a template: \(found.title).")
        }
    }
}
