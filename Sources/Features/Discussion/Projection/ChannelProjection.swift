import Index
import Journal

/// How channels come to be and change.
enum ChannelProjection {
    static func add(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: ChannelAdded = try event.payload()
        let actor = projecting.authority.standing(forWriting: event)
        let refusal =
            try DiscussionRules.refusalToManageChannels(by: actor) ?? refusal(ofName: payload.name, projecting)
        if let refusal {
            // Threads in a channel that was refused are refused, rather than wait for it.
            try projecting.execute(
                "INSERT OR IGNORE INTO channel(id, name, topic, starters, archived, live) VALUES(?, '', '', '', 0, 0)",
                event.id)
            return .refused(refusal)
        }
        // A row is kept when the ordered events are replayed, so that threads keep the number they know it by.
        try projecting.execute(
            """
            INSERT INTO channel(id, name, topic, starters, archived, live) VALUES(?, ?, ?, ?, 0, 1)
            ON CONFLICT(id) DO UPDATE SET name = excluded.name, topic = excluded.topic, starters = excluded.starters,
                archived = 0, live = 1
            """,
            event.id, payload.name, String(payload.topic.prefix(200)), payload.starters.rawValue)
        guard let number = try number(of: event.id, projecting) else { return .applied }
        try note(number, event, projecting)
        projecting.noteArrival(of: event.id)
        return .applied
    }

    static func edit(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: ChannelEdited = try event.payload()
        let actor = projecting.authority.standing(forWriting: event)
        if let refusal = DiscussionRules.refusalToManageChannels(by: actor) { return .refused(refusal) }
        guard let number = try number(of: payload.channel, projecting) else { return .waits(on: payload.channel) }
        guard try isLive(number, projecting) else { return .refused(noSuchChannel) }
        if let name = payload.name {
            if let refusal = try refusal(ofName: name, projecting, besides: number) { return .refused(refusal) }
        }
        try projecting.execute(
            """
            UPDATE channel SET name = coalesce(?, name), topic = coalesce(?, topic), starters = coalesce(?, starters),
                archived = coalesce(?, archived) WHERE number = ?
            """,
            payload.name, payload.topic.map { String($0.prefix(200)) }, payload.starters?.rawValue, payload.archived,
            number)
        try note(number, event, projecting)
        return .applied
    }

    static func reset(_ projecting: Projecting) throws {
        try projecting.memory(DiscussionMemory.init).forgetChannels()
        for row in try projecting.rows("SELECT number FROM channel") { projecting.touch("channel", row[0]) }
        try projecting.execute("UPDATE channel SET live = 0")
        try projecting.execute("DELETE FROM channel_change")
    }

    /// Why nothing can be done in a channel that was refused.
    static let noSuchChannel = "there is no such channel"

    private static func isLive(_ number: Int64, _ projecting: Projecting) throws -> Bool {
        try projecting.value(Bool.self, "SELECT live FROM channel WHERE number = ?", number) ?? false
    }

    static func number(of channel: EventID, _ projecting: Projecting) throws -> Int64? {
        try projecting.value(Int64.self, "SELECT number FROM channel WHERE id = ?", channel)
    }

    private static func refusal(
        ofName name: String, _ projecting: Projecting, besides number: Int64 = 0
    ) throws -> String? {
        if let refusal = DiscussionRules.refusal(ofChannelName: name) { return refusal }
        let taken = try projecting.value(
            Int.self, "SELECT 1 FROM channel WHERE name = ? AND live AND number <> ?", name, number)
        return taken == nil ? nil : "there is a channel #\(name) already"
    }

    /// Remembers what could be written in the channel from this event on.
    private static func note(_ number: Int64, _ event: Event, _ projecting: Projecting) throws {
        let memory = try projecting.memory(DiscussionMemory.init)
        try projecting.execute(
            """
            INSERT OR REPLACE INTO channel_change(channel, clock, id, starters, archived)
            SELECT number, ?, ?, starters, archived FROM channel WHERE number = ?
            """,
            event.clock, event.id, number)
        let row = try projecting.row(
            "SELECT * FROM channel_change WHERE channel = ? AND clock = ? AND id = ?", number, event.clock, event.id)
        if let row { memory.channelChanges[number, default: []].append(ChannelChange(row: row)) }
        projecting.touch("channel", number)
    }
}
