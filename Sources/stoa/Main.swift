import ArgumentParser
import Features
import Foundation
import Journal

/// Where the program begins.
@main
enum Main {
    static func main() {
        // A reader that goes away, as `stoa list | head` does, ends the command quietly instead of by a signal.
        signal(SIGPIPE, SIG_IGN)
        let variables = ProcessInfo.processInfo.environment
        let environment = CommandEnvironment(
            variables: variables, configuredBoard: Configuration.load(variables).board,
            projections: FeatureTable.projections, host: CommandEnvironment.hostName(),
            show: { try OpenCommand.open($0, first: $1, OpenCommand.parse([])) },
            compose: { try OpenCommand.parse([]).compose($0) })
        let code = CommandEnvironment.$current.withValue(environment) { run() }
        fflush(nil)
        exit(code)
    }

    /// Runs the command and answers its exit code; what went wrong is one line on standard error.
    private static func run() -> Int32 {
        do {
            var command = try Stoa.parseAsRoot()
            try command.run()
            return 0
        } catch let code as ExitCode {
            return code.rawValue
        } catch {
            return report(error)
        }
    }

    private static func report(_ error: any Error) -> Int32 {
        // What argument-parser raises (help, version, wrong words) it also words; all else is ours.
        let code = Stoa.exitCode(for: error)
        guard code == .success || code == .validationFailure else {
            let failure = CommandFailure(error)
            write("stoa: \(failure.description)", to: .standardError)
            return failure.code.rawValue
        }
        let message = Stoa.fullMessage(for: error)
        write(message, to: code == .success ? .standardOutput : .standardError)
        return code.rawValue
    }

    private static func write(_ text: String, to handle: FileHandle) {
        try? handle.write(contentsOf: Data((text.hasSuffix("\n") ? text : text + "\n").utf8))
    }
}
