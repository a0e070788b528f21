import GRDB
import Index
import Journal

/// A channel as lists show it.
public struct ChannelSummary: Hashable, Sendable {
    /// Its row.
    public var number: Int64
    /// Its id.
    public var id: EventID
    /// Its name without `#`.
    public var name: String
    /// What it is for.
    public var topic: String
    /// Who may open threads in it.
    public var starters: ThreadStarters
    /// Whether it is closed for writing.
    public var isArchived: Bool
    /// Posts the reader has not read, muted threads left out.
    public var unread: Int
}

/// What screens and commands ask about channels.
public enum ChannelQueries {
    /// All channels by name; archived ones last, if they are wanted.
    public static func all(includingArchived: Bool = true, _ database: Database) throws -> [ChannelSummary] {
        let sql = """
            SELECT channel.*, coalesce((SELECT sum(unread) FROM thread
                WHERE thread.channel = channel.number AND unread > 0 AND watch <> 'muted'), 0) AS unread
            FROM channel WHERE live AND (NOT archived OR ?) ORDER BY archived, name
            """
        return try database.cachedStatement(sql: sql).values([includingArchived], as: summary)
    }

    /// The channel with this name, with or without `#`.
    public static func named(_ name: String, _ database: Database) throws -> ChannelSummary? {
        let name = name.hasPrefix("#") ? String(name.dropFirst()) : name
        let sql = "SELECT *, 0 AS unread FROM channel WHERE live AND name = ?"
        return try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [name.lowercased()]).map(summary)
    }

    private static func summary(_ row: Row) -> ChannelSummary {
        ChannelSummary(
            number: row["number"], id: row["id"], name: row["name"], topic: row["topic"],
            starters: ThreadStarters(rawValue: row["starters"]) ?? .members, isArchived: row["archived"],
            unread: row["unread"])
    }
}
