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
        lines = [facts.truncated(to: columns)] + Self.steps(material, size: size, now: now) + shownLines
    }

    /// Where all are in the protocol, and what is expected there where there is room for it.
    private static func steps(_ material: ReviewMaterial, size: Size, now: Timestamp) -> [StyledLine] {
        // Where a form shares a low screen with the work, it says where all are.
        guard let steps = material.steps, size.rows >= 6 else { return [] }
        let columns = max(8, size.columns - 1)
        guard let current = steps.current else {
            // Before they begin, a low screen keeps its rows for the work.
            let line = steps.line(at: now, columns: columns - 11)
            return size.rows >= 18 ? [StyledLine(line.spans + [Span("; ) begins", .hint)])] : []
        }
        let line = steps.line(at: now, columns: columns)
        return size.rows >= 18 && !current.expected.isEmpty
            ? [line, StyledLine(current.expected, .muted).truncated(to: columns)] : [line]
    }

    private static func facts(_ request: FeedbackRequest, shown: Int, now: Timestamp) -> [Span] {
        let state = request.state(at: now)
        var facts = [Span(state.words, state.isEnded ? .muted : .accent)]
        if request.isSealed { facts.append(Span("sealed", .locked)) }
        if request.versions.count > 1 { facts.append(Span("version \(shown) of \(request.versions.count)", .muted)) }
        facts.append(Span("\(request.received) of \(request.terms.needed) reviews", .muted))
        for slot in request.slots {
            guard let moment = slot.plans(at: now), !state.isEnded else { continue }
            facts.append(Span("@\(slot.reviewer) plans \(ShortDate.soon(moment, now: now))", .accent))
        }
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
