/// Something wrong that reading came upon; the rest is read all the same.
public struct Finding: Hashable, Codable, Sendable {
    /// What is wrong, a case for each row of the table of checks.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        /// What it says to people is its sentence (`Finding.sentence`).
        case writableByOthers, wrongOwner, notAFile, notAFolder, closedFolder, noEvent, torn, chainBroken, shrank,
            rewritten
        /// The same for bounds, clocks, witnesses, and folders that are not where or as they should be.
        case tooManyEntries, tooManyFolders, tooManyLogs, unreadable, fromFuture, witnessDiffers, copied, gone,
            closedToGroup, exposed, unguarded, moved, movedAndUnknown, movedTwice, movedBoard, strangeGroup
    }

    /// What is wrong.
    public var kind: Kind
    /// Where: a path relative to the board.
    public var path: String
    /// Whose it is.
    public var account: Account?
    /// At which byte.
    public var offset: Int64?
    /// Who saw something else there.
    public var witness: Account?
    /// Whose it should be.
    public var rightful: Account?

    /// Something wrong.
    public init(
        _ kind: Kind, _ path: String, account: Account? = nil, offset: Int64? = nil, witness: Account? = nil,
        rightful: Account? = nil
    ) {
        self.kind = kind
        self.path = path
        self.account = account
        self.offset = offset
        self.witness = witness
        self.rightful = rightful
    }

    /// One line: what is wrong with which thing, and what to do about it.
    public var sentence: String {
        let place = offset.map { "\(path) at byte \($0)" } ?? path
        let owner = account.map { " (\($0))" } ?? ""
        let seen = witness.map { "; \($0) saw it" } ?? ""
        let explanation = Self.explanations[kind, default: "is not as it should be"]
            .replacing("RIGHTFUL", with: rightful?.rawValue ?? "its author")
        return place + owner + ": " + explanation + seen
    }

    /// Whether it says that somebody's history is not what it was: worth telling every reader.
    public var isAboutHistory: Bool {
        [.chainBroken, .shrank, .rewritten, .gone, .witnessDiffers].contains(kind)
    }

    /// Whether it is what a crash leaves: worth knowing, and nothing to be mended.
    public var isHarmless: Bool { kind == .torn }

    /// Whether only who knew the log before can tell, and only once: its file shows nothing of it.
    public var isSeenOnce: Bool { [.shrank, .rewritten, .gone].contains(kind) }

    private static let explanations: [Kind: String] = [
        .writableByOthers: "others may write here, so it is not read; its owner mends it with `chmod go-w`",
        .wrongOwner: "belongs to somebody else than its folder, so it is not read; remove it",
        .notAFile: "is a link, a pipe or a folder where a log should be, so it is not read; remove it",
        .notAFolder: "is no folder, so it is passed over; its owner or the founder removes it",
        .closedFolder: "may not be looked into; its owner opens it with `chmod g+rx`",
        .noEvent: "is no event and was skipped; look who changes the file",
        .torn: "was cut off while it was written, and is skipped; nothing is to be done",
        .chainBroken: "does not follow the line before it: its history was changed",
        .shrank: "is shorter than it was: its history was changed; what was known is kept",
        .rewritten: "is not what was read before: its history was changed; what was known is kept",
        .gone: "is not there any more: its history was taken away; what was known is kept",
        .tooManyEntries:
            "holds more entries than a group has; of each owner only \(MemberFolders.mostFolders) are looked at",
        .tooManyFolders: "is one folder too many of its account and is left out; remove it",
        .tooManyLogs: "holds over \(BoardScanner.mostLogs) logs; the rest is left out",
        .unreadable: "cannot be read; ask its owner to let the group read it",
        .fromFuture: "carries a time far ahead of this machine's clock; check both clocks",
        .closedToGroup: "is closed to the group; its owner opens it with `stoa doctor --repair`",
        .exposed: "is only for its owner's eyes, but others may look into it; `stoa doctor --repair` closes it",
        .unguarded: "lets members take each other's folders away; its owner mends it with `chmod +t`",
        .copied: "was written by another member and copied here, so it is skipped; its owner removes it",
        .moved: """
        holds what RIGHTFUL wrote but belongs to somebody else here, since the board came from a machine with other \
        account numbers; root gives it to RIGHTFUL with `stoa doctor --repair`
        """,
        .movedAndUnknown: """
        holds what RIGHTFUL wrote but belongs to somebody else here, and there is no account RIGHTFUL; root makes one \
        (`useradd RIGHTFUL`), then runs `stoa doctor --repair`
        """,
        .movedTwice: """
        says that RIGHTFUL wrote it, and so does another folder; look which of them is true, then root gives that one \
        back with `chown -R RIGHTFUL`
        """,
        .movedBoard: """
        belongs to somebody else than RIGHTFUL, who founded the board: it came from another machine; root mends it \
        with `stoa doctor --repair`
        """,
        .strangeGroup: """
        belongs to a group that this machine does not know; root gives all of the board to yours with `chgrp -R`
        """,
        .witnessDiffers: "does not hold the event that stood there: its history was changed",
    ]
}
