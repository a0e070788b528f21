import Index
import Journal
import Terminal
import Workbench

/// What some members have written to one another, the newest at the end. A cursor line goes through it; the message it
/// stands in is the one that keys are for.
struct ConversationPane: Pane {
    let session: BoardSession
    let conversation: Int64
    private var others: [Author] = []
    private var messages: [Message] = []
    /// The cursor's line, and the first visible one.
    private var (cursor, top) = (0, 0)
    /// What was unread when it was shown: it keeps its mark while one reads.
    private var fresh: Set<Int64> = []
    /// What this visit has marked read, and what the reader wants unread.
    private var (marked, keptUnread): (Set<Int64>, Set<Int64>) = ([], [])
    private var sought = ""
    private var startsAt: EventID?
    private var hasBegun = false
    private var hasEarlier = true
    private let bodies = BodyLayouts()
    private let layouts = LayoutCache()
    private static let page = 200

    /// A conversation; `startsAt` names a message to begin at, else it begins at the first unread one, or at the end.
    init(_ session: BoardSession, conversation: Int64, startsAt: EventID? = nil) {
        self.session = session
        self.conversation = conversation
        self.startsAt = startsAt
    }

    var contexts: [Context] { ["reader"] }
    var isFinding: Bool { !sought.isEmpty }
    var title: StyledLine { StyledLine("With " + others.map(\.name).joined(separator: ", ")) }
    var status: StyledLine { StyledLine("nobody else can read it", .status) }
    private var effects: MessageEffects { MessageEffects(session: session) }
    private var recipients: [Account] { others.map(\.account) }

    mutating func reload() throws {
        let kept = current?.number
        let limit = max(Self.page, messages.count + 20)
        let (others, messages) = try session.read { database in
            (
                try MessageQueries.others(in: conversation, reader: session.me, database),
                try MessageQueries.page(conversation: conversation, limit: limit, database)
            )
        }
        (self.others, self.messages) = (others, messages)
        hasEarlier = messages.count == limit
        fresh.formUnion(messages.filter(\.isUnread).map(\.number))
        keepCursor(on: kept)
    }

    mutating func refresh(after changes: ChangeSet) throws {
        if changes.isUnbounded || changes.rows["conversation"]?.contains(conversation) == true { try reload() }
    }

    /// Goes to a message of this conversation that has just been sent.
    mutating func follow(_ subject: Reference) throws -> [Effect] {
        guard subject.kind == "message", let id = subject.id, messages.contains(where: { $0.id == id }) else {
            return []
        }
        (startsAt, hasBegun) = (id, false)
        return []
    }

    // MARK: - Keys

    private static let moving: Set<ActionName> = [
        .down, .up, .first, .last, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .readOn, .nextUnread,
        .previousUnread, .find, .nextMatch, .previousMatch, .endFind,
    ]
    private static let acting: Set<ActionName> = [.reply, .message, .retract, .toggleRead, .openLink, .copy]

    func availability(of action: ActionName) -> Availability {
        guard Self.moving.contains(action) || Self.acting.contains(action) else { return .absent }
        guard let message = current else { return .unavailable("there is nothing to read") }
        return switch action {
        case .retract where message.author.account != session.me: .unavailable("this message is not yours")
        case .retract where message.isRetracted: .unavailable("this message was taken back already")
        case .toggleRead where message.author.account == session.me: .unavailable("this message is your own")
        case .openLink where links(message).isEmpty: .unavailable("there is no link in this message")
        default: .available
        }
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        if Self.moving.contains(action) {
            move(action, in: size)
            if cursor == 0, top == 0 { try loadEarlier(in: size) }
            return []
        }
        guard let message = current else { return [] }
        switch action {
        case .reply, .message: return [try effects.write(to: recipients)]
        case .retract: return [try effects.retract(message, to: recipients)]
        case .toggleRead:
            if !message.isUnread { keptUnread.insert(message.number) }
            return try effects.mark([message.id], read: message.isUnread)
        case .copy: return [.copy(message.body)]
        default:
            let links = links(message)
            if links.count == 1, let only = links.first { return [.openLink(only)] }
            let items = links.map { link in Choice.Item(label: link) { [.openLink(link)] } }
            return [.choose(Choice(purpose: "link", title: "Open", items: items))]
        }
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        begin(in: size)
        switch input {
        case .wheel(let count): scroll(by: count, in: size)
        case .click(let point): moveCursor(to: top + point.row, in: size)
        case .typing(PaneInput.find, let text), .entered(PaneInput.find, let text):
            sought = text
            find(from: cursor, step: 1, in: size)
        case .cancelled(PaneInput.find): sought = ""
        default: break
        }
        return []
    }

    /// Marks read what has been shown to its end, while the keys are here.
    mutating func wasShown(in size: Size, isFocused: Bool) throws -> [Effect] {
        begin(in: size)
        guard isFocused else { return [] }
        let shown = layout(size).lines.dropFirst(top).prefix(size.rows).filter(\.isEnd).map { messages[$0.post] }
        let read = shown.filter {
            $0.isUnread && !keptUnread.contains($0.number) && !marked.contains($0.number)
        }
        marked.formUnion(read.map(\.number))
        return try effects.mark(read.map(\.id), read: true, isQuiet: true)
    }

    private func links(_ message: Message) -> [String] { MarkdownDocument(message.body).links.map(\.address) }

    private mutating func move(_ action: ActionName, in size: Size) {
        switch action {
        case .down: (cursor, top) = layout(size).below(cursor, top: top, rows: size.rows)
        case .up: (cursor, top) = layout(size).above(cursor, top: top, rows: size.rows)
        case .first: moveCursor(to: 0, in: size)
        case .last: moveCursor(to: layout(size).lines.count - 1, in: size)
        case .pageDown, .readOn: scroll(by: max(1, size.rows - 1), in: size)
        case .pageUp: scroll(by: -max(1, size.rows - 1), in: size)
        case .halfPageDown: scroll(by: size.rows / 2, in: size)
        case .halfPageUp: scroll(by: -size.rows / 2, in: size)
        case .nextUnread, .previousUnread:
            let place = messages.firstIndex { $0.number == current?.number } ?? 0
            let unread = messages.indices.filter { fresh.contains(messages[$0].number) }
            let next = action == .nextUnread ? unread.first { $0 > place } : unread.last { $0 < place }
            if let next { show(next, in: size) }
        case .nextMatch: find(from: cursor + 1, step: 1, in: size)
        case .previousMatch: find(from: cursor - 1, step: -1, in: size)
        case .endFind: sought = ""
        default: break
        }
    }

    // MARK: - Lines

    private var current: Message? {
        guard let layout = layouts.latest, layout.lines.indices.contains(cursor) else { return messages.last }
        let place = layout.lines[cursor].post
        return messages.indices.contains(place) ? messages[place] : nil
    }

    /// A message is laid out as a post that answers nothing.
    private func layout(_ size: Size) -> ReaderLayout {
        let posts = messages.map { message in
            Post(
                number: message.number, id: message.id, parent: nil, depth: 0, author: message.author,
                created: message.created, edited: nil, body: message.problem ?? message.body,
                isRetracted: message.isRetracted, isHidden: false, reason: "", isUnread: message.isUnread,
                isAnswer: false, reactions: [])
        }
        let minute = Timestamp(rawValue: session.clock.now().rawValue / 60_000 * 60_000)
        let request = ReaderLayout.Request(
            posts: posts, columns: max(8, size.columns - 3), folded: [], unquoted: [], fresh: fresh, me: session.me,
            now: minute)
        return layouts.layout(request, bodies)
    }

    /// The first time the size is known, goes to where reading begins.
    private mutating func begin(in size: Size) {
        guard !hasBegun, let last = messages.last else { return }
        hasBegun = true
        let start = startsAt ?? messages.first(where: \.isUnread)?.id ?? last.id
        if let place = messages.firstIndex(where: { $0.id == start }) { show(place, in: size) }
    }

    private mutating func show(_ place: Int, in size: Size) {
        guard let start = layout(size).starts[place] else { return }
        cursor = start
        top = max(0, min(start, layout(size).lines.count - size.rows))
    }

    private mutating func moveCursor(to line: Int, in size: Size) {
        let count = layout(size).lines.count
        cursor = min(max(0, line), max(0, count - 1))
        top = max(0, min(max(top, cursor - size.rows + 1), cursor, count - 1))
    }

    private mutating func scroll(by rows: Int, in size: Size) {
        let count = layout(size).lines.count
        top = max(0, min(top + rows, count - size.rows))
        cursor = min(max(cursor, top), max(top, min(top + size.rows - 1, count - 1)))
    }

    /// Goes to the next line that holds what is looked for, beginning at a line and going round.
    private mutating func find(from start: Int, step: Int, in size: Size) {
        let lines = layout(size).lines
        guard !sought.isEmpty, !lines.isEmpty else { return }
        for offset in 0..<lines.count {
            let place = ((start + offset * step) % lines.count + lines.count) % lines.count
            if lines[place].line.contains(sought) { return moveCursor(to: place, in: size) }
        }
    }

    private mutating func loadEarlier(in size: Size) throws {
        guard hasEarlier, let first = messages.first else { return }
        let earlier = try session.read {
            try MessageQueries.page(conversation: conversation, before: first, limit: Self.page, $0)
        }
        hasEarlier = earlier.count == Self.page
        messages = earlier + messages
        if let place = messages.firstIndex(where: { $0.number == first.number }) { show(place, in: size) }
    }

    /// Stays on the same line of the same message, whatever came before it.
    private mutating func keepCursor(on number: Int64?) {
        guard hasBegun, let place = messages.firstIndex(where: { $0.number == number }), let before = layouts.latest,
            let columns = layouts.request?.columns, before.lines.indices.contains(cursor),
            let start = before.starts[before.lines[cursor].post],
            let moved = layout(Size(columns: columns + 3, rows: 1)).starts[place].map({ $0 - start })
        else { return }
        (cursor, top) = (cursor + moved, max(0, top + moved))
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        var surface = Surface(size: size)
        let lines = layout(size).lines
        let selected = lines.indices.contains(cursor) ? lines[cursor].post : -1
        for (row, line) in lines.dropFirst(top).prefix(size.rows).enumerated() {
            let isSelected = line.post == selected
            if isSelected { surface.write("▌", at: Point(column: 0, row: row), style: isFocused ? .accent : .border) }
            surface.write(
                line.line.highlighting(sought), at: Point(column: 2, row: row), limit: max(0, size.columns - 2))
            if line.isHeader, isSelected {
                surface.overlay(
                    isFocused ? .selection : .selectionUnfocused,
                    in: Rectangle(column: 1, row: row, columns: size.columns - 1, rows: 1))
            }
        }
        return surface
    }
}
