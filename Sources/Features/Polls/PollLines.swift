import Index
import Journal
import Terminal
import Workbench

/// A poll as lines: what is asked, what the votes come to, what follows from it. Bars have their numbers beside them, and
/// one's own vote its sign, so nothing depends on colour.
struct PollLines {
    /// One line, and the option that it is about.
    struct Line: Hashable, Sendable {
        var option: Int?
        var line: StyledLine
        /// Whether it is the first line of its option.
        var isFirst = false
    }

    let poll: Poll
    let names: [Account: String]
    let me: Account
    let now: Timestamp
    let columns: Int

    private static let longestBar = 40
    /// The most names beneath an option.
    private static let mostNames = 12

    var lines: [Line] {
        var lines = head.flatMap { $0.wrapped(to: columns) }.map { Line(option: nil, line: $0) }
        lines.append(Line(option: nil, line: StyledLine()))
        for (place, tally) in poll.tally.enumerated() { lines += option(place, tally) }
        return lines + tail.map { Line(option: nil, line: $0) }
    }

    private var head: [StyledLine] {
        let state = poll.state(at: now)
        var facts = ["@\(poll.author)", poll.terms.pollKind.words] + (state == .closing ? [] : [state.words])
        if let closes = poll.closes, poll.outcome == nil {
            facts.append(
                closes > now ? "closes in \(Age.short(now, now: closes))" : "closed \(Age.short(closes, now: now)) ago")
        }
        facts.append(poll.votes.count == 1 ? "1 vote" : "\(poll.votes.count) votes")
        if poll.terms.anonymous { facts.append("names hidden") }
        return [StyledLine(poll.terms.question, .heading), StyledLine(facts.joined(separator: " · "), .muted)]
    }

    private func option(_ place: Int, _ tally: PollTally) -> [Line] {
        var first = StyledLine([
            Span("\(place + 1)".count < 2 ? " \(place + 1) " : "\(place + 1) ", .key),
            Span(sign(of: place) + " ", .accent),
        ])
        first.append(poll.terms.options[place])
        let margin = "       "
        var lines: [StyledLine] = []
        for (row, line) in first.wrapped(to: max(12, columns)).enumerated() {
            lines.append(row == 0 ? line : StyledLine([Span(margin)] + line.spans).truncated(to: columns))
        }
        lines.append(StyledLine([Span(margin)] + bar(tally).spans).truncated(to: columns))
        if !poll.terms.anonymous, !tally.accounts.isEmpty {
            var shown = tally.accounts.prefix(Self.mostNames).map { names[$0] ?? $0.rawValue }
            let left = tally.accounts.count - shown.count
            if left > 0 { shown.append("\(left) more") }
            lines += StyledLine(shown.joined(separator: ", "), .muted).wrapped(to: max(12, columns - margin.count))
                .map { StyledLine([Span(margin)] + $0.spans) }
        }
        return lines.enumerated().map { Line(option: place, line: $1, isFirst: $0 == 0) }
    }

    /// One's own choice: a place in a ranking, else a mark.
    private func sign(of option: Int) -> String {
        let chosen = poll.vote(of: me)?.choices.firstIndex(of: option)
        return switch poll.terms.pollKind {
        case .single: chosen == nil ? "( )" : "(x)"
        case .multiple: chosen == nil ? "[ ]" : "[x]"
        case .ranking: chosen.map { "[\($0 + 1)]" } ?? "[ ]"
        }
    }

    private func bar(_ tally: PollTally) -> StyledLine {
        let room = max(6, min(Self.longestBar, columns - 7 - 26))
        let filled = tally.most == 0 ? 0 : tally.points * room / tally.most
        let share = tally.most == 0 ? 0 : (tally.points * 100 + tally.most / 2) / tally.most
        var line = StyledLine([
            Span(String(repeating: "█", count: filled), .accent),
            Span(String(repeating: "░", count: room - filled), .muted),
        ])
        if poll.terms.pollKind == .ranking {
            line.append("  \(tally.points) points, first for \(tally.votes)")
        } else {
            line.append("  \(tally.votes)  \(share)%")
        }
        return line
    }

    private var tail: [StyledLine] {
        var lines: [StyledLine] = []
        let none = poll.votes.filter(\.choices.isEmpty)
        if !none.isEmpty {
            let who =
                poll.terms.anonymous
                ? ""
                : ": "
                    + none.map { names[$0.account] ?? $0.account.rawValue }
                    .joined(separator: ", ")
            lines += StyledLine("   \(none.count) left it to the others\(who)", .muted).wrapped(to: columns)
        }
        if poll.terms.pollKind == .ranking {
            let text =
                "Points: of \(poll.terms.options.count) options the first gets \(poll.terms.options.count), "
                + "the next one less; one that was left out gets none."
            lines += StyledLine(text, .muted).wrapped(to: columns)
        }
        if poll.terms.anonymous { lines += StyledLine(PollForm.honesty, .muted).wrapped(to: columns) }
        lines.append(StyledLine())
        guard let outcome = poll.outcome else {
            return lines + (poll.isOpen(at: now) ? [] : [StyledLine("The outcome is not written yet.", .warning)])
        }
        lines.append(
            StyledLine([
                Span("Outcome", .heading), Span("  " + (names[outcome.account] ?? outcome.account.rawValue), .author),
                Span("  " + Age.short(outcome.at, now: now), .time),
            ]))
        return lines + MarkdownDocument(outcome.text).layout(columns: columns, foldQuotes: false).lines
    }
}
