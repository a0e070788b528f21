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
    @Argument(help: "What to open.", completion: .things) var id: String?
    @Option(
        name: .long,
        help: ArgumentHelp("Feeds the keys in a file, and prints the screens it asks for.", valueName: "file"))
    var script: String?
    @Option(name: .long, help: "The screen's size with --script.") var size = "80x24"
    @Flag(name: .long, help: "Marks nothing read.") var peek = false
    @Flag(
        name: .long,
        help: "Speaks line by line, for screen readers and braille; also with ACCESSIBLE=1. COLUMNS says how wide.")
    var plain = false
    @Option(name: .long, help: "The theme, for this once.", completion: .themes) var theme: String?

    func run() throws {
        if let id, IDPrefix(id) == nil {
            throw CommandFailure("\(id) is neither a command nor an id; `stoa help` lists the commands", .usage)
        }
        guard script != nil || isPlain || Self.hasTerminal else {
            throw CommandFailure("there is no terminal to open the board on; `stoa help` shows what works without one")
        }
        var options = options
        if !options.hasBoard {
            guard script == nil, !isPlain else { throw options.noBoard }
            guard let directory = try welcome() else { return }
            options = options.naming(directory)
        }
        // On a terminal the board is on the screen before its news are read; a script, and whoever names a thing by the
        // beginning of its id, need all of it first.
        try Self.open(try options.session(isUpToDate: script != nil || isPlain || id != nil), id: id, self)
    }

    static func open(_ session: BoardSession, id: String? = nil, first: [Effect] = [], _ command: OpenCommand) throws {
        let target = try id.map { name in try session.read { try ReferenceLookup.id(name, $0) } }
        let (settings, theme) = command.look()
        var fittings = try BoardFittings.make(session, opening: target)
        fittings.start += first
        if let script = command.script { return try command.play(script, session, fittings, settings) }
        if settings.isPlain {
            let runner = LineRunner(
                session, fittings: fittings, settings: settings, isInteractive: isatty(STDIN_FILENO) == 1)
            return runner.run(read: { readLine() }, show: { Output.line($0) })
        }
        guard
            let application = Application(
                session, fittings: fittings, settings: settings, theme: theme, hasColor: hasColor)
        else { throw unfitTerminal }
        application.run()
    }

    private var isPlain: Bool { look().settings.isPlain }

    /// Whether there are keys to read and a screen to show the board on.
    static var hasTerminal: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

    /// Offers the ways to a board where there is none; answers the directory of the one that was come to.
    private func welcome() throws -> String? {
        let welcome = Welcome(options)
        try show(welcome.fittings)
        return welcome.chosen
    }

    /// Lets a text be written where there is no editor.
    func compose(_ text: String) throws -> ComposedText {
        let composing = LoneComposer(text)
        try show(composing.fittings) { composing.keep($0) }
        return composing.result
    }

    /// Shows a frame that belongs to no board.
    private func show(_ fittings: Fittings, keepDraft: @escaping (StoredDraft) -> Void = { _ in }) throws {
        let (settings, theme) = look()
        guard
            let foyer = Foyer(
                fittings: fittings, settings: settings, theme: theme, hasColor: Self.hasColor,
                clock: CommandEnvironment.current.clock, keepDraft: keepDraft)
        else { throw Self.unfitTerminal }
        foyer.run()
    }

    /// What the person set, and the theme; what is wrong with either is among the settings' problems.
    private func look() -> (settings: Settings, theme: Theme) {
        let variables = CommandEnvironment.current.variables
        var settings = Configuration.load(variables).settings(variables)
        settings.isPeeking = settings.isPeeking || peek
        let asksForPlain = variables["ACCESSIBLE"].map { !["", "0"].contains($0) } ?? false
        settings.isPlain = settings.isPlain || plain || asksForPlain
        settings.plainColumns = max(20, Output.knownColumns ?? settings.plainColumns)
        let (theme, problems) = ThemeCommand.library.theme(self.theme ?? variables["STOA_THEME"] ?? settings.theme)
        settings.problems += problems
        if CommandEnvironment.current.confinement != nil {
            settings.editor = []
            settings.browser = []
            settings.hasShell = false
        }
        return (settings, theme)
    }

    private static var hasColor: Bool { (CommandEnvironment.current.variables["NO_COLOR"] ?? "").isEmpty }

    private static var unfitTerminal: CommandFailure {
        let terminal = CommandEnvironment.current.variables["TERM"] ?? ""
        return CommandFailure("this terminal (TERM=\(terminal)) cannot show the board; try TERM=xterm")
    }

    private func play(_ script: String, _ session: BoardSession, _ fittings: Fittings, _ settings: Settings) throws {
        try Confinement.checkFiles()
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
