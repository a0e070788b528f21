import Foundation

/// What was typed and not sent.
public struct StoredDraft: Codable, Hashable, Sendable, Identifiable {
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
/// nor a full disk leaves half of one.
public struct DraftStore: Sendable {
    /// Bytes of the largest draft.
    private static let largestDraft = 16 << 20

    private let board: Board
    private let account: Account

    /// The drafts of `account` on a board.
    public init(board: Board, account: Account) {
        self.board = board
        self.account = account
    }

    /// Keeps a draft, in place of an earlier state of it. Throws when it cannot be written; the earlier state then stays.
    public func save(_ draft: StoredDraft) throws(JournalError) {
        let drafts = try folder()
        guard let bytes = try? JSONEncoder().encode(draft), Self.isName(draft.id) else {
            throw JournalError(.badData, "this draft cannot be kept")
        }
        let temporary = ".\(draft.id)-\(getpid())-\(UInt32.random(in: .min ... .max))"
        guard let file = Descriptor.open(temporary, in: drafts, flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o600),
            file.write([UInt8](bytes)), fdatasync(file.number) == 0,
            renameat(drafts.number, temporary, drafts.number, draft.id) == 0
        else {
            let error = JournalError.system("cannot keep the draft", advice: "copy the text before you leave")
            unlinkat(drafts.number, temporary, 0)
            throw error
        }
        fsync(drafts.number)
    }

    /// All drafts, the latest first. A file that is none is passed over.
    public func all() throws(JournalError) -> [StoredDraft] {
        // A member who never wrote has no folder, and looking must not make one.
        guard let folder = try OwnFolder.find(board, account),
            let drafts = Descriptor.open("drafts", in: folder.descriptor, flags: O_RDONLY | O_DIRECTORY)
        else { return [] }
        return folderEntries(drafts, limit: 10_000).names.filter(Self.isName).compactMap { Self.load($0, drafts) }
            .sorted { ($0.updated, $0.id) > ($1.updated, $1.id) }
    }

    /// Throws a draft away.
    public func discard(_ id: String) throws(JournalError) {
        guard Self.isName(id) else { throw JournalError(.badData, "\(id) is no draft") }
        // Held by name, so that the folder stays open until the call has returned.
        let drafts = try folder()
        guard unlinkat(drafts.number, id, 0) == 0 || errno == ENOENT else {
            throw .system("cannot discard the draft \(id)")
        }
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
        mkdirat(own.descriptor.number, "drafts", 0o700)
        guard let drafts = Descriptor.open("drafts", in: own.descriptor, flags: O_RDONLY | O_DIRECTORY),
            drafts.status?.st_uid == own.owner
        else { throw .system("cannot keep drafts in \(own.path)", advice: "check who owns it") }
        return drafts
    }

    private static func isName(_ name: String) -> Bool {
        (4...64).contains(name.utf8.count) && name.utf8.allSatisfy { Base32.value(of: $0) != nil }
    }
}
