import Dispatch
import Glibc

/// Starts other programs: always as an argument list, never through a shell.
public enum ChildProcess {
    /// Runs a program on this terminal and waits for it; answers its exit status, or nothing when it cannot be run.
    public static func run(_ words: [String]) -> Int32? {
        spawn(words, .terminal).flatMap(end)
    }

    /// Runs a program between files and waits for it: it reads `input`, or nothing, and what it writes goes to `output`
    /// and `errors`, which are made anew for the caller's eyes only. Answers its exit status, or nothing when it cannot be
    /// run. One that runs apart cannot reach this terminal, to ask there for a password or be interrupted from it.
    public static func run(
        _ words: [String], environment: [String: String], input: String?, output: String, errors: String,
        isApart: Bool = false
    ) -> Int32? {
        let streams = Streams(input: input, output: output, errors: errors)
        return spawn(words, streams, environment, isApart: isApart).flatMap(end)
    }

    private static func end(of child: pid_t) -> Int32? {
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 {
            guard errno == EINTR else { return nil }
        }
        // The low seven bits are the signal that ended it, if any (wait(2)).
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
    }

    /// Starts a program that goes its own way, with nothing to read and nowhere to write; whether it could be started.
    public static func start(_ words: [String]) -> Bool {
        guard let child = spawn(words, .nowhere) else { return false }
        // Its end is of no interest, but the system keeps it until somebody has asked.
        DispatchQueue.global().async { wait(for: child) }
        return true
    }

    /// Starts a program on this terminal that reads what is written to `input`; nothing when it cannot be run.
    public static func feed(_ words: [String]) -> (child: pid_t, input: Int32)? {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        guard let child = spawn(words, .terminal, input: ends[0]) else {
            close(ends[1])
            return nil
        }
        return (child, ends[1])
    }

    /// Waits for a program that was fed.
    public static func wait(for child: pid_t) {
        while waitpid(child, nil, 0) < 0, errno == EINTR {}
    }

    /// Where a program reads and writes; on this terminal what has no file.
    private struct Streams {
        var input: String?
        var output: String?
        var errors: String?
        static let terminal = Streams()
        static let nowhere = Streams(input: "/dev/null", output: "/dev/null", errors: "/dev/null")
    }

    /// POSIX_SPAWN_SETSID of spawn.h, which Swift's module leaves out.
    private static let ownSession: Int16 = 0x80

    private static func spawn(
        _ words: [String], _ streams: Streams, _ environment: [String: String]? = nil, input: Int32? = nil,
        isApart: Bool = false
    ) -> pid_t? {
        guard let program = words.first else { return nil }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for number in [SIGPIPE, SIGINT, SIGHUP, SIGTERM, SIGWINCH, SIGCHLD] { sigaddset(&defaults, number) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        let flags = Int16(POSIX_SPAWN_SETSIGDEF) | (isApart ? ownSession : 0)
        posix_spawnattr_setflags(&attributes, flags)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if streams.output != nil {
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, streams.input ?? "/dev/null", O_RDONLY, 0)
        }
        for (descriptor, path) in [(STDOUT_FILENO, streams.output), (STDERR_FILENO, streams.errors)] {
            guard let path else { continue }
            let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW
            posix_spawn_file_actions_addopen(&actions, descriptor, path, flags, 0o600)
        }
        if let input { posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) }
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        var child: pid_t = 0
        guard let environment else {
            return posix_spawnp(&child, program, &actions, &attributes, &arguments, environ) == 0 ? child : nil
        }
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { variables.forEach { free($0) } }
        return posix_spawnp(&child, program, &actions, &attributes, &arguments, &variables) == 0 ? child : nil
    }
}
