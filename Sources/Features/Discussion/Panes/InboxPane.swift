import Index
import Journal
import Terminal
import Workbench

extension Notice: Identifiable {
    /// What lists know it by.
    public var id: EventID { post }
}

/// The Inbox: posts that mention or answer the reader, the newest first.
struct InboxPane: Pane {
    let session: BoardSession
    private var list = ListView(FixedRows<Notice>())
    private static let most = 500

    init(_ session: BoardSession) { self.session = session }

    var title: StyledLine { "Inbox" }
    var place: String { "inbox" }

    mutating func reload() throws {
        list.source = FixedRows(try session.read { try NoticeQueries.page(limit: Self.most, $0) })
        try list.reload()
    }

    func availability(of action: ActionName) -> Availability {
        let known: Set<ActionName> = [.open, .reply, .toggleRead, .nextUnread, .previousUnread, .copy]
        guard known.contains(action) || ListView<FixedRows<Notice>>.actions.contains(action) else { return .absent }
        if [.nextMatch, .previousMatch, .endFind].contains(action) { return .absent }
        return list.selection == nil ? .unavailable("nobody has mentioned or answered you yet") : .available
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        let effects = DiscussionEffects(session: session)
        guard let notice = list.selection else { return [] }
        switch action {
        case .open: return effects.open(notice.thread, at: notice.post)
        case .reply:
            return try session.read { try PostQueries.post(notice.post, $0) }.map { [effects.reply(to: $0)] } ?? []
        case .toggleRead:
            let chosen = list.chosen
            let read = chosen.contains(where: \.isUnread)
            return try effects.mark(chosen.map(\.post), read: read)
        case .copy: return [.copy(notice.body)]
        case .nextUnread, .previousUnread:
            let unread = list.rows.indices.filter { list.rows[$0].isUnread }
            let next = action == .nextUnread ? unread.first { $0 > list.selected } : unread.last { $0 < list.selected }
            guard let next else { return [.say("nothing else is unread here")] }
            try list.move(to: next, height: size.rows)
        default: _ = try list.perform(action, height: size.rows)
        }
        return []
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        switch input {
        case .click(let point):
            if let place = list.place(atRow: point.row) { try list.move(to: place, height: size.rows) }
        case .doubleClick: return try perform(.open, in: size)
        case .wheel(let count): try list.scroll(by: count, height: size.rows)
        default: break
        }
        return []
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        let now = session.clock.now()
        return list.view(size: size, isFocused: isFocused, empty: "Nobody has mentioned or answered you yet.") {
            notice, columns in
            let why = notice.reason == "mention" ? "mentions you" : "answers you "
            let first = notice.body.split(whereSeparator: \.isNewline).first { !$0.hasPrefix(">") } ?? ""
            let style: StyleName = notice.isUnread ? .unread : .text
            return StyledLine([
                Span(notice.isUnread ? "● " : "  ", .badge), Span(Age.short(notice.created, now: now) + "  ", .time),
                Span(notice.author.name + " ", .author), Span(why + "  ", .muted), Span(notice.title + "  ", style),
                Span(String(first), .muted),
            ]).truncated(to: columns)
        }
    }
}
