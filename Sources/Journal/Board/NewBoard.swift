import CSystem
import Foundation

/// A board that is being made. Nobody finds it before `finish`, so whoever is killed on the way leaves no half of a board,
/// and what they do leave is cleared away by the next one who makes a board there.
public final class NewBoard {
    /// The board, as it will be.
    public let board: Board
    private let folder: Descriptor
    /// What `board.json` is called until all is there; locked by whoever makes the board.
    private let marker: Descriptor
    private static let markerName = ".board.json"
    private static let parts = [markerName, Board.membersFolder, Board.memberFile]

    /// Lays out the folder of a board, where only `kept` may be already. Throws when something else is in the way.
    init(
        at directory: String, identity: BoardIdentity, bytes: [UInt8], groupID: gid_t? = nil,
        besides kept: [String] = []
    ) throws(JournalError) {
        folder = try Self.makeFolder(directory)
        guard Self.isVacant(folder, besides: kept) else {
            throw JournalError(.cannotCreate, "\(directory) is not empty; name a folder that is, or a new one")
        }
        let flags = O_WRONLY | O_CREAT
        guard let marker = Descriptor.open(Self.markerName, in: folder, flags: flags, mode: 0o600) else {
            throw Self.cannotCreate(directory)
        }
        guard marker.status?.st_uid == geteuid(), stoa_lock(marker.number, 1) == 0 else {
            throw JournalError(
                .cannotCreate, "somebody else is making a board in \(directory); open that one, or name another folder")
        }
        self.marker = marker
        board = Board(directory: directory, identity: identity)
        do {
            try clearAway(besides: Self.markerName)
            try layOut(bytes, groupID: groupID)
        } catch {
            unmake()
            throw error
        }
    }

    /// Whether a board can be made in a folder: it is empty, or holds what is left of one that was never finished.
    public static func isVacant(_ directory: String, besides kept: [String] = []) -> Bool {
        Descriptor.open(directory, flags: O_RDONLY | O_DIRECTORY).map { isVacant($0, besides: kept) } ?? false
    }

    /// Makes it a board that everybody finds. Throws when that cannot be written.
    public func finish() throws(JournalError) {
        guard renameat(folder.number, Self.markerName, folder.number, Board.identityFile) == 0, folder.sync() else {
            throw Self.cannotCreate(board.directory)
        }
    }

    /// Takes away what was made and whatever was written since: nobody has seen it yet.
    public func unmake() {
        try? clearAway(besides: nil)
        unlinkat(folder.number, Board.identityFile, 0)
    }

    private static func isVacant(_ folder: Descriptor, besides kept: [String]) -> Bool {
        let names = Set(folderEntries(folder, limit: parts.count + kept.count + 1).names).subtracting(kept)
        return names.isEmpty || names.contains(markerName) && names.isSubset(of: parts)
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

    private func clearAway(besides kept: String?) throws(JournalError) {
        for name in Self.parts.reversed() where name != kept {
            let path = board.directory + "/" + name
            var status = stat()
            guard lstat(path, &status) == 0 else { continue }
            do { try FileManager.default.removeItem(atPath: path) } catch {
                throw JournalError(
                    .cannotCreate,
                    "cannot take away \(path), which is left of a board that was never finished; remove it")
            }
        }
    }

    private func layOut(_ bytes: [UInt8], groupID: gid_t?) throws(JournalError) {
        guard mkdirat(folder.number, Board.membersFolder, 0o700) == 0,
            let members = Descriptor.open(Board.membersFolder, in: folder, flags: O_RDONLY | O_DIRECTORY)
        else { throw Self.cannotCreate(board.directory) }
        // Where one account owns all folders, nobody else needs to get in.
        let isShared = board.identity.identity == .accounts
        let modes: [(Descriptor, mode_t)] = [
            (folder, isShared ? 0o2750 : 0o700), (members, isShared ? 0o3770 : 0o700),
            (marker, isShared ? 0o640 : 0o600),
        ]
        for (descriptor, mode) in modes {
            if let groupID, fchown(descriptor.number, uid_t.max, groupID) != 0 {
                throw JournalError(
                    .notPermitted,
                    "cannot give \(board.directory) to that group; ask to be made a member of it first")
            }
            guard fchmod(descriptor.number, mode) == 0 else { throw Self.cannotCreate(board.directory) }
        }
        guard ftruncate(marker.number, 0) == 0, marker.write(bytes), marker.sync(), folder.sync() else {
            throw Self.cannotCreate(board.directory)
        }
    }

    private static func cannotCreate(_ directory: String) -> JournalError {
        let error = JournalError.system(
            "cannot make the board in \(directory)", advice: "try again, or name another folder")
        return JournalError(.cannotCreate, error.sentence)
    }
}
