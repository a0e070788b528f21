import Index
import Journal
import Terminal
import Workbench

/// The Inbox: posts that mention or answer the reader, messages and thanks, the newest first.
struct InboxPane: Pane {
    let session: BoardSession
    private var list = ListView(FixedRows<InboxEntry>())

    init(_ session: BoardSession) { self.session = session }

    var title: StyledLine { "Inbox" }
    var place: String { "inbox" }
    private var discussion: DiscussionEffects { DiscussionEffects(session: session) }
    private var messages: MessageEffects { MessageEffects(session: session) }

    mutating func reload() throws {
        list.source = FixedRows(try session.read { try InboxQueries.newest(reader: session.me, $0) })
        try list.reload()
    }

    func availability(of action: ActionName) -> Availability {
        let known: Set<ActionName> = [.open, .reply, .toggleRead, .nextUnread, .previousUnread, .copy]
        guard known.contains(action) || ListView<FixedRows<InboxEntry>>.actions.contains(action) else { return .absent }
        if [.nextMatch, .previousMatch, .endFind].contains(action) { return .absent }
        return list.selection == nil ? .unavailable("nothing is here for you yet") : .available
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        switch action {
        case .open: return list.selection.map { $0.open(session) } ?? []
        case .reply: return try list.selection.map(reply) ?? []
        case .toggleRead: return try toggleRead(list.chosen)
        case .copy: return list.selection.map { [.copy(Self.text(of: $0))] } ?? []
        case .nextUnread, .previousUnread:
            let unread = list.rows.indices.filter { list.rows[$0].isUnread }
            let next = action == .nextUnread ? unread.first { $0 > list.selected } : unread.last { $0 < list.selected }
            guard let next else { return [.say("nothing else is unread here")] }
            try list.move(to: next, height: size.rows)
        default: _ = try list.perform(action, height: size.rows)
        }
        return []
    }

    private func reply(to entry: InboxEntry) throws -> [Effect] {
        switch entry {
        case .notice(let notice):
            try session.read { try PostQueries.post(notice.post, $0) }.map { [discussion.reply(to: $0)] } ?? []
        case .conversation(let conversation): [try messages.write(to: conversation.others.map(\.account))]
        case .kudos(let kudos): [try messages.write(to: [kudos.giver.account])]
        case .told(let entry): try entry.told.by.map { [try messages.write(to: [$0])] } ?? []
        }
    }

    /// Marks posts, and all of a conversation; of conversations only the latest message becomes unread again.
    private func toggleRead(_ entries: [InboxEntry]) throws -> [Effect] {
        let read = entries.contains(where: \.isUnread)
        var (posts, written, thanks): ([EventID], [EventID], [EventID]) = ([], [], [])
        var told: [EventID] = []
        for entry in entries {
            switch entry {
            case .notice(let notice): posts.append(notice.post)
            case .conversation(let conversation):
                let all = try session.read { try MessageQueries.page(conversation: conversation.number, $0) }
                written += read ? all.filter(\.isUnread).map(\.id) : all.suffix(1).map(\.id)
            case .kudos(let kudos): thanks.append(kudos.id)
            case .told(let entry): told.append(entry.told.id)
            }
        }
        return try discussion.mark(posts, read: read) + messages.mark(written, read: read)
            + (thanks.isEmpty ? [] : [KudosEffects(session: session).mark(thanks, read: read)])
            + (told.isEmpty ? [] : [ToldEntry.mark(told, read: read)])
    }

    private static func text(of entry: InboxEntry) -> String {
        switch entry {
        case .notice(let notice): notice.body
        case .conversation(let conversation): conversation.latest.body
        case .kudos(let kudos): kudos.reason
        case .told(let entry): entry.sentence
        }
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        try list.handle(input, height: size.rows) ? perform(.open, in: size) : []
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        let now = session.clock.now()
        return list.view(size: size, isFocused: isFocused, empty: "Nothing is here for you yet.") { entry, columns in
            var line = StyledLine([
                Span(entry.isUnread ? "● " : "  ", .badge),
                Span(Age.short(entry.created, now: now).padded(to: 3) + "  ", .time),
            ])
            let style: StyleName = entry.isUnread ? .unread : .text
            switch entry {
            case .notice(let notice):
                line.append(notice.reason == "mention" ? "@ " : "↩ ", .accent)
                line.append(notice.author.name + "  ", .author)
                line.append(notice.title + "  ", style)
                line.append(notice.body.firstOwnLine, .muted)
            case .conversation(let conversation):
                let latest = conversation.latest
                line.append("✉ ", .accent)
                line.append(conversation.names + "  ", .author)
                if latest.author.account == session.me { line.append("you: ", .muted) }
                line.append(latest.summary, style)
            case .kudos(let kudos):
                line.append("♥ ", .reaction)
                line.append(kudos.giver.name + "  ", .author)
                line.append(kudos.reason, style)
                if !kudos.title.isEmpty { line.append("  " + kudos.title, .muted) }
            case .told(let entry):
                line.append("· ", .accent)
                line.append(entry.lead + "  ", style)
                line.append(entry.text, .muted)
            }
            return line.truncated(to: columns)
        }
    }
}

extension Message {
    /// A line of it for lists.
    var summary: String {
        if isRetracted { return "(taken back)" }
        return problem == nil ? body.firstOwnLine : "(cannot be opened)"
    }
}

extension String {
    /// The first line that is no quotation and not blank.
    fileprivate var firstOwnLine: String {
        split(whereSeparator: \.isNewline).first { !$0.hasPrefix(">") && !$0.allSatisfy(\.isWhitespace) }
            .map(String.init) ?? ""
    }

    fileprivate func padded(to columns: Int) -> String {
        String(repeating: " ", count: max(0, columns - count)) + self
    }
}
