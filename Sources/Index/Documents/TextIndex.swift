import GRDB

/// How the text index takes in rows (https://www.sqlite.org/fts5.html#fts5_table_initialization_options).
enum TextIndex {
    /// The name under which the first document whose text is yet to be indexed is kept.
    static let numberSetting = "text_number"

    /// The first document whose text is not in the text index yet.
    static func firstNewText(_ database: Database) throws -> Int64 {
        let sql = "SELECT value FROM setting WHERE name = ?"
        return try Int64.fetchOne(database, sql: sql, arguments: [numberSetting]) ?? 1
    }

    /// Whether a build ended before all texts were in the text index.
    static func isBehind(_ database: Database) throws -> Bool {
        let next = try Int64.fetchOne(database, sql: "SELECT value FROM setting WHERE name = 'next_number'")
        return try next ?? 1 > firstNewText(database)
    }

    /// Much at once: collect in memory and merge seldom, which is more than twice as quick.
    static func prepareForMany(_ database: Database) throws {
        try configure(["hashsize": 48 << 20, "automerge": 0], database)
    }

    /// One by one: FTS5's own figures.
    static func prepareForFew(_ database: Database) throws {
        try configure(["hashsize": 1 << 20, "automerge": 4], database)
    }

    private static func configure(_ options: KeyValuePairs<String, Int>, _ database: Database) throws {
        for (name, value) in options {
            try database.execute(
                sql: "INSERT INTO document_text(document_text, rank) VALUES(?, ?)", arguments: [name, value])
        }
    }

    /// Puts another text in the place of one. FTS5 wants the old one, since the index keeps no text of its own.
    static func change(_ old: TextBuilder.Text, to new: TextBuilder.Text, _ database: Database) throws {
        try database.run(
            "INSERT INTO document_text(document_text, rowid, title, body) VALUES('delete', ?, ?, ?)",
            old.number, old.title, old.body)
        try database.run(
            "INSERT INTO document_text(rowid, title, body) VALUES(?, ?, ?)", new.number, new.title, new.body)
    }
}
