import CSystem
import Glibc
import Synchronization

/// What the loop has to tell.
public enum LoopEvent: Sendable {
    /// A key, or the mouse.
    case key(Key)
    /// The terminal has another size.
    case resized
    /// A descriptor that is watched can be read.
    case readable(Int32)
    /// The terminal takes more of what is sent.
    case writable
    /// The terminal answered that it has come as far as it was asked for.
    case caughtUp
    /// The moment that was asked for has come.
    case timer
    /// Something that another thread posted.
    case message(any Sendable)
    /// The shell continues the program after it was stopped.
    case continued
    /// The terminal has gone, or the program is asked to end.
    case hangUp
}

/// Waits, in one poll(2), for the keyboard, signals, descriptors, a timer and what other threads post. Costs nothing
/// while nothing happens.
public final class EventLoop {
    /// Posts messages to a loop from any thread.
    public final class Mailbox: Sendable {
        private let messages = Mutex<[any Sendable]>([])
        fileprivate let wake: (read: Int32, write: Int32)

        fileprivate init() {
            var ends: (read: Int32, write: Int32) = (-1, -1)
            stoa_pipe(&ends.read, &ends.write)
            wake = ends
        }

        deinit {
            close(wake.read)
            close(wake.write)
        }

        /// Posts a message; it arrives as `LoopEvent.message`.
        public func post(_ message: any Sendable) {
            messages.withLock { $0.append(message) }
            var byte: UInt8 = 0
            write(wake.write, &byte, 1)
        }

        fileprivate func take() -> [any Sendable] {
            var buffer = [UInt8](repeating: 0, count: 256)
            while read(wake.read, &buffer, buffer.count) > 0 {}
            return messages.withLock { messages in
                defer { messages.removeAll() }
                return messages
            }
        }
    }

    /// Where other threads post.
    public let mailbox = Mailbox()
    /// Descriptors that are watched besides the keyboard.
    public var watched: [Int32] = []
    /// The terminal, while it has not taken all that was sent.
    public var blocked: Int32?
    /// The next moment to wake up at, in milliseconds of `EventLoop.now()`; nothing waits without end.
    public var deadline: Int64?

    private let keyboard: Int32
    private var decoder = KeyDecoder()
    private var isKeyboardOpen = true

    /// Milliseconds after which an escape that stands alone is the Esc key.
    private static let escapeDelay: Int64 = 25

    /// A loop over the keyboard of a terminal, whose signals it takes over.
    public init(keyboard: Int32 = STDIN_FILENO) {
        self.keyboard = keyboard
        SignalPipe.install()
    }

    /// Stops the program, and all that its terminal runs with it, until the shell lets it go on.
    public static func stopProgram() { stoa_stop() }

    /// Milliseconds of a clock that only goes forward.
    public static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// Waits until something happens and answers all that did, in order. The keyboard comes first.
    public func wait() -> [LoopEvent] {
        var descriptors = [isKeyboardOpen ? keyboard : -1, SignalPipe.readEnd, mailbox.wake.read].map(Self.waiting)
        descriptors += watched.map(Self.waiting)
        descriptors.append(pollfd(fd: blocked ?? -1, events: Int16(POLLOUT), revents: 0))
        let ready = poll(&descriptors, nfds_t(descriptors.count), timeout())
        var events: [LoopEvent] = []
        if ready > 0 {
            if descriptors[0].revents != 0 { events += readKeyboard() }
            if descriptors[1].revents != 0 { events += SignalPipe.take() }
            if descriptors[2].revents != 0 { events += mailbox.take().map(LoopEvent.message) }
            events += descriptors.dropFirst(3).dropLast().filter { $0.revents != 0 }.map { .readable($0.fd) }
            if let last = descriptors.last, last.revents != 0 { events.append(.writable) }
        } else if ready == 0, decoder.isUndecided {
            events += decoder.settle().map(LoopEvent.key)
        }
        if let deadline, Self.now() >= deadline {
            self.deadline = nil
            events.append(.timer)
        }
        return events
    }

    private static func waiting(_ descriptor: Int32) -> pollfd {
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    }

    private func timeout() -> Int32 {
        if decoder.isUndecided { return Int32(Self.escapeDelay) }
        return deadline.map { Int32(clamping: max(0, $0 - Self.now())) } ?? -1
    }

    private func readKeyboard() -> [LoopEvent] {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        let count = read(keyboard, &buffer, buffer.count)
        if count < 0, errno == EAGAIN || errno == EINTR { return [] }
        guard count > 0 else {
            // The terminal has gone; looking again would spin.
            isKeyboardOpen = false
            return [.hangUp]
        }
        let before = decoder.reports
        let keys = decoder.decode(buffer[..<count], now: Self.now()).map(LoopEvent.key)
        return keys + (decoder.reports > before ? [.caughtUp] : [])
    }
}

/// Signals as bytes in a pipe, since hardly anything may be done in a handler.
private enum SignalPipe {
    private static let ends: (read: Int32, write: Int32) = {
        var ends: (read: Int32, write: Int32) = (-1, -1)
        stoa_pipe(&ends.read, &ends.write)
        return ends
    }()

    static var readEnd: Int32 { ends.read }

    static func install() {
        stoa_signals_to(ends.write)
    }

    static func take() -> [LoopEvent] {
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = max(0, read(ends.read, &buffer, buffer.count))
        return Set(buffer[..<count]).sorted().compactMap { meanings[Int32($0)] }
    }

    private static let meanings: [Int32: LoopEvent] = [
        SIGWINCH: .resized, SIGCONT: .continued, SIGHUP: .hangUp, SIGTERM: .hangUp, SIGINT: .key(.control("c")),
        SIGTSTP: .key(.control("z")),
    ]
}
