import Index
import Journal
import Terminal
import Workbench

/// The journal: one's own entries, what others have shared, and one's own path through the board.
struct JournalPane: Pane {
    let session: BoardSession
    private var list = TabbedList<JournalRow>(tabs: ["Mine", "Shared", "Timeline"])
    private let opened: OpenedEntries

    init(_ session: BoardSession) {
        self.session = session
        opened = OpenedEntries(session)
    }

    var title: StyledLine { "Journal" }
    var place: String { "journal" }
    var contexts: [Context] { [.journal, .tabs] }
    var isFinding: Bool { list.isFinding }
    var status: StyledLine { list.status }
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
        switch list.tabs.shown {
        case 0: rows = try session.read { try JournalRow.mine(now: session.clock.now(), $0) }
        case 1: rows = try session.read { try JournalQueries.shared($0) }.map { JournalRow(.shared($0)) }
        default: rows = try JournalRow.timeline(session)
        }
        list.tabs.tabs[0].count = try session.read { try JournalQueries.count($0) }
        let opened = opened
        try list.fill(rows) { $0.line(opened, columns: 400).contains($1) }
    }

    mutating func refresh(after changes: ChangeSet) throws {
        if changes.concern("reflection", "thread", "goal", "project", "kudos", "feedback") { try reload() }
    }

    func availability(of action: ActionName) -> Availability {
        switch action {
        case .newEntry: return .available
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
        default: return list.availability(of: action, onRows: [], none: "nothing is here yet")
        }
    }

    private func content(of entry: JournalEntry) -> EntryContent? { try? opened.content(of: entry).get() }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        switch action {
        case .newEntry: return try effects.offerFrames()
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
        default: return try finish(list.perform(action, in: size), in: size)
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

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        try finish(list.handle(input, in: size), in: size)
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        let now = session.clock.now()
        return list.view(size: size, isFocused: isFocused, empty: Self.empty[list.tabs.shown]) { row, columns in
            row.line(opened, columns: columns - 1, now: now)
        }
    }

    private static let empty = [
        "Nothing yet; c writes an entry, for you alone.", "Nobody has shared a reflection yet.",
        "Your path begins with the first thing you do here.",
    ]
}
