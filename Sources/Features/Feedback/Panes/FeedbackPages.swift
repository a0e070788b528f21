import Journal
import Terminal
import Workbench

/// Longer texts about a request, shown over everything.
enum FeedbackPages {
    /// Columns of a page on a screen of this size.
    static func columns(_ size: Size) -> Int { max(20, min(80, size.columns - 6)) }

    /// Every step of a request.
    static func history(_ request: FeedbackRequest, now: Timestamp, columns: Int) -> Page {
        let lines = request.history.flatMap { step -> [StyledLine] in
            let age = Age.short(step.at, now: now)
            let head = StyledLine([
                Span(String(repeating: " ", count: max(0, 4 - age.count)) + age + "  ", .time),
                Span("@\(step.by) ", .author), Span(words[step.act] ?? step.act.rawValue),
                Span(step.detail.isEmpty ? "" : (step.act.isOneSentence ? " " : ": ") + step.detail, .muted),
            ])
            return head.wrapped(to: columns)
        }
        return Page(title: "History of “\(request.terms.title)”", lines: lines)
    }

    private static let words: [FeedbackAct: String] = [
        .ask: "asked", .adjust: "changed what is asked", .claim: "claimed it", .decline: "declined",
        .release: "gave the claim back", .give: "gave feedback", .mark: "marked points",
        .acknowledge: "acknowledged the feedback", .comment: "commented", .resolve: "dealt with a comment",
        .thank: "said thanks", .withdraw: "withdrew it", .close: "closed it", .reopen: "reopened it",
        .startRevising: "began to revise", .revise: "brought a new version", .retract: "took back", .step: "began step",
        .plan: "plans it for",
    ]

    /// What was asked, whole, and why it is the reader's turn.
    static func about(_ request: FeedbackRequest, why: [String], now: Timestamp, columns: Int) -> Page {
        var lines = why.flatMap { StyledLine($0).wrapped(to: columns) }
        if !lines.isEmpty { lines.append(StyledLine()) }
        lines.append(StyledLine("What is wanted", .heading))
        lines += MarkdownDocument(request.terms.about).layout(columns: columns, foldQuotes: false).lines
        if let not = request.terms.notWanted, !not.isEmpty {
            lines += [StyledLine(), StyledLine("Not wanted now", .heading)]
            lines += MarkdownDocument(not).layout(columns: columns, foldQuotes: false).lines
        }
        lines += [StyledLine(), StyledLine("How", .heading)]
        lines += facts(request, now: now).flatMap { $0.wrapped(to: columns) }
        return Page(title: request.terms.title, lines: lines)
    }

    private static func facts(_ request: FeedbackRequest, now: Timestamp) -> [StyledLine] {
        let terms = request.terms
        var lines = [
            StyledLine("\(terms.stage.rawValue) work, about \(terms.effort) minutes"),
            StyledLine("\(request.received) of \(terms.needed) reviews have come, round \(request.round)"),
        ]
        if let due = terms.due { lines.append(StyledLine([FeedbackMoments.due(due, now: now)])) }
        if let method = terms.method { lines.append(StyledLine("by the protocol “\(method)”")) }
        if terms.rubric != nil { lines.append(StyledLine("by a rubric")) }
        if terms.audience == .named {
            lines.append(StyledLine("asked of " + terms.named.map { "@\($0)" }.joined(separator: ", ")))
        } else {
            lines.append(StyledLine("asked of the whole group"))
        }
        if request.isSealed {
            let shared = terms.shared == true ? "the asker and the named reviewers" : "the asker alone"
            lines.append(StyledLine("what is given can be read by \(shared)", .locked))
        }
        if terms.wantsSwap == true {
            lines.append(StyledLine("the asker will review something of yours in turn; F hands it in"))
        }
        for slot in request.slots {
            let until =
                slot.until.map { $0 > now && slot.state == .claimed ? ", \(Age.short(now, now: $0)) left" : "" } ?? ""
            let plans = slot.plans(at: now).map { ", plans it for " + ShortDate.soon($0, now: now) } ?? ""
            lines.append(StyledLine("@\(slot.reviewer): \(slot.state.rawValue)\(until)\(plans)", .muted))
        }
        return lines
    }
}
