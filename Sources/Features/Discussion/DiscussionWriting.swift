import Index
import Journal

/// Makes the events that the rules allow: the one way to write for screens and commands. Each function asks the rule
/// with what the index knows now, and throws `CommandFailure` with the rule's reason.
public struct DiscussionWriting: Sendable {
    private let session: BoardSession

    /// Writing for the session's member.
    public init(_ session: BoardSession) { self.session = session }

    /// Opens a thread
    public func open(
        channel: ChannelSummary, kind: ThreadKind, title: String, body: String, activity: ActivityTerms? = nil
    ) throws -> NewEvent {
        try allow(
            DiscussionRules.refusalToOpen(
                kind, by: standing(), starters: channel.starters, isArchived: channel.isArchived))
        try accept(DiscussionRules.refusal(ofTitle: title))
        let (body, file) = try fit(body)
        return try NewEvent(
            ThreadOpened(
                channel: channel.id, threadKind: kind, title: title, body: body, file: file, activity: activity))
    }

    /// Replies to a post (a thread's id is its first post's)
    public func reply(to parent: EventID, body: String) throws -> NewEvent {
        let thread = try thread(of: parent)
        let channel = try session.read { try ChannelQueries.named(thread.channel, $0) }
        try allow(
            DiscussionRules.refusalToReply(
                by: standing(), isLocked: thread.isLocked, isArchived: channel?.isArchived ?? false))
        let (body, file) = try fit(body)
        return try NewEvent(PostAdded(thread: thread.id, parent: parent, body: body, file: file))
    }

    /// Rewords one's own post.
    public func edit(_ post: EventID, body: String, title: String? = nil) throws -> NewEvent {
        try allow(try refusalToChange(post))
        try accept(title.flatMap(DiscussionRules.refusal(ofTitle:)))
        let (body, file) = try fit(body)
        return try NewEvent(PostEdited(post: post, body: body, title: title, file: file))
    }

    /// Takes one's own post back, or puts it back.
    public func retract(_ post: EventID, _ retracted: Bool = true, reason: String = "") throws -> NewEvent {
        try allow(try refusalToChange(post))
        return try NewEvent(PostRetracted(post: post, retracted: retracted, reason: reason))
    }

    /// Puts a sign on a post, or takes it away.
    public func react(to post: EventID, with emoji: String, present: Bool = true) throws -> NewEvent {
        _ = try self.post(post)
        try allow(DiscussionRules.refusalToWrite(by: standing()))
        try accept(DiscussionRules.refusal(ofReaction: emoji))
        return try NewEvent(ReactionSet(post: post, emoji: emoji, present: present))
    }

    /// Accepts a reply as the answer to its question, or takes that back.
    public func accept(_ post: EventID, _ accepted: Bool = true) throws -> NewEvent {
        let thread = try thread(of: post)
        guard thread.id != post else {
            throw CommandFailure("a question is not its own answer; name a reply", .badData)
        }
        try allow(
            DiscussionRules.refusalToAccept(
                by: session.me, standing: standing(), asker: thread.author.account, kind: thread.kind))
        return try NewEvent(AnswerAccepted(thread: thread.id, post: accepted ? post : nil))
    }

    /// Says that one has the same question, or has it no more.
    public func share(_ question: EventID, _ shared: Bool = true) throws -> NewEvent {
        let thread = try thread(of: question)
        try allow(
            DiscussionRules.refusalToShare(by: session.me, asker: thread.author.account, kind: thread.kind))
        return try react(to: thread.id, with: MeToo.sign, present: shared)
    }

    /// Says that a question was asked before, or that it was not.
    public func link(_ question: EventID, to original: EventID?) throws -> NewEvent {
        let thread = try thread(of: question)
        try allow(
            DiscussionRules.refusalToLink(
                by: session.me, standing: standing(), asker: thread.author.account, kind: thread.kind))
        let earlier = try original.map { try self.thread(of: $0) }
        guard earlier?.id != thread.id else { throw CommandFailure("a question is not its own duplicate", .badData) }
        if let earlier, let first = earlier.duplicateOf {
            throw CommandFailure("that one was asked before too; link to \(first.text.prefix(8))", .badData)
        }
        return try NewEvent(QuestionLinked(thread: thread.id, original: earlier?.id))
    }

    /// Keeps a thread on top, or lets it go.
    public func pin(_ thread: EventID, _ pinned: Bool = true) throws -> NewEvent {
        try moderate(try self.thread(of: thread).id) { ThreadPinned(thread: $0, pinned: pinned) }
    }

    /// Closes a thread for replies, or opens it again.
    public func lock(_ thread: EventID, _ locked: Bool = true, reason: String = "") throws -> NewEvent {
        try moderate(try self.thread(of: thread).id) { ThreadLocked(thread: $0, locked: locked, reason: reason) }
    }

    /// Hides a post from view, or shows it again.
    public func hide(_ post: EventID, _ hidden: Bool = true, reason: String = "") throws -> NewEvent {
        _ = try self.post(post)
        return try moderate(post) { PostHidden(post: $0, hidden: hidden, reason: reason) }
    }

    /// Moves a thread to another channel.
    public func move(_ thread: EventID, to channel: ChannelSummary) throws -> NewEvent {
        let thread = try self.thread(of: thread)
        try allow(
            DiscussionRules.refusalToMove(
                by: session.me, standing: standing(), author: thread.author.account, starters: channel.starters,
                isArchived: channel.isArchived))
        return try NewEvent(ThreadMoved(thread: thread.id, channel: channel.id))
    }

    /// Makes a channel
    public func addChannel(
        _ name: String, topic: String = "", starters: ThreadStarters = .members
    ) throws -> NewEvent {
        try allow(DiscussionRules.refusalToManageChannels(by: standing()))
        try acceptChannelName(name)
        return try NewEvent(ChannelAdded(name: name, topic: topic, starters: starters))
    }

    /// Changes a channel.
    public func editChannel(_ change: ChannelEdited) throws -> NewEvent {
        try allow(DiscussionRules.refusalToManageChannels(by: standing()))
        if let name = change.name { try acceptChannelName(name, besides: change.channel) }
        return try NewEvent(change)
    }

    private func standing() throws -> Standing { try session.standing(of: session.me) }

    private func allow(_ refusal: String?) throws {
        if let refusal { throw CommandFailure.refused(refusal) }
    }

    /// What somebody typed: their words are at fault, not their standing.
    private func accept(_ refusal: String?) throws {
        if let refusal { throw CommandFailure(refusal, .badData) }
    }

    private func acceptChannelName(_ name: String, besides own: EventID? = nil) throws {
        try accept(DiscussionRules.refusal(ofChannelName: name))
        if let taken = try session.read({ try ChannelQueries.named(name, $0) }), taken.id != own {
            throw CommandFailure("there is a channel #\(name) already", .cannotCreate)
        }
    }

    private func moderate(_ id: EventID, _ payload: (EventID) -> some EventPayload) throws -> NewEvent {
        try allow(DiscussionRules.refusalToModerate(by: standing()))
        return try NewEvent(payload(id))
    }

    private func refusalToChange(_ id: EventID) throws -> String? {
        let post = try post(id)
        return DiscussionRules.refusalToEdit(by: session.me, standing: try standing(), author: post.author.account)
    }

    private func post(_ id: EventID) throws -> Post {
        guard let post = try session.read({ try PostQueries.post(id, $0) }) else {
            throw CommandFailure("\(id) is no post", .notFound)
        }
        return post
    }

    private func thread(of id: EventID) throws -> ThreadSummary {
        guard let thread = try session.read({ try ThreadQueries.thread(ofPost: id, $0) }) else {
            throw CommandFailure("\(id) is no thread and no post", .notFound)
        }
        return thread
    }

    /// A body that is too long for a line goes to a file by its content, and the event names that.
    func fit(_ body: String) throws -> (body: String, file: String?) {
        guard body.utf8.count > Self.longestInlineBody else { return (body, nil) }
        let stored = try FileStore(board: session.board, account: session.me).put(Array(body.utf8))
        return ("", stored.hash)
    }

    /// Bytes; JSON may take up to six bytes a byte, and a line holds 256 KiB.
    private static let longestInlineBody = 40_000
}

extension BoardSession {
    /// Writes one event and answers its id.
    @discardableResult
    func send(_ event: NewEvent) throws -> EventID {
        guard let written = try write([event]).first else { throw CommandFailure("nothing was written", .inputOutput) }
        return written.id
    }
}
