import Foundation

/// The program as it was built beside the tests.
public enum StoaProgram {
    /// Its path: `$STOA_PROGRAM`, or `stoa` in the folder of the running test bundle.
    public static let path: String = {
        if let named = ProcessInfo.processInfo.environment["STOA_PROGRAM"] { return named }
        let folders =
            CommandLine.arguments.prefix(1) + [Bundle.main.executablePath ?? ""] + Bundle.allBundles.map(\.bundlePath)
        for folder in folders {
            let path = URL(fileURLWithPath: folder).deletingLastPathComponent().appendingPathComponent("stoa").path
            if FileManager.default.isExecutableFile(atPath: path) { return path }
        }
        return URL(fileURLWithPath: #filePath).appendingPathComponent("../../../.build/debug/stoa").standardizedFileURL
            .path
    }()

    /// An environment that holds nothing of whoever runs the tests: a home of its own, UTF-8, a known terminal.
    public static func environment(home: String, _ more: [String: String] = [:]) -> [String: String] {
        var variables = [
            "HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm-256color",
            "XDG_CACHE_HOME": home + "/.cache", "XDG_CONFIG_HOME": home + "/.config", "TMPDIR": home,
        ]
        variables.merge(more) { $1 }
        return variables
    }
}

/// What a program answered.
public struct ProgramResult: Sendable {
    /// Its exit status, or 128 and the number of the signal that ended it.
    public var status: Int32
    /// What it wrote to standard output.
    public var output: String
    /// What it wrote to standard error.
    public var errors: String
    /// The lines of the output.
    public var lines: [String] { output.split(separator: "\n").map(String.init) }
}

/// Runs a program to its end. `input` is its standard input; nothing else is read. It is killed after `timeout` seconds.
public func runProgram(
    _ arguments: [String], path: String = StoaProgram.path, environment: [String: String], input: String = "",
    directory: String? = nil, timeout: Double = 60
) throws -> ProgramResult {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = environment
    if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
    let (output, errors, standardInput) = (Pipe(), Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = standardInput
    try process.run()
    try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try standardInput.fileHandleForWriting.close()
    let guardian = DispatchWorkItem { process.terminate() }
    DispatchQueue.global().asyncAfter(deadline: .now() + timeout, execute: guardian)
    // Both are read at once, so that neither pipe fills up while the other is waited for.
    let readErrors = ErrorReader(errors.fileHandleForReading)
    let outputData = try output.fileHandleForReading.readToEnd() ?? Data()
    let errorData = readErrors.finish()
    process.waitUntilExit()
    guardian.cancel()
    let wasKilled = process.terminationReason == .uncaughtSignal
    return ProgramResult(
        status: process.terminationStatus + (wasKilled ? 128 : 0), output: String(decoding: outputData, as: UTF8.self),
        errors: String(decoding: errorData, as: UTF8.self))
}

/// Reads a pipe on a thread of its own.
private final class ErrorReader: @unchecked Sendable {
    // Written by the reading thread before the semaphore, read after it.
    private var data = Data()
    private let isDone = DispatchSemaphore(value: 0)

    init(_ handle: FileHandle) {
        Thread.detachNewThread { [self] in
            data = (try? handle.readToEnd()) ?? Data()
            isDone.signal()
        }
    }

    func finish() -> Data {
        isDone.wait()
        return data
    }
}
