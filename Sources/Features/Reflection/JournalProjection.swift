import Foundation
import GRDB
import Index
import Journal

/// How reflections change the index. Of one's own entries it holds only what lists need to find them: their words stay
/// sealed there as they are in the log, and are opened when they are shown.
enum JournalProjection {
    static let projection = Projection(
        name: "Reflection",
        schema: [
            // Rows share the numbers of their documents, which have no words.
            """
            CREATE TABLE reflection_entry(
                number INTEGER PRIMARY KEY, kept INTEGER NOT NULL, version BLOB NOT NULL, version_clock INTEGER NOT NULL,
                sealed BLOB NOT NULL, steps INTEGER NOT NULL DEFAULT 0, revisit INTEGER,
                looked INTEGER NOT NULL DEFAULT 0, removed INTEGER NOT NULL DEFAULT 0,
                removed_clock INTEGER NOT NULL DEFAULT 0, outcome TEXT, outcome_clock INTEGER NOT NULL DEFAULT 0,
                thread BLOB, thread_clock INTEGER NOT NULL DEFAULT 0
            )
            """,
            "CREATE INDEX reflection_by_time ON reflection_entry(kept, number) WHERE NOT removed",
            """
            CREATE INDEX reflection_steps ON reflection_entry(kept, number)
                WHERE steps AND outcome IS NULL AND NOT removed
            """,
            """
            CREATE TABLE reflection_prompt_met(
                prompt TEXT, day INTEGER, met INTEGER NOT NULL, clock INTEGER NOT NULL, PRIMARY KEY(prompt, day)
            ) WITHOUT ROWID
            """,
            "CREATE TABLE reflection_muted(one INTEGER PRIMARY KEY, muted INTEGER NOT NULL, clock INTEGER NOT NULL)",
            """
            CREATE TABLE reflection_shared(
                thread INTEGER PRIMARY KEY, shared INTEGER NOT NULL, id BLOB NOT NULL, frame TEXT NOT NULL, tags TEXT NOT NULL
            )
            """,
            "CREATE INDEX reflection_shared_by_time ON reflection_shared(shared, thread)",
            "CREATE TABLE reflection_frame(name TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID",
            "CREATE TABLE reflection_prompts(one INTEGER PRIMARY KEY, text TEXT NOT NULL)",
        ],
        handlers: [
            .personal(ReflectionKept.kind, keep), .personal(ReflectionRewritten.kind, rewrite),
            .personal(ReflectionRemoved.kind, remove), .personal(ReflectionStepMet.kind, meetStep),
            .personal(ReflectionLookedAgain.kind, lookAgain), .personal(ReflectionSharedAs.kind, noteThread),
            .personal(ReflectionPromptMet.kind, meetPrompt), .personal(ReflectionPromptsMuted.kind, mute),
            .anyOrder(ReflectionShared.kind, share), .ordered(ReflectionFrameSet.kind, setFrame),
            .ordered(ReflectionPromptsSet.kind, setPrompts),
        ],
        reset: { projecting in
            try projecting.execute("DELETE FROM reflection_frame")
            try projecting.execute("DELETE FROM reflection_prompts")
        },
        settle: settle)

    private static func keep(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: ReflectionKept = try event.payload()
        let added = try projecting.add(
            Document(kind: "reflection", id: event.id, author: event.by, created: event.clock, title: "", body: ""))
        guard let number = added else { return .applied }
        let content = try open(payload.sealed, event, about: ReflectionKept.about, projecting)
        try projecting.execute(
            """
            INSERT INTO reflection_entry(number, kept, version, version_clock, sealed, steps, revisit)
            VALUES(?, ?, ?, ?, ?, ?, ?)
            """,
            number, event.clock, event.id, event.clock, try JSONEncoder().encode(payload.sealed),
            content?.nextStep != nil, content?.revisit)
        projecting.touch("reflection", number)
        return .applied
    }

    private static func rewrite(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: ReflectionRewritten = try event.payload()
        guard let number = try number(of: payload.entry, projecting) else { return .waits(on: payload.entry) }
        let content = try open(payload.sealed, event, about: payload.entry.text, projecting)
        try projecting.execute(
            """
            UPDATE reflection_entry SET version = ?2, version_clock = ?3, sealed = ?4, steps = ?5, revisit = ?6
            WHERE number = ?1 AND (?3, ?2) > (version_clock, version)
            """,
            number, event.id, event.clock, try JSONEncoder().encode(payload.sealed), content?.nextStep != nil,
            content?.revisit)
        projecting.touch("reflection", number)
        return .applied
    }

    private static func open(
        _ sealed: SealedText, _ event: Event, about: String, _ projecting: Projecting
    ) throws -> EntryContent? {
        let text = try projecting.open(sealed, of: event, about: about).text
        return text.flatMap { try? JSONDecoder().decode(EntryContent.self, from: Data($0.utf8)) }
    }

    private static func remove(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: ReflectionRemoved = try event.payload()
        return try set("removed", payload.removed, of: payload.entry, event, projecting)
    }

    private static func meetStep(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: ReflectionStepMet = try event.payload()
        return try set("outcome", payload.outcome?.rawValue, of: payload.entry, event, projecting)
    }

    private static func noteThread(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: ReflectionSharedAs = try event.payload()
        return try set("thread", payload.thread, of: payload.entry, event, projecting)
    }

    private static func lookAgain(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: ReflectionLookedAgain = try event.payload()
        guard let number = try number(of: payload.entry, projecting) else { return .waits(on: payload.entry) }
        try projecting.execute(
            "UPDATE reflection_entry SET looked = max(looked, ?) WHERE number = ?", event.clock, number)
        projecting.touch("reflection", number)
        return .applied
    }

    /// Gives a column another value, unless a later event has given it one.
    private static func set(
        _ column: String, _ value: (any DatabaseValueConvertible)?, of entry: EventID, _ event: Event,
        _ projecting: Projecting
    ) throws -> Outcome {
        guard let number = try number(of: entry, projecting) else { return .waits(on: entry) }
        // Of two at one moment the greater value stands, whichever came first.
        try projecting.execute(
            """
            UPDATE reflection_entry SET \(column) = ?2, \(column)_clock = ?3
            WHERE number = ?1 AND (?3 > \(column)_clock
                OR ?3 = \(column)_clock AND coalesce(?2, '') > coalesce(\(column), ''))
            """,
            number, value, event.clock)
        projecting.touch("reflection", number)
        return .applied
    }

    private static func number(of entry: EventID, _ projecting: Projecting) throws -> Int64? {
        try projecting.value(
            Int64.self, "SELECT number FROM document JOIN reflection_entry USING(number) WHERE id = ?", entry)
    }

    private static func meetPrompt(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: ReflectionPromptMet = try event.payload()
        try projecting.execute(
            """
            INSERT INTO reflection_prompt_met(prompt, day, met, clock) VALUES(?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET met = excluded.met, clock = excluded.clock
            WHERE (excluded.clock, excluded.met) > (clock, met)
            """,
            String(payload.prompt.prefix(40)), payload.day, payload.met, event.clock)
        projecting.touch("reflection", 0)
        return .applied
    }

    private static func mute(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: ReflectionPromptsMuted = try event.payload()
        try projecting.execute(
            """
            INSERT INTO reflection_muted(one, muted, clock) VALUES(1, ?, ?)
            ON CONFLICT DO UPDATE SET muted = excluded.muted, clock = excluded.clock
            WHERE (excluded.clock, excluded.muted) > (clock, muted)
            """,
            payload.muted, event.clock)
        projecting.touch("reflection", 0)
        return .applied
    }

    // MARK: - What everybody sees

    private static func share(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: ReflectionShared = try event.payload()
        guard let number = try projecting.number(of: payload.thread) else { return .waits(on: payload.thread) }
        let author = try projecting.value(
            Account.self,
            """
            SELECT author FROM thread JOIN document USING(number) JOIN post USING(number)
            WHERE thread.number = ? AND imported_author IS NULL
            """, number)
        guard author == event.by else { return .refused("only who opened a thread shares it as their reflection") }
        try projecting.execute(
            """
            INSERT INTO reflection_shared(thread, shared, id, frame, tags) VALUES(?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET shared = excluded.shared, id = excluded.id, frame = excluded.frame,
                tags = excluded.tags
            WHERE (excluded.shared, excluded.id) > (shared, id)
            """,
            number, event.clock, event.id, String(payload.frame.prefix(40)),
            payload.tags.prefix(JournalRules.mostTags).map { $0.prefix(40) }.joined(separator: " "))
        projecting.touch("reflection", number)
        return .applied
    }

    private static func setFrame(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: ReflectionFrameSet = try event.payload()
        let standing = projecting.authority.standing(forWriting: event)
        let refusal =
            JournalRules.refusalToSet(by: standing) ?? ReflectionFile.refusal(ofName: payload.name)
            ?? sentence { if !payload.text.isEmpty { _ = try ReflectionFrame(name: payload.name, text: payload.text) } }
        if let refusal { return .refused(refusal) }
        if payload.text.isEmpty {
            try projecting.execute("DELETE FROM reflection_frame WHERE name = ?", payload.name)
        } else {
            try projecting.execute(
                "INSERT OR REPLACE INTO reflection_frame(name, text) VALUES(?, ?)", payload.name, payload.text)
        }
        projecting.touch("reflection", 0)
        return .applied
    }

    private static func setPrompts(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: ReflectionPromptsSet = try event.payload()
        let standing = projecting.authority.standing(forWriting: event)
        let refusal = JournalRules.refusalToSet(by: standing) ?? sentence { _ = try PromptSet(text: payload.text) }
        if let refusal { return .refused(refusal) }
        try projecting.execute("INSERT OR REPLACE INTO reflection_prompts(one, text) VALUES(1, ?)", payload.text)
        projecting.touch("reflection", 0)
        return .applied
    }

    private static func sentence(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch { return CommandFailure(error).description }
    }

    // MARK: - What is to be looked at again

    private static func settle(_ projecting: Projecting) throws {
        for number in (projecting.touched["reflection"] ?? []).sorted() {
            let row = try projecting.row(
                "SELECT id, revisit, looked, removed FROM reflection_entry JOIN document USING(number) WHERE number = ?",
                number)
            guard let row else { continue }
            let revisit: Timestamp? = row["revisit"]
            let looked: Timestamp = row["looked"]
            let isWaiting = revisit.map { looked < $0 } ?? false
            try projecting.setHidden(number, row["removed"])
            try projecting.setTurns(
                of: row["id"], kind: JournalTurns.kind,
                isWaiting && !(row["removed"] as Bool)
                    ? revisit.map { [JournalTurns.again(row["id"], $0, projecting.reader)] } ?? [] : [])
        }
    }
}

/// One's own wish to look at something again.
enum JournalTurns {
    static let kind = "reflection"

    static let words = TurnWords(
        kind: kind, doing: "look at",
        reasons: ["revisit": "an entry of your journal: you wanted to look at it again"])

    static func again(_ entry: EventID, _ moment: Timestamp, _ reader: Account) -> Turn {
        Turn(
            subject: entry, kind: kind, holder: .account(reader), reason: "revisit", since: moment, starts: moment)
    }
}
