import Foundation
import Synchronization

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

    /// The server's file of keys.
    public var authorizedKeys: String { directory.file("authorized_keys") }

    /// Starts a server that lets the account that runs the tests in with a new key, and gives what it starts these
    /// variables. What is `accepted` whoever comes in may set themselves.
    public init(environment: [String: String] = [:], accepted: String = "") throws {
        directory = try TemporaryDirectory()
        port = try Self.freePort()
        let folder = "/run/sshd"
        madeFolder = mkdir(folder, 0o755) == 0 ? folder : nil
        for name in ["host-key", "key"] { try Self.makeKey(directory.file(name)) }
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
        Subsystem sftp internal-sftp
        \(accepted.isEmpty ? "" : "AcceptEnv " + accepted)
        \(environment.isEmpty ? "" : "SetEnv " + environment.map { "\"\($0)=\($1)\"" }.joined(separator: " "))

        """.write(toFile: directory.file("config"), atomically: true, encoding: .utf8)
        server = try Self.spawn(["/usr/sbin/sshd", "-D", "-f", directory.file("config")])
    }

    deinit {
        kill(server, SIGTERM)
        var status: Int32 = 0
        waitpid(server, &status, 0)
        if let madeFolder { rmdir(madeFolder) }
    }

    /// What lets git, or whatever else starts an ssh of its own, in with the server's key: for `GIT_SSH_COMMAND`.
    public var command: String {
        (["/usr/bin/ssh"] + arguments("key").dropLast()).map { "'\($0)'" }.joined(separator: " ")
    }

    /// Makes another key, and answers the file with its public half.
    public func makeKey(_ name: String) throws -> String {
        try Self.makeKey(directory.file(name))
        return directory.file(name + ".pub")
    }

    private static func makeKey(_ path: String) throws {
        let made = try runProgram(
            ["-q", "-t", "ed25519", "-N", "", "-f", path], path: "/usr/bin/ssh-keygen", environment: [:])
        guard made.status == 0 else { throw CommandFailed(result: made) }
    }

    /// Runs a command line over there, or with `options` such as `-s` something else that ssh can ask for.
    public func run(
        _ command: String, input: String = "", key: String = "key", options: [String] = []
    ) throws -> ProgramResult {
        try runProgram(
            options + arguments(key) + [command], path: "/usr/bin/ssh",
            environment: ["PATH": "/usr/bin:/bin"], input: input)
    }

    /// Runs a command line over there on a terminal.
    public func open(
        _ command: String, columns: Int = 80, rows: Int = 24, key: String = "key"
    ) throws -> TerminalSession {
        try TerminalSession(
            ["-t"] + arguments(key) + (command.isEmpty ? [] : [command]), path: "/usr/bin/ssh",
            environment: ["PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8"], columns: columns,
            rows: rows)
    }

    /// Mounts a folder of over there with the options that the README names, and answers the process that serves it.
    func mount(_ folder: String, at path: String) throws -> pid_t {
        let options = [
            "dir_cache=no", "IdentityFile=" + directory.file("key"), "IdentitiesOnly=yes", "BatchMode=yes",
            "StrictHostKeyChecking=no", "UserKnownHostsFile=" + directory.file("known"), "LogLevel=ERROR",
        ]
        return try Self.spawn([
            "/usr/bin/sshfs", "-f", "-p", "\(port)", "-F", "/dev/null", "-o", options.joined(separator: ","),
            "root@127.0.0.1:" + folder, path,
        ])
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

    private func arguments(_ key: String) -> [String] {
        [
            "-F", "/dev/null", "-p", "\(port)", "-i", directory.file(key), "-o", "IdentitiesOnly=yes", "-o",
            "BatchMode=yes", "-o",
            "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=" + directory.file("known"), "-o", "LogLevel=ERROR",
            "root@127.0.0.1",
        ]
    }

    private static let lastPort = Atomic(20_000 + UInt16(getpid() % 500) * 20)

    /// A port that nobody has, below those that the system hands out by itself and so may give away meanwhile.
    private static func freePort() throws -> UInt16 {
        for _ in 0..<200 {
            let port = lastPort.add(1, ordering: .relaxed).newValue
            if isFree(port) { return port }
        }
        throw POSIXError(.EADDRNOTAVAIL)
    }

    private static func isFree(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
