import CSystem
import Foundation
import Journal

/// A file of keys that open an account (sshd(8), AUTHORIZED_KEYS). Lines that are not ours stay as they are.
struct AuthorizedKeys {
    let path: String
    private static let largest = 4 << 20

    /// The account's own file, or another one.
    init(_ path: String?) throws {
        let home = CommandEnvironment.current.variables["HOME"] ?? NSHomeDirectory()
        self.path = BoardOptions.absolute(path ?? home + "/.ssh/authorized_keys")
    }

    /// The keys of ours for a board.
    func keys(for board: String) throws -> [AuthorizedKey] {
        try lines().compactMap(AuthorizedKey.init(line:)).filter { $0.board == board }
    }

    /// Lets a member in. Throws when the key opens the account already.
    func add(_ key: AuthorizedKey, program: String) throws {
        let lock = try lock()
        defer { close(lock) }
        var lines = try lines()
        if let taken = lines.first(where: { $0.split(separator: " ").contains(Substring(key.key)) }) {
            let whose = AuthorizedKey(line: taken).map { "@\($0.member) at \($0.board)" } ?? "the account itself"
            throw CommandFailure("this key opens \(whose) already; remove it there first", .badData)
        }
        lines.append(key.line(program: program))
        try write(lines)
    }

    /// Lets a member in no longer: by all of their keys for the board, or by the one of this fingerprint. Answers how many.
    func remove(_ name: String, at board: String) throws -> Int {
        let lock = try lock()
        defer { close(lock) }
        let lines = try lines()
        let kept = lines.filter { line in
            guard let key = AuthorizedKey(line: line), key.board == board else { return true }
            return key.member.rawValue != name && key.fingerprint != name
        }
        if kept.count < lines.count { try write(kept) }
        return lines.count - kept.count
    }

    /// Waits until nobody else changes the file, and answers what keeps it so until it is closed: two changes at once would
    /// lose one of them.
    private func lock() throws -> Int32 {
        let folder = (path as NSString).deletingLastPathComponent
        mkdir(folder, 0o700)
        let name = "\(folder)/.\((path as NSString).lastPathComponent).lock"
        var descriptor: Int32
        repeat {
            descriptor = open(name, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
        } while descriptor < 0 && errno == EINTR
        guard descriptor >= 0 else { throw Self.refusal(in: folder, errno) }
        while stoa_lock_wait(descriptor) != 0 {
            guard errno == EINTR else {
                close(descriptor)
                throw CommandFailure("cannot lock \(name); try again", .inputOutput)
            }
        }
        return descriptor
    }

    private static func refusal(in folder: String, _ code: Int32) -> CommandFailure {
        let advice =
            switch code {
            case ENOSPC, EDQUOT: "free some space and try again"
            case EACCES, EPERM, EROFS: "name a file that you may write with --file"
            case ELOOP: "a link stands where the lock belongs; remove it"
            case ENOENT, ENOTDIR: "make the folder, or name another file with --file"
            default: "try again"
            }
        return CommandFailure("cannot write in \(folder): \(String(cString: strerror(code))); \(advice)", .cannotCreate)
    }

    private func lines() throws -> [String] {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            guard !FileManager.default.fileExists(atPath: path) else {
                throw CommandFailure("\(path) cannot be read; look at its mode", .inputOutput)
            }
            return []
        }
        guard let data = try? handle.read(upToCount: Self.largest + 1), data.count <= Self.largest,
            let text = String(validating: data, as: UTF8.self)
        else { throw CommandFailure("\(path) is no text file of at most 4 MiB; look what is in it", .badData) }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            .dropLast(text.hasSuffix("\n") ? 1 : 0)
    }

    /// Replaces the file in one step, so that nobody is ever locked out by half of it.
    private func write(_ lines: [String]) throws {
        let folder = (path as NSString).deletingLastPathComponent
        mkdir(folder, 0o700)
        try WholeFile.write(Data(lines.map { $0 + "\n" }.joined().utf8), to: path, replacing: true)
    }
}
