import Journal
import Terminal
import Workbench

/// What stays in view above the work: who asks, how far it has come, and what is wanted.
struct ReviewHeader {
    let lines: [StyledLine]

    init(_ material: ReviewMaterial, shown: Int, size: Size, now: Timestamp) {
        let request = material.request
        let columns = max(8, size.columns - 1)
        var facts = StyledLine(
            material.isAsker ? "you ask" : "@\(request.asker) asks", material.isAsker ? .me : .author)
        for fact in Self.facts(request, shown: shown, now: now) {
            facts.append(" · ", .muted)
            facts.spans.append(fact)
        }
        let wanted = Self.wanted(request, columns: columns)
        let room = size.rows >= 30 ? 6 : size.rows >= 18 ? 3 : 1
        var shownLines = Array(wanted.prefix(room))
        if wanted.count > room, let last = shownLines.last {
            shownLines[room - 1] = last.justified(with: StyledLine(" … w", .hint), columns: columns)
        }
        lines = [facts.truncated(to: columns)] + shownLines
    }

    private static func facts(_ request: FeedbackRequest, shown: Int, now: Timestamp) -> [Span] {
        let state = request.state(at: now)
        var facts = [Span(state.words, state.isEnded ? .muted : .accent)]
        if request.isSealed { facts.append(Span("sealed", .locked)) }
        if request.versions.count > 1 { facts.append(Span("version \(shown) of \(request.versions.count)", .muted)) }
        facts.append(Span("\(request.received) of \(request.terms.needed) reviews", .muted))
        if let due = request.terms.due, !state.isEnded { facts.append(FeedbackMoments.due(due, now: now)) }
        facts.append(Span("\(request.terms.stage.rawValue), \(request.terms.effort) min", .muted))
        return facts
    }

    private static func wanted(_ request: FeedbackRequest, columns: Int) -> [StyledLine] {
        var lines = MarkdownDocument(request.terms.about).layout(columns: columns, foldQuotes: false).lines
        lines.removeAll { $0.text.allSatisfy(\.isWhitespace) }
        if let not = request.terms.notWanted, !not.isEmpty {
            lines += StyledLine([Span("not now: ", .warning), Span(not)]).wrapped(to: columns)
        }
        return lines
    }
}

/// Moments of requests in words.
enum FeedbackMoments {
    /// `due in 2d`, `due today`, `3d late`.
    static func due(_ due: Timestamp, now: Timestamp) -> Span {
        if due < now { return Span("\(Age.short(due, now: now)) late", .warning) }
        return Span("due in \(Age.short(now, now: due))", due < now.advanced(by: 86_400_000) ? .warning : .muted)
    }
}
