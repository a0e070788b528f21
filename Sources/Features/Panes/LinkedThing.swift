import GRDB
import Index
import Journal
import Terminal
import Workbench

/// Something that another thing names: what it is, what it is called, how far it has come.
struct LinkedThing: Hashable, Sendable {
    var reference: Reference
    var title: String
    var completion: Completion?

    /// The things as they are called now; what is not here yet is called so.
    static func all(_ references: [Reference], _ database: Database) throws -> [LinkedThing] {
        let known = try FeatureTable.completions(of: references.compactMap(\.id), database)
        return try references.map { reference in
            let title = try reference.id.flatMap { try self.title(of: $0, database) }
            return LinkedThing(
                reference: reference, title: title ?? "(not here yet)", completion: reference.id.flatMap { known[$0] })
        }
    }

    /// What a thing is called: its title, or the first words of its text.
    static func title(of id: EventID, _ database: Database) throws -> String? {
        if let title = try Document.title(of: id, database) { return title }
        let sql = "SELECT substr(body, 1, 200) FROM document WHERE id = ? AND NOT hidden"
        let body = try String.fetchOne(database.cachedStatement(sql: sql), arguments: [id])
        return body?.split(whereSeparator: \.isNewline).first.map(String.init)
    }

    /// The thing that a member names by the beginning of its id. Throws when there is none (66).
    static func named(_ name: String, _ database: Database) throws -> Reference {
        let id = try ReferenceLookup.id(name, database)
        let sql = "SELECT kind FROM document WHERE id = ?"
        let kind = try String.fetchOne(database.cachedStatement(sql: sql), arguments: [id]) ?? "post"
        return Reference(kind: kind, id: id)
    }

    /// A line of a page.
    func line(columns: Int) -> StyledLine {
        let kind = reference.kind == "post" ? "thread" : reference.kind
        let name = StyledLine([Span("  " + (kind + " ").padding(to: 9), .muted), Span(title, .link)])
        guard let completion, columns >= 36 else { return name.truncated(to: columns) }
        let right = StyledLine(" " + completion.bar(columns: 10) + " " + completion.words, .accent)
        return name.justified(with: right, columns: columns)
    }
}

extension String {
    /// With spaces at its end up to so many letters.
    func padding(to length: Int) -> String { self + String(repeating: " ", count: max(0, length - count)) }
}

extension Reference {
    /// Shows it, whatever feature it belongs to.
    func open(_ session: BoardSession) throws -> [Effect] {
        try id.flatMap { id in try FeatureTable.firstAnswer { try $0.open(id, session) } }
            ?? [.say("this is not here any more")]
    }
}
