import Journal
import Terminal
import Workbench

/// How wide the columns of the queue are: who, what, how long it takes, why it is the reader's turn, since when, by when,
/// how. Narrow screens leave out what `w` tells as well.
struct QueueColumns {
    private let who: Int
    private let what: Int
    private let minutes: Int
    private let why: Int
    private let how: Int
    private let columns: Int

    /// Columns of what waits and of what is due, each with the spaces before it.
    private static let times = 6 + 7

    init(_ columns: Int, _ items: [QueueItem]) {
        self.columns = columns
        let longest = items.prefix(200).map { TextWidth.columns(of: $0.who) }.max() ?? 3
        who = min(max(3, longest), columns >= 70 ? 14 : 8)
        minutes = columns >= 76 && items.contains { $0.minutes != nil } ? 8 : 0
        how = columns >= 90 ? 17 : 0
        let rest = max(8, columns - 2 - who - 1 - minutes - how - Self.times)
        let reasons = items.prefix(200).map { TextWidth.columns(of: $0.why) }.max() ?? 0
        let titles = items.prefix(200).map { TextWidth.columns(of: $0.what) }.max() ?? 0
        // The reason has the room that titles leave, and at least two fifths of it.
        let room = min(44, max(rest * 2 / 5, rest - titles - 2))
        why = columns >= 56 ? max(16, min(reasons + 1, room)) : 0
        what = rest - why
    }

    var head: StyledLine {
        var line = cells("who", "what", minutes > 0 ? "takes" : "", "why it is yours", "waits", "due", "how")
        line.spans = line.spans.map { Span($0.text, .muted) }
        return line
    }

    func line(_ item: QueueItem, now: Timestamp) -> StyledLine {
        let isTaken = !item.writers.isEmpty
        let why = isTaken ? item.writers.map { "@\($0)" }.joined(separator: " ") + " is at it" : item.why
        let due = item.due.map { due in
            due < now ? "-" + Age.short(due, now: now) : Age.short(now, now: due)
        }
        var line = cells(
            item.who, item.what, item.minutes.map { "\($0) min" } ?? "", why, Age.short(item.since, now: now),
            due ?? "",
            item.how)
        line.spans[0] = Span(item.isPressing ? "! " : "  ", .warning)
        if isTaken { line.spans = line.spans.map { Span($0.text, .muted) } }
        return line
    }

    private func cells(
        _ who: String, _ what: String, _ minutes: String, _ why: String, _ waits: String, _ due: String, _ how: String
    ) -> StyledLine {
        var line = StyledLine([Span("  ")])
        line.spans += StyledLine(who, .author).padded(to: self.who).spans + [Span(" ")]
        line.spans += StyledLine(what).padded(to: self.what - 1).spans + [Span(" ")]
        if self.minutes > 0 { line.spans += Self.right(minutes, .muted, self.minutes - 2) + [Span("  ")] }
        if self.why > 0 { line.spans += StyledLine(why, .muted).padded(to: self.why - 1).spans + [Span(" ")] }
        line.spans += Self.right(waits, .time, 5) + [Span(" ")] + Self.right(due, .time, 5) + [Span("  ")]
        if self.how > 0 { line.spans += StyledLine(how, .accent).padded(to: self.how - 2).spans }
        return line.truncated(to: columns)
    }

    private static func right(_ text: String, _ style: StyleName, _ columns: Int) -> [Span] {
        let shown = TextWidth.truncated(text, to: columns)
        return [
            Span(String(repeating: " ", count: max(0, columns - TextWidth.columns(of: shown)))), Span(shown, style),
        ]
    }
}
