import Glibc

/// How the members' folders and logs looked when nothing new was left in them, so that the next look need only compare:
/// two system calls a member who has written nothing.
public struct BoardGlance: Sendable {
    /// What changes with a file's content, name or rights.
    struct Mark: Equatable, Sendable {
        /// The inode, the size, the mode, the owner, when the content changed and when anything did, in seconds and
        /// nanoseconds.
        private let numbers: SIMD8<Int64>
        fileprivate let isSettled: Bool

        /// A name in a folder; nothing when it cannot be told. `now` is in seconds since 1970.
        init?(_ name: String, in folder: Descriptor, now: Int) {
            var status = stat()
            guard fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
            let (modified, changed) = (status.st_mtim, status.st_ctim)
            numbers = SIMD8(
                Int64(bitPattern: UInt64(status.st_ino)), Int64(status.st_size), Int64(status.st_mode),
                Int64(status.st_uid), Int64(modified.tv_sec), Int64(modified.tv_nsec), Int64(changed.tv_sec),
                Int64(changed.tv_nsec))
            // Two changes within a tick of the clock look like one.
            isSettled = max(modified.tv_sec, changed.tv_sec) < now - 1
        }

        /// A mark as it was kept.
        fileprivate init?(kept bytes: ArraySlice<UInt8>) {
            guard bytes.count == Self.byteCount else { return nil }
            numbers = bytes.withUnsafeBytes { $0.loadUnaligned(as: SIMD8<Int64>.self) }
            isSettled = true
        }

        fileprivate static var byteCount: Int { MemoryLayout<SIMD8<Int64>>.size }

        fileprivate var bytes: [UInt8] { withUnsafeBytes(of: numbers) { Array($0) } }

        static func == (left: Mark, right: Mark) -> Bool { left.numbers == right.numbers }
    }

    fileprivate struct Folder: Sendable {
        var account: Account
        var mark: Mark
        var logs: [(name: String, mark: Mark)]
    }

    private var folders: [String: Folder] = [:]
    /// Where the next look goes.
    public var scope = LookScope.everywhere
    /// All entries of `members/` at the last look everywhere.
    var entries: [String]?
    private let isTrusted: Bool
    /// Folders of which something was noted that is not kept yet.
    private var unkept: Set<String> = []

    /// Nothing seen yet. Where the board lies on a network file system nothing is remembered, since what such a system
    /// says about a file may be old until the file is opened.
    public init(_ board: Board) {
        isTrusted = !BoardWatcher.isOnNetworkFileSystem(board.directory)
    }

    /// A look that remembers nothing.
    init() { isTrusted = false }

    /// The entries that the next look needs, where it does not go everywhere: those that it is for, and those that are to
    /// be looked into each time. Whose the others are says `counts`.
    var entriesInScope: (names: [String], counts: [Account: Int])? {
        guard scope != .everywhere, let entries else { return nil }
        var (names, counts): ([String], [Account: Int]) = ([], [:])
        for name in entries {
            if let folder = folders[name], !scope.holds(name, of: folder.account) {
                counts[folder.account, default: 0] += 1
            } else {
                names.append(name)
            }
        }
        return (names, counts)
    }

    /// Whose folder this is, if nothing has changed in it.
    func unchanged(_ name: String, in members: Descriptor, now: Int) -> Account? {
        guard let folder = folders[name], Mark(name, in: members, now: now) == folder.mark else { return nil }
        let isSame = folder.logs.allSatisfy { Mark(name + "/" + $0.name, in: members, now: now) == $0.mark }
        return isSame ? folder.account : nil
    }

    /// Remembers a folder whose logs hold nothing beyond what is known. The marks were taken before they were read.
    mutating func note(_ name: String, of account: Account, _ mark: Mark?, logs: [(name: String, mark: Mark?)]) {
        let known = logs.compactMap { log in log.mark.map { (name: log.name, mark: $0) } }
        guard isTrusted, let mark, mark.isSettled, known.count == logs.count else { return folders[name] = nil }
        folders[name] = Folder(account: account, mark: mark, logs: known)
        unkept.insert(name)
    }

    /// Forgets a folder that holds something new.
    mutating func forget(_ name: String) { folders[name] = nil }
}

extension BoardGlance {
    /// What was seen of one folder, to be kept for the next process.
    public struct Kept: Sendable {
        /// The folder's name in `members/`.
        public var folder: String
        /// Whose it is.
        public var account: Account
        /// The folder's mark, and the names and marks of its logs.
        public var marks: [UInt8]

        /// What was kept.
        public init(folder: String, account: Account, marks: [UInt8]) {
            self.folder = folder
            self.account = account
            self.marks = marks
        }
    }

    /// What an earlier process saw; where nothing is remembered it is left aside, and so is what has another form.
    public init(_ board: Board, kept: [Kept]) {
        self.init(board)
        guard isTrusted else { return }
        for one in kept { folders[one.folder] = Folder(one) }
    }

    /// How much was noted that is not kept yet.
    public var unkeptCount: Int { unkept.count }

    /// What was noted and is not kept yet; it counts as kept from now on.
    public mutating func takeUnkept() -> [Kept] {
        defer { unkept = [] }
        return unkept.sorted().compactMap { name in folders[name].map { $0.kept(as: name) } }
    }
}

extension BoardGlance.Folder {
    fileprivate init?(_ kept: BoardGlance.Kept) {
        let size = BoardGlance.Mark.byteCount
        guard let mark = BoardGlance.Mark(kept: kept.marks.prefix(size)) else { return nil }
        self.init(account: kept.account, mark: mark, logs: [])
        var rest = kept.marks.dropFirst(size)
        // The length of a log's name, the name, its mark.
        while let length = rest.first {
            let name = rest.dropFirst().prefix(Int(length))
            guard let mark = BoardGlance.Mark(kept: rest.dropFirst(1 + Int(length)).prefix(size)) else { return nil }
            logs.append((String(decoding: name, as: UTF8.self), mark))
            rest = rest.dropFirst(1 + Int(length) + size)
        }
    }

    fileprivate func kept(as name: String) -> BoardGlance.Kept {
        let marks = logs.reduce(into: mark.bytes) { bytes, log in
            bytes += [UInt8(clamping: log.name.utf8.count)] + Array(log.name.utf8) + log.mark.bytes
        }
        return BoardGlance.Kept(folder: name, account: account, marks: marks)
    }
}
