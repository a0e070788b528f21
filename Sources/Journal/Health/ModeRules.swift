import Glibc

/// What the modes of a board's own parts and of the caller's files have to allow, and what they must not: a crash between
/// making a file and setting its mode, or a hand that was too careful, would shut others out without anybody noticing.
struct ModeRules {
    /// A mode that is wrong: the bits that it needs, and those that it must not have.
    struct Breach {
        var finding: Finding
        var needs: mode_t
        var forbids: mode_t
    }

    let board: Board
    private(set) var breaches: [Breach] = []

    private static let groupReads: mode_t = 0o040
    private static let groupEnters: mode_t = 0o050
    private static let others: mode_t = 0o077
    private static let sticky: mode_t = 0o1000

    /// Looks at the modes. Boards of handles belong to one account, which needs no group.
    init(_ board: Board) throws(JournalError) {
        self.board = board
        guard !board.identity.identity.isNamedByFolder else { return }
        check(".", needs: Self.groupEnters)
        check(Board.identityFile, needs: Self.groupReads)
        check(Board.membersFolder, needs: 0o070)
        check(Board.membersFolder, needs: Self.sticky, .unguarded)
        var folders = MemberFolders(board)
        for folder in try folders.all() where folder.owner == geteuid() { check(folder) }
    }

    private mutating func check(_ folder: MemberFolder) {
        check(folder.path, needs: Self.groupEnters, account: folder.account)
        for name in folderEntries(folder.descriptor, limit: 10_000).names {
            let path = folder.path + "/" + name
            switch name {
            case "files": check(path, needs: Self.groupEnters, account: folder.account)
            case "keys", "drafts": check(path, forbids: Self.others, .exposed, account: folder.account)
            default:
                guard let log = LogFileName(name) else { continue }
                if log.isPrivate {
                    check(path, forbids: Self.others, .exposed, account: folder.account)
                } else {
                    check(path, needs: Self.groupReads, account: folder.account)
                }
            }
        }
    }

    private mutating func check(
        _ path: String, needs: mode_t = 0, forbids: mode_t = 0, _ kind: Finding.Kind = .closedToGroup,
        account: Account? = nil
    ) {
        var status = stat()
        guard lstat("\(board.directory)/\(path)", &status) == 0, status.isRegularFile || status.isFolder else { return }
        let mode = status.st_mode & 0o7777
        guard mode & needs != needs || mode & forbids != 0 else { return }
        breaches.append(Breach(finding: Finding(kind, path, account: account), needs: needs, forbids: forbids))
    }
}
