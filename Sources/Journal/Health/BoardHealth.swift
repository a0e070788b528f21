import Glibc

/// Looks a board over from end to end: the modes of its folders, and every line of every log that may be read.
public struct BoardHealth {
    /// What is wrong.
    public let findings: [Finding]
    /// How many events are sound.
    public let eventCount: Int
    private let board: Board
    private let breaches: [ModeRules.Breach]
    private let ownership: Ownership

    /// Reads the whole board as `reader`; `now` is this machine's time. Throws when the board cannot be looked into.
    public init(checking board: Board, reader: Account, now: Timestamp) throws(JournalError) {
        self.board = board
        let scanner = try BoardScanner(board: board, reader: reader, positions: [], now: now)
        var count = 0
        while scanner.next() != nil { count += 1 }
        eventCount = count
        var found = scanner.findings
        if let folder = Descriptor.open(board.directory, flags: O_RDONLY | O_DIRECTORY),
            folder.status?.isWritableByOthers == true
        {
            found.insert(Finding(.writableByOthers, "."), at: 0)
        }
        ownership = try Ownership(board)
        let explained = Set(ownership.findings.map(\.path))
        // What follows from a move is said once, by what to do about it.
        found.removeAll { finding in
            Self.consequences.contains(finding.kind) && explained.contains { finding.path.isBelow($0) }
        }
        breaches = try ModeRules(board).breaches
        findings = ownership.findings + found + breaches.map(\.finding)
    }

    /// What reading finds wrong with a folder that belongs to the wrong account.
    private static let consequences: Set<Finding.Kind> = [.copied, .tooManyFolders, .wrongOwner]

    /// Gives folders of a board that came from another machine to their accounts, if root asks. Sets the modes of the caller's own folders and files right. Returns what was mended; everything else is left as
    /// it is, since a log's content is never changed.
    public func repair() -> [Finding] {
        let given = giveBack()
        let closed = findings.filter { finding in
            finding.kind == .writableByOthers && change(finding.path) { $0 & ~(S_IWGRP | S_IWOTH) }
        }
        return given + closed
            + breaches.filter { breach in change(breach.finding.path) { ($0 | breach.needs) & ~breach.forbids } }
            .map(\.finding)
    }

    private func giveBack() -> [Finding] {
        var mended: Set<String> = []
        for part in ownership.mendable {
            guard let opened = openEachStep(of: part.path) else { continue }
            guard OwnerChange.give(opened, to: part.uid, isTree: part.isTree) else {
                // The board's own owner tells that it has moved, so that goes last and only when all else went.
                if part.isTree { break }
                continue
            }
            mended.insert(part.path)
        }
        return ownership.findings.filter { mended.contains($0.path) }
    }

    private func change(_ path: String, mode: (mode_t) -> mode_t) -> Bool {
        guard let opened = openEachStep(of: path), let status = opened.status,
            status.st_uid == geteuid() || isRootAtOwnPart(path),
            status.isRegularFile || status.isFolder
        else { return false }
        return fchmod(opened.number, mode(status.st_mode & 0o7777)) == 0
    }

    /// Whether root looks at what belongs to the board as a whole.
    private func isRootAtOwnPart(_ path: String) -> Bool {
        geteuid() == 0 && [".", Board.identityFile, Board.membersFolder].contains(path)
    }

    /// Opens a path below the board folder by folder, so that a link at any step is refused.
    private func openEachStep(of path: String) -> Descriptor? {
        guard var opened = Descriptor.open(board.directory, flags: O_RDONLY | O_DIRECTORY) else { return nil }
        for step in path.split(separator: "/") where step != "." {
            guard let next = Descriptor.open(String(step), in: opened) else { return nil }
            opened = next
        }
        return opened
    }
}

extension String {
    /// Whether a path is another one or lies in it.
    fileprivate func isBelow(_ path: String) -> Bool { self == path || hasPrefix(path + "/") }
}
