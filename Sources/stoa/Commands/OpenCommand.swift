import ArgumentParser
import Features
import Foundation
import Index
import Journal
import Terminal
import Workbench

/// `stoa open`, and `stoa` alone: the full-screen program.
struct OpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Opens the board, at a thread or resource if one is named.",
        discussion: """
            Keys are shown below; ? lists all of them. --script runs the program without a terminal: a step a line, \
            `keys j enter`, `type words`, `screen`, `size 80x24`, `look`.
            """)

    @OptionGroup var options: BoardOptions
    @Argument(help: "What to open.") var id: String?
    @Option(
        name: .long,
        help: ArgumentHelp("Feeds the keys in a file, and prints the screens it asks for.", valueName: "file"))
    var script: String?
    @Option(name: .long, help: "The screen's size with --script.") var size = "80x24"
    @Flag(name: .long, help: "Marks nothing read.") var peek = false
    @Option(name: .long, help: "The theme, for this once.") var theme: String?

    func run() throws {
        if let id, IDPrefix(id) == nil {
            throw CommandFailure("\(id) is neither a command nor an id; `stoa help` lists the commands", .usage)
        }
        guard script != nil || (isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1) else {
            throw CommandFailure("there is no terminal to open the board on; `stoa help` shows what works without one")
        }
        guard options.hasBoard else { return try Welcome.run(options) }
        // On a terminal the board is on the screen before its news are read; a script, and whoever names a thing by the
        // beginning of its id, need all of it first.
        try Self.open(try options.session(isUpToDate: script != nil || id != nil), id: id, self)
    }

    static func open(_ session: BoardSession, id: String? = nil, _ command: OpenCommand) throws {
        let target = try id.map { name in try session.read { try ReferenceLookup.id(name, $0) } }
        var settings = Configuration.load(CommandEnvironment.current.variables).settings(
            CommandEnvironment.current.variables)
        settings.isPeeking = settings.isPeeking || command.peek
        let fittings = try BoardFittings.make(session, opening: target)
        if let script = command.script { return try command.play(script, session, fittings, settings) }
        let variables = CommandEnvironment.current.variables
        let name = command.theme ?? variables["STOA_THEME"] ?? settings.theme
        let (theme, problems) = ThemeCommand.library.theme(name)
        settings.problems += problems
        let hasColor = (variables["NO_COLOR"] ?? "").isEmpty
        guard
            let application = Application(
                session, fittings: fittings, settings: settings, theme: theme, hasColor: hasColor)
        else {
            throw CommandFailure(
                "this terminal (TERM=\(variables["TERM"] ?? "")) cannot show the board; try TERM=xterm")
        }
        application.run()
    }

    private func play(_ script: String, _ session: BoardSession, _ fittings: Fittings, _ settings: Settings) throws {
        guard let text = try? String(contentsOfFile: script, encoding: .utf8) else {
            throw CommandFailure("there is no script \(script) that can be read", .notFound)
        }
        let numbers = size.split(separator: "x").compactMap { Int($0) }
        guard numbers.count == 2 else { throw ValidationError("a size is written as 80x24") }
        let runner = ScriptRunner(
            session, fittings: fittings, settings: settings, size: Size(columns: numbers[0], rows: numbers[1]))
        if let problem = runner.run(text, show: { print($0 + "\n") }) {
            throw CommandFailure("\(script), \(problem)", .badData)
        }
    }
}

/// What the program says when there is no board to open.
enum Welcome {
    static func run(_ options: BoardOptions) throws {
        throw CommandFailure(
            "there is no board here; `stoa demo` shows one, `stoa init DIR` makes one, --board DIR opens one", .notFound
        )
    }
}
