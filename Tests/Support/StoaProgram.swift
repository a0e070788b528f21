import CPseudoTerminal
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
            // Nobody is there to turn pages.
            "PAGER": "",
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
///
/// Not by Foundation's `Process`: where many are started at once from several threads, it now and then ends the tests.
public func runProgram(
    _ arguments: [String], path: String = StoaProgram.path, environment: [String: String], input: String = "",
    directory: String? = nil, timeout: Double = 60
) throws -> ProgramResult {
    // A program that does not read what it is given must not end the tests.
    signal(SIGPIPE, SIG_IGN)
    let (output, errors, standardInput) = (try PipeEnds(), try PipeEnds(), try PipeEnds())
    let child = try spawn(
        [path] + arguments, environment, directory,
        [standardInput.reading, output.writing, errors.writing])
    for end in [standardInput.reading, output.writing, errors.writing] { close(end) }
    let guardian = DispatchWorkItem { kill(child, SIGTERM) }
    DispatchQueue.global().asyncAfter(deadline: .now() + timeout, execute: guardian)
    // All three at once, so that no pipe fills up while another is waited for.
    let writer = PipeThread { FileHandle(fileDescriptor: standardInput.writing, closeOnDealloc: true).fill(input) }
    let reader = PipeThread { FileHandle(fileDescriptor: errors.reading, closeOnDealloc: true).drain() }
    let outputData = FileHandle(fileDescriptor: output.reading, closeOnDealloc: true).drain()
    let errorData = reader.finish()
    _ = writer.finish()
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    guardian.cancel()
    // The low seven bits are the signal that ended it, if any (wait(2)).
    let signal = status & 0x7F
    return ProgramResult(
        status: signal == 0 ? status >> 8 & 0xFF : 128 + signal, output: String(decoding: outputData, as: UTF8.self),
        errors: String(decoding: errorData, as: UTF8.self))
}

private func spawn(
    _ words: [String], _ environment: [String: String], _ directory: String?, _ streams: [Int32]
) throws -> pid_t {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { (arguments + variables).forEach { free($0) } }
    let child = stoa_spawn_between(words[0], &arguments, &variables, directory, streams)
    guard child > 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EINVAL) }
    return child
}

/// A pipe whose ends no other program inherits.
private struct PipeEnds {
    let reading: Int32
    let writing: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard stoa_pipe_between(&ends) == 0 else { throw POSIXError(.EMFILE) }
        (reading, writing) = (ends[0], ends[1])
    }
}

extension FileHandle {
    fileprivate func drain() -> Data { (try? readToEnd()) ?? Data() }

    fileprivate func fill(_ text: String) -> Data {
        try? write(contentsOf: Data(text.utf8))
        return Data()
    }
}

/// Uses a pipe on a thread of its own.
private final class PipeThread: @unchecked Sendable {
    // Written by the thread before the semaphore, read after it.
    private var data = Data()
    private let isDone = DispatchSemaphore(value: 0)

    init(_ work: @escaping @Sendable () -> Data) {
        Thread.detachNewThread { [self] in
            data = work()
            isDone.signal()
        }
    }

    func finish() -> Data {
        isDone.wait()
        return data
    }
}
