import Glibc

/// The attached files and long bodies of one member, as their folder looks.
public struct SharedFiles: Sendable {
    /// Whose they are.
    public let account: Account
    /// How the folder looks; nothing when it changed so lately that it may change again without looking otherwise.
    public let stamp: Stamp?
    private let path: String

    /// By what a folder is known to hold the names that it held.
    public struct Stamp: Codable, Hashable, Sendable {
        private let inode: UInt64
        private let seconds: Int
        private let nanoseconds: Int

        init?(_ status: stat) {
            guard status.st_mtim.tv_sec + SharedFiles.settling < time(nil) else { return nil }
            inode = UInt64(status.st_ino)
            seconds = status.st_mtim.tv_sec
            nanoseconds = status.st_mtim.tv_nsec
        }
    }

    /// Seconds after which a change of a folder shows in its time of change for certain.
    private static let settling = 2
    private static let mostFiles = 100_000

    /// All members' files that this clone holds. Throws when the board cannot be looked into.
    public static func all(on board: Board) throws(JournalError) -> [SharedFiles] {
        var folders = MemberFolders(board)
        return try folders.all().compactMap { folder in
            guard let files = Descriptor.open("files", in: folder.descriptor, flags: O_RDONLY | O_DIRECTORY),
                let status = files.status
            else { return nil }
            return SharedFiles(
                account: folder.account, stamp: Stamp(status), path: "\(board.directory)/\(folder.path)/files")
        }
    }

    /// Their hashes, in no order; nothing that was never whole.
    public func hashes() -> [String] {
        guard let folder = Descriptor.open(path, flags: O_RDONLY | O_DIRECTORY) else { return [] }
        return folderEntries(folder, limit: Self.mostFiles).names.filter(FileStore.isHash)
    }
}
