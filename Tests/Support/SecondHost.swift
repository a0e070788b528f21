import Foundation
import Glibc
import Journal

/// A host of a name of its own that reaches a folder of this machine through sshfs, as a home directory that several
/// machines mount. Gone with the value.
public final class SecondHost: Sendable {
    /// Why no host can be made here; nothing when one can.
    public static var obstacle: String? {
        let needed = ["/usr/bin/sshfs", "/usr/bin/fusermount3", "/usr/bin/unshare", "/bin/hostname"]
        guard SecureShell.canBeServed else { return "skipped: needs sshd, and root to start one" }
        if let missing = needed.first(where: { !FileManager.default.isExecutableFile(atPath: $0) }) {
            return "skipped: needs \(missing) (Debian package sshfs)"
        }
        let descriptor = Glibc.open("/dev/fuse", O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return "skipped: needs /dev/fuse, which this machine does not let us open" }
        close(descriptor)
        let unshared = try? runProgram(
            ["--uts", "/bin/hostname", "stoa-test"], path: "/usr/bin/unshare", environment: [:])
        return unshared?.status == 0 ? nil : "skipped: this machine lets no process have a host name of its own"
    }

    /// Where it sees the folder.
    public let mount: String
    private let name: String
    private let cache: String
    private let server: pid_t

    /// Makes a host that sees `folder` at `mount`.
    public init(_ name: String, shell: SecureShell, folder: String, mount: String, cache: String) throws {
        self.name = name
        self.mount = mount
        self.cache = cache
        for path in [mount, cache] {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
        server = try shell.mount(folder, at: mount)
        let deadline = Date(timeIntervalSinceNow: 30)
        while !BoardWatcher.isOnNetworkFileSystem(mount) {
            guard Date() < deadline else { throw POSIXError(.ETIMEDOUT) }
            usleep(20_000)
        }
    }

    deinit {
        _ = try? runProgram(["-u", "-z", mount], path: "/usr/bin/fusermount3", environment: ["PATH": "/usr/bin:/bin"])
        kill(server, SIGTERM)
        var status: Int32 = 0
        waitpid(server, &status, 0)
    }

    /// What a person's environment is on this host: the home lies in the mounted folder.
    public var environment: [String: String] {
        var variables = StoaProgram.environment(home: mount, ["STOA_BOARD": mount + "/board", "TMPDIR": cache])
        variables["XDG_CACHE_HOME"] = nil
        variables["XDG_CONFIG_HOME"] = nil
        return variables
    }

    /// Words that run a command on this host, for `/usr/bin/unshare`.
    public func words(_ command: [String]) -> [String] {
        ["--uts", "/bin/sh", "-c", "hostname \"$0\" && exec \"$@\"", name] + command
    }

    /// Runs the program on this host.
    public func stoa(_ arguments: String...) throws -> ProgramResult {
        try runProgram(
            words([StoaProgram.path] + arguments), path: "/usr/bin/unshare", environment: environment)
    }

    /// Runs a shell's script on this host.
    public func shell(_ script: String) throws -> ProgramResult {
        try runProgram(words(["/bin/sh", "-c", script]), path: "/usr/bin/unshare", environment: environment)
    }

    /// Opens the board on a terminal on this host.
    public func open() throws -> TerminalSession {
        try TerminalSession(words([StoaProgram.path, "open"]), path: "/usr/bin/unshare", environment: environment)
    }
}
