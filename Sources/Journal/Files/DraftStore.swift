import Foundation

/// What was typed and not sent.
public struct StoredDraft: Codable, Hashable, Sendable, Identifiable {
    /// One of the steps that a text is written in.
    public struct Step: Codable, Hashable, Sendable {
        /// Its number, from 1.
        public var number: Int
        /// Since when.
        public var since: Timestamp

        /// A step.
        public init(number: Int, since: Timestamp) {
            self.number = number
            self.since = since
        }
    }

    /// Its name, random.
    public var id: String
    /// What it will be: `thread`, `reply` or `edit`.
    public var kind: String
    /// What it answers or rewords, as a whole id.
    public var target: String?
    /// The title of a new thread.
    public var title: String
    /// The channel of a new thread.
    public var channel: String
    /// The text.
    public var body: String
    /// When it was last changed.
    public var updated: Timestamp
    /// On which host.
    public var host: String
    /// Where it has come to, when it is written in steps.
    public var step: Step?
    /// Whether its words lie on the disk sealed, so that only their author reads them.
    public var isSealed: Bool?
    /// Its title, channel and text, sealed.
    var sealed: SealedText?

    /// A new draft.
    public init(
        kind: String, target: String? = nil, title: String = "", channel: String = "", body: String = "",
        updated: Timestamp, host: String
    ) {
        id = Base32.encode((0..<10).map { _ in UInt8.random(in: .min ... .max) })
        self.kind = kind
        self.target = target
        self.title = title
        self.channel = channel
        self.body = body
        self.updated = updated
        self.host = host
    }
}

/// A member's drafts: one file each in `drafts/`, readable by the member alone, replaced whole so that neither a kill
/// nor a full disk leaves half of one. Where the board takes none, they go to a folder of the member's own.
public struct DraftStore: Sendable {
    /// Bytes of the largest draft.
    private static let largestDraft = 16 << 20

    private let board: Board
    private let account: Account
    private let spare: String?

    /// The drafts of `account` on a board; `spare` is the folder for those that the board does not take.
    public init(board: Board, account: Account, spare: String? = nil) {
        self.board = board
        self.account = account
        self.spare = spare
    }

    /// Keeps a draft, in place of an earlier state of it. Throws when it cannot be written anywhere; the earlier state
    /// then stays.
    public func save(_ draft: StoredDraft) throws(JournalError) {
        let draft = draft.isSealed == true ? try sealed(draft) : draft
        guard let bytes = try? JSONEncoder().encode(draft), Self.isName(draft.id) else {
            throw JournalError(.badData, "this draft cannot be kept")
        }
        do {
            try Self.write([UInt8](bytes), draft.id, in: try folder())
        } catch {
            guard let spare = spareFolder(isMade: true) else { throw error }
            try Self.write([UInt8](bytes), draft.id, in: spare)
        }
    }

    /// All drafts, the latest first. A file that is none is passed over.
    public func all() throws(JournalError) -> [StoredDraft] {
        // A member who never wrote has no folder, and looking must not make one.
        let own = try OwnFolder.find(board, account).flatMap {
            Descriptor.open("drafts", in: $0.descriptor, flags: O_RDONLY | O_DIRECTORY)
        }
        let found = [own, spareFolder(isMade: false)].compactMap { $0 }.flatMap { folder in
            folderEntries(folder, limit: 10_000).names.filter(Self.isName).compactMap { Self.load($0, folder) }
        }.compactMap(opened)
        let latest = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { $0.updated >= $1.updated ? $0 : $1 })
        return latest.values.sorted { ($0.updated, $0.id) > ($1.updated, $1.id) }
    }

    /// Throws a draft away.
    public func discard(_ id: String) throws(JournalError) {
        guard Self.isName(id) else { throw JournalError(.badData, "\(id) is no draft") }
        if let spare = spareFolder(isMade: false) { unlinkat(spare.number, id, 0) }
        guard let own = try OwnFolder.find(board, account),
            let drafts = Descriptor.open("drafts", in: own.descriptor, flags: O_RDONLY | O_DIRECTORY)
        else { return }
        guard unlinkat(drafts.number, id, 0) == 0 || errno == ENOENT else {
            throw .system("cannot discard the draft \(id)")
        }
    }

    // MARK: - Sealed drafts

    private struct Words: Codable {
        var title: String
        var channel: String
        var body: String
    }

    private func context(_ draft: StoredDraft) -> SealingContext {
        SealingContext(board: board.identity.id, author: account, kind: "draft", about: draft.id)
    }

    /// The draft with its words sealed to its author, whose key is made if there is none.
    private func sealed(_ draft: StoredDraft) throws(JournalError) -> StoredDraft {
        var ring = try KeyRing(board: board, account: account)
        let key = if let known = ring.publicKeys.first { known } else { try ring.make() }
        let words = Words(title: draft.title, channel: draft.channel, body: draft.body)
        guard let text = try? JSONEncoder().encode(words) else {
            throw JournalError(.badData, "this draft cannot be kept")
        }
        var sealed = draft
        sealed.sealed = try SealedText(
            String(decoding: text, as: UTF8.self), to: [account: key], in: context(draft))
        (sealed.title, sealed.channel, sealed.body) = ("", "", "")
        return sealed
    }

    /// The draft with its words; nothing when they were sealed to a key that is gone.
    private func opened(_ draft: StoredDraft) -> StoredDraft? {
        guard let sealed = draft.sealed else { return draft }
        guard let ring = try? KeyRing(board: board, account: account),
            let text = sealed.open(as: account, with: ring, in: context(draft)).text,
            let words = try? JSONDecoder().decode(Words.self, from: Data(text.utf8))
        else { return nil }
        var opened = draft
        opened.sealed = nil
        (opened.title, opened.channel, opened.body) = (words.title, words.channel, words.body)
        return opened
    }

    private static func write(_ bytes: [UInt8], _ id: String, in folder: Descriptor) throws(JournalError) {
        let temporary = ".\(id)-\(getpid())-\(UInt32.random(in: .min ... .max))"
        guard let file = Descriptor.open(temporary, in: folder, flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o600),
            file.write(bytes), file.syncContent(),
            renameat(folder.number, temporary, folder.number, id) == 0
        else {
            let error = JournalError.system("cannot keep the draft", advice: "copy the text before you leave")
            unlinkat(folder.number, temporary, 0)
            throw error
        }
        _ = folder.sync()
    }

    private static func load(_ name: String, _ folder: Descriptor) -> StoredDraft? {
        guard let file = Descriptor.open(name, in: folder), let status = file.status, status.isRegularFile,
            status.st_size <= largestDraft, let bytes = file.read(Int(status.st_size), at: 0),
            let draft = try? JSONDecoder().decode(StoredDraft.self, from: Data(bytes)), draft.id == name
        else { return nil }
        return draft
    }

    private func folder() throws(JournalError) -> Descriptor {
        let own = try OwnFolder.open(board, account)
        if mkdirat(own.descriptor.number, "drafts", 0o700) != 0, errno != EEXIST {
            throw .system("cannot keep drafts in \(own.path)", advice: "check who owns it")
        }
        guard let drafts = Descriptor.open("drafts", in: own.descriptor, flags: O_RDONLY | O_DIRECTORY),
            drafts.status?.st_uid == own.owner
        else { throw .system("cannot keep drafts in \(own.path)", advice: "check who owns it") }
        return drafts
    }

    private func spareFolder(isMade: Bool) -> Descriptor? {
        guard let spare else { return nil }
        if isMade {
            let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
            try? FileManager.default.createDirectory(
                atPath: spare, withIntermediateDirectories: true, attributes: attributes)
        }
        guard let folder = Descriptor.open(spare, flags: O_RDONLY | O_DIRECTORY), let status = folder.status,
            status.st_uid == geteuid(), !status.isWritableByOthers
        else { return nil }
        return folder
    }

    private static func isName(_ name: String) -> Bool {
        (4...64).contains(name.utf8.count) && name.utf8.allSatisfy { Base32.value(of: $0) != nil }
    }
}
