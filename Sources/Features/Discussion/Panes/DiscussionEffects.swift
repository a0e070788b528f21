import Foundation
import Index
import Journal
import Workbench

/// What panes let happen to threads and posts: the same for lists, readers and search results.
struct DiscussionEffects: Sendable {
    let session: BoardSession

    /// Milliseconds for which sending can be undone.
    private static let undoWindow: Int64 = 30_000

    /// Shows a thread in the reader, at a post if one is named.
    func open(_ thread: EventID, at post: EventID? = nil) -> [Effect] {
        [
            .replace(ReaderPane(session, thread: thread, startsAt: post), in: .reader, isFocused: true),
            .follow(Reference(kind: "thread", id: thread)),
        ]
    }

    /// Writes a new thread. Without a kind, a title that ends in a question mark makes it a question.
    func compose(channel: String?, kind: ThreadKind? = nil, draft: StoredDraft? = nil) -> Effect {
        if draft == nil, let refusal { return refusal }
        var text = Composition.Text(
            title: "", channel: channel ?? (kind == .announcement ? "announcements" : "general"))
        if kind == .activity { text.body = ActivityForm.empty }
        if let draft { text = Composition.Text(title: draft.title, channel: draft.channel, body: draft.body) }
        let heading = kind.map { "New \($0.rawValue)" } ?? "New thread"
        var composition =
            Composition(kind: kind?.rawValue ?? Self.anyThread, heading: heading, text: text, draft: draft) { text in
                let form = try kind == .activity ? ActivityForm(text.body, now: session.clock.now()) : nil
                let body = form?.prompt ?? text.body
                guard !body.isEmpty else { throw CommandFailure("a thread needs a first post", .badData) }
                let place = try ChannelLookup.channel(text.channel ?? "", session)
                let title = text.title ?? ""
                let kind = kind ?? ThreadKind.of(title: title)
                let event = try DiscussionWriting(session).open(
                    channel: place, kind: kind, title: title, body: body, activity: form?.terms)
                return sending(event, done: kind == .question ? "asked" : "posted") { open($0) }
            }
        if kind == .activity, draft == nil { composition.cursorLine = ActivityForm.firstLineOfPrompt }
        return .compose(composition)
    }

    /// A thread as another feature begins it: a discussion.
    func begin(_ text: Composition.Text) throws -> Writing {
        let place = try ChannelLookup.channel(text.channel ?? "", session)
        let event = try DiscussionWriting(session).open(
            channel: place, kind: .discussion, title: text.title ?? "", body: text.body)
        return sending(event, done: "posted") { open($0) }
    }

    /// Why one cannot write here at all, said before one types rather than after.
    private var refusal: Effect? {
        switch try? session.standing(of: session.me) {
        case .outsider: .warn("only members write here; `:join` makes you one")
        case .applicant: .warn("a moderator has to admit you before you can write")
        default: nil
        }
    }

    /// The kind of draft that is a thread whose title decides what it is.
    private static let anyThread = "thread"

    /// Writes a reply.
    func reply(to post: Post, quoting: Bool = false, draft: StoredDraft? = nil) -> Effect {
        if draft == nil, let refusal { return refusal }
        let quoted = quoting ? Quotation.text(of: post) : ""
        return .compose(
            Composition(
                kind: "reply", target: post.id, heading: "Reply to \(post.author.name)",
                text: Composition.Text(body: draft?.body ?? quoted), draft: draft
            ) { [session] text in
                guard !text.body.isEmpty else { throw CommandFailure("write something first", .badData) }
                let event = try DiscussionWriting(session).reply(to: post.id, body: text.body)
                return sending(event, done: "replied") { [.follow(Reference(kind: "post", id: $0))] }
            })
    }

    /// Rewords a post.
    func edit(_ post: Post, title: String?, draft: StoredDraft? = nil) -> Effect {
        let text = Composition.Text(title: draft?.title ?? title, body: draft?.body ?? post.body)
        return .compose(
            Composition(kind: "edit", target: post.id, heading: "Edit", text: text, draft: draft) { [session] text in
                let event = try DiscussionWriting(session).edit(post.id, body: text.body, title: text.title)
                let before = post.body
                let undo = Writing.Undo("editing") { _ in
                    [try DiscussionWriting(session).edit(post.id, body: before, title: title)]
                }
                return Writing([event], done: "reworded", undo: undo)
            })
    }

    /// Takes a post back, once the person has said yes.
    func retract(_ post: Post) throws -> Effect {
        let event = try DiscussionWriting(session).retract(post.id)
        let undo = Writing.Undo("taking back") { [session] _ in
            [try DiscussionWriting(session).retract(post.id, false)]
        }
        let writing = Writing([event], done: "taken back; u puts it back", undo: undo)
        return .ask(
            Question("Take this post back?", answers: [Question.Answer("y", "take it back", [.write(writing)])]))
    }

    /// Accepts an answer, or takes that back.
    func accept(_ post: Post) throws -> Effect {
        let event = try DiscussionWriting(session).accept(post.id, !post.isAnswer)
        let undo = Writing.Undo("accepting") { [session] _ in
            [try DiscussionWriting(session).accept(post.id, post.isAnswer)]
        }
        return .write(
            Writing([event], done: post.isAnswer ? "no answer is accepted now" : "answer accepted", undo: undo))
    }

    /// Puts a sign on a post, or takes the reader's own away.
    func react(to post: Post, with emoji: String) throws -> Effect {
        let isThere = post.reactions.contains { $0.emoji == emoji && $0.accounts.contains(session.me) }
        let event = try DiscussionWriting(session).react(to: post.id, with: emoji, present: !isThere)
        let undo = Writing.Undo("the reaction") { [session] _ in
            [try DiscussionWriting(session).react(to: post.id, with: emoji, present: isThere)]
        }
        return .write(Writing([event], done: isThere ? "\(emoji) taken away" : "\(emoji) given", undo: undo))
    }

    /// Marks posts read or unread.
    func mark(_ posts: [EventID], read: Bool, isQuiet: Bool = false) throws -> [Effect] {
        guard !posts.isEmpty else { return [] }
        let undo = Writing.Undo(read ? "marking as read" : "marking as unread") { _ in
            try ReadingEvents.marks(posts, read: !read)
        }
        let done = "\(posts.count) marked \(read ? "read" : "unread")"
        return [
            .write(
                Writing(
                    try ReadingEvents.marks(posts, read: read), done: isQuiet ? "" : done, undo: isQuiet ? nil : undo))
        ]
    }

    /// Marks everything read, in one channel or everywhere.
    func markAll(channel: EventID?) throws -> Effect {
        let undo = Writing.Undo("marking all as read") { written in
            try written.map { try ReadingEvents.allMarkedUndone($0) }
        }
        let event = try session.read { try ReadingEvents.allMarked(channel: channel, $0) }
        return .write(Writing([event], done: "all marked read; u takes it back", undo: undo))
    }

    /// Keeps threads for later, or lets them go.
    func star(_ threads: [ThreadSummary]) throws -> Effect {
        let starred = !threads.allSatisfy(\.isStarred)
        let undo = Writing.Undo("the star") { _ in
            try threads.map { try ReadingEvents.star($0.id, $0.isStarred) }
        }
        let events = try threads.map { try ReadingEvents.star($0.id, starred) }
        return .write(Writing(events, done: starred ? "starred" : "no longer starred", undo: undo))
    }

    /// Goes from neither to followed, to muted, to neither.
    func watch(_ threads: [ThreadSummary]) throws -> Effect {
        let order: [WatchLevel: WatchLevel] = [.normal: .watched, .watched: .muted, .muted: .normal]
        let level = threads.first.flatMap { order[$0.watch] } ?? .watched
        let undo = Writing.Undo("watching") { _ in try threads.map { try ReadingEvents.watch($0.id, $0.watch) } }
        let words: [WatchLevel: String] = [.watched: "watched", .muted: "muted", .normal: "neither watched nor muted"]
        let events = try threads.map { try ReadingEvents.watch($0.id, level) }
        return .write(Writing(events, done: words[level] ?? "", undo: undo))
    }

    /// Goes on with a draft of this feature.
    func resume(_ draft: StoredDraft) throws -> Composition? {
        if draft.kind == Self.anyThread { return composition(compose(channel: nil, draft: draft)) }
        if let kind = ThreadKind(rawValue: draft.kind) {
            return composition(compose(channel: nil, kind: kind, draft: draft))
        }
        guard ["reply", "edit"].contains(draft.kind) else { return nil }
        let target = draft.target.flatMap { EventID(text: $0) }
        let post = try target.flatMap { target in try session.read { try PostQueries.post(target, $0) } }
        guard let post else { return waiting(draft) }
        return composition(
            draft.kind == "reply"
                ? reply(to: post, draft: draft)
                : edit(post, title: draft.title.isEmpty ? nil : draft.title, draft: draft))
    }

    private func composition(_ effect: Effect) -> Composition? {
        if case .compose(let composition) = effect { composition } else { nil }
    }

    /// A draft about a post that has not been read yet, or is gone: its text can be seen and gone on with all the same,
    /// and it is sent once the post is there.
    private func waiting(_ draft: StoredDraft) -> Composition {
        Composition(
            kind: draft.kind, target: draft.target.flatMap { EventID(text: $0) },
            heading: draft.kind == "reply"
                ? "Reply to a post that is not here yet" : "Edit a post that is not here yet",
            text: Composition.Text(body: draft.body), draft: draft
        ) { text in
            guard let target = draft.target.flatMap({ EventID(text: $0) }),
                try session.read({ try PostQueries.post(target, $0) }) != nil,
                let composition = try resume(draft)
            else {
                throw CommandFailure("the post that this is about is not here; the text stays a draft", .notFound)
            }
            return try composition.send(text)
        }
    }

    /// A post on its way; for half a minute it can be called back.
    private func sending(
        _ event: NewEvent, done: String, show: @escaping @Sendable (EventID) -> [Effect]
    ) -> Writing {
        let undo = Writing.Undo("sending", lifetime: Self.undoWindow) { written in
            try written.map { try NewEvent(PostRetracted(post: $0)) }
        }
        return Writing([event], done: done + "; u calls it back for 30 s", undo: undo) { written in
            written.first.map(show) ?? []
        }
    }
}
