import Crypto
import Foundation

/// A file kept by its content.
public struct StoredFile: Hashable, Sendable {
    /// SHA-256 of the content, 64 hexadecimal digits; also its name on disk.
    public var hash: String
    /// Bytes.
    public var size: Int64
}

/// One member's attached files and long bodies, each named by its content in `files/`.
public struct FileStore: Sendable {
    /// Bytes of the largest file that may be attached.
    public static let largestFile = 64 << 20
    private static let chunk = 1 << 20

    private let board: Board
    private let account: Account

    /// The files of `account`; only one's own can be added to.
    public init(board: Board, account: Account) {
        self.board = board
        self.account = account
    }

    /// Keeps bytes. Throws when they are too many or cannot be written.
    public func put(_ bytes: [UInt8]) throws(JournalError) -> StoredFile {
        guard bytes.count <= Self.largestFile else { throw Self.tooLarge("it") }
        let hash = Self.hexadecimal(SHA256.hash(data: bytes))
        let files = try ownFiles()
        if Descriptor.open(hash, in: files)?.status.map({ Int($0.st_size) == bytes.count }) == true {
            return StoredFile(hash: hash, size: Int64(bytes.count))
        }
        let temporary = ".\(hash.prefix(16))-\(getpid())-\(UInt32.random(in: .min ... .max))"
        let mode: mode_t = board.identity.identity.isNamedByFolder ? 0o600 : 0o640
        guard let file = Descriptor.open(temporary, in: files, flags: O_WRONLY | O_CREAT | O_EXCL, mode: mode),
            fchmod(file.number, mode) == 0, file.write(bytes), file.sync(),
            renameat(files.number, temporary, files.number, hash) == 0, files.sync()
        else {
            let error = JournalError.system("cannot keep the file on the board")
            unlinkat(files.number, temporary, 0)
            throw error
        }
        return StoredFile(hash: hash, size: Int64(bytes.count))
    }

    /// Keeps the content of a file. Throws when it cannot be read, is no plain file or is too large.
    public func put(contentsOf path: String) throws(JournalError) -> StoredFile {
        // A person may attach through a link of theirs, so links are followed here, and only here.
        let descriptor = Glibc.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw .system("cannot read \(path)", advice: "check its name and who may read it")
        }
        let file = Descriptor(owning: descriptor)
        guard let status = file.status, status.isRegularFile else {
            throw JournalError(.badData, "\(path) is no plain file; only those can be attached")
        }
        guard Int(status.st_size) <= Self.largestFile else { throw Self.tooLarge(path) }
        guard let bytes = file.read(Int(status.st_size), at: 0) else { throw .system("cannot read \(path)") }
        return try put(bytes)
    }

    /// The content with this hash, checked against it. Throws when it is missing, larger than `limit` bytes or not what
    /// its name says.
    public func read(_ hash: String, limit: Int = largestFile) throws(JournalError) -> [UInt8] {
        let (file, size) = try find(hash)
        guard size <= limit else { throw Self.tooLarge("the file \(hash.prefix(8))…") }
        guard let bytes = file.read(Int(size), at: 0) else { throw .system("cannot read the file \(hash)") }
        guard Self.hexadecimal(SHA256.hash(data: bytes)) == hash else {
            throw JournalError(
                .badData, "the file \(hash.prefix(8))… of \(account) is not what it was; ask for it again")
        }
        return bytes
    }

    /// How many bytes the content with this hash has, which is not looked into. Throws when it is missing.
    public func size(of hash: String) throws(JournalError) -> Int64 { try find(hash).size }

    static func isHash(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    private func find(_ hash: String) throws(JournalError) -> (file: Descriptor, size: Int64) {
        guard Self.isHash(hash) else {
            throw JournalError(.badData, "\(hash) is no file's hash")
        }
        for folder in try MemberFolders.folders(of: account, on: board) {
            guard let files = Descriptor.open("files", in: folder.descriptor, flags: O_RDONLY | O_DIRECTORY),
                let file = Descriptor.open(hash, in: files), let status = file.status, status.isRegularFile
            else { continue }
            return (file, Int64(status.st_size))
        }
        throw JournalError(.noSuchThing, "the file \(hash.prefix(8))… of \(account) is not on the board any more")
    }

    private func ownFiles() throws(JournalError) -> Descriptor {
        let folder = try OwnFolder.open(board, account)
        let mode: mode_t = board.identity.identity.isNamedByFolder ? 0o700 : 0o2750
        let isNew = mkdirat(folder.descriptor.number, "files", 0o700) == 0
        guard let files = Descriptor.open("files", in: folder.descriptor, flags: O_RDONLY | O_DIRECTORY),
            files.status?.st_uid == folder.owner, !isNew || fchmod(files.number, mode) == 0
        else { throw .system("cannot keep files in \(folder.path)", advice: "check who owns it") }
        return files
    }

    private static func tooLarge(_ what: String) -> JournalError {
        JournalError(.badData, "\(what) is over \(largestFile >> 20) MiB; share a link to it instead")
    }

    /// The name that a content has.
    public static func hash(of bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }

    private static func hexadecimal(_ digest: SHA256.Digest) -> String {
        digest.map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
    }
}
