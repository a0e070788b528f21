import CSystem
import Glibc
import Synchronization

/// The writing side of one member on one host. Several threads and several processes of the member may write at once.
public final class Pen: Sendable {
    private let board: Board
    private let account: Account
    private let host: String
    private let clock: any Clock
    /// What the ends of the two logs were when this pen wrote last, by whether they are private.
    private let tails = Mutex<[Bool: LogTail]>([:])

    /// Bytes after which a log goes on in a new file.
    static let segmentSize: Int64 = 64 << 20

    /// A member's pen. Nothing is made on disk before the first event.
    public init(board: Board, account: Account, host: String, clock: any Clock) {
        self.board = board
        self.account = account
        self.host = host
        self.clock = clock
    }

    /// Appends events to the member's own logs. When this returns they are on disk. Their clocks come after `largest`,
    /// the largest clock seen anywhere. Throws when they cannot be written; a line that was torn is fenced off by the
    /// next writer and never shown.
    public func append(_ events: [NewEvent], after largest: Timestamp) throws(JournalError) -> [Event] {
        do {
            return try tails.withLock { tails in
                let folder = try OwnFolder.open(board, account)
                let lock = try lock(in: folder)
                defer { stoa_lock(lock.number, 0) }
                var written: [Event] = []
                var largest = largest
                // Public before private: what one marks as read stands after what one wrote.
                for isPrivate in [false, true] {
                    let mine = events.filter { $0.isPrivate == isPrivate }
                    guard !mine.isEmpty else { continue }
                    var log = try OpenLog(
                        folder, LogName(account: account, host: host, isPrivate: isPrivate), tail: tails[isPrivate])
                    defer { tails[isPrivate] = log.tail }
                    written += try log.append(mine, now: max(clock.now(), largest.advanced(by: 1)))
                    largest = max(largest, log.tail.composer.clock)
                }
                return written
            }
        } catch let error as JournalError {
            throw error
        } catch {
            throw JournalError(.inputOutput, "cannot write to the board: \(error)")
        }
    }

    /// Signs the public log up to its end, if it holds anything unsigned. Throws when that cannot be written.
    public func sign(with pair: SigningPair, after largest: Timestamp) throws(JournalError) {
        guard try OwnFolder.find(board, account) != nil else { return }
        let now = max(clock.now(), largest.advanced(by: 1))
        try withPublicLog { log throws(JournalError) in try log.sign(with: pair, board: board.identity.id, now: now) }
    }

    /// Appends lines of this log that came from another clone and were checked. Throws when they do not follow its end.
    public func take(_ parts: [CheckedLines]) throws(JournalError) {
        try withPublicLog { log throws(JournalError) in try log.take(parts) }
    }

    private func withPublicLog(_ body: (inout OpenLog) throws(JournalError) -> Void) throws(JournalError) {
        do {
            try tails.withLock { tails in
                let folder = try OwnFolder.open(board, account)
                let lock = try lock(in: folder)
                defer { stoa_lock(lock.number, 0) }
                var log = try OpenLog(
                    folder, LogName(account: account, host: host, isPrivate: false), tail: tails[false])
                defer { tails[false] = log.tail }
                try body(&log)
            }
        } catch let error as JournalError {
            throw error
        } catch {
            throw JournalError(.inputOutput, "cannot write to the board: \(error)")
        }
    }

    private func lock(in folder: MemberFolder) throws(JournalError) -> Descriptor {
        let name = ".lock-" + host
        guard let lock = Descriptor.open(name, in: folder.descriptor, flags: O_RDWR | O_CREAT, mode: 0o600) else {
            throw .system("cannot write to \(folder.path) of the board", advice: "check who owns it")
        }
        while stoa_lock_wait(lock.number) != 0 {
            guard errno == EINTR else { throw .system("cannot lock \(folder.path)/\(name)") }
        }
        return lock
    }
}

/// Finds or makes the folder that a member writes in.
enum OwnFolder {
    /// The member's folder: found by its owner, never by its name alone. A name that somebody else has taken is passed
    /// over for `ACCOUNT~1` and so on.
    static func open(_ board: Board, _ account: Account) throws(JournalError) -> MemberFolder {
        let members = try MemberFolders.members(of: board)
        guard isSafe(account.rawValue) else {
            throw JournalError(.badData, "\(account) cannot be a handle; use letters, digits, dots and dashes")
        }
        for name in names(of: account) {
            let isNew = mkdirat(members.number, name, 0o700) == 0
            guard isNew || errno == EEXIST else {
                throw .system(
                    "cannot make your folder in \(board.directory)",
                    advice: "ask the founder to let your group write in its members folder")
            }
            guard let folder = Descriptor.open(name, in: members, flags: O_RDONLY | O_DIRECTORY),
                let status = folder.status, status.st_uid == geteuid()
            else {
                // A second folder beside one's own would split what one writes.
                if let error = unopened(name, in: members, of: board) { throw error }
                continue
            }
            if isNew {
                let isShared = !board.identity.identity.isNamedByFolder
                guard fchmod(folder.number, isShared ? 0o2750 : 0o700) == 0, members.sync() else {
                    throw .system("cannot set up your folder \(name) on the board")
                }
            }
            return MemberFolder(name, account: account, owner: status.st_uid, on: board, folder)
        }
        throw JournalError(
            .cannotCreate, "others have taken every folder name for \(account); ask the founder to remove them")
    }

    /// Why one's own folder of this name could not be opened just now; nothing when it is somebody else's.
    private static func unopened(_ name: String, in members: Descriptor, of board: Board) -> JournalError? {
        let error = JournalError.system(
            "cannot open your folder \(name) in \(board.directory)", advice: "check its mode and try again")
        var status = stat()
        guard fstatat(members.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0, status.isFolder,
            status.st_uid == geteuid()
        else { return nil }
        return error
    }

    /// The folder if there is one; nothing is made.
    static func find(_ board: Board, _ account: Account) throws(JournalError) -> MemberFolder? {
        let members = try MemberFolders.members(of: board)
        guard isSafe(account.rawValue) else { return nil }
        for name in names(of: account) {
            guard let folder = Descriptor.open(name, in: members, flags: O_RDONLY | O_DIRECTORY),
                let status = folder.status, status.st_uid == geteuid()
            else { continue }
            return MemberFolder(name, account: account, owner: status.st_uid, on: board, folder)
        }
        return nil
    }

    static func names(of account: Account) -> [String] {
        [account.rawValue] + (1..<MemberFolders.mostFolders).map { "\(account)~\($0)" }
    }

    static func isSafe(_ name: String) -> Bool {
        let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || "-_.@+$".contains($0) }
        return isPlain && !name.isEmpty && !name.hasPrefix(".") && !name.hasPrefix("-") && name.utf8.count <= 64
    }
}
