import ArgumentParser
import CSystem
import Features
import Foundation
import Journal
import Terminal

/// Where the program begins.
@main
enum Main {
    static func main() {
        // A reader that goes away, as `stoa list | head` does, ends the command quietly instead of by a signal.
        signal(SIGPIPE, SIG_IGN)
        openManyFiles()
        let arguments = Array(CommandLine.arguments.dropFirst())
        let variables = CommandEnvironment.variables(for: arguments, ProcessInfo.processInfo.environment)
        let configuration = Configuration.load(variables)
        var environment = CommandEnvironment(
            variables: variables, configuredBoard: configuration.board,
            projections: FeatureTable.projections, host: CommandEnvironment.hostName(),
            show: { try OpenCommand.open($0, first: $1, OpenCommand.parse([])) },
            compose: { try OpenCommand.parse([]).compose($0) },
            run: { words, environment in
                CommandEnvironment.$current.withValue(environment) { run(words, configuration) }
            })
        environment.quietHours = configuration.quietHours
        environment.afterFeedback = configuration.afterFeedback
        let (typed, isUnpaged) = Pager.taken(from: arguments)
        let words = CommandLineOrder.behindCommand(typed)
        let pager = isUnpaged ? nil : Pager.begin(words, configuration, variables)
        let code = CommandEnvironment.$current.withValue(environment) { run(words, configuration) }
        guard let pager else { exit(finish(code)) }
        // Whoever leaves the pager early has seen what they wanted.
        pager.finish()
        exit(code)
    }

    /// Reading a board of a thousand members has more files open at once than shells usually let programs open.
    private static func openManyFiles() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, 65_536))
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// Output that did not get through, to a full disk say, must not pass for an empty answer.
    private static func finish(_ code: Int32) -> Int32 {
        guard stoa_finish_output() != 0 else { return code }
        let reason = String(cString: strerror(errno))
        write("stoa: what was asked for is done, but the output cannot be written: \(reason)", to: .standardError)
        return code == 0 ? CommandFailure.Code.inputOutput.rawValue : code
    }

    /// Runs the command and answers its exit code; what went wrong is one line on standard error.
    private static func run(_ words: [String], _ configuration: Configuration) -> Int32 {
        do {
            var command = try Stoa.parseAsRoot(words)
            // The full-screen program says on its own screen what is wrong with the configuration, `stoa keys` in its list.
            if !(command is OpenCommand || command is KeysCommand || command is ConfigCommand.Check) {
                for problem in configuration.settings.problems { write("stoa: \(problem)", to: .standardError) }
            }
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
        // Errors name what others have named.
        let safe = Printable.lines(text)
        try? handle.write(contentsOf: Data((safe.hasSuffix("\n") ? safe : safe + "\n").utf8))
    }
}
