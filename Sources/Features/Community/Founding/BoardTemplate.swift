import Index
import TOMLKit

/// What a new board begins with, by the kind of community: a file of which each feature reads the keys that it knows.
public struct BoardTemplate {
    /// Its name, such as `academic`, or the file that it was read from.
    public let source: String
    /// What kind of community it is for.
    public let title: String
    /// For whom it is, and what it brings.
    public let about: String
    private let table: TOMLTable

    private struct Head: Decodable {
        var title: String
        var about: String?
    }
    private static let headKeys: Set<String> = ["title", "about"]

    /// Reads a template. Throws `CommandFailure` (65) that says what is wrong with it.
    public init(text: String, source: String) throws {
        table = try TOMLFile.table(text, named: source)
        let head: Head = try TOMLFile.read(text, named: source)
        self.source = source
        title = head.title
        about = head.about ?? ""
        let known = Self.headKeys.union(FeatureTable.templateParts.map(\.key))
        if let unknown = table.keys.sorted().first(where: { !known.contains($0) }) {
            let keys = known.sorted().joined(separator: ", ")
            throw CommandFailure("\(source): nothing reads “\(unknown)”; a template may have \(keys)", .badData)
        }
        _ = try beginnings()
    }

    /// Puts a goal of the founder's own in the place of the template's.
    public func setFirstGoal(_ statement: String) {
        let goal = TOMLTable()
        goal["statement"] = statement
        goal["state"] = "active"
        table["goals"] = TOMLArray([goal as any TOMLValueConvertible])
    }

    /// What the features do at the new board, in the order of the table of features.
    func beginnings() throws -> [TemplatePart.Beginning] {
        try FeatureTable.templateParts.compactMap { try $0.read(table, source) }
    }
}
