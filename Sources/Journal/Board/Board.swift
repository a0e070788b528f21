import Foundation

/// One community's directory.
public struct Board: Hashable, Sendable {
    /// Its absolute path.
    public let directory: String
    /// What `board.json` says.
    public let identity: BoardIdentity

    static let identityFile = "board.json"
    static let membersFolder = "members"
    /// What the exchange with other clones of the board keeps.
    public static let syncFolder = ".sync"
    /// Bytes; a larger `board.json` is not one.
    private static let longestIdentity = 64 << 10

    /// Whether the folder holds a board.
    public static func isBoard(at directory: String) -> Bool {
        access(directory + "/" + identityFile, F_OK) == 0
    }

    /// Opens the board in a folder. Throws when there is none, it cannot be read, or it is not what a board should be.
    public static func open(at directory: String) throws(JournalError) -> Board {
        let path = directory + "/" + identityFile
        let bytes = try identityBytes(at: directory)
        do {
            return Board(directory: directory, identity: try BoardIdentity(checking: bytes))
        } catch {
            throw JournalError(error.category, "\(path) \(error.sentence)")
        }
    }

    /// What `board.json` holds, byte by byte.
    static func identityBytes(at directory: String) throws(JournalError) -> [UInt8] {
        let path = directory + "/" + identityFile
        guard let file = Descriptor.open(path) else {
            if errno == ENOENT || errno == ENOTDIR {
                throw JournalError(
                    .noSuchThing, "there is no board in \(directory); make one with `stoa init \(directory)`")
            }
            throw .system("cannot open \(path)", advice: "ask its founder to let your group read it")
        }
        guard let status = file.status, status.isRegularFile, let bytes = file.read(longestIdentity, at: 0) else {
            throw JournalError(.badData, "\(path) is not a file that can be read; restore it from a backup")
        }
        return bytes
    }

    /// Makes a board. The folder is made if it is not there; if it is, it must be empty. Modes are set whatever the
    /// umask is. Throws when something is in the way.
    public static func create(
        at directory: String, title: String, group: String? = nil, identity: IdentityMode = .accounts,
        joining: JoiningMode = .open, founder: Account = .ofProcess(), founderKey: SigningKey? = nil,
        now: Timestamp = SystemClock().now()
    ) throws(JournalError) -> Board {
        let new = try begin(
            at: directory, title: title, group: group, identity: identity, joining: joining, founder: founder,
            founderKey: founderKey, now: now)
        try new.finish()
        return new.board
    }

    /// As `create`, but lets the board be filled before anybody finds it.
    public static func begin(
        at directory: String, title: String, group: String? = nil, identity: IdentityMode = .accounts,
        joining: JoiningMode = .open, founder: Account = .ofProcess(), founderKey: SigningKey? = nil,
        now: Timestamp = SystemClock().now()
    ) throws(JournalError) -> NewBoard {
        guard !isBoard(at: directory) else {
            throw JournalError(
                .cannotCreate, "there is a board in \(directory) already; open it with --board \(directory)")
        }
        let groupID = try group.map { name throws(JournalError) in try self.groupID(name) }
        let identity = BoardIdentity(
            id: randomID(), format: BoardIdentity.currentFormat, title: title,
            createdAt: Date(timeIntervalSince1970: Double(now.rawValue / 1000)).formatted(.iso8601),
            founder: founder.rawValue, founderUID: geteuid(), identity: identity, joining: joining,
            founderKey: founderKey)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        guard let bytes = try? encoder.encode(identity) else {
            throw JournalError(.cannotCreate, "the title \(title) cannot be written; choose another")
        }
        return try NewBoard(at: directory, identity: identity, bytes: [UInt8](bytes) + [10], groupID: groupID)
    }

    /// Begins a clone of a board in a folder that holds at most what the exchange keeps there. Throws when something is in
    /// the way, or when these are no bytes of a `board.json`.
    public static func beginClone(at directory: String, identity bytes: [UInt8]) throws(JournalError) -> NewBoard {
        try NewBoard(
            at: directory, identity: BoardIdentity(checking: bytes), bytes: bytes, besides: [syncFolder])
    }

    private static func groupID(_ name: String) throws(JournalError) -> gid_t {
        guard let entry = getgrnam(name) else {
            throw JournalError(.noSuchThing, "there is no group \(name); see `getent group` for those there are")
        }
        return entry.pointee.gr_gid
    }

    private static func randomID() -> String {
        Base32.encode((0..<16).map { _ in UInt8.random(in: .min ... .max) })
    }
}
