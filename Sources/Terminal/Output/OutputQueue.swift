import Glibc

/// Bytes on their way to the terminal. Nobody waits for a terminal that takes no more, be it that the line is slow or that
/// nobody reads: what it does not take now is kept in order.
final class OutputQueue {
    /// Where they go.
    let descriptor: Int32
    private let isOwn: Bool
    private var waiting: [UInt8] = []

    /// Milliseconds after which a terminal that takes nothing is not waited for at the end.
    private static let patience: Int32 = 2_000

    init() {
        // Not to wait is a manner of an open file, and the standard output's is the shell's too, so it is opened anew; that
        // works for everyone as long as it is the terminal that the program was started from.
        let own =
            tcgetsid(STDOUT_FILENO) == getsid(0)
            ? open("/dev/tty", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) : -1
        isOwn = own >= 0
        descriptor = isOwn ? own : STDOUT_FILENO
    }

    deinit { if isOwn { close(descriptor) } }

    /// Whether the terminal has taken everything.
    var isEmpty: Bool { waiting.isEmpty }

    /// Sends bytes behind those that wait.
    func send(_ bytes: some Collection<UInt8>) {
        waiting += bytes
        advance()
    }

    /// Sends as much of what waits as the terminal takes.
    func advance() {
        var taken = 0
        defer { waiting.removeFirst(taken) }
        while taken < waiting.count {
            let count = waiting[taken...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN { return }
            guard count > 0 else {
                // The terminal has gone, and nobody will see the rest.
                taken = waiting.count
                return
            }
            taken += count
        }
    }

    /// Waits for as long as the terminal goes on taking bytes; answers whether it has taken all of them.
    func finish() -> Bool {
        while !waiting.isEmpty {
            var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            let count = poll(&ready, 1, Self.patience)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                waiting.removeAll()
                return false
            }
            advance()
        }
        return true
    }
}
