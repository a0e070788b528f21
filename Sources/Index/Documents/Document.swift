import GRDB
import Journal

/// A thing with text that has an id of its own and can be found by search: a post, a resource, a member's profile.
/// Every feature's rows share its number.
public struct Document: Sendable {
    /// What it is, as results say it: `post`, `resource`.
    public var kind: String
    /// The event that made it.
    public var id: EventID
    /// Who wrote it.
    public var author: Account
    /// When, as people see it, in milliseconds since 1970.
    public var created: Timestamp
    /// Its title; empty when it has none.
    public var title: String
    /// Its text.
    public var body: String

    /// A document from its parts.
    public init(kind: String, id: EventID, author: Account, created: Timestamp, title: String, body: String) {
        self.kind = kind
        self.id = id
        self.author = author
        self.created = created
        self.title = title
        self.body = body
    }
}

enum DocumentSchema {
    static let statements = [
        """
        CREATE TABLE document(
            number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, kind TEXT NOT NULL, author TEXT NOT NULL,
            created INTEGER NOT NULL, hidden INTEGER NOT NULL DEFAULT 0, title TEXT NOT NULL, body TEXT NOT NULL
        )
        """,
        "CREATE INDEX document_by_author ON document(author, number)",
        textIndex(content: "document"),
        """
        CREATE VIRTUAL TABLE document_grams USING fts5(
            title, body, content = '', tokenize = 'trigram'
        )
        """,
    ]

    /// The text index; wherever the texts are, it is kept the same way.
    static func textIndex(content: String) -> String {
        """
        CREATE VIRTUAL TABLE document_text USING fts5(
            title, body, content = '\(content)', content_rowid = 'number',
            tokenize = 'unicode61 remove_diacritics 2', prefix = '\(SearchQuery.shortestBeginning)', columnsize = 0
        )
        """
    }
}

extension Document {
    /// What is called by an id, for lists of things of all kinds; nothing when it has no title.
    public static func title(of id: EventID, _ database: Database) throws -> String? {
        let sql = "SELECT title FROM document WHERE id = ?"
        let title = try String.fetchOne(database.cachedStatement(sql: sql), arguments: [id])
        return title.flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension Projecting {
    /// Adds a document and makes it searchable. Nothing when it was there already.
    public func add(_ document: Document) throws -> Int64? {
        guard let number = try insert(document) else { return nil }
        if Scripts.lackSpaces(document.title) || Scripts.lackSpaces(document.body) {
            try execute(
                "INSERT INTO document_grams(rowid, title, body) VALUES(?, ?, ?)", number, document.title, document.body)
        }
        remember(number, of: document.id)
        noteArrival(of: document.id)
        return number
    }

    /// Adds the row under the next number that is free; nothing when the document is there.
    private func insert(_ document: Document) throws -> Int64? {
        while true {
            let number = nextNumber
            try execute(
                "INSERT OR IGNORE INTO document(number, id, kind, author, created, title, body) VALUES(?, ?, ?, ?, ?, ?, ?)",
                number, document.id, document.kind, document.author, document.created, document.title, document.body)
            nextNumber += 1
            if database.changesCount == 1 { return number }
            // The number is taken, or the document is there, ahead of its turn perhaps.
            if let known = try self.number(of: document.id) {
                nextNumber = max(number, known + 1)
                return nil
            }
        }
    }

    /// Gives a document another title or text.
    public func revise(_ number: Int64, title: String, body: String) throws {
        guard let old = try row("SELECT title, body FROM document WHERE number = ?", number) else { return }
        let before: (title: String, body: String) = (old[0], old[1])
        guard before != (title, body) else { return }
        try changeText(
            TextBuilder.Text(number: number, title: before.title, body: before.body),
            to: TextBuilder.Text(number: number, title: title, body: body))
        try execute("UPDATE document SET title = ?, body = ? WHERE number = ?", title, body, number)
        if Scripts.lackSpaces(before.title) || Scripts.lackSpaces(before.body) {
            // FTS5 wants the old text to take a row out of an index that keeps no text of its own.
            try execute(
                "INSERT INTO document_grams(document_grams, rowid, title, body) VALUES('delete', ?, ?, ?)",
                number, before.title, before.body)
        }
        if Scripts.lackSpaces(title) || Scripts.lackSpaces(body) {
            try execute("INSERT INTO document_grams(rowid, title, body) VALUES(?, ?, ?)", number, title, body)
        }
    }

    /// Takes a document out of search, or back in.
    public func setHidden(_ number: Int64, _ isHidden: Bool) throws {
        try execute("UPDATE document SET hidden = ?1 WHERE number = ?2 AND hidden <> ?1", isHidden, number)
    }
}
