import GRDB
import Journal

/// Ids as people type and read them.
public enum IDLookup {
    /// The documents whose id begins so; at most `limit`.
    public static func matches(_ prefix: IDPrefix, limit: Int = 2, _ database: Database) throws -> [EventID] {
        try EventID.fetchAll(
            database.cachedStatement(sql: "SELECT id FROM document WHERE id BETWEEN ? AND ? LIMIT ?"),
            arguments: [prefix.bounds.lowerBound, prefix.bounds.upperBound, limit])
    }

    /// The shortest beginning of an id, at least four letters, that no other document shares.
    public static func shortest(_ id: EventID, _ database: Database) throws -> String {
        let before = try EventID.fetchOne(
            database.cachedStatement(sql: "SELECT id FROM document WHERE id < ? ORDER BY id DESC LIMIT 1"),
            arguments: [id])
        let after = try EventID.fetchOne(
            database.cachedStatement(sql: "SELECT id FROM document WHERE id > ? ORDER BY id LIMIT 1"),
            arguments: [id])
        let text = id.text
        let shared = [before, after].compactMap { $0?.text.commonPrefix(with: text).count }.max() ?? 0
        return String(text.prefix(max(IDPrefix.shortest, shared + 1)))
    }
}
