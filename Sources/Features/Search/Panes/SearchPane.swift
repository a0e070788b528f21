import Index
import Journal
import Terminal
import Workbench

extension SearchHit: Identifiable {
    /// What lists know it by.
    public var id: EventID { result.id }
}

/// Search: results as one types, the newest first.
struct SearchPane: Pane {
    static let purpose = "search"

    let session: BoardSession
    private var query = ""
    private var complaint: String?
    private var list = ListView(FixedRows<SearchHit>())
    private static let most = 200
    private static let mostWhileTyping = 50

    init(_ session: BoardSession) { self.session = session }

    /// Opens the search with its question in the last line.
    static func open(_ session: BoardSession) -> [Effect] {
        [.open(SearchPane(session), in: .list, isFocused: true), .prompt(Prompt(purpose: purpose, label: "search: "))]
    }

    var title: StyledLine { StyledLine(query.isEmpty ? "Search" : "Search: \(query)") }
    var place: String { "search" }
    var status: StyledLine {
        let count = list.rows.count
        return StyledLine(query.isEmpty ? "" : count >= Self.most ? "the newest \(count)" : "\(count) found", .status)
    }

    mutating func reload() throws { try search(limit: Self.most) }

    /// The last word counts as begun until a space follows it, so that Enter keeps what showed while one typed.
    private mutating func search(limit: Int) throws {
        list.source = FixedRows(try SearchQueries.hits(query, isBeingTyped: true, limit: limit, session))
        complaint = session.index.searchComplaint(query)
        try list.reload()
    }

    func availability(of action: ActionName) -> Availability {
        if action == .search || action == .find { return .available }
        guard [.open, .reply, .copy].contains(action) || ListView<FixedRows<SearchHit>>.actions.contains(action),
            ![.nextMatch, .previousMatch, .endFind].contains(action)
        else { return .absent }
        return list.selection == nil ? .unavailable("nothing was found yet; S asks") : .available
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        let effects = DiscussionEffects(session: session)
        switch action {
        case .search: return [.prompt(Prompt(purpose: Self.purpose, label: "search: ", text: query))]
        case .open:
            guard let hit = list.selection else { return [] }
            if let thread = hit.thread { return effects.open(thread, at: hit.result.id) }
            return try FeatureTable.firstAnswer { try $0.open(hit.result.id, session) } ?? []
        case .reply:
            let post = try list.selection.flatMap { hit in try session.read { try PostQueries.post(hit.result.id, $0) }
            }
            return post.map { [effects.reply(to: $0)] } ?? [.say("only posts can be answered")]
        case .copy: return list.selection.map { [.copy($0.title)] } ?? []
        default: _ = try list.perform(action, height: size.rows)
        }
        return []
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        switch input {
        case .typing(Self.purpose, let text), .typing(PaneInput.find, let text):
            query = text
            try search(limit: Self.mostWhileTyping)
        case .entered(Self.purpose, let text), .entered(PaneInput.find, let text):
            query = text
            try search(limit: Self.most)
        default: if try list.handle(input, height: size.rows) { return try perform(.open, in: size) }
        }
        return []
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        guard !query.isEmpty else { return Self.explanation(size) }
        let now = session.clock.now()
        return list.view(size: size, isFocused: isFocused, empty: StyledLine(complaint ?? "Nothing was found.")) {
            hit, columns in
            var line = StyledLine([
                Span(Self.age(hit.result.created, now: now) + "  ", .time), Span(hit.author + "  ", .author),
                Span(hit.title + "  ", .heading),
            ])
            line.spans += Self.snippet(hit.result.snippet)
            return line.truncated(to: columns)
        }
    }

    private static func age(_ moment: Timestamp, now: Timestamp) -> String {
        let age = Age.short(moment, now: now)
        return String(repeating: " ", count: max(0, 3 - age.count)) + age
    }

    /// The words around the match, the match itself marked.
    private static func snippet(_ text: String) -> [Span] {
        let parts = text.replacing("\n", with: " ").split(separator: Search.matchMark, omittingEmptySubsequences: false)
        return parts.enumerated().map { index, part in Span(String(part), index % 2 == 1 ? .match : .muted) }
    }

    private static func explanation(_ size: Size) -> Surface {
        var surface = Surface(size: size)
        let operators = [
            "\"a phrase\"", "-not", "author:rena", "channel:week-3", "kind:question", "tag:proofs", "is:unread",
            "before:2026-03-01", "after:2026-01",
        ]
        let columns = size.columns - 2
        var lines = StyledLine("S asks for words. All of them must occur.").wrapped(to: columns)
        let head = lines.count
        for text in operators {
            if lines.count > head, lines[lines.count - 1].columns + 3 + TextWidth.columns(of: text) <= columns {
                lines[lines.count - 1].append("   " + text, .muted)
            } else {
                lines.append(StyledLine(text, .muted))
            }
        }
        for (row, line) in lines.enumerated() { surface.write(line, at: Point(column: 1, row: row)) }
        return surface
    }
}
