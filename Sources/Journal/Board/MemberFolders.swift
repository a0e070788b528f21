import Glibc

/// One member's folder, opened and checked.
struct MemberFolder {
    /// Its name in `members/`.
    let name: String
    /// Whose it is: its owner's account; on a board of handles, its name.
    let account: Account
    let owner: uid_t
    /// Whether the file system says who writes here; else the folder's name does.
    let isNamedByOwner: Bool
    let descriptor: Descriptor
}

/// Finds members' folders, and passes over what is none.
struct MemberFolders {
    /// Entries of `members/` that are looked at.
    static let mostEntries = 20_000
    /// Names that are read to choose from.
    private static let mostNames = 1_000_000
    /// Entries beyond which it is asked whose they are before any is opened.
    private static let suspicious = 2_000
    /// Folders an account may have.
    static let mostFolders = 8

    let board: Board
    private(set) var findings: [Finding] = []
    /// Those that were passed over because nothing has changed in them.
    private(set) var unchanged: Set<String> = []
    /// All entries there are, in order; nothing when the look did not go everywhere.
    private(set) var entries: [String]?
    private var names = AccountNames()

    init(_ board: Board) { self.board = board }

    /// All members' folders, in the order of their names.
    mutating func all() throws(JournalError) -> [MemberFolder] { try all(besides: BoardGlance(), now: 0) }

    /// Those in which something has changed since the glance.
    mutating func all(besides glance: BoardGlance, now: Int) throws(JournalError) -> [MemberFolder] {
        let members = try Self.members(of: board)
        var counts: [Account: Int] = [:]
        let looked: [String]
        if let few = glance.entriesInScope {
            (looked, counts) = few
            unchanged = Set(glance.entries ?? []).subtracting(looked)
        } else {
            let (names, hasMore) = Self.entries(of: members, on: board)
            if hasMore { findings.append(Finding(.tooManyEntries, Board.membersFolder)) }
            looked = names.sorted()
            entries = looked
        }
        return looked.compactMap { entry in
            if let account = glance.unchanged(entry, in: members, now: now) {
                counts[account, default: 0] += 1
                unchanged.insert(entry)
                return nil
            }
            guard let folder = folder(entry, in: members) else { return nil }
            counts[folder.account, default: 0] += 1
            guard counts[folder.account, default: 0] <= Self.mostFolders else {
                findings.append(Finding(.tooManyFolders, folder.path, account: folder.account))
                return nil
            }
            return folder
        }
    }

    /// The folders of one account.
    static func folders(of account: Account, on board: Board) throws(JournalError) -> [MemberFolder] {
        var folders = MemberFolders(board)
        let members = try members(of: board)
        return entries(of: members, on: board).names.sorted().lazy.compactMap { name in
            guard folders.isOwner(account, of: name, in: members) else { return nil }
            return folders.folder(name, in: members)
        }.filter { $0.account == account }.prefix(mostFolders).map { $0 }
    }

    /// The names that are looked at, and whether others are left out. Where there are more than a group has, every owner
    /// has as many as an account may have, those that bear the account's name first: whoever fills `members/` stands in
    /// nobody's way but their own.
    static func entries(of members: Descriptor, on board: Board) -> (names: [String], hasMore: Bool) {
        let (names, hasMore) = folderEntries(members, limit: mostNames)
        guard names.count > suspicious, board.identity.identity != .handles else {
            return (Array(names.prefix(mostEntries)), hasMore || names.count > mostEntries)
        }
        var byOwner: [uid_t: [String]] = [:]
        for name in names {
            var status = stat()
            guard fstatat(members.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
            byOwner[status.st_uid, default: []].append(name)
        }
        let chosen = byOwner.flatMap { owner, names in
            guard names.count > mostFolders else { return names[...] }
            let account = Account(uid: owner).rawValue
            let isOwn = { (name: String) in name == account || name.hasPrefix(account + "~") }
            return (names.filter(isOwn).sorted() + names.filter { !isOwn($0) }.sorted()).prefix(mostFolders)
        }
        return (Array(chosen.prefix(mostEntries)), chosen.count < names.count)
    }

    static func members(of board: Board) throws(JournalError) -> Descriptor {
        let path = board.directory + "/" + Board.membersFolder
        guard let members = Descriptor.open(path, flags: O_RDONLY | O_DIRECTORY) else {
            throw .system("cannot look into \(path)", advice: "ask the founder to let your group in")
        }
        return members
    }

    /// Whether a folder is an account's, without opening it.
    private mutating func isOwner(_ account: Account, of name: String, in members: Descriptor) -> Bool {
        guard !board.identity.identity.isNamedByFolder else { return name == account.rawValue }
        var status = stat()
        guard fstatat(members.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return false }
        return whose(name, owner: status.st_uid, in: members) == account
    }

    /// Whose a folder is: its owner's; where folders name their members, whoever it is named for.
    private mutating func whose(_ name: String, owner: uid_t, in members: Descriptor) -> Account {
        guard !board.identity.identity.isNamedByFolder else { return Account(name) }
        let account = names.name(of: owner)
        guard account.rawValue.hasPrefix("uid-") else { return account }
        return FormerNames(board: board.identity).name(of: owner, folder: name, in: members) ?? account
    }

    private mutating func folder(_ name: String, in members: Descriptor) -> MemberFolder? {
        let path = Board.membersFolder + "/" + name
        guard let descriptor = Descriptor.open(name, in: members, flags: O_RDONLY | O_DIRECTORY),
            let status = descriptor.status
        else {
            // A folder that its owner has closed is an ordinary thing; a link or a file has no business here.
            let kind: Finding.Kind =
                switch errno {
                case EACCES: .closedFolder
                case ENOTDIR, ELOOP, ENOENT: .notAFolder
                default: .unreadable
                }
            findings.append(Finding(kind, path))
            return nil
        }
        let account = whose(name, owner: status.st_uid, in: members)
        guard !status.isWritableByOthers else {
            findings.append(Finding(.writableByOthers, path, account: account))
            return nil
        }
        return MemberFolder(name, account: account, owner: status.st_uid, on: board, descriptor)
    }
}

extension MemberFolder {
    init(_ name: String, account: Account, owner: uid_t, on board: Board, _ descriptor: Descriptor) {
        self.init(
            name: name, account: account, owner: owner, isNamedByOwner: !board.identity.identity.isNamedByFolder,
            descriptor: descriptor)
    }

    /// Its path relative to the board.
    var path: String { Board.membersFolder + "/" + name }
}
