import Index
import Journal
import Synchronization
import Terminal
import Workbench

/// The queue: what waits for the reader, why, and since when. Its order stays as it was while one works through it.
struct FeedbackPane: Pane {
    let session: BoardSession
    var view = QueueView.yourTurn
    var list = ListView(FixedRows<QueueItem>())
    /// What came in since the order was made, and is not in the list yet.
    private(set) var arrived = 0
    private(set) var tabs = QueueTabs()
    private var sought = ""
    private var wait = StyledLine()
    private var offers: [QueueItem] = []
    private var selected = SelectedRequest()

    init(_ session: BoardSession, view: QueueView = .yourTurn) {
        self.session = session
        self.view = view
    }

    var effects: FeedbackEffects { FeedbackEffects(session: session) }
    var contexts: [Context] { [.queue, .feedback] }
    var title: StyledLine { "Feedback" }

    var status: StyledLine {
        var line = StyledLine()
        if !sought.isEmpty { line.append("with “\(sought)”  ", .status) }
        if !list.marks.isEmpty { line.append("\(list.marks.count) marked  ", .badge) }
        if arrived > 0 { line.append("+\(arrived) new, Ctrl-r sorts in", .badge) }
        return line
    }

    var place: String { "feedback" }

    var subject: Reference? {
        list.selection.flatMap { $0.isRequest ? Reference(kind: "feedback", id: $0.id) : nil }
    }

    /// Makes the order anew.
    mutating func reload() throws {
        list.source = FixedRows(try wanted())
        try list.reload()
        selected = SelectedRequest()
        arrived = 0
        try lookAround()
    }

    /// Takes away what no longer waits and says anew what the others are, where they stand.
    mutating func refresh(after changes: ChangeSet) throws {
        guard changes.concern("turn", "feedback") else { return }
        try refresh()
    }

    private mutating func refresh() throws {
        let fresh = try wanted()
        selected = SelectedRequest()
        guard !list.rows.isEmpty else { return try reload() }
        let before = list.source.all
        let known = Set(before.map(\.id))
        arrived = fresh.count { !known.contains($0.id) }
        list.source = FixedRows(list.source.current(before, from: fresh))
        try list.reload()
        if list.rows.isEmpty { return try reload() }
        try lookAround()
    }

    private func wanted() throws -> [QueueItem] {
        let items = try QueueItems(session).items(view)
        return sought.isEmpty ? items : items.filter { StyledLine("\($0.who) \($0.what) \($0.why)").contains(sought) }
    }

    private mutating func lookAround() throws {
        let looked = QueueItems(session)
        tabs = try looked.tabs(view, count: list.source.all.count + arrived)
        wait = try looked.wait()
        offers = list.rows.isEmpty && view == .yourTurn ? try looked.offers() : []
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        switch input {
        case .click(let point) where point.row == 0:
            if let tab = tabs.tab(atColumn: point.column, columns: size.columns) { try show(tab) }
        case .typing(PaneInput.find, let text), .entered(PaneInput.find, let text):
            sought = text
            try reload()
        case .cancelled(PaneInput.find):
            sought = ""
            try reload()
        case .chosen("snooze", FeedbackEffects.date): return [effects.askSnoozeTime()]
        case .entered("snooze-until", let text):
            let chosen = list.chosen.map(\.id)
            let effect = try effects.snooze(chosen, until: text)
            list.clearMarks()
            return chosen.isEmpty ? [] : [effect]
        case .chosen("snooze", let choice):
            let chosen = list.chosen.map(\.id)
            list.clearMarks()
            return chosen.isEmpty ? [] : [try effects.snooze(chosen, choice)]
        case .entered("pair", let name): return try request().map { [try effects.pair($0, with: name)] } ?? []
        case .entered("note", let note):
            return try request().map { [try effects.close($0, .enough, note: note.isEmpty ? nil : note)] } ?? []
        case .entered("hand", let name):
            return try request().map { [try effects.handOver($0, to: name, goOn: .stays)] } ?? []
        case .chosen(let purpose, let choice):
            if FeedbackEffects.isForAll(purpose) {
                let ids = list.chosen.filter(\.isRequest).map(\.id)
                list.clearMarks()
                return try effects.chosenForAll(purpose, choice, ids)
            }
            guard let request = try request() else { return [] }
            return try effects.chosen(purpose, choice, request, goOn: .stays)
        default:
            let inside = input.moved(up: headRows(size))
            if try list.handle(inside, height: height(size)) { return try perform(.open, in: size) }
        }
        return []
    }

    /// The selected row's request, whole. Every picture asks for it, to say which keys work here.
    func request() throws -> FeedbackRequest? {
        guard let item = list.selection, item.isRequest else { return nil }
        return try selected.request(item.id) { try session.read { try FeedbackQueries.request(item.id, $0) } }
    }

    mutating func show(_ view: QueueView) throws {
        self.view = view
        list = ListView(FixedRows())
        sought = ""
        try reload()
    }

    // MARK: - Drawing

    /// Rows above the list: the tabs, and the columns' names where there is room.
    func headRows(_ size: Size) -> Int { size.rows >= 8 ? 2 : 1 }

    /// Rows of the list.
    func height(_ size: Size) -> Int { max(1, size.rows - headRows(size) - (hasFoot(size) ? 2 : 0)) }

    private func hasFoot(_ size: Size) -> Bool { size.rows >= 10 && !wait.spans.isEmpty }

    func view(size: Size, isFocused: Bool) -> Surface {
        var surface = Surface(size: size)
        surface.write(tabs.line(columns: size.columns), at: Point(column: 0, row: 0))
        let columns = QueueColumns(size.columns - 1, list.rows)
        if headRows(size) == 2 { surface.write(columns.head, at: Point(column: 1, row: 1)) }
        let now = session.clock.now()
        if list.rows.isEmpty {
            drawEmpty(size, on: &surface)
        } else {
            let rows = list.view(
                size: Size(columns: size.columns, rows: height(size)), isFocused: isFocused, empty: ""
            ) { item, _ in columns.line(item, now: now) }
            surface.draw(rows, at: Point(column: 0, row: headRows(size)))
        }
        if hasFoot(size) {
            surface.write(wait.truncated(to: size.columns - 1), at: Point(column: 1, row: size.rows - 1))
        }
        return surface
    }

    private func drawEmpty(_ size: Size, on surface: inout Surface) {
        guard sought.isEmpty else {
            let words = "Nothing here has “\(sought)” in it."
            surface.write(words, at: Point(column: 1, row: headRows(size)), style: .muted)
            return
        }
        var lines = [StyledLine(Self.empty[view] ?? "Nothing here.", .success)]
        if !offers.isEmpty { lines += [StyledLine(), StyledLine("If you like, in the pool (]):", .muted)] }
        lines += offers.map {
            StyledLine([Span("  \($0.who)  ", .author), Span($0.what), Span("  \($0.why)", .muted)])
        }
        for (row, line) in lines.enumerated() {
            surface.write(line.truncated(to: size.columns - 1), at: Point(column: 1, row: row + headRows(size)))
        }
    }

    private static let empty: [QueueView: String] = [
        .yourTurn: "Nothing waits for you.", .received: "You have marked all the feedback you got.",
        .waiting: "You wait for nobody.", .pool: "Nobody in the group waits for a reviewer.",
        .snoozed: "You have put nothing off.", .done: "Nothing ended in the last 30 days.",
        .rescue: "Nothing is stuck.",
    ]
}

/// The request of the row with the cursor, read once for as long as nothing changes.
private final class SelectedRequest: Sendable {
    private let kept = Mutex<(id: EventID, request: FeedbackRequest?)?>(nil)

    func request(_ id: EventID, read: () throws -> FeedbackRequest?) rethrows -> FeedbackRequest? {
        if let known = kept.withLock({ $0 }), known.id == id { return known.request }
        let request = try read()
        kept.withLock { $0 = (id, request) }
        return request
    }
}

extension FixedRows where Row == QueueItem {
    /// The rows of `fresh` that were there before, in the order in which they were.
    fileprivate func current(_ rows: [QueueItem], from fresh: [QueueItem]) -> [QueueItem] {
        FixedRows(fresh).current(rows)
    }
}
