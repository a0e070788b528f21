import Index
import Journal
import Terminal
import Workbench

/// Resources for a list, a page at a time.
struct ResourceRows: RowSource {
    var session: BoardSession
    var filter: ResourceFilter

    func rows(after row: Resource?, limit: Int) throws -> [Resource] {
        try session.read { try ResourceQueries.page(filter, before: row?.number ?? .max, limit: limit, $0) }
    }

    func rows(before row: Resource?, limit: Int) throws -> [Resource] {
        try session.read { try ResourceQueries.page(filter, above: row?.number ?? .min, limit: limit, $0) }
    }

    func current(_ rows: [Resource]) throws -> [Resource] {
        let now = try session.read { try ResourceQueries.resources(rows.map(\.number), $0) }
        return rows.compactMap { now[$0.number] }
    }
}

/// A resource as a line of a list.
struct ResourceLine {
    let resource: Resource
    let now: Timestamp
    /// Whether its file is known to be broken.
    var isBroken = false

    private static let signs: [ResourceKind: String] = [
        .link: "→", .file: "▤", .note: "✎", .book: "▥", .paper: "¶", .video: "▷", .person: "@", .tool: "⌘",
    ]

    /// The sign of its kind.
    static func sign(_ kind: ResourceKind) -> String { signs[kind] ?? " " }

    /// What it is, with who shared it at the right where there is room.
    func line(columns: Int, isShort: Bool = false) -> StyledLine {
        var line = StyledLine()
        // A narrow column has no room for signs that are mostly blank.
        if !isShort || resource.reading != nil { line.append((resource.reading?.sign ?? " ") + " ", .unread) }
        line.append(Self.sign(resource.kind) + " ", .accent)
        if let word = warning { line.append(word + " ", .warning) }
        if resource.state == .recommended { line.append("★ ", .success) }
        line.append(resource.title, resource.state.isCurrent ? .text : .muted)
        guard !isShort, columns >= 44 else { return line.truncated(to: columns) }
        let by = [resource.writers, resource.year].filter { !$0.isEmpty }.joined(separator: " ")
        if !by.isEmpty { line.append("  " + by, .muted) }
        if !resource.tags.isEmpty {
            line.append("  " + resource.tags.map { "#" + $0 }.joined(separator: " "), .muted)
        }
        return line.justified(with: right, columns: columns)
    }

    private var warning: String? {
        if isBroken { return "BROKEN" }
        if resource.state == .outdated || resource.state == .archived || resource.state == .proposed {
            return resource.state.rawValue
        }
        return resource.check.reason(now: now) == nil ? nil : "check"
    }

    private var right: StyledLine {
        var right = StyledLine("  ", .muted)
        if resource.helped > 0 { right.append("helped \(resource.helped)  ", .success) }
        if resource.comments > 0 { right.append("\(resource.comments) said  ", .muted) }
        right.append("@\(resource.author)", .author)
        return right
    }
}
