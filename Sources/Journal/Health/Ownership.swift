import Glibc

/// Who owns the parts of a board that came from a machine with other account numbers, and who should.
///
/// Authorship is the owner of a folder, so nothing is given to anybody on a folder's own word unless the board's own
/// owner, whom no member can choose, says that the board has moved.
struct Ownership {
    /// A folder that belongs to somebody else than the account that its lines name.
    private struct Claim {
        var path: String
        var owner: uid_t
        var name: Account
    }

    let board: Board
    private(set) var findings: [Finding] = []
    /// Paths that go to an account of this machine, the board's own last: until then the board counts as moved, and
    /// mending it can be taken up again.
    private(set) var mendable: [(path: String, uid: uid_t, isTree: Bool)] = []

    init(_ board: Board) throws(JournalError) {
        self.board = board
        guard board.identity.identity == .accounts, let status = Self.status(of: Board.identityFile, on: board) else {
            return
        }
        checkGroup()
        let founder = Account(board.identity.founder)
        let isMoved = founder.uid.map { $0 != status.st_uid } ?? (status.st_uid != board.identity.founderUID)
        guard isMoved else { return }
        checkFolders(try claims())
        let finding = Finding(
            founder.uid == nil ? .movedAndUnknown : .movedBoard, Board.identityFile,
            account: Account(uid: status.st_uid), rightful: founder)
        findings.insert(finding, at: 0)
        guard let uid = founder.uid else { return }
        // While one folder waits for an account or a decision, the board has not arrived.
        let isComplete = findings.allSatisfy { ![.movedAndUnknown, .movedTwice].contains($0.kind) }
        let parts = [Board.membersFolder, "."] + (isComplete ? [Board.identityFile] : [])
        mendable += parts.map { ($0, uid, false) }
    }

    private mutating func checkGroup() {
        guard let group = Self.status(of: Board.membersFolder, on: board)?.st_gid, getgrgid(group) == nil else {
            return
        }
        findings.append(Finding(.strangeGroup, "."))
    }

    private mutating func checkFolders(_ claims: [Claim]) {
        for claim in claims {
            let others = claims.filter { $0.path != claim.path && $0.name == claim.name }
            let isAloneWithIt = claims.allSatisfy { $0.owner != claim.owner || $0.name == claim.name }
            let isDisputed = others.contains { $0.owner != claim.owner || !isAloneWithIt }
            guard isDisputed || claim.name.uid != claim.owner else { continue }
            let kind: Finding.Kind = isDisputed ? .movedTwice : claim.name.uid == nil ? .movedAndUnknown : .moved
            // A number that is nobody's is read under the name that its folder has.
            if kind == .movedAndUnknown, Account.isNobody(claim.owner) { continue }
            findings.append(
                Finding(kind, claim.path, account: Account(uid: claim.owner), rightful: claim.name))
            if kind == .moved, let uid = claim.name.uid { mendable.append((claim.path, uid, true)) }
        }
    }

    private func claims() throws(JournalError) -> [Claim] {
        let members = try MemberFolders.members(of: board)
        return folderEntries(members, limit: MemberFolders.mostEntries).names.sorted().compactMap { name in
            guard let folder = Descriptor.open(name, in: members, flags: O_RDONLY | O_DIRECTORY),
                let owner = folder.status?.st_uid, let author = Self.author(of: folder)
            else { return nil }
            return Claim(path: Board.membersFolder + "/" + name, owner: owner, name: author)
        }
    }

    /// The account that the newest line of a folder's public logs names.
    private static func author(of folder: Descriptor) -> Account? {
        let logs = folderEntries(folder, limit: 10_000).names.compactMap(LogFileName.init).filter { !$0.isPrivate }
        return logs.prefix(BoardScanner.mostLogs).compactMap { lastEnvelope(in: $0.name, of: folder) }
            .max { $0.clock < $1.clock }.map { Account($0.by) }
    }

    private static func lastEnvelope(in name: String, of folder: Descriptor) -> Envelope? {
        let length = Int64(2 * EnvelopeScanner.longestLine)
        guard let file = Descriptor.open(name, in: folder), let status = file.status, status.isRegularFile,
            let bytes = file.read(Int(min(length, Int64(status.st_size))), at: max(0, Int64(status.st_size) - length))
        else { return nil }
        return bytes.split(separator: 10).reversed().lazy
            .compactMap { line in try? line.withUnsafeBytes { try EnvelopeScanner.scan($0) } }.first
    }

    private static func status(of path: String, on board: Board) -> stat? {
        var status = stat()
        return lstat("\(board.directory)/\(path)", &status) == 0 ? status : nil
    }
}

/// Gives files to an account, as root.
enum OwnerChange {
    /// The deepest folder below a member's.
    private static let deepest = 4

    /// Gives a file or folder away, and with `isTree` all below it that belongs to the same owner. Links are passed over,
    /// and so are files with a second name, which may lie anywhere. Whether all went well.
    static func give(_ opened: Descriptor, to uid: uid_t, isTree: Bool) -> Bool {
        guard geteuid() == 0, let status = opened.status else { return false }
        return give(opened, to: uid, from: status.st_uid, depth: isTree ? deepest : 0)
    }

    private static func give(_ opened: Descriptor, to uid: uid_t, from owner: uid_t, depth: Int) -> Bool {
        guard let status = opened.status, status.st_uid == owner || status.st_uid == uid,
            status.isFolder || (status.isRegularFile && status.st_nlink == 1)
        else { return false }
        var isDone = true
        if status.isFolder, depth > 0 {
            for name in folderEntries(opened, limit: 100_000).names {
                var entry = stat()
                guard fstatat(opened.number, name, &entry, AT_SYMLINK_NOFOLLOW) == 0, entry.st_uid == owner,
                    entry.isFolder || entry.isRegularFile
                else { continue }
                guard let file = Descriptor.open(name, in: opened) else { isDone = false; continue }
                isDone = give(file, to: uid, from: owner, depth: depth - 1) && isDone
            }
        }
        // A folder goes last, so that what was cut short is begun again.
        return isDone && fchown(opened.number, uid, gid_t.max) == 0
    }
}
