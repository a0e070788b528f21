import Index
import Journal
import Terminal
import Workbench

/// The journal: one's own entries, what others have shared, and one's own path through the board.
struct JournalPane: Pane {
    let session: BoardSession
    private var tabs = TabLine(tabs: ["Mine", "Shared", "Timeline"].map { TabLine.Tab(title: $0) })
    private var list = ListView(FixedRows<JournalRow>())
    private let opened: OpenedEntries
    private var sought = ""

    init(_ session: BoardSession) {
        self.session = session
        opened = OpenedEntries(session)
    }

    var title: StyledLine { "Journal" }
    var place: String { "journal" }
    var contexts: [Context] { [.journal, .tabs] }
    var isFinding: Bool { !sought.isEmpty }
    var status: StyledLine { StyledLine(sought.isEmpty ? "" : "with “\(sought)”", .status) }
    var subject: Reference? {
        switch list.selection?.content {
        case .shared(let shared): Reference(kind: "post", id: shared.id)
        case .moment(let moment): moment.thing
        default: nil
        }
    }

    private var effects: JournalEffects { JournalEffects(session: session) }

    mutating func reload() throws {
        let rows: [JournalRow]
        switch tabs.shown {
        case 0: rows = try session.read { try JournalRow.mine(now: session.clock.now(), $0) }
        case 1: rows = try session.read { try JournalQueries.shared($0) }.map { JournalRow(.shared($0)) }
        default: rows = try JournalRow.timeline(session)
        }
        tabs.tabs[0].count = try session.read { try JournalQueries.count($0) }
        list.source = FixedRows(sought.isEmpty ? rows : rows.filter { $0.line(opened, columns: 400).contains(sought) })
        try list.reload()
    }

    mutating func refresh(after changes: ChangeSet) throws {
        if changes.concern("reflection", "thread", "goal", "project", "kudos", "feedback") { try reload() }
    }

    func availability(of action: ActionName) -> Availability {
        if [.find, .newEntry, .tabLeft, .tabRight].contains(action) { return .available }
        if ActionName.amongMatches.contains(action) { return isFinding ? .available : .absent }
        if ListView<FixedRows<JournalRow>>.actions.contains(action) { return .available }
        switch action {
        case .open: return list.selection?.isOpen ?? false ? .available : .unavailable("this line leads nowhere")
        case .passPrompt:
            if case .prompt = list.selection?.content { return .available }
            return .unavailable("select a question first")
        case .edit, .retract, .shareEntry, .copy:
            guard case .entry(let entry) = list.selection?.content else {
                return .unavailable("select an entry of your own first")
            }
            return action == .retract || content(of: entry) != nil
                ? .available : .unavailable("its words cannot be read")
        default: return .absent
        }
    }

    private func content(of entry: JournalEntry) -> EntryContent? { try? opened.content(of: entry).get() }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        switch action {
        case .newEntry: return try effects.offerFrames()
        case .tabRight, .tabLeft: try show(tabs.shown, by: action == .tabRight ? 1 : -1)
        case .endFind: try show(with: "")
        case .open: return try open()
        case .passPrompt:
            if case .prompt(let occasion) = list.selection?.content { return [try effects.pass(occasion)] }
        case .edit, .retract, .shareEntry, .copy:
            guard case .entry(let entry) = list.selection?.content else { return [] }
            if action == .retract { return [try effects.remove(entry.id, isOpen: false)] }
            guard let content = content(of: entry) else { return [] }
            return action == .edit
                ? [try effects.edit(entry.id, content)]
                : action == .copy ? [.copy(content.body)] : [effects.share(entry, content)]
        default: _ = try list.perform(action, height: height(size))
        }
        return []
    }

    private func open() throws -> [Effect] {
        switch list.selection?.content {
        case .prompt(let occasion): try effects.write(occasion)
        case .step(let entry): try effects.askAboutStep(entry)
        case .entry(let entry): effects.open(entry.id)
        case .shared(let shared): try Reference(kind: "post", id: shared.id).open(session)
        case .moment(let moment): try moment.thing?.open(session) ?? []
        case .month, nil: []
        }
    }

    private mutating func show(with text: String) throws {
        sought = text
        try reload()
    }

    private mutating func show(_ tab: Int, by step: Int = 0) throws {
        tabs.shown = tab
        tabs.step(by: step)
        list = ListView(FixedRows())
        try reload()
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        switch input {
        case .typing(PaneInput.find, let text), .entered(PaneInput.find, let text): try show(with: text)
        case .cancelled(PaneInput.find): try show(with: "")
        case .click(let point):
            if point.row == 0, let tab = tabs.tab(atColumn: point.column) { try show(tab) }
            if let place = list.place(atRow: point.row - Self.head), point.row >= Self.head {
                try list.move(to: place, height: height(size))
            }
        case .doubleClick: return try open()
        case .wheel(let count): try list.scroll(by: count, height: height(size))
        default: break
        }
        return []
    }

    /// Rows above the list.
    private static let head = 2

    private func height(_ size: Size) -> Int { max(1, size.rows - Self.head) }

    func view(size: Size, isFocused: Bool) -> Surface {
        var surface = Surface(size: size)
        surface.write(tabs.line(columns: size.columns), at: Point(column: 0, row: 0))
        let rows = list.view(
            size: Size(columns: size.columns, rows: height(size)), isFocused: isFocused,
            empty: StyledLine(Self.empty[tabs.shown], .muted)
        ) { row, columns in row.line(opened, columns: columns - 1, now: session.clock.now()) }
        surface.draw(rows, at: Point(column: 0, row: Self.head))
        return surface
    }

    private static let empty = [
        "Nothing yet; c writes an entry, for you alone.", "Nobody has shared a reflection yet.",
        "Your path begins with the first thing you do here.",
    ]
}
