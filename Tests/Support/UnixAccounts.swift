import Foundation

/// Real accounts of the machine and a group of theirs, made for one test and removed after it. Only root can.
public final class UnixAccounts: Sendable {
    /// Whether this process may make accounts.
    public static var canBeMade: Bool {
        geteuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/sbin/useradd")
    }

    /// The accounts' names.
    public let names: [String]
    /// The group that all of them are in.
    public let group: String
    /// A folder that all of them can reach, with a home for each and a copy of the program.
    public let directory: String

    /// Makes accounts in a group of their own.
    public init(_ count: Int) throws {
        let mark = String(UInt32.random(in: 0x1000...0xFFFF), radix: 36)
        group = "stoa-\(mark)"
        names = (1...count).map { "stoa-\(mark)-\($0)" }
        directory = "/var/tmp/stoa-accounts-\(mark)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        chmod(directory, 0o755)
        try FileManager.default.copyItem(atPath: StoaProgram.path, toPath: directory + "/stoa")
        // Everyone who reads and writes the list of accounts must wait for the others.
        try Self.exclusively {
            try Self.run("/usr/sbin/groupadd", group)
            for name in names {
                try Self.run("/usr/sbin/useradd", "-M", "-N", "-g", group, "-d", directory + "/" + name, name)
            }
        }
        for name in names {
            let home = directory + "/" + name
            try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
            guard let entry = getpwnam(name) else { throw POSIXError(.ENOENT) }
            chown(home, entry.pointee.pw_uid, entry.pointee.pw_gid)
            chmod(home, 0o711)
        }
    }

    deinit {
        try? Self.exclusively {
            for name in names { try? Self.run("/usr/sbin/userdel", name) }
            try? Self.run("/usr/sbin/groupdel", group)
        }
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// Runs a command line as one of the accounts, by its number from 0.
    @discardableResult
    public func shell(_ account: Int, _ script: String, input: String = "") throws -> ProgramResult {
        let name = names[account]
        let environment = StoaProgram.environment(
            home: directory + "/" + name, ["PATH": directory + ":/usr/bin:/bin", "SHELL": "/bin/sh"])
        return try runProgram(
            ["--preserve-environment", "-s", "/bin/sh", name, "-c", script], path: "/bin/su", environment: environment,
            input: input, directory: directory)
    }

    /// Takes one of the accounts away, as an administrator does when somebody leaves; its files stay.
    public func remove(_ account: Int) throws {
        try Self.exclusively { try Self.run("/usr/sbin/userdel", names[account]) }
    }

    /// An account's number.
    public func uid(_ account: Int) throws -> uid_t {
        guard let entry = getpwnam(names[account]) else { throw POSIXError(.ENOENT) }
        return entry.pointee.pw_uid
    }

    private static func exclusively(_ body: () throws -> Void) throws {
        let descriptor = open("/var/tmp/stoa-accounts.lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw POSIXError(.EACCES) }
        defer { close(descriptor) }
        flock(descriptor, LOCK_EX)
        try body()
    }

    private static func run(_ program: String, _ arguments: String...) throws {
        let result = try runProgram(arguments, path: program, environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"])
        guard result.status == 0 else { throw CommandFailed(result: result) }
    }
}
