import GRDB
import Index
import Journal

/// How resources change the index. The latest change of each field counts.
public enum ResourceProjection {
    /// The feature's part of the index.
    public static let projection = Projection(
        name: "Resources",
        schema: [
            """
            CREATE TABLE resource(
                number INTEGER PRIMARY KEY, kind TEXT NOT NULL, address TEXT, file_hash TEXT, file_size INTEGER,
                file_name TEXT, file_type TEXT, thread BLOB, removed INTEGER NOT NULL DEFAULT 0
            )
            """,
            "CREATE INDEX resource_by_thread ON resource(thread) WHERE thread IS NOT NULL",
            "CREATE INDEX resource_by_file ON resource(file_hash) WHERE file_hash IS NOT NULL",
            "CREATE TABLE resource_tag(tag TEXT, resource INTEGER, PRIMARY KEY(tag, resource)) WITHOUT ROWID",
            "CREATE INDEX resource_tags ON resource_tag(resource, tag)",
        ],
        handlers: [
            .ordered(ResourceAdded.kind, add),
            .ordered(ResourceEdited.kind, edit),
            .ordered(ResourceRemoved.kind, remove).audited { event in
                let payload: ResourceRemoved = try event.payload()
                let what = payload.removed ? "took the resource off the list:" : "put the resource back:"
                return Deed(what, thing: payload.resource, isAuthorsToo: true)
            },
        ],
        searchOperators: [
            SearchOperator(name: "tag", help: "resources with this tag") { value in
                """
                EXISTS (SELECT 1 FROM resource_tag
                    WHERE resource = document.number AND tag = \(normal(value)))
                """
            },
            SearchOperator(name: "kind", help: "resources of this kind: link, file, book or note") { value in
                ResourceKind(rawValue: value).map { kind in
                    """
                    EXISTS (SELECT 1 FROM resource
                        WHERE resource.number = document.number AND resource.kind = \(kind.rawValue))
                    """
                }
            },
        ],
        reset: { projecting in
            for row in try projecting.rows("SELECT number FROM resource") {
                try projecting.setHidden(row["number"], true)
                projecting.touch("resource", row["number"])
            }
            try projecting.execute("DELETE FROM resource")
            try projecting.execute("DELETE FROM resource_tag")
        })

    /// Tags are compared without regard to case.
    static func normal(_ tag: String) -> String {
        (tag.hasPrefix("#") ? String(tag.dropFirst()) : tag).lowercased()
    }

    private static func add(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: ResourceAdded = try event.payload()
        let actor = projecting.authority.standing(forWriting: event)
        if let refusal = ResourceRules.refusalToAdd(payload, by: actor) { return .refused(refusal) }
        let added = try projecting.add(
            Document(
                kind: "resource", id: event.id, author: event.by, created: event.clock, title: payload.title,
                body: payload.note))
        // When ordered events are replayed the document is there already; only its text is set back.
        guard let number = try added ?? projecting.number(of: event.id) else { return .applied }
        if added == nil {
            try projecting.revise(number, title: payload.title, body: payload.note)
            try projecting.setHidden(number, false)
        }
        try projecting.execute(
            """
            INSERT OR REPLACE INTO resource(number, kind, address, file_hash, file_size, file_name, file_type, thread)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?)
            """,
            number, payload.resourceKind.rawValue, payload.address, payload.file?.hash, payload.file?.size,
            payload.file.map { String($0.name.prefix(255)) }, payload.file?.type, payload.thread)
        try setTags(payload.tags, of: number, projecting)
        return .applied
    }

    private static func edit(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: ResourceEdited = try event.payload()
        return try change(payload.resource, event, projecting) { row in
            let kind = ResourceKind(rawValue: row["kind"]) ?? .note
            let tags = try payload.tags ?? tags(of: row["number"], projecting)
            let title: String = payload.title ?? row["title"]
            let changed = ResourceAdded(
                resourceKind: kind, title: title, address: payload.address ?? row["address"],
                file: kind == .file ? AttachedFile(hash: "", size: 0, name: "") : nil, tags: tags)
            let actor = projecting.authority.standing(forWriting: event)
            if let refusal = ResourceRules.refusalToAdd(changed, by: actor) { return refusal }
            try projecting.revise(row["number"], title: title, body: payload.note ?? row["body"])
            try projecting.execute(
                "UPDATE resource SET address = ? WHERE number = ?", changed.address, row["number"] as Int64)
            try setTags(tags, of: row["number"], projecting)
            return nil
        }
    }

    private static func remove(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: ResourceRemoved = try event.payload()
        return try change(payload.resource, event, projecting) { row in
            try projecting.execute(
                "UPDATE resource SET removed = ? WHERE number = ?", payload.removed, row["number"] as Int64)
            try projecting.setHidden(row["number"], payload.removed)
            return nil
        }
    }

    /// Finds the resource, asks whether its author may change it, and lets `body` change it or say why not.
    private static func change(
        _ id: EventID, _ event: Event, _ projecting: Projecting, _ body: (Row) throws -> String?
    ) throws -> Outcome {
        let row = try projecting.row(
            """
            SELECT document.number, author, title, body, resource.kind, address
            FROM document JOIN resource USING(number) WHERE id = ?
            """,
            id)
        guard let row else { return .waits(on: id) }
        let refusal = ResourceRules.refusalToChange(
            by: event.by, standing: projecting.authority.standing(forWriting: event), owner: row["author"])
        if let refusal = try refusal ?? body(row) { return .refused(refusal) }
        projecting.touch("resource", row["number"])
        return .applied
    }

    private static func tags(of number: Int64, _ projecting: Projecting) throws -> [String] {
        try projecting.rows("SELECT tag FROM resource_tag WHERE resource = ?", number).map { $0["tag"] }
    }

    private static func setTags(_ tags: [String], of number: Int64, _ projecting: Projecting) throws {
        try projecting.execute("DELETE FROM resource_tag WHERE resource = ?", number)
        for tag in Set(tags.map(normal)) {
            try projecting.execute("INSERT OR IGNORE INTO resource_tag(tag, resource) VALUES(?, ?)", tag, number)
        }
        projecting.touch("resource", number)
    }
}
