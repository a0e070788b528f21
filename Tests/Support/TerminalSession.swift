import CTerminalEmulator
import Foundation
import PseudoTerminal

/// A program on a pseudo-terminal whose output a terminal emulator reads, so that a test sees what a person would.
public final class TerminalSession: @unchecked Sendable {
    // The emulator and the bytes are guarded by `changed`'s lock; the reading thread is the only other user.
    private let changed = NSCondition()
    private let emulator: OpaquePointer
    private let screenState: OpaquePointer
    private var received: [UInt8] = []
    private var hasEnded = false
    private var isReaped = false
    private let program: TerminalProcess
    private let hangUpPipe = Pipe()
    private let line: TerminalLine
    private var shown: TerminalLine.Journey
    private var typed: TerminalLine.Journey
    private var isStalled = false
    private var size: (columns: Int, rows: Int)

    /// Starts a program. Throws when it cannot be started.
    public init(
        _ arguments: [String], path: String = StoaProgram.path, environment: [String: String], columns: Int = 80,
        rows: Int = 24, directory: String? = nil, uid: Int = -1, gid: Int = -1, line: TerminalLine = .direct
    ) throws {
        guard let emulator = vterm_new(Int32(rows), Int32(columns)), let screen = vterm_obtain_screen(emulator) else {
            throw POSIXError(.ENOMEM)
        }
        self.emulator = emulator
        screenState = screen
        size = (columns, rows)
        self.line = line
        (shown, typed) = (TerminalLine.Journey(line), TerminalLine.Journey(line))
        vterm_set_utf8(emulator, 1)
        vterm_screen_enable_altscreen(screen, 1)
        vterm_screen_reset(screen, 1)
        program = try TerminalProcess(
            arguments, path: path, environment: environment, columns: columns, rows: rows, directory: directory,
            uid: uid,
            gid: gid)
        Thread.detachNewThread { [weak self] in
            // Held only for as long as one reading takes, so that a session that nobody needs any more ends its program.
            while self?.readOnce() ?? false {}
        }
    }

    deinit {
        // Once it has been waited for, its number may be another program's.
        if !isReaped {
            kill(program.process, SIGKILL)
            var status: Int32 = 0
            waitpid(program.process, &status, 0)
        }
        vterm_free(emulator)
    }

    /// Takes in what the program sends within a tenth of a second; answers whether more may come.
    private func readOnce() -> Bool {
        changed.lock()
        let now = Self.now()
        deliver(by: now)
        let takes = !isStalled && shown.room(at: now) > 0
        let room = max(1, shown.room(at: now))
        let pause = min(shown.pause(at: now, most: 100), typed.pause(at: now, most: 100))
        changed.unlock()
        // While a read is under way, closing does not take the terminal away; so it waits without reading.
        var waiting = [
            pollfd(fd: takes ? program.controller : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: hangUpPipe.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&waiting, 2, pause) != 0 else { return true }
        if waiting[1].revents != 0 { close(program.controller) }
        var buffer = [UInt8](repeating: 0, count: room)
        let count = waiting[1].revents != 0 ? 0 : read(program.controller, &buffer, buffer.count)
        changed.lock()
        defer {
            changed.broadcast()
            changed.unlock()
        }
        guard count > 0 else {
            deliver(by: .infinity)
            hasEnded = true
            return false
        }
        shown.take(Array(buffer[..<count]), at: Self.now())
        deliver(by: Self.now())
        return true
    }

    /// Lets what has come to the end of the line arrive there.
    private func deliver(by now: Double) {
        let (bytes, keys) = (shown.arrived(by: now), typed.arrived(by: now))
        if !keys.isEmpty { program.type(keys) }
        guard !bytes.isEmpty else { return }
        received += bytes
        bytes.withUnsafeBytes { bytes in
            _ = vterm_input_write(emulator, bytes.bindMemory(to: CChar.self).baseAddress, bytes.count)
        }
        var answer = [CChar](repeating: 0, count: 256)
        let count = vterm_output_read(emulator, &answer, answer.count)
        if line.answers, count > 0 { type(answer[..<count].map { UInt8(bitPattern: $0) }) }
        changed.broadcast()
    }

    private func type(_ bytes: [UInt8]) {
        typed.take(bytes, at: Self.now())
        let keys = typed.arrived(by: Self.now())
        if !keys.isEmpty { program.type(keys) }
    }

    private static func now() -> Double { Double(DispatchTime.now().uptimeNanoseconds) / 1_000_000_000 }

    // MARK: - What a person does

    /// Types characters, or sends raw bytes of keys.
    public func send(_ text: String) {
        guard !line.isDirect else { return program.type(text) }
        changed.lock()
        defer { changed.unlock() }
        type(Array(text.utf8))
    }

    /// Stops taking what the program sends, as a terminal does that hangs; or goes on.
    public func stall(_ isStalled: Bool = true) {
        changed.lock()
        defer { changed.unlock() }
        self.isStalled = isStalled
    }

    /// Gives the terminal another size.
    public func resize(columns: Int, rows: Int) {
        changed.lock()
        size = (columns, rows)
        vterm_set_size(emulator, Int32(rows), Int32(columns))
        changed.unlock()
        var window = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(program.controller, UInt(TIOCSWINSZ), &window)
    }

    /// Sends the program a signal.
    public func signal(_ number: Int32) { kill(program.process, number) }

    /// Takes the terminal away, as a lost line does.
    public func hangUp() { try? hangUpPipe.fileHandleForWriting.close() }

    // MARK: - What a person sees

    /// The screen's rows, without spaces at their ends.
    public var screen: [String] {
        changed.lock()
        defer { changed.unlock() }
        return (0..<size.rows).map(row)
    }

    /// Everything the program has sent, as it came.
    public var rawOutput: [UInt8] {
        changed.lock()
        defer { changed.unlock() }
        return received
    }

    private func row(_ row: Int) -> String {
        var text = ""
        var column = 0
        while column < size.columns {
            var cell = VTermScreenCell()
            vterm_screen_get_cell(screenState, VTermPos(row: Int32(row), col: Int32(column)), &cell)
            let scalars = [cell.chars.0, cell.chars.1, cell.chars.2, cell.chars.3].prefix { $0 != 0 }
            if scalars.isEmpty { text += " " }
            for scalar in scalars.compactMap(Unicode.Scalar.init) { text.unicodeScalars.append(scalar) }
            column += max(1, Int(cell.width))
        }
        while text.last == " " { text.removeLast() }
        return text
    }

    /// What of the program lies in memory, in MB, by proc(5).
    public var residentMegabytes: Double {
        let status = (try? String(contentsOfFile: "/proc/\(program.process)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return (line?.split { !$0.isNumber }.first.flatMap { Double($0) } ?? 0) / 1_024
    }

    /// Waits until the screen satisfies a condition; answers whether it did in time. No time is slept away: the wait ends
    /// with the output that brings it.
    public func wait(timeout: Double = 30, until isSatisfied: ([String]) -> Bool) -> Bool {
        let deadline = Date(timeIntervalSinceNow: timeout)
        changed.lock()
        defer { changed.unlock() }
        while !isSatisfied((0..<size.rows).map(row)) {
            guard !hasEnded, changed.wait(until: deadline) else { return isSatisfied((0..<size.rows).map(row)) }
        }
        return true
    }

    /// Waits until a text is on the screen. Throws, with the screen as it is, when it does not come.
    public func waitFor(_ text: String, timeout: Double = 30) throws {
        guard wait(timeout: timeout, until: { $0.contains { $0.contains(text) } }) else {
            throw ScreenMismatch(expected: text, screen: screen)
        }
    }

    /// Waits until the program has sent a text, whether or not it shows; answers whether it did in time.
    public func waitForOutput(_ text: String, timeout: Double = 30) -> Bool {
        let deadline = Date(timeIntervalSinceNow: timeout)
        changed.lock()
        defer { changed.unlock() }
        while !String(decoding: received, as: UTF8.self).contains(text) {
            guard !hasEnded, changed.wait(until: deadline) else {
                return String(decoding: received, as: UTF8.self).contains(text)
            }
        }
        return true
    }

    /// Waits until a text has gone from the screen.
    public func waitForNo(_ text: String, timeout: Double = 30) throws {
        guard wait(timeout: timeout, until: { !$0.contains { $0.contains(text) } }) else {
            throw ScreenMismatch(expected: "no \(text)", screen: screen)
        }
    }

    /// Waits until the program has ended; its exit status, or 128 and the signal's number. Nothing when it goes on.
    public func waitForExit(timeout: Double = 30) -> Int32? {
        let deadline = Date(timeIntervalSinceNow: timeout)
        while Date() < deadline {
            var raw: Int32 = 0
            if waitpid(program.process, &raw, WNOHANG) == program.process {
                isReaped = true
                return raw & 0x7F == 0 ? raw >> 8 & 0xFF : 128 + raw & 0x7F
            }
            var none = timespec(tv_sec: 0, tv_nsec: 5_000_000)
            nanosleep(&none, nil)
        }
        return nil
    }
}

/// A screen that did not become what was expected.
public struct ScreenMismatch: Error, CustomStringConvertible {
    /// What was waited for.
    public let expected: String
    /// What was there.
    public let screen: [String]

    /// In words.
    public var description: String {
        "expected “\(expected)” on the screen, but saw:\n" + screen.map { "|" + $0 }.joined(separator: "\n")
    }
}

extension TerminalSession {
    /// Sends what is being written, and waits for the word that it has arrived.
    public func finishWriting(until done: String) throws {
        send("\u{18}")
        try waitFor("Finish?")
        send("y")
        try waitFor(done)
    }
}
