import Index
import Journal
import Terminal
import Workbench

/// A thread as an indented tree of posts. A cursor line goes through it; the post it stands in is the one that keys
/// are for.
struct ReaderPane: Pane {
    let session: BoardSession
    let thread: EventID
    var summary: ThreadSummary?
    var posts: [Post] = []
    /// What features show beneath them.
    private var notes: [EventID: [StyledLine]] = [:]
    /// The cursor's line.
    var cursor = 0
    /// The first visible line.
    var top = 0
    var folded: Set<Int64> = []
    var unquoted: Set<Int64> = []
    /// What was unread when the thread was opened: it keeps its mark while one reads.
    var fresh: Set<Int64> = []
    /// What this visit has marked read, so that it can be left for later.
    var marked: [EventID] = []
    /// Posts that must not be marked read by being shown: the reader has said so.
    var keptUnread: Set<Int64> = []
    var sought = ""
    private var startsAt: EventID?
    private var isLoaded = false
    private let bodies = BodyLayouts()
    private let layouts = LayoutCache()
    var effects: DiscussionEffects { DiscussionEffects(session: session) }

    /// A thread; `startsAt` names a post to begin at, else it begins at the first unread one.
    init(_ session: BoardSession, thread: EventID, startsAt: EventID? = nil) {
        self.session = session
        self.thread = thread
        self.startsAt = startsAt
    }

    var contexts: [Context] { ["reader"] }
    var isFinding: Bool { !sought.isEmpty }
    var subject: Reference? { current.map { Reference(kind: "post", id: posts[$0].id) } }

    var title: StyledLine {
        guard let summary else { return "" }
        var line = StyledLine(summary.title)
        if summary.isLocked { line.append("  locked", .locked) }
        if summary.isPinned { line.append("  pinned", .pinned) }
        if summary.kind == .question {
            let state = summary.isAnswered ? "answered" : summary.duplicateOf != nil ? "asked before" : "open question"
            line.append("  " + state, .question)
        }
        return line
    }

    var status: StyledLine {
        guard let place = current, posts.indices.contains(place) else { return "" }
        return StyledLine("post \(place + 1) of \(posts.count)", .status)
    }

    mutating func reload() throws {
        let kept = current.map { self.posts[$0].number }
        let (summary, posts) = try session.read { database -> (ThreadSummary?, [Post]) in
            let summary = try ThreadQueries.thread(thread, database)
            return (summary, try summary.map { try PostQueries.posts(inThread: $0.number, database) } ?? [])
        }
        self.summary = summary
        self.posts = posts
        notes = try FeatureTable.postNotes(thread, session)
        guard isLoaded else {
            fresh = Set(posts.filter(\.isUnread).map(\.number))
            isLoaded = summary != nil
            return
        }
        fresh.formUnion(posts.filter(\.isUnread).map(\.number))
        keepCursor(on: kept)
    }

    mutating func refresh(after changes: ChangeSet) throws {
        let isTouched = summary.map { changes.rows["thread"]?.contains($0.number) ?? false } ?? true
        if isTouched || changes.isUnbounded { return try reload() }
        notes = try FeatureTable.postNotes(thread, session)
    }

    /// Goes to a post of this thread that has just been written.
    mutating func follow(_ subject: Reference) throws -> [Effect] {
        guard subject.kind == "post", let id = subject.id, posts.contains(where: { $0.id == id }) else { return [] }
        startsAt = id
        hasBegun = false
        return []
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        begin(in: size)
        switch input {
        case .answering: current.map { show($0, in: size) }
        case .wheel(let count): scroll(by: count, in: size)
        case .click(let point): moveCursor(to: top + point.row, in: size)
        case .typing(PaneInput.find, let text), .entered(PaneInput.find, let text):
            sought = text
            find(from: cursor, step: 1, in: size)
        case .cancelled(PaneInput.find): sought = ""
        case .chosen("react", let emoji):
            guard let place = current else { return [] }
            return [try effects.react(to: posts[place], with: emoji)]
        case .chosen("link", let link): return [.openLink(link)]
        case .chosen("copy", let text): return [.copy(text)]
        default: break
        }
        return []
    }

    /// Marks read what has been shown to its end, while the keys are here.
    mutating func wasShown(in size: Size, isFocused: Bool) throws -> [Effect] {
        begin(in: size)
        guard isFocused else { return [] }
        let shown = layout(size).lines.dropFirst(top).prefix(size.rows).filter(\.isEnd).map { posts[$0.post] }
        let read = shown.filter { $0.isUnread && !keptUnread.contains($0.number) && !marked.contains($0.id) }
        guard !read.isEmpty else { return [] }
        marked += read.map(\.id)
        return try effects.mark(read.map(\.id), read: true, isQuiet: true)
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        var surface = Surface(size: size)
        guard !posts.isEmpty else {
            surface.write("This thread is not here any more.", at: Point(column: 1, row: 0), style: .muted)
            return surface
        }
        let layout = layout(size)
        let selected = layout.lines.indices.contains(cursor) ? layout.lines.post(at: cursor) : -1
        for (row, line) in layout.lines.dropFirst(top).prefix(size.rows).enumerated() {
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

    // MARK: - Lines

    /// The place of the post that the cursor is in.
    var current: Int? {
        guard let layout = layouts.latest, layout.lines.indices.contains(cursor) else { return posts.isEmpty ? nil : 0 }
        let place = layout.lines.post(at: cursor)
        return posts.indices.contains(place) ? place : nil
    }

    func layout(_ size: Size) -> ReaderLayout {
        let request = ReaderLayout.Request(
            posts: posts, columns: max(8, size.columns - 3), folded: folded, unquoted: unquoted, fresh: fresh,
            notes: notes, me: session.me, now: session.clock.now().minute)
        return layouts.layout(request, bodies)
    }

    /// The first time the size is known, goes to where reading begins.
    private mutating func begin(in size: Size) {
        guard let startsAt = startsAt ?? posts.first(where: \.isUnread)?.id ?? posts.first?.id, !hasBegun else {
            return
        }
        hasBegun = true
        if let place = posts.firstIndex(where: { $0.id == startsAt }) { show(place, in: size) }
    }

    private var hasBegun = false

    /// Puts the cursor on a post, its header at the top as far as there is text.
    mutating func show(_ place: Int, in size: Size) {
        guard let start = layout(size).starts[place] else { return }
        cursor = start
        top = max(0, min(start, layout(size).lines.count - size.rows))
    }

    mutating func moveCursor(to line: Int, in size: Size) {
        let count = layout(size).lines.count
        cursor = min(max(0, line), max(0, count - 1))
        let margin = min(2, (size.rows - 1) / 2)
        top = min(max(top, cursor - size.rows + 1 + margin), max(0, cursor - margin))
        top = max(0, min(top, count - size.rows))
    }

    mutating func scroll(by rows: Int, in size: Size) {
        let count = layout(size).lines.count
        top = max(0, min(top + rows, count - size.rows))
        cursor = min(max(cursor, top), max(top, min(top + size.rows - 1, count - 1)))
    }

    func isAtEnd(in size: Size) -> Bool { top + size.rows >= layout(size).lines.count }

    /// Goes to the next line that holds what is looked for, beginning at a line and going round.
    mutating func find(from start: Int, step: Int, in size: Size) {
        let lines = layout(size).lines
        guard !sought.isEmpty, !lines.isEmpty else { return }
        for offset in 0..<lines.count {
            let place = ((start + offset * step) % lines.count + lines.count) % lines.count
            if lines[place].line.contains(sought) { return moveCursor(to: place, in: size) }
        }
    }

    private mutating func keepCursor(on number: Int64?) {
        guard let number, let place = posts.firstIndex(where: { $0.number == number }), let layout = layouts.latest,
            layout.lines.indices.contains(cursor), let before = layout.starts[layout.lines.post(at: cursor)]
        else { return }
        let offset = cursor - before
        let request = layouts.request.map { request in
            var request = request
            request.posts = posts
            request.notes = notes
            request.fresh = fresh
            return request
        }
        guard let request, let start = layouts.layout(request, bodies).starts[place] else { return }
        let moved = start + offset - cursor
        cursor += moved
        top = max(0, top + moved)
    }
}

extension Timestamp {
    /// The moment its minute began: ages change no oftener, so what shows them need not be laid out anew.
    fileprivate var minute: Timestamp { Timestamp(rawValue: rawValue / 60_000 * 60_000) }
}
