import Index
import Journal
import Terminal
import Workbench

extension ReaderPane {
    private static let moving: Set<ActionName> = [
        .down, .up, .first, .last, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .readOn, .nextUnread,
        .previousUnread,
        .nextUnreadThread, .fold, .foldAll, .open, .find, .nextMatch, .previousMatch, .endFind, .leaveForLater,
    ]
    private static let writing: Set<ActionName> = [
        .reply, .quoteReply, .edit, .accept, .react, .retract, .toggleRead, .unreadFromHere, .star, .watch, .openLink,
        .copy, .history, ResourceForms.share,
    ]
    private static let emoji = [
        ("👍", "I agree"), ("❤️", "I love it"), ("🎉", "well done"), ("😄", "that made me laugh"),
        ("🤔", "it makes me think"), ("👀", "I am looking into it"), ("🙏", "thank you"), ("✅", "done"),
    ]

    func availability(of action: ActionName) -> Availability {
        guard
            Self.moving.contains(action) || Self.writing.contains(action) || ModerationActions.names.contains(action)
                || QuestionActions.names.contains(action)
        else { return .absent }
        guard let place = current, let summary else { return .unavailable("there is nothing to read") }
        let post = posts[place]
        let isMine = post.author.account == session.me && !post.author.isImported
        switch action {
        case .reply where summary.isLocked, .quoteReply where summary.isLocked:
            let standing = try? session.standing(of: session.me)
            return standing?.isAtLeast(.moderator) == true ? .available : .unavailable("the thread is locked")
        case .edit where !isMine, .retract where !isMine: return .unavailable("this post is not yours")
        case .accept where summary.kind != .question: return .unavailable("only questions have an accepted answer")
        case .accept where place == 0: return .unavailable("choose a reply first")
        case .openLink where place == 0 && summary.duplicateOf != nil: return .available
        case .openLink where links(of: post).isEmpty: return .unavailable("there is no link in this post")
        case .history where post.edited == nil: return .unavailable("this post was never reworded")
        case _ where QuestionActions.names.contains(action):
            return QuestionActions.availability(of: action, on: summary, session)
        case _ where ModerationActions.names.contains(action):
            return ModerationActions.availability(of: action, on: summary, session)
        default: return .available
        }
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        if Self.moving.contains(action) { return try move(action, in: size) }
        guard let place = current, let summary else { return [] }
        let post = posts[place]
        switch action {
        case .reply: return [effects.reply(to: post)]
        case .quoteReply: return [effects.reply(to: post, quoting: true)]
        case .edit: return [effects.edit(post, title: place == 0 ? summary.title : nil)]
        case .accept: return [try effects.accept(post)]
        case .retract: return [try effects.retract(post)]
        case ResourceForms.share: return [.fill(try ResourceForms.sharing(keeping(post, of: summary), session))]
        case .history: return [.show(try WordingsPage.page(of: post, session))]
        case .star: return [try effects.star([summary])]
        case .watch: return [try effects.watch([summary])]
        case .toggleRead:
            if !post.isUnread { keptUnread.insert(post.number) }
            return try effects.mark([post.id], read: post.isUnread)
        case .unreadFromHere:
            let rest = posts[place...].filter { $0.author.account != session.me || $0.author.isImported }
            keptUnread.formUnion(rest.map(\.number))
            marked.removeAll { id in rest.contains { $0.id == id } }
            return try effects.mark(rest.map(\.id), read: false)
        case .react:
            let items = Self.emoji.map { Choice.Item($0, label: "\($0)  \($1)") }
            return [.choose(Choice(purpose: "react", title: "React with", items: items))]
        case _ where QuestionActions.names.contains(action):
            return try QuestionActions.perform(action, on: summary, session)
        case .openLink where place == 0 && summary.duplicateOf != nil:
            return summary.duplicateOf.map { effects.open($0) } ?? []
        case .openLink: return offer("link", "Open", links(of: post).map { ($0.address, $0.text) })
        case .copy: return offer("copy", "Copy", copies(of: post))
        default: return try ModerationActions.perform(action, on: summary, post: post.id, session)
        }
    }

    private mutating func move(_ action: ActionName, in size: Size) throws -> [Effect] {
        switch action {
        case .down: (cursor, top) = layout(size).below(cursor, top: top, rows: size.rows)
        case .up: (cursor, top) = layout(size).above(cursor, top: top, rows: size.rows)
        case .first: moveCursor(to: 0, in: size)
        case .last: moveCursor(to: layout(size).lines.count - 1, in: size)
        case .pageDown: scroll(by: max(1, size.rows - 1), in: size)
        case .pageUp: scroll(by: -max(1, size.rows - 1), in: size)
        case .halfPageDown: scroll(by: size.rows / 2, in: size)
        case .halfPageUp: scroll(by: -size.rows / 2, in: size)
        case .readOn:
            guard isAtEnd(in: size) else {
                scroll(by: max(1, size.rows - 1), in: size)
                cursor = top
                return []
            }
            return try goToUnread(forward: true, in: size)
        case .nextUnread: return try goToUnread(forward: true, in: size)
        case .previousUnread: return try goToUnread(forward: false, in: size)
        case .nextUnreadThread: return try leave()
        case .fold: fold(in: size)
        case .foldAll: foldAll(in: size)
        case .open: unfoldQuotes(in: size)
        case .nextMatch: find(from: cursor + 1, step: 1, in: size)
        case .previousMatch: find(from: cursor - 1, step: -1, in: size)
        case .endFind: sought = ""
        case .leaveForLater:
            let unread = try effects.mark(marked, read: false, isQuiet: true)
            marked = []
            return unread + [.focus(.list), .perform(.nextUnreadThread)]
        default: break
        }
        return []
    }

    /// The next post of this thread that was unread when it was opened or is now; then the next thread with any.
    private mutating func goToUnread(forward: Bool, in size: Size) throws -> [Effect] {
        let place = current ?? 0
        let unread = posts.indices.filter { fresh.contains(posts[$0].number) || posts[$0].isUnread }
        let next = forward ? unread.first { $0 > place } : unread.last { $0 < place }
        guard let next else { return forward ? try leave() : [.say("no unread post before this one")] }
        unfold(toShow: next)
        show(next, in: size)
        return []
    }

    private func leave() throws -> [Effect] {
        let key = summary.map(ThreadQueries.Key.init)
        let next = try session.read { database in
            try ThreadQueries.nextUnread(after: key, channel: nil, database)
                ?? ThreadQueries.nextUnread(after: nil, channel: nil, database)
        }
        guard let next, next.id != thread else { return [.say("nothing else is unread")] }
        return effects.open(next.id)
    }

    private mutating func fold(in size: Size) {
        guard let place = current else { return }
        let number = posts[place].number
        if folded.remove(number) == nil { folded.insert(number) }
        show(place, in: size)
    }

    private mutating func foldAll(in size: Size) {
        let place = current ?? 0
        folded = folded.isEmpty ? Set(posts.filter { $0.depth > 0 }.map(\.number)) : []
        show(layout(size).starts[place] == nil ? 0 : place, in: size)
    }

    private mutating func unfold(toShow place: Int) {
        var depth = posts[place].depth
        for above in posts[..<place].reversed() where above.depth < depth {
            folded.remove(above.number)
            depth = above.depth
        }
        folded.remove(posts[place].number)
    }

    private mutating func unfoldQuotes(in size: Size) {
        guard let place = current else { return }
        let number = posts[place].number
        if folded.contains(number) { return fold(in: size) }
        if unquoted.remove(number) == nil { unquoted.insert(number) }
        show(place, in: size)
    }

    // MARK: - Taking along

    /// What a post gives to the library: its first link, or else its text as a note.
    private func keeping(_ post: Post, of thread: ThreadSummary) -> ResourceForms.Beginning {
        ResourceForms.Beginning(
            target: links(of: post).first?.address ?? "",
            title: String(thread.title.prefix(ResourceRules.longestTitle)), note: post.body, thread: thread.id,
            post: post.id)
    }

    private func links(of post: Post) -> [(address: String, text: String)] {
        PostText.document(post).links.map { ($0.address, $0.text) }
    }

    private func copies(of post: Post) -> [(String, String)] {
        let document = PostText.document(post)
        return [(post.body, "the whole post")] + document.codeBlocks.map { ($0, "code: " + $0.prefix(40)) }
            + document.links.map { ($0.address, "link: " + $0.address) }
    }

    /// Does at once what there is only one of, and asks which among several.
    private func offer(_ purpose: String, _ title: String, _ items: [(value: String, label: String)]) -> [Effect] {
        if items.count == 1, let only = items.first {
            return [purpose == "link" ? .openLink(only.value) : .copy(only.value)]
        }
        let choices = items.map { Choice.Item($0.value, label: $0.label, detail: purpose == "link" ? $0.value : "") }
        return [.choose(Choice(purpose: purpose, title: title, items: choices))]
    }
}
