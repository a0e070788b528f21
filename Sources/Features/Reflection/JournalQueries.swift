import Foundation
import GRDB
import Index
import Journal
import Synchronization

/// A reflection that a member shared: a thread that says so.
public struct SharedReflection: Hashable, Identifiable, Sendable {
    /// The thread.
    public var id: EventID
    /// Its row.
    public var number: Int64
    /// Its title.
    public var title: String
    /// Whose it is.
    public var author: Account
    /// The name they go by.
    public var authorName: String
    /// When it was shared.
    public var shared: Timestamp
    /// The frame it was written in.
    public var frame: String
    /// What it is about.
    public var tags: [String]
    /// How many have answered.
    public var replies: Int
}

/// What screens and commands ask about reflections.
enum JournalQueries {
    private static let columns = """
        SELECT id, number, kept, version, sealed, outcome, (
                SELECT shared.id FROM document AS shared WHERE shared.id = reflection_entry.thread AND NOT shared.hidden
            ) AS thread
        FROM reflection_entry JOIN document USING(number)
        """

    /// The most that a list shows: one a day for five years.
    static let most = 2_000

    /// The reader's own entries, the latest first.
    static func entries(limit: Int = most, _ database: Database) throws -> [JournalEntry] {
        let sql = columns + " WHERE NOT removed ORDER BY kept DESC, number DESC LIMIT ?"
        return try database.cachedStatement(sql: sql).values([limit], as: entry)
    }

    /// One of them.
    static func entry(_ id: EventID, _ database: Database) throws -> JournalEntry? {
        let sql = columns + " WHERE id = ? AND NOT removed"
        return try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [id]).map(entry)
    }

    /// How many there are; for their author alone.
    static func count(_ database: Database) throws -> Int {
        try Int.fetchOne(database.cachedStatement(sql: "SELECT count(*) FROM reflection_entry WHERE NOT removed")) ?? 0
    }

    /// The latest entry whose next step is neither done, carried on nor let go.
    static func openStep(_ database: Database) throws -> JournalEntry? {
        let sql =
            columns + " WHERE steps AND outcome IS NULL AND NOT removed ORDER BY kept DESC, number DESC LIMIT 1"
        return try Row.fetchOne(database.cachedStatement(sql: sql)).map(entry)
    }

    private static func entry(_ row: Row) -> JournalEntry {
        JournalEntry(
            id: row["id"], number: row["number"], kept: row["kept"], version: row["version"],
            sealed: row["sealed"],
            outcome: (row["outcome"] as String?).flatMap(StepOutcome.init), thread: row["thread"])
    }

    /// What members have shared, the latest first.
    static func shared(limit: Int = most, _ database: Database) throws -> [SharedReflection] {
        let sql = """
            SELECT document.id, document.number, document.title, document.author, coalesce(member.name, author) AS name,
                shared, frame, tags, posts
            FROM reflection_shared JOIN document ON document.number = reflection_shared.thread
                JOIN thread ON thread.number = reflection_shared.thread LEFT JOIN member ON account = author
            WHERE NOT document.hidden AND NOT thread.hidden
            ORDER BY shared DESC, reflection_shared.thread DESC LIMIT ?
            """
        return try database.cachedStatement(sql: sql).values([limit]) { row in
            SharedReflection(
                id: row["id"], number: row["number"], title: row["title"], author: row["author"],
                authorName: row["name"], shared: row["shared"], frame: row["frame"],
                tags: (row["tags"] as String).split(separator: " ").map(String.init), replies: (row["posts"] as Int) - 1
            )
        }
    }

    /// The board's prompts; none while nobody has set any.
    static func prompts(_ database: Database) throws -> [ReflectionPrompt] {
        let text = try String.fetchOne(database.cachedStatement(sql: "SELECT text FROM reflection_prompts"))
        return try text.map { try PromptSet(text: $0).prompts } ?? []
    }

    /// Whether the reader wants no prompts.
    static func isMuted(_ database: Database) throws -> Bool {
        try Bool.fetchOne(database.cachedStatement(sql: "SELECT muted FROM reflection_muted")) ?? false
    }

    /// The prompts that are offered to the reader now: come round, and neither answered nor passed over.
    static func offered(
        now: Timestamp, calendar: Calendar = .current, _ database: Database
    ) throws -> [ReflectionPrompt.Occasion] {
        guard try !isMuted(database) else { return [] }
        let sql = "SELECT met FROM reflection_prompt_met WHERE prompt = ? AND day = ?"
        return try prompts(database).compactMap { $0.occasion(at: now, calendar) }.filter { occasion in
            let statement = try database.cachedStatement(sql: sql)
            return try !(Bool.fetchOne(statement, arguments: [occasion.prompt.name, occasion.day]) ?? false)
        }.sorted { ($0.day, $0.prompt.name) > ($1.day, $1.prompt.name) }
    }
}

/// Opens the reader's entries, each once: what is open is in memory and nowhere else.
final class OpenedEntries: Sendable {
    private let session: BoardSession
    private let known = Mutex<[EventID: Result<EntryContent, Closed>]>([:])

    /// Why an entry cannot be read.
    struct Closed: Error, Hashable {
        var reason: String
    }

    init(_ session: BoardSession) { self.session = session }

    /// What an entry says, or why it cannot be read.
    func content(of entry: JournalEntry) -> Result<EntryContent, Closed> {
        if let known = known.withLock({ $0[entry.version] }) { return known }
        let opened = open(entry)
        known.withLock { $0[entry.version] = opened }
        return opened
    }

    private func open(_ entry: JournalEntry) -> Result<EntryContent, Closed> {
        let context = SealingContext(
            board: session.board.identity.id, author: session.me,
            kind: entry.isFirst ? ReflectionKept.kind : ReflectionRewritten.kind,
            about: entry.isFirst ? ReflectionKept.about : entry.id.text)
        guard let ring = try? KeyRing(board: session.board, account: session.me),
            let sealed = try? JSONDecoder().decode(SealedText.self, from: entry.sealed)
        else { return .failure(Closed(reason: "the board's folder cannot be looked into")) }
        let opened = sealed.open(as: session.me, with: ring, in: context)
        guard let text = opened.text else {
            return .failure(Closed(reason: opened.explanation(for: session.me) ?? ""))
        }
        guard let content = try? JSONDecoder().decode(EntryContent.self, from: Data(text.utf8)) else {
            return .failure(Closed(reason: "sealed, and not in a form that can be read"))
        }
        return .success(content)
    }
}
