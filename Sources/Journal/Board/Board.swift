import Foundation

/// One community's directory.
public struct Board: Hashable, Sendable {
    /// Its absolute path.
    public let directory: String
    /// What `board.json` says.
    public let identity: BoardIdentity

    static let identityFile = "board.json"
    static let membersFolder = "members"
    /// Bytes; a larger `board.json` is not one.
    private static let longestIdentity = 64 << 10

    /// Whether the folder holds a board.
    public static func isBoard(at directory: String) -> Bool {
        access(directory + "/" + identityFile, F_OK) == 0
    }

    /// Opens the board in a folder. Throws when there is none, it cannot be read, or it is not what a board should be.
    public static func open(at directory: String) throws(JournalError) -> Board {
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
        guard let identity = try? JSONDecoder().decode(BoardIdentity.self, from: Data(bytes)) else {
            throw JournalError(.badData, "\(path) is damaged; restore it from a backup")
        }
        guard identity.format <= BoardIdentity.currentFormat else {
            throw JournalError(.badData, "the board in \(directory) was made by a newer Stoa; install that one")
        }
        guard identity.id.utf8.count <= 64, identity.id.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
        else {
            throw JournalError(.badData, "\(path) is damaged: its id is none; restore it from a backup")
        }
        return Board(directory: directory, identity: identity)
    }

    /// Makes a board. The folder is made if it is not there; if it is, it must be empty. Modes are set whatever the
    /// umask is. Throws when something is in the way.
    public static func create(
        at directory: String, title: String, group: String? = nil, identity: IdentityMode = .accounts,
        joining: JoiningMode = .open, founder: Account = .ofProcess(), now: Timestamp = SystemClock().now()
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
                founder: founder.rawValue, founderUID: geteuid(), identity: identity, joining: joining))
        do {
            try board.layOut(folder, groupID: groupID)
        } catch {
            // Half a board would be in the way of the next try.
            unlinkat(folder.number, identityFile, 0)
            unlinkat(folder.number, membersFolder, AT_REMOVEDIR)
            throw error
        }
        return board
    }

    /// Takes away what `create` has made and whatever was written since: for boards that nobody has seen yet.
    public func unmake() {
        for name in [Self.identityFile, Self.membersFolder] {
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

    private func layOut(_ folder: Descriptor, groupID: gid_t?) throws(JournalError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        guard let bytes = try? encoder.encode(identity) else {
            throw JournalError(.cannotCreate, "the title \(identity.title) cannot be written; choose another")
        }
        guard mkdirat(folder.number, Self.membersFolder, 0o700) == 0,
            let members = Descriptor.open(Self.membersFolder, in: folder, flags: O_RDONLY | O_DIRECTORY),
            let file = Descriptor.open(Self.identityFile, in: folder, flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o640)
        else { throw cannotCreate() }
        // Handles share one account, so nobody else needs to get in.
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
        guard file.write([UInt8](bytes) + [10]), fsync(file.number) == 0, fsync(folder.number) == 0 else {
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
