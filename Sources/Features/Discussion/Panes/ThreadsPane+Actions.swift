import Index
import Journal
import Terminal
import Workbench

extension ThreadsPane {
    private static let own: Set<ActionName> = [
        .open, .readOn, .nextUnread, .previousUnread, .nextUnreadThread, .toggleRead, .markAllRead, .star, .watch,
        .reply,
        .compose, .sortIn, .find, .copy, .leaveForLater,
    ]

    func availability(of action: ActionName) -> Availability {
        switch action {
        // The way back first takes the marks off, one thing at a time.
        case .back: return list.marks.isEmpty ? .absent : .available
        case ChannelActions.edit: return channel == nil ? .absent : ChannelActions.availability(session)
        case .compose, .find, .markAllRead, .nextUnread, .nextUnreadThread: return .available
        case .sortIn: return arrived.isEmpty ? .unavailable("nothing new has arrived") : .available
        case _ where ActionName.amongMatches.contains(action): return isFinding ? .available : .absent
        default: break
        }
        guard
            Self.own.contains(action) || ListView<ThreadRows>.actions.contains(action)
                || ModerationActions.names.contains(action) || QuestionActions.names.contains(action)
        else { return .absent }
        guard let thread = list.selection else { return .unavailable("the list is empty") }
        if QuestionActions.names.contains(action) {
            return QuestionActions.availability(of: action, on: thread, session)
        }
        return ModerationActions.names.contains(action)
            ? ModerationActions.availability(of: action, on: thread, session) : .available
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        let height = size.rows
        switch action {
        case .open, .readOn: return list.selection.map { effects.open($0.id) } ?? []
        case .nextUnread, .nextUnreadThread: return try goToUnread(forward: true, height: height)
        case .previousUnread: return try goToUnread(forward: false, height: height)
        case .toggleRead: return try toggleRead()
        case .markAllRead: return [try effects.markAll(channel: channel?.id)]
        case .star: return [try effects.star(list.chosen)]
        case .watch: return [try effects.watch(list.chosen)]
        case .leaveForLater: return try goToUnread(forward: true, height: height)
        case ChannelActions.edit: return channel.map { [.fill(ChannelActions.editing($0, session))] } ?? []
        case .compose:
            return [effects.compose(channel: channel?.name, kind: list.source.filter.isUnanswered ? .question : nil)]
        case .reply:
            guard let thread = list.selection, let post = try session.read({ try PostQueries.post(thread.id, $0) })
            else {
                return []
            }
            return [effects.reply(to: post)]
        case .sortIn: try reload()
        case .back: list.clearMarks()
        case .endFind: try showTitles(with: "")
        case .copy: return list.selection.map { [.copy($0.title)] } ?? []
        default:
            if let thread = list.selection, QuestionActions.names.contains(action) {
                return try QuestionActions.perform(action, on: thread, session)
            }
            if let thread = list.selection, ModerationActions.names.contains(action) {
                return try ModerationActions.perform(action, on: thread, post: thread.id, session)
            }
            _ = try list.perform(action, height: height)
        }
        return []
    }

    /// Opens the next thread with something unread: below the selection, else from the top again.
    private mutating func goToUnread(forward: Bool, height: Int) throws -> [Effect] {
        let places = list.rows.indices.filter { list.rows[$0].unread > 0 && list.rows[$0].watch != .muted }
        let near = forward ? places.first { $0 > list.selected } : places.last { $0 < list.selected }
        if let place = near {
            try list.move(to: place, height: height)
            return effects.open(list.rows[place].id)
        }
        let key = forward ? list.rows.last.map(ThreadQueries.Key.init) : nil
        let further = try session.read { database in
            try ThreadQueries.nextUnread(after: key, channel: channel?.number, database)
                ?? ThreadQueries.nextUnread(after: nil, channel: channel?.number, database)
        }
        guard let further else { return [.say("nothing unread here")] }
        if list.select(further.id) { try list.move(to: list.selected, height: height) }
        return effects.open(further.id)
    }

    /// Marks all posts of the chosen threads read, or unread when all of them are read.
    private mutating func toggleRead() throws -> [Effect] {
        let chosen = list.chosen
        let read = chosen.contains { $0.unread > 0 }
        let posts = try session.read { database in
            try chosen.flatMap { try PostQueries.posts(inThread: $0.number, database) }
        }
        list.clearMarks()
        return try effects.mark(
            posts.filter { $0.isUnread == read && $0.author.account != session.me }.map(\.id), read: read)
    }
}
