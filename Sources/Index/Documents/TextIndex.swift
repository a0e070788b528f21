import GRDB

/// How the text index takes in new rows (https://www.sqlite.org/fts5.html#fts5_table_initialization_options).
enum TextIndex {
    /// Much at once: collect in memory and merge seldom, which is more than twice as quick.
    static func prepareForMany(_ database: Database) throws {
        try configure(["hashsize": 48 << 20, "automerge": 0], database)
        try database.execute(sql: "PRAGMA cache_size = -64000")
    }

    /// One by one: FTS5's own figures.
    static func prepareForFew(_ database: Database) throws {
        try configure(["hashsize": 1 << 20, "automerge": 4], database)
        try database.execute(sql: "PRAGMA cache_size = -16000")
    }

    private static func configure(_ options: KeyValuePairs<String, Int>, _ database: Database) throws {
        for (name, value) in options {
            try database.execute(
                sql: "INSERT INTO document_text(document_text, rank) VALUES(?, ?)", arguments: [name, value])
        }
    }
}
