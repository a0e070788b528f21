import Foundation
import Index
import Journal

/// The exchange of a clone with the remote that it is given or had last, as the command and the screen do it.
struct Exchange {
    let session: BoardSession
    let git: Git

    /// Throws `CommandFailure` (77) where the members of the board share its folder.
    init(_ session: BoardSession, isApart: Bool = false) throws {
        try Confinement.checkFiles()
        guard session.board.identity.identity == .signatures else {
            throw CommandFailure(
                "the members of this board share its folder; `stoa init DIR --signatures` makes one to be exchanged",
                .notPermitted)
        }
        self.session = session
        git = try Git(session.board.directory + "/" + Board.syncFolder, isApart: isApart)
    }

    /// The remote of last time; nothing before the first.
    var remote: String? {
        (try? String(contentsOfFile: git.folder + "/remote", encoding: .utf8))?.trimmingCharacters(in: .newlines)
    }

    /// Keeps a remote for the next time.
    func keep(_ address: RemoteAddress) throws {
        try Data((address.text + "\n").utf8).write(to: URL(fileURLWithPath: git.folder + "/remote"), options: .atomic)
    }

    /// Exchanges, and puts on record what came of it. `say` is told how far it has come.
    func run(with typed: String? = nil, say: @escaping (String) -> Void = { _ in }) throws -> LastSync {
        guard let named = typed ?? remote else {
            throw CommandFailure("name the git remote to exchange with: stoa sync REMOTE", .usage)
        }
        let address = try RemoteAddress(named)
        var run = SyncRun(session, address, git, say: say)
        var last = LastSync(at: session.clock.now(), remote: address.text)
        do {
            defer {
                last.received = run.result.received
                last.files = run.result.files
                last.sent = run.result.sent
            }
            try run.run()
        } catch {
            last.refusal = CommandFailure(error).description
            last.save(git.folder)
            throw error
        }
        last.save(git.folder)
        try keep(address)
        return last
    }
}

/// What came of the last exchange.
struct LastSync: Codable, Hashable {
    /// When it was begun.
    var at: Timestamp
    /// The remote.
    var remote: String
    /// Events that were new here.
    var received = 0
    /// Files that were new here.
    var files = 0
    /// Parts and files that were new there.
    var sent = 0
    /// Why it ended early, as it was said; nothing when it did not.
    var refusal: String?

    private static let largest = 64 << 10

    /// The exchange of a clone's that was last; nothing before the first.
    static func of(_ board: Board) -> LastSync? {
        guard board.identity.identity == .signatures,
            let file = FileHandle(forReadingAtPath: "\(board.directory)/\(Board.syncFolder)/last"),
            let data = try? file.read(upToCount: largest)
        else { return nil }
        return try? JSONDecoder().decode(LastSync.self, from: data)
    }

    /// Keeps it; without it nothing is lost but the word of it.
    func save(_ folder: String) {
        try? JSONEncoder().encode(self).write(to: URL(fileURLWithPath: folder + "/last"), options: .atomic)
    }

    /// What was exchanged, in one line.
    var sentence: String {
        guard received + files + sent > 0 else { return "Nothing is new on either side." }
        let files = files == 0 ? "" : files == 1 ? " and 1 file" : " and \(files) files"
        return "Received \(received == 1 ? "1 event" : "\(received) events")\(files); "
            + (sent == 0 ? "the remote had everything of ours." : "sent what the remote lacked.")
    }

    /// When it was and what came of it, in one line.
    func sentence(now: Timestamp) -> String {
        let age = Age.short(at, now: now)
        let when = age == "now" ? "just now" : age + " ago"
        return refusal.map { "Not exchanged \(when): \($0)" } ?? "Exchanged \(when). \(sentence) \(remote)"
    }
}
