import Foundation
import GRDB
import Index
import Journal

/// How resources change the index. Rows hold what lists need; `resource_detail` holds the whole resource as JSON.
public enum ResourceProjection {
    /// The feature's part of the index.
    public static let projection = Projection(
        name: "Resources", schema: schema + folding.schema + CollectionProjection.schema,
        handlers: folding.handlers.map(audited) + CollectionProjection.folding.handlers + [
            .personal(ResourceReading.kind, ReadingList.note)
        ],
        searchOperators: operators,
        settle: { projecting in
            try folding.settle(projecting)
            try CollectionProjection.folding.settle(projecting)
        })

    /// Taking a resource of somebody else's off the list, and putting it back, stands in the audit.
    private static func audited(_ handler: EventHandler) -> EventHandler {
        guard handler.kind == ResourceRemoved.kind else { return handler }
        return handler.audited { event in
            let payload: ResourceRemoved = try event.payload()
            let what = payload.removed ? "took the resource off the list:" : "put the resource back:"
            return Deed(what, thing: payload.resource, isAuthorsToo: true)
        }
    }

    private static let schema = [
        """
        CREATE TABLE resource(
            number INTEGER PRIMARY KEY, kind TEXT NOT NULL, state TEXT NOT NULL, address TEXT, file_hash TEXT,
            file_size INTEGER, file_name TEXT, file_type TEXT, path TEXT, thread BLOB, writers TEXT NOT NULL,
            year TEXT NOT NULL, helped INTEGER NOT NULL, failed INTEGER NOT NULL, comments INTEGER NOT NULL,
            checked INTEGER NOT NULL, check_every INTEGER NOT NULL, failures INTEGER NOT NULL,
            removed INTEGER NOT NULL DEFAULT 0, note TEXT NOT NULL
        )
        """,
        "CREATE INDEX resource_by_thread ON resource(thread) WHERE thread IS NOT NULL",
        "CREATE INDEX resource_by_file ON resource(file_hash) WHERE file_hash IS NOT NULL",
        "CREATE INDEX resource_by_kind ON resource(kind, number)",
        "CREATE INDEX resource_by_state ON resource(state, number)",
        "CREATE TABLE resource_detail(number INTEGER PRIMARY KEY, detail BLOB NOT NULL)",
        "CREATE TABLE resource_tag(tag TEXT, resource INTEGER, PRIMARY KEY(tag, resource)) WITHOUT ROWID",
        "CREATE INDEX resource_tags ON resource_tag(resource, tag)",
        "CREATE TABLE resource_mark(mark TEXT, resource INTEGER, PRIMARY KEY(mark, resource)) WITHOUT ROWID",
        "CREATE INDEX resource_marks ON resource_mark(resource)",
        "CREATE TABLE resource_link(resource INTEGER, thing BLOB, PRIMARY KEY(resource, thing)) WITHOUT ROWID",
        "CREATE INDEX resource_link_by_thing ON resource_link(thing)",
        """
        CREATE TABLE resource_reading(
            resource INTEGER PRIMARY KEY, state TEXT NOT NULL, clock INTEGER NOT NULL, id BLOB NOT NULL
        )
        """,
        "CREATE INDEX resource_reading_by_state ON resource_reading(state, resource)",
    ]

    private static let operators = [
        SearchOperator(name: "tag", help: "resources with this tag") { value in
            """
            EXISTS (SELECT 1 FROM resource_tag
                WHERE resource = document.number AND tag = \(ResourceTag.normal(value)))
            """
        },
        SearchOperator(
            name: "kind",
            help: "resources of this kind: \(ResourceKind.allCases.map(\.rawValue).joined(separator: ", "))"
        ) { value in
            ResourceKind(rawValue: value).map { kind in
                """
                EXISTS (SELECT 1 FROM resource
                    WHERE resource.number = document.number AND resource.kind = \(kind.rawValue))
                """
            }
        },
    ]

    /// What every event that speaks of a resource says.
    private struct About: Decodable {
        var resource: EventID
    }

    static let folding = Folding<ResourceRecord>(
        "resource", first: ResourceAdded.kind,
        document: { event in
            let added: ResourceAdded = try event.payload()
            return Document(
                kind: "resource", id: event.id, author: event.by, created: event.clock,
                title: String(added.title.prefix(ResourceRules.longestTitle)), body: text(added, comments: []))
        },
        begin: { step, _ in try ResourceFold.begin(step) },
        subject: { try JSONDecoder().decode(About.self, from: Data($0.line)).resource },
        changes: ResourceFold.changes, save: save, remove: remove)

    /// What search finds it by.
    private static func text(_ resource: ResourceAdded, comments: [ResourceComment]) -> String {
        let fields = ResourceField.allCases.compactMap { resource.fields?[$0.rawValue] }
        let said = comments.filter { !$0.isRetracted }.map(\.text)
        return ([resource.note, fields.joined(separator: " · ")] + said).filter { !$0.isEmpty }
            .joined(separator: "\n\n")
    }

    private static func save(_ record: ResourceRecord, _ number: Int64, _ projecting: Projecting) throws {
        try projecting.revise(
            number, title: record.title, body: text(record.content, comments: record.comments))
        if record.isRemoved { try projecting.setHidden(number, true) }
        let file = record.file
        try projecting.execute(
            """
            INSERT OR REPLACE INTO resource(number, kind, state, address, file_hash, file_size, file_name, file_type,
                path, thread, writers, year, helped, failed, comments, checked, check_every, failures, removed, note)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            number, record.kind.rawValue, record.state.rawValue, record.address, file?.hash, file?.size,
            file.map { String($0.name.prefix(255)) }, file?.type, record.path, record.thread,
            Citation.writers(record[.authors] ?? record[.editors] ?? ""), String((record[.year] ?? "").prefix(20)),
            record.count(.helped), record.count(.failed), record.comments.count { !$0.isRetracted },
            record.check.checked, record.check.every, record.check.failures, record.isRemoved, record.note)
        try projecting.execute(
            "INSERT OR REPLACE INTO resource_detail(number, detail) VALUES(?, ?)", number,
            try JSONEncoder().encode(record))
        try saveLists(of: record, number, projecting)
        let isWaiting = record.state == .proposed && !record.isRemoved
        let turn = Turn(
            subject: record.id, kind: ResourceTurns.kind, holder: .role(.moderator), reason: "list",
            since: record.created)
        try projecting.setTurns(of: record.id, kind: ResourceTurns.kind, isWaiting ? [turn] : [])
    }

    private static func saveLists(of record: ResourceRecord, _ number: Int64, _ projecting: Projecting) throws {
        try clearLists(of: number, projecting)
        for tag in record.tags {
            try projecting.execute("INSERT OR IGNORE INTO resource_tag(tag, resource) VALUES(?, ?)", tag, number)
        }
        let marks = ResourceIdentity.all(
            title: record.title, address: record.address, file: record.file, path: record.path, fields: record.fields)
        for mark in marks.sorted() {
            try projecting.execute("INSERT OR IGNORE INTO resource_mark(mark, resource) VALUES(?, ?)", mark, number)
        }
        for link in record.links {
            try projecting.execute(
                "INSERT OR IGNORE INTO resource_link(resource, thing) VALUES(?, ?)", number, link.thing.id)
        }
    }

    private static func clearLists(of number: Int64, _ projecting: Projecting) throws {
        try projecting.execute("DELETE FROM resource_tag WHERE resource = ?", number)
        try projecting.execute("DELETE FROM resource_mark WHERE resource = ?", number)
        try projecting.execute("DELETE FROM resource_link WHERE resource = ?", number)
    }

    private static func remove(_ id: EventID, _ number: Int64, _ projecting: Projecting) throws {
        try projecting.execute("DELETE FROM resource WHERE number = ?", number)
        try projecting.execute("DELETE FROM resource_detail WHERE number = ?", number)
        try clearLists(of: number, projecting)
        try projecting.setTurns(of: id, kind: ResourceTurns.kind, [])
    }
}

/// How far the reader has come with resources; the latest word counts.
enum ReadingList {
    static func note(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let reading: ResourceReading = try event.payload()
        guard let number = try projecting.number(of: reading.resource) else { return .waits(on: reading.resource) }
        try projecting.execute(
            """
            INSERT INTO resource_reading(resource, state, clock, id) VALUES(?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET state = excluded.state, clock = excluded.clock, id = excluded.id
            WHERE (excluded.clock, excluded.id) > (clock, id)
            """,
            number, reading.state?.rawValue ?? "", event.clock, event.id)
        // Panes are told by another name than the fold's, or it would make the resource anew.
        projecting.touch("resource_reading", number)
        return .applied
    }
}

/// Who is expected to act on a resource.
enum ResourceTurns {
    static let kind = "resource"

    static let words = TurnWords(
        kind: kind, doing: "look at",
        reasons: ["list": "it is proposed for the library; a moderator lists it or says why not"])
}
