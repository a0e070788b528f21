import Foundation

/// An sshd of the test's own on the loopback interface: its own port, keys and configuration, gone when the value goes.
public final class SecureShell: Sendable {
    /// Whether this machine lets a test run one.
    public static let canBeServed =
        geteuid() == 0
        && ["/usr/sbin/sshd", "/usr/bin/ssh", "/usr/bin/ssh-keygen"].allSatisfy {
            FileManager.default.isExecutableFile(atPath: $0)
        }

    private let directory: TemporaryDirectory
    private let port: UInt16
    private let server: pid_t
    /// The folder that sshd wants to exist, if it was made for this one.
    private let madeFolder: String?

    /// Starts a server that lets the account that runs the tests in with a new key.
    public init() throws {
        directory = try TemporaryDirectory()
        port = try Self.freePort()
        let folder = "/run/sshd"
        madeFolder = mkdir(folder, 0o755) == 0 ? folder : nil
        for name in ["host-key", "key"] {
            let made = try runProgram(
                ["-q", "-t", "ed25519", "-N", "", "-f", directory.file(name)], path: "/usr/bin/ssh-keygen",
                environment: [:])
            guard made.status == 0 else { throw CommandFailed(result: made) }
        }
        try FileManager.default.copyItem(
            atPath: directory.file("key.pub"), toPath: directory.file("authorized_keys"))
        try """
        ListenAddress 127.0.0.1
        Port \(port)
        HostKey \(directory.file("host-key"))
        AuthorizedKeysFile \(directory.file("authorized_keys"))
        PidFile none
        StrictModes no
        UsePAM no
        PermitRootLogin yes
        PasswordAuthentication no
        PrintMotd no

        """.write(toFile: directory.file("config"), atomically: true, encoding: .utf8)
        server = try Self.spawn(["/usr/sbin/sshd", "-D", "-f", directory.file("config")])
    }

    deinit {
        kill(server, SIGTERM)
        var status: Int32 = 0
        waitpid(server, &status, 0)
        if let madeFolder { rmdir(madeFolder) }
    }

    /// Runs a command line over there.
    public func run(_ command: String, input: String = "") throws -> ProgramResult {
        // Foundation takes a program that closes its descriptors, as ssh does, for one that has ended; so a shell waits.
        try runProgram(
            ["-c", "\"$@\"; exit $?", "sh", "/usr/bin/ssh"] + arguments + [command], path: "/bin/sh",
            environment: ["PATH": "/usr/bin:/bin"], input: input)
    }

    /// Runs a command line over there on a terminal.
    public func open(_ command: String, columns: Int = 80, rows: Int = 24) throws -> TerminalSession {
        try TerminalSession(
            ["-t"] + arguments + [command], path: "/usr/bin/ssh",
            environment: ["PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8"], columns: columns,
            rows: rows)
    }

    /// Starts a program without Foundation, for the reason above.
    private static func spawn(_ command: [String]) throws -> pid_t {
        var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var process: pid_t = 0
        let status = posix_spawn(&process, command[0], nil, nil, &words, [nil])
        guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: status) ?? .EINVAL) }
        return process
    }

    private var arguments: [String] {
        [
            "-F", "/dev/null", "-p", "\(port)", "-i", directory.file("key"), "-o", "BatchMode=yes", "-o",
            "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=" + directory.file("known"), "-o", "LogLevel=ERROR",
            "root@127.0.0.1",
        ]
    }

    private static func freePort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(descriptor, pointer, length) == 0 && getsockname(descriptor, pointer, &length) == 0
            }
        }
        guard status else { throw POSIXError(.EADDRNOTAVAIL) }
        return UInt16(bigEndian: address.sin_port)
    }
}
