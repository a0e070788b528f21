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
        guard !isBoard(at: directory) else {
            throw JournalError(
                .cannotCreate, "there is a board in \(directory) already; open it with --board \(directory)")
        }
        let groupID = try group.map { name throws(JournalError) in try self.groupID(name) }
        let folder = try makeFolder(directory)
        let (names, _) = folderEntries(folder, limit: 1)
        guard names.isEmpty else {
            throw JournalError(.cannotCreate, "\(directory) is not empty; name a folder that is, or a new one")
        }
        let board = Board(
            directory: directory,
            identity: BoardIdentity(
                id: randomID(), format: BoardIdentity.currentFormat, title: title,
                createdAt: Date(timeIntervalSince1970: Double(now.rawValue / 1000)).formatted(.iso8601),
                founder: founder.rawValue, founderUID: geteuid(), identity: identity, joining: joining,
                founderKey: founderKey))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        guard let bytes = try? encoder.encode(board.identity) else {
            throw JournalError(.cannotCreate, "the title \(title) cannot be written; choose another")
        }
        try board.layOut([UInt8](bytes) + [10], in: folder, groupID: groupID)
        return board
    }

    /// Makes a clone of a board in a folder that holds at most what the exchange keeps there. Throws when something is in
    /// the way, or when these are no bytes of a `board.json`.
    public static func clone(at directory: String, identity bytes: [UInt8]) throws(JournalError) -> Board {
        let identity = try BoardIdentity(checking: bytes)
        let folder = try makeFolder(directory)
        guard folderEntries(folder, limit: 2).names.allSatisfy({ $0 == syncFolder }) else {
            throw JournalError(.cannotCreate, "\(directory) is not empty; name a folder that is, or a new one")
        }
        let board = Board(directory: directory, identity: identity)
        try board.layOut(bytes, in: folder, groupID: nil)
        return board
    }

    /// Takes away what `create` has made and whatever was written since: for boards that nobody has seen yet.
    public func unmake() {
        for name in [Self.identityFile, Self.membersFolder, Self.memberFile] {
            try? FileManager.default.removeItem(atPath: directory + "/" + name)
        }
    }

    private static func makeFolder(_ directory: String) throws(JournalError) -> Descriptor {
        if mkdir(directory, 0o700) != 0, errno != EEXIST {
            let parent = (directory as NSString).deletingLastPathComponent
            let error = JournalError.system(
                "cannot make \(directory)", advice: "check that \(parent) exists and that you may write in it")
            throw JournalError(.cannotCreate, error.sentence)
        }
        guard let folder = Descriptor.open(directory, flags: O_RDONLY | O_DIRECTORY) else {
            throw JournalError(.cannotCreate, "\(directory) is no folder; name another one")
        }
        return folder
    }

    private func layOut(_ bytes: [UInt8], in folder: Descriptor, groupID: gid_t?) throws(JournalError) {
        do {
            try makeParts(bytes, in: folder, groupID: groupID)
        } catch {
            // Half a board would be in the way of the next try.
            unlinkat(folder.number, Self.identityFile, 0)
            unlinkat(folder.number, Self.membersFolder, AT_REMOVEDIR)
            throw error
        }
    }

    private func makeParts(_ bytes: [UInt8], in folder: Descriptor, groupID: gid_t?) throws(JournalError) {
        guard mkdirat(folder.number, Self.membersFolder, 0o700) == 0,
            let members = Descriptor.open(Self.membersFolder, in: folder, flags: O_RDONLY | O_DIRECTORY),
            let file = Descriptor.open(Self.identityFile, in: folder, flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o640)
        else { throw cannotCreate() }
        // Where one account owns all folders, nobody else needs to get in.
        let isShared = identity.identity == .accounts
        let modes: [(Descriptor, mode_t)] = [
            (folder, isShared ? 0o2750 : 0o700), (members, isShared ? 0o3770 : 0o700), (file, isShared ? 0o640 : 0o600),
        ]
        for (descriptor, mode) in modes {
            if let groupID, fchown(descriptor.number, uid_t.max, groupID) != 0 {
                throw JournalError(
                    .notPermitted, "cannot give \(directory) to that group; ask to be made a member of it first")
            }
            guard fchmod(descriptor.number, mode) == 0 else { throw cannotCreate() }
        }
        guard file.write(bytes), fsync(file.number) == 0, fsync(folder.number) == 0 else {
            throw cannotCreate()
        }
    }

    private func cannotCreate() -> JournalError {
        JournalError(.cannotCreate, JournalError.system("cannot make the board in \(directory)").sentence)
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
