import Journal
import Synchronization
import Terminal
import Workbench

/// One line of the reader, and the post it belongs to.
struct ReaderLine: Hashable, Sendable {
    /// The post's place in the thread's tree order.
    var post: Int
    /// What is shown.
    var line: StyledLine
    /// Whether it is the first line of its post.
    var isHeader = false
    /// Whether it is the last line that says something of its post.
    var isEnd = false
}

/// How a thread is laid out for a width: headers, bodies and reactions, indented as a tree.
struct ReaderLayout: Sendable {
    /// How the posts are to be shown.
    struct Request: Hashable, Sendable {
        var posts: [Post]
        var columns: Int
        /// Posts whose replies are folded away, by row.
        var folded: Set<Int64>
        /// Posts whose quoted text is shown whole, by row.
        var unquoted: Set<Int64>
        /// Posts that were unread when the thread was opened, by row.
        var fresh: Set<Int64>
        /// What features show beneath posts.
        var notes: [EventID: [StyledLine]] = [:]
        var me: Account
        var now: Timestamp
    }

    let lines: ReaderLines
    /// Where each post begins; posts that are folded away have no place.
    let starts: [Int: Int]

    /// Columns a level of the tree is set in, and the deepest level that is.
    private static let indent = 2
    private static let deepest = 8

    init(_ request: Request, bodies: BodyLayouts) {
        var blocks: [ReaderLines.Block] = []
        var starts: [Int: Int] = [:]
        var count = 0
        var hiddenBelow: Int?
        for (place, post) in request.posts.enumerated() {
            if let depth = hiddenBelow {
                if post.depth > depth { continue }
                hiddenBelow = nil
            }
            let isFolded = request.folded.contains(post.number)
            starts[place] = count
            blocks.append(ReaderLines.Block(post: place, start: count, isFolded: isFolded))
            count += Self.count(of: post, isFolded: isFolded, request, bodies)
            if isFolded { hiddenBelow = post.depth }
        }
        self.starts = starts
        lines = ReaderLines(blocks, count: count) { block in
            Self.lines(of: request.posts[block.post], at: block.post, isFolded: block.isFolded, request, bodies)
        }
    }

    private static func level(of post: Post, _ request: Request) -> Int {
        min(post.depth, min(deepest, max(0, request.columns - 30) / indent))
    }

    /// How many lines a post takes.
    private static func count(of post: Post, isFolded: Bool, _ request: Request, _ bodies: BodyLayouts) -> Int {
        guard !isFolded else { return 2 }
        let columns = max(8, request.columns - level(of: post, request) * indent)
        let body = bodies.count(of: post, columns: columns, foldQuotes: !request.unquoted.contains(post.number))
        let notes = (request.notes[post.id] ?? []).reduce(0) { $0 + $1.wrapped(to: columns).count }
        return 2 + body + (post.reactions.isEmpty ? 0 : 1) + notes
    }

    private static func lines(
        of post: Post, at place: Int, isFolded: Bool, _ request: Request, _ bodies: BodyLayouts
    ) -> [ReaderLine] {
        let margin = String(repeating: " ", count: level(of: post, request) * indent)
        var lines = [
            ReaderLine(post: place, line: header(post, margin, isFolded: isFolded, place, request), isHeader: true)
        ]
        if !isFolded {
            let columns = max(8, request.columns - margin.count)
            let body = bodies.lines(of: post, columns: columns, foldQuotes: !request.unquoted.contains(post.number))
            lines += body.map { ReaderLine(post: place, line: indented($0, by: margin)) }
            if !post.reactions.isEmpty {
                let signs = post.reactions.map { "\($0.emoji) \($0.accounts.count)" }.joined(separator: "   ")
                lines.append(ReaderLine(post: place, line: StyledLine([Span(margin), Span(signs, .reaction)])))
            }
            let notes = (request.notes[post.id] ?? []).flatMap { $0.wrapped(to: columns) }
            lines += notes.map { ReaderLine(post: place, line: indented($0, by: margin)) }
        }
        lines[lines.count - 1].isEnd = true
        lines.append(ReaderLine(post: place, line: StyledLine()))
        return lines
    }

    private static func indented(_ line: StyledLine, by margin: String) -> StyledLine {
        margin.isEmpty ? line : StyledLine([Span(margin)] + line.spans)
    }

    private static func header(
        _ post: Post, _ margin: String, isFolded: Bool, _ place: Int, _ request: Request
    ) -> StyledLine {
        var line = StyledLine(margin)
        if request.fresh.contains(post.number) { line.append("● ", .badge) }
        let style: StyleName = post.author.isImported ? .imported : post.author.account == request.me ? .me : .author
        line.append(post.author.name, style)
        if post.author.isImported { line.append(" (imported)", .muted) }
        line.append("  " + Age.short(post.created, now: request.now), .time)
        if post.edited != nil { line.append("  edited", .muted) }
        if post.isAnswer { line.append("  ✓ accepted answer", .answered) }
        if isFolded {
            let below = request.posts[(place + 1)...].prefix { $0.depth > post.depth }.count
            line.append(below > 0 ? "  ⋯ folded, with \(below) below it" : "  ⋯ folded", .muted)
        }
        return line
    }
}

/// Bodies laid out for a width, kept since a thread is drawn again and again while one reads it.
final class BodyLayouts: Sendable {
    private struct Key: Hashable {
        var post: Int64
        var columns: Int
        var foldsQuotes: Bool
        var edited: Timestamp?
    }

    private let kept = Mutex<[Key: [StyledLine]]>([:])
    /// How many lines each takes, which is all that is asked of posts that are not on the screen.
    private let counts = Mutex<[Key: Int]>([:])
    /// Bodies kept at most; beyond that all are let go, since what is on the screen is soon there again.
    private static let mostBodies = 2_000

    func lines(of post: Post, columns: Int, foldQuotes: Bool) -> [StyledLine] {
        guard !post.isHidden, !post.isRetracted else {
            let what = post.isHidden ? "hidden by a moderator" : "taken back"
            return [StyledLine("(" + what + (post.reason.isEmpty ? "" : ": " + post.reason) + ")", .muted)]
        }
        let key = Key(post: post.number, columns: columns, foldsQuotes: foldQuotes, edited: post.edited)
        return lines(of: post, key)
    }

    /// How many lines a body takes.
    func count(of post: Post, columns: Int, foldQuotes: Bool) -> Int {
        guard !post.isHidden, !post.isRetracted else { return 1 }
        let key = Key(post: post.number, columns: columns, foldsQuotes: foldQuotes, edited: post.edited)
        if let known = counts.withLock({ $0[key] }) { return known }
        let count = lines(of: post, key).count
        counts.withLock { $0[key] = count }
        return count
    }

    private func lines(of post: Post, _ key: Key) -> [StyledLine] {
        if let known = kept.withLock({ $0[key] }) { return known }
        let lines = PostText.document(post).layout(columns: key.columns, foldQuotes: key.foldsQuotes).lines
        kept.withLock { kept in
            if kept.count >= Self.mostBodies { kept.removeAll() }
            kept[key] = lines
        }
        return lines
    }
}
