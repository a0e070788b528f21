import ArgumentParser
import Index
import Journal

/// `stoa rubric`: criteria with levels, made by moderators.
public struct RubricCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "rubric", abstract: "Lists, adds, shows and edits rubrics.",
        subcommands: [List.self, Add.self, Show.self, Edit.self], defaultSubcommand: List.self)

    /// The command before its words are read.
    public init() {}

    private struct Listed: Encodable {
        var id: EventID
        var version_id: EventID
        var version: Int
        var title: String
        var author: Account
        var made_at: String
        var content: RubricContent

        init(_ version: RubricVersion) {
            id = version.rubric
            version_id = version.id
            self.version = version.number
            title = version.content.title
            author = version.author
            made_at = version.made.rfc3339
            content = version.content
        }
    }

    private static func named(_ name: String, _ session: BoardSession) throws -> RubricVersion {
        guard let found = try session.read({ try RubricQueries.named(name, $0) }) else {
            throw CommandFailure("there is no rubric \(name); `stoa rubric list` shows them", .notFound)
        }
        return found
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the rubrics.")

        @OptionGroup var options: BoardOptions
        @Flag(name: .long, help: "As a JSON array.") var json = false

        func run() throws {
            let session = try options.session()
            let (rubrics, names) = try session.read { database in
                let rubrics = try RubricQueries.all(database)
                return (rubrics, try rubrics.map { try IDLookup.shortest($0.rubric, database) })
            }
            if json { return try Output.json(rubrics.map(Listed.init)) }
            guard !rubrics.isEmpty else {
                let ready = ReadyRubric.allCases.map(\.rawValue).joined(separator: ", ")
                return Output.line("No rubrics. Ready ones for `stoa rubric add --ready`: \(ready).")
            }
            for (rubric, name) in zip(rubrics, names) {
                let criteria = rubric.content.criteria.map(\.name).joined(separator: ", ")
                Output.line("\(name)  \(rubric.content.title), version \(rubric.number): \(criteria)")
            }
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "Makes a rubric from its text (TOML), or from a ready one; for moderators. Prints its id.")

        @OptionGroup var options: BoardOptions
        @OptionGroup var source: TextSource
        @Option(name: .long, help: "A ready one: \(ReadyRubric.allCases.map(\.rawValue).joined(separator: ", ")).")
        var ready: ReadyRubric?

        func run() throws {
            let session = try options.session()
            let content =
                try ready.map { try $0.content() } ?? RubricContent(text: source.text(editing: Self.example()))
            Output.line(try session.send(RubricWriting(session).add(content)).text)
        }

        /// What the editor begins with.
        private static func example() throws -> String { try ReadyRubric.essay.content().text }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "show", abstract: "Shows a rubric.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "Its id or title.", completion: .things) var id: String
        @Option(name: .long, help: "An earlier version.") var version: Int?
        @Flag(name: .long, help: "As the text that `rubric add` and `rubric edit` read.") var toml = false
        @Flag(name: .long, help: "As a JSON document.") var json = false

        func run() throws {
            let session = try options.session()
            var rubric = try RubricCommand.named(id, session)
            if let version {
                let all = try session.read { try RubricQueries.versions(of: rubric.rubric, $0) }
                guard let found = all.first(where: { $0.number == version }) else {
                    throw CommandFailure("there is no version \(version); there are \(all.count)", .notFound)
                }
                rubric = found
            }
            if json { return try Output.json(Listed(rubric)) }
            if toml { return Output.text(rubric.content.text) }
            Output.line("\(rubric.content.title), version \(rubric.number)")
            if let about = rubric.content.about { Output.line(about) }
            for criterion in rubric.content.criteria {
                Output.line("\n\(criterion.name)\(criterion.prompt.map { ": " + $0 } ?? "")")
                for level in criterion.levels { Output.line("  \(level.name): \(level.words)") }
            }
        }
    }

    struct Edit: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "edit", abstract: "Makes a new version of a rubric; requests keep theirs. For moderators.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "Its id or title.", completion: .things) var id: String
        @OptionGroup var source: TextSource

        func run() throws {
            let session = try options.session()
            let rubric = try RubricCommand.named(id, session)
            let content = try RubricContent(text: source.text(editing: rubric.content.text))
            try session.send(RubricWriting(session).revise(rubric.rubric, content))
        }
    }
}

extension ReadyRubric: ExpressibleByArgument {}
