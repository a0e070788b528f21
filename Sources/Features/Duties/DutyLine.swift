import Journal
import Terminal

/// A duty in a line.
struct DutyLine {
    let summary: DutySummary
    let me: Account

    /// Whose turn it is, and who comes next.
    var turn: String {
        guard !summary.holders.isEmpty else { return "nobody yet" }
        let holders = summary.holders.map { $0 == me ? "you" : summary.name($0) }.joined(separator: ", ")
        let now = summary.duty.rotates == .never ? holders : "\(summary.duty.rotates.now) \(holders)"
        guard let next = summary.next, !summary.holders.contains(next) else { return now }
        return "\(now), then \(next == me ? "you" : summary.name(next))"
    }

    /// A sign where it is the reader's turn, the name, what is to be done, whose turn it is.
    func line(columns: Int) -> StyledLine {
        let isMine = summary.holders.contains(me)
        let stands = summary.duty.rota.contains(me)
        var line = StyledLine([
            Span(isMine ? "● " : stands ? "· " : "  ", isMine ? .badge : .muted),
            Span(summary.duty.name, isMine ? .unread : .text),
        ])
        if columns >= 90 { line.append("  " + summary.duty.about, .muted) }
        // All turns begin in one column, however long they are.
        let room = max(12, columns / 2)
        return line.justified(with: StyledLine("  " + turn, .author).padded(to: room), columns: columns)
    }
}
