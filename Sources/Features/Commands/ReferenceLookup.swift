import GRDB
import Index
import Journal

/// Finds what people name by the beginning of an id.
public enum ReferenceLookup {
    /// The one document whose id begins so. Throws when there is none (66), or several (64, naming some).
    public static func id(_ text: String, _ database: Database) throws -> EventID {
        let name = text.hasPrefix("#") ? String(text.dropFirst()) : text
        guard let prefix = IDPrefix(name) else {
            throw CommandFailure(
                "\(text) is no id; an id is at least \(IDPrefix.shortest) letters, as `stoa list` shows them", .usage)
        }
        let matches = try IDLookup.matches(prefix, limit: 3, database)
        guard let first = matches.first else {
            throw CommandFailure("there is nothing with the id \(text); `stoa list` shows what there is", .notFound)
        }
        guard matches.count == 1 else {
            let some = try matches.prefix(2).map { try IDLookup.shortest($0, database) }.joined(separator: " and ")
            throw CommandFailure("\(text) is the beginning of several ids, such as \(some); write more of it", .usage)
        }
        return first
    }
}
