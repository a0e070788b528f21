import ArgumentParser
import Features
import Foundation
import Index
import Journal

/// `stoa demo`: a lively sample board.
struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Makes a sample board and opens it; nothing of yours is touched.")

    @Option(name: .long, help: "Where to make it; a temporary folder if left out.") var at: String?
    @Flag(name: .long, help: "Only makes it and prints where it is.") var noOpen = false

    func run() throws {
        let environment = CommandEnvironment.current
        guard noOpen || OpenCommand.hasTerminal else {
            throw CommandFailure("there is no terminal to open the board on; --no-open makes it and prints where it is")
        }
        let directory = at ?? DemoBoard.temporaryDirectory()
        let path = URL(fileURLWithPath: directory).standardizedFileURL.path
        let me = Account.ofProcess()
        let board = try DemoBoard.make(at: path, for: me, now: environment.clock.now())
        guard !noOpen else { return print(path) }
        let command = try OpenCommand.parse([])
        let session = try BoardSession(
            board: board, me: me, host: environment.host, clock: environment.clock, features: environment.projections,
            location: .usual(for: board, reader: me, host: environment.host, environment: environment.variables))
        _ = try session.catchUp()
        try OpenCommand.open(session, command)
        print("The demo board stays in \(path); open it again with: stoa --board \(path)")
    }
}
