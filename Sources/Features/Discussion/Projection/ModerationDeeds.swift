import Index
import Journal

/// What moderators do to channels, threads and posts, as the audit says it.
enum ModerationDeeds {
    static let addChannel: @Sendable (Event) throws -> Deed? = { event in
        let payload: ChannelAdded = try event.payload()
        return Deed("made the channel #\(payload.name.prefix(DiscussionRules.longestChannelName))")
    }

    static let editChannel: @Sendable (Event) throws -> Deed? = { event in
        let payload: ChannelEdited = try event.payload()
        let what = payload.archived.map { $0 ? "archived a channel" : "opened a channel again" } ?? "changed a channel"
        return Deed(payload.name.map { "\(what), #\($0.prefix(DiscussionRules.longestChannelName)) now" } ?? what)
    }

    static let pin: @Sendable (Event) throws -> Deed? = { event in
        let payload: ThreadPinned = try event.payload()
        return Deed(payload.pinned ? "pinned" : "no longer pins", thing: payload.thread)
    }

    static let lock: @Sendable (Event) throws -> Deed? = { event in
        let payload: ThreadLocked = try event.payload()
        return Deed(payload.locked ? "locked" : "opened again", thing: payload.thread, reason: payload.reason)
    }

    static let move: @Sendable (Event) throws -> Deed? = { event in
        let payload: ThreadMoved = try event.payload()
        return Deed("moved", thing: payload.thread, isAuthorsToo: true)
    }

    static let hide: @Sendable (Event) throws -> Deed? = { event in
        let payload: PostHidden = try event.payload()
        return Deed(payload.hidden ? "hid" : "showed again", thing: payload.post, reason: payload.reason)
    }
}
