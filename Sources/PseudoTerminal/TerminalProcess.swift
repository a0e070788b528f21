import CPseudoTerminal
import Glibc

/// A program on a pseudo-terminal of its own, as it stands after its start; whoever started it reads, writes and waits.
public struct TerminalProcess: Sendable {
    /// Its process.
    public let process: pid_t
    /// The controlling side: what is written there is typed, what is read there is shown.
    public let controller: Int32

    /// Starts a program. `uid` and `gid` of -1 keep the caller's. Throws the error number of forkpty(3).
    public init(
        _ arguments: [String], path: String, environment: [String: String], columns: Int, rows: Int,
        directory: String? = nil, uid: Int = -1, gid: Int = -1
    ) throws(TerminalProcessError) {
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { (words + variables).forEach { free($0) } }
        var controller: Int32 = -1
        process = stoa_spawn_on_terminal(
            path, &words, &variables, directory, Int32(rows), Int32(columns), uid, gid, &controller)
        self.controller = controller
        guard process > 0 else { throw TerminalProcessError(number: errno) }
    }

    /// Types text.
    public func type(_ text: String) { type(Array(text.utf8)) }

    /// Types bytes.
    public func type(_ bytes: [UInt8]) {
        var bytes = bytes[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}

/// Why a program could not be started on a terminal.
public struct TerminalProcessError: Error, Sendable, CustomStringConvertible {
    /// What the system says, by errno(3).
    public let number: Int32

    /// In words.
    public var description: String { "no pseudo-terminal for a program: \(String(cString: strerror(number)))" }
}
