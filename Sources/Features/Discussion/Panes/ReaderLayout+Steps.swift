extension ReaderLayout {
    /// Rows shown of a post that a step brings into view at the edge.
    private static let margin = 2

    /// One step down: to the next post when the end of this one is in view, else a line further on. So every press
    /// shows, in short posts and in long ones.
    func below(_ cursor: Int, top: Int, rows: Int) -> (cursor: Int, top: Int) {
        guard lines.indices.contains(cursor), rows > 0 else { return (cursor, top) }
        let post = lines[cursor].post
        let end = lines[cursor...].firstIndex { $0.post != post } ?? lines.count
        let says = lines[..<end].lastIndex(where: \.isEnd) ?? cursor
        let lowest = max(0, lines.count - rows)
        guard says < top + rows else { return (max(cursor, top + 1), min(top + 1, lowest)) }
        guard end < lines.count else { return (cursor, min(top + 1, lowest)) }
        return (end, min(max(top, end - rows + 1 + min(Self.margin, rows - 1)), lowest))
    }

    /// One step up: to the post before when the beginning of this one is in view, else a line back.
    func above(_ cursor: Int, top: Int, rows: Int) -> (cursor: Int, top: Int) {
        guard lines.indices.contains(cursor), rows > 0 else { return (cursor, top) }
        let start = starts[lines[cursor].post] ?? 0
        guard start >= top else { return (min(cursor, top + rows - 2), top - 1) }
        guard start > 0 else { return (0, 0) }
        let before = starts[lines[start - 1].post] ?? 0
        if before >= top { return (before, top) }
        return (start - 1, max(0, min(top, start - 1 - min(Self.margin, rows - 1))))
    }
}
