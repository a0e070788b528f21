import GRDB
import Index
import Journal

/// How messages change the index: only the reader's own, those they wrote and those they got. Other people's leave no
/// trace in it.
public enum MessageProjection {
    /// The feature's part of the index.
    public static let projection = Projection(
        name: "Messages",
        schema: [
            // One for each set of people, the reader among them.
            """
            CREATE TABLE conversation(
                number INTEGER PRIMARY KEY, people TEXT NOT NULL UNIQUE, active INTEGER NOT NULL DEFAULT 0,
                messages INTEGER NOT NULL DEFAULT 0, unread INTEGER NOT NULL DEFAULT 0
            )
            """,
            "CREATE INDEX conversation_by_activity ON conversation(active, number)",
            """
            CREATE TABLE conversation_member(
                account TEXT, conversation INTEGER, PRIMARY KEY(account, conversation)
            ) WITHOUT ROWID
            """,
            // Rows share the numbers of their documents. `problem` says why a text could not be opened.
            """
            CREATE TABLE message(
                number INTEGER PRIMARY KEY, conversation INTEGER NOT NULL, clock INTEGER NOT NULL, log INTEGER NOT NULL,
                seq INTEGER NOT NULL, problem TEXT, refused TEXT, retracted INTEGER NOT NULL DEFAULT 0,
                unread INTEGER NOT NULL
            )
            """,
            "CREATE INDEX message_by_conversation ON message(conversation, clock, number)",
            "CREATE INDEX message_unread ON message(conversation) WHERE unread",
            "CREATE TABLE message_mark(id BLOB PRIMARY KEY, clock INTEGER NOT NULL, read INTEGER NOT NULL) WITHOUT ROWID",
        ],
        handlers: [
            .anyOrder(MessageSent.kind, send),
            .anyOrder(MessageRetracted.kind, retract),
            .personal(MessagesMarked.kind, mark),
        ],
        settle: settle)

    private static func send(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: MessageSent = try event.payload()
        if let refusal = MessageRules.refusal(of: payload.to, from: event.by) { return .refused(refusal) }
        guard Set(payload.sealed.recipients) == Set(payload.to + [event.by]) else {
            return .refused("is not sealed for those whom it names")
        }
        guard event.by == projecting.reader || payload.to.contains(projecting.reader) else { return .applied }
        let opened = try projecting.open(payload.sealed, of: event, about: MessageSent.about(payload.to))
        let document = Document(
            kind: "message", id: event.id, author: event.by, created: event.clock, title: "", body: opened.text ?? "")
        guard let number = try projecting.add(document) else { return .applied }
        let isMarked = try projecting.value(Bool.self, "SELECT read FROM message_mark WHERE id = ?", event.id)
        let conversation = try conversation(of: payload.to + [event.by], projecting)
        try projecting.execute(
            "INSERT INTO message(number, conversation, clock, log, seq, problem, unread) VALUES(?, ?, ?, ?, ?, ?, ?)",
            number, conversation, event.clock, try projecting.logNumber(of: event), event.seq,
            opened.explanation(for: projecting.reader), isMarked.map { !$0 } ?? (event.by != projecting.reader))
        projecting.touch("message", number)
        projecting.touch("conversation", conversation)
        return try judge(number, projecting).map(Outcome.refused) ?? .applied
    }

    private static func retract(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: MessageRetracted = try event.payload()
        guard event.by == projecting.reader || payload.to.contains(projecting.reader) else { return .applied }
        let row = try projecting.row(
            "SELECT number, author, conversation FROM document JOIN message USING(number) WHERE id = ?", payload.message
        )
        guard let row else { return .waits(on: payload.message) }
        if let refusal = MessageRules.refusalToRetract(by: event.by, author: row["author"]) { return .refused(refusal) }
        try projecting.execute("UPDATE message SET retracted = 1 WHERE number = ?", row["number"] as Int64)
        projecting.touch("message", row["number"])
        projecting.touch("conversation", row["conversation"])
        return .applied
    }

    private static func mark(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: MessagesMarked = try event.payload()
        for id in payload.messages.prefix(MessagesMarked.mostMessages) {
            try projecting.execute(
                """
                INSERT INTO message_mark(id, clock, read) VALUES(?, ?, ?)
                ON CONFLICT DO UPDATE SET clock = excluded.clock, read = excluded.read
                WHERE (excluded.clock, excluded.read) > (clock, read)
                """,
                id, event.clock, payload.read)
            let row = try projecting.row(
                """
                SELECT message.number, conversation FROM document JOIN message USING(number)
                    JOIN message_mark ON message_mark.id = document.id
                WHERE document.id = ? AND unread = read
                """,
                id)
            guard let row else { continue }
            try projecting.execute("UPDATE message SET unread = NOT unread WHERE number = ?", row["number"] as Int64)
            projecting.touch("message", row["number"])
            projecting.touch("conversation", row["conversation"])
        }
        return .applied
    }

    private static func conversation(of people: [Account], _ projecting: Projecting) throws -> Int64 {
        let names = people.map(\.rawValue).sorted().joined(separator: "\n")
        if let known = try projecting.value(Int64.self, "SELECT number FROM conversation WHERE people = ?", names) {
            return known
        }
        try projecting.execute("INSERT INTO conversation(people) VALUES(?)", names)
        let number = projecting.database.lastInsertedRowID
        for account in people {
            try projecting.execute("INSERT INTO conversation_member VALUES(?, ?)", account, number)
        }
        return number
    }

    private static func settle(_ projecting: Projecting) throws {
        // What is known now about who belonged to the board then may be more than when a message arrived.
        for account in projecting.changedStandings {
            guard let since = projecting.earliestChange(of: account) else { continue }
            let rows = try projecting.rows(
                """
                SELECT message.number FROM conversation_member JOIN message USING(conversation)
                WHERE account = ? AND clock >= ?
                """,
                account, since)
            for row in rows { _ = try judge(row["number"], projecting) }
        }
        for number in projecting.touched["message"] ?? [] {
            let isShown = try projecting.value(
                Bool.self, "SELECT refused IS NULL AND NOT retracted AND problem IS NULL FROM message WHERE number = ?",
                number)
            try projecting.setHidden(number, !(isShown ?? false))
        }
        for number in projecting.touched["conversation"] ?? [] {
            try projecting.execute(
                """
                UPDATE conversation SET (active, messages, unread) = (
                    SELECT coalesce(max(clock), 0), count(*), coalesce(sum(unread AND NOT retracted), 0) FROM message
                    WHERE conversation = ?1 AND refused IS NULL)
                WHERE number = ?1
                """,
                number)
        }
    }

    /// Whether a message counts: whether its author and those it went to were members at that point of the order.
    private static func judge(_ number: Int64, _ projecting: Projecting) throws -> String? {
        let row = try projecting.row(
            """
            SELECT id, author, clock, log, seq, refused, conversation, people
            FROM message JOIN document USING(number) JOIN conversation ON conversation.number = conversation
            WHERE message.number = ?
            """,
            number)
        guard let row, let log = projecting.logName(row["log"]) else { return nil }
        let author: Account = row["author"]
        let stamp = Stamp(clock: row["clock"], id: row["id"])
        func standing(_ account: Account) -> Standing {
            projecting.authority.standing(
                of: account, at: stamp, host: log.host, seq: account == author ? row["seq"] : 0)
        }
        let others = (row["people"] as String).split(separator: "\n").map { Account(String($0)) }
            .filter { $0 != author }
        let refusal = MessageRules.refusalToSend(by: standing(author), to: others.map { ($0, standing($0)) })
        guard refusal != row["refused"] else { return refusal }
        try projecting.execute("UPDATE message SET refused = ? WHERE number = ?", refusal, number)
        try projecting.noteRefusal(refusal, of: stamp.id, by: author, kind: MessageSent.kind)
        projecting.touch("message", number)
        projecting.touch("conversation", row["conversation"])
        return refusal
    }
}
