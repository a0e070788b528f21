import Index
import Journal
import Terminal
import Workbench

/// The threads of a channel, or of all.
struct ThreadsPane: Pane {
    let session: BoardSession
    /// The channel that is shown; nothing for all.
    let channel: ChannelSummary?
    let heading: String
    let place: String
    var list: ListView<ThreadRows>
    /// Threads that came in or moved up while the reader was further down.
    var arrived: Set<Int64> = []
    var effects: DiscussionEffects { DiscussionEffects(session: session) }

    init(
        _ session: BoardSession, channel: ChannelSummary? = nil, filter: ThreadFilter = ThreadFilter(), heading: String,
        place: String
    ) {
        var filter = filter
        filter.channel = channel?.number
        self.session = session
        self.channel = channel
        self.heading = heading
        self.place = place
        list = ListView(ThreadRows(session: session, filter: filter))
    }

    var title: StyledLine { StyledLine(heading) }
    var subject: Reference? { list.selection.map { Reference(kind: "thread", id: $0.id) } }
    var isFinding: Bool { !list.source.filter.title.isEmpty }

    var status: StyledLine {
        var line = StyledLine()
        if !list.source.filter.title.isEmpty { line.append("titles with “\(list.source.filter.title)”  ", .status) }
        if !list.marks.isEmpty { line.append("\(list.marks.count) marked  ", .badge) }
        if line.spans.isEmpty, arrived.isEmpty, list.source.filter.isUnanswered {
            line.append("newcomers first, then who waits longest", .status)
        }
        if !arrived.isEmpty { line.append("\(arrived.count) new or moved, Ctrl-r sorts in", .badge) }
        return line
    }

    mutating func reload() throws {
        try list.reload()
        arrived = []
    }

    /// The order does not jump under the reader: only at the top is it brought up to date unasked.
    mutating func refresh(after changes: ChangeSet) throws {
        let touched = changes.rows["thread"] ?? []
        guard !touched.isEmpty || changes.isUnbounded else { return }
        if list.isAtTop && list.selected == 0 && list.marks.isEmpty {
            return try changes.isUnbounded ? reload() : sortIn(touched)
        }
        let before = Dictionary(list.rows.map { ($0.number, $0.active) }, uniquingKeysWith: { first, _ in first })
        try list.refresh { changes.isUnbounded || touched.contains($0.number) }
        let after = Dictionary(list.rows.map { ($0.number, $0.active) }, uniquingKeysWith: { first, _ in first })
        arrived.formUnion(touched.filter { before[$0] == nil || before[$0] != after[$0] })
    }

    /// Brings threads to their places, which is what reloading all would come to.
    private mutating func sortIn(_ threads: Set<Int64>) throws {
        let filter = list.source.filter
        let now = try session.read { try ThreadQueries.threads(threads, in: filter, $0) }
        try list.sortIn(now, insteadOf: { threads.contains($0.number) }) {
            ThreadQueries.isBefore($0, $1, in: filter)
        }
        arrived = []
    }

    /// Selects the thread that is being read, where it is on the list.
    mutating func follow(_ subject: Reference) throws -> [Effect] {
        if subject.kind == "thread", let id = subject.id { list.select(id) }
        return []
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        switch input {
        case .typing(PaneInput.find, let text), .entered(PaneInput.find, let text): try showTitles(with: text)
        case .cancelled(PaneInput.find): try showTitles(with: "")
        default: if try list.handle(input, height: size.rows) { return try perform(.open, in: size) }
        }
        return []
    }

    mutating func showTitles(with text: String) throws {
        list.source.filter.title = text
        try list.reload()
    }

    /// What stands where there are no threads, and how some come here.
    private var empty: StyledLine {
        if isFinding { return "No title holds that; Esc shows all again." }
        if list.source.filter.isUnanswered { return "Every question has its answer; c asks one." }
        return list.source.filter.isStarred
            ? "Nothing starred; s on a thread keeps it here." : "No threads here yet; c opens one."
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        let now = session.clock.now()
        return list.view(size: size, isFocused: isFocused, empty: empty) { thread, columns in
            ThreadLine.line(
                thread, showsChannel: channel == nil, waits: list.source.filter.isUnanswered, columns: columns, now: now
            )
        }
    }
}
