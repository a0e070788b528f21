import Foundation
import PseudoTerminal

/// A program on a pseudo-terminal that is driven by keys and timed by what it sends.
final class DrivenProgram {
    /// What a program sent in answer to something.
    struct Answer {
        /// Milliseconds until the last byte.
        var milliseconds: Double
        /// How many bytes.
        var bytes: Int
    }

    private let program: TerminalProcess
    private let started = Measurement.now()

    /// Milliseconds without output after which an answer counts as over; they are not part of what it took.
    private static let quiet: Int32 = 40

    init(_ arguments: [String], path: String, environment: [String: String], columns: Int = 120, rows: Int = 40) throws
    {
        program = try TerminalProcess(
            arguments, path: path, environment: environment, columns: columns, rows: rows)
    }

    deinit {
        kill(program.process, SIGKILL)
        var status: Int32 = 0
        waitpid(program.process, &status, 0)
        close(program.controller)
    }

    /// Milliseconds from the start of the program until it had sent `text`.
    func firstSight(of text: String, timeout: Double = 60) throws -> Double {
        try read(since: started, until: text, endsThere: true, timeout: timeout).milliseconds
    }

    /// Types keys, and measures until the last byte of the answer, which ends when `text` has come, or anything, and
    /// nothing more follows.
    func measure(_ keys: String, until text: String? = nil, timeout: Double = 20) throws -> Answer {
        let start = Measurement.now()
        program.type(keys)
        return try read(since: start, until: text, timeout: timeout)
    }

    /// Types keys that are not measured.
    func type(_ keys: String) { program.type(keys) }

    /// Milliseconds since `start` until `text` came.
    func sight(of text: String, since start: Double) throws -> Double {
        try read(since: start, until: text, endsThere: true, timeout: 20).milliseconds
    }

    /// Reads what is still on its way.
    func settle() { _ = try? read(since: Measurement.now(), until: "", timeout: 1) }

    /// Milliseconds of processor time it has used, by all its threads.
    var processorTime: Double {
        var clock = clockid_t()
        var time = timespec()
        guard clock_getcpuclockid(program.process, &clock) == 0, clock_gettime(clock, &time) == 0 else { return .nan }
        return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1_000_000
    }

    /// What of it lies in memory, in MB, by proc(5).
    var residentMegabytes: Double {
        let status = (try? String(contentsOfFile: "/proc/\(program.process)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        let kilobytes = line?.split { !$0.isNumber }.first.flatMap { Double($0) }
        return (kilobytes ?? .nan) * 1_024 / 1_000_000
    }

    private func read(
        since start: Double, until text: String?, endsThere: Bool = false, timeout: Double
    ) throws -> Answer {
        let wanted = Array((text ?? "").utf8)
        var hasSeen = text?.isEmpty ?? false
        var answer = Answer(milliseconds: 0, bytes: 0)
        var recent: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        let deadline = Measurement.now() + timeout * 1_000
        while true {
            var waiting = pollfd(fd: program.controller, events: Int16(POLLIN), revents: 0)
            let isReady = poll(&waiting, 1, hasSeen ? Self.quiet : Int32(max(0, deadline - Measurement.now()))) > 0
            guard isReady else {
                if hasSeen { return answer }
                throw DrivingError(text: text ?? "an answer", instead: recent)
            }
            let count = Glibc.read(program.controller, &buffer, buffer.count)
            guard count > 0 else { throw DrivingError(text: text ?? "an answer", instead: recent) }
            answer.milliseconds = Measurement.now() - start
            answer.bytes += count
            if !hasSeen {
                recent = recent.suffix(wanted.count) + buffer[..<count]
                hasSeen = wanted.isEmpty || recent.firstRange(of: wanted) != nil
                if hasSeen && endsThere { return answer }
            }
        }
    }
}

/// A program that did not show what was waited for.
struct DrivingError: Error, CustomStringConvertible {
    let text: String
    let instead: [UInt8]

    var description: String {
        let last = String(decoding: instead.suffix(400), as: UTF8.self).replacing("\u{1B}", with: "␛")
        return "waited in vain for “\(text)” on the program's screen; the last of what came: \(last)"
    }
}
