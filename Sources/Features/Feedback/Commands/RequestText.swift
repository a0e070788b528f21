import Index
import Journal

/// A request as text, for terminals and pipes.
struct RequestText {
    var request: FeedbackRequest
    var session: BoardSession
    var method: FeedbackProtocol
    var now: Timestamp

    /// All of it.
    func lines(showsWork: Bool, version: Int?) throws -> [String] {
        var lines = head
        if showsWork || version != nil { lines += try work(version) }
        if !request.responses.isEmpty { lines += [""] + (try responses()) }
        let open = request.comments.filter { $0.content.point == nil && $0.root == $0.id }
        if !open.isEmpty { lines += ["", "Comments"] + (try open.flatMap(thread)) }
        lines +=
            ["", "History"]
            + request.history.map { step in
                let detail = step.detail.isEmpty ? "" : step.act.isOneSentence ? " \(step.detail)" : ": \(step.detail)"
                return "  \(ShortDate.time(step.at, now: now))  @\(step.by) \(step.act.words)\(detail)"
            }
        return lines
    }

    private var head: [String] {
        let terms = request.terms
        let due = terms.due.map { ", due \(ShortDate.time($0, now: now))" } ?? ""
        let round = request.round > 1 ? ", round \(request.round)" : ""
        var lines = [
            terms.title,
            "@\(request.asker) · \(request.state(at: now).words)\(round)\(due) · \(request.id.text)",
            "\(terms.stage.rawValue), about \(terms.effort) min, \(request.received) of \(terms.needed) reviews, "
                + method.title + (request.isSealed ? ", for the asker's eyes only" : ""),
        ]
        let slots = request.slots.map { slot in
            let state = slot.state == .claimed && !slot.isLive(at: now) ? "lapsed" : slot.state.rawValue
            let plan = slot.plans(at: now).map { ", plans \(ShortDate.soon($0, now: now))" } ?? ""
            return "@\(slot.reviewer) \(state)\(plan)"
        }
        if !slots.isEmpty { lines.append(slots.joined(separator: ", ")) }
        lines += ["", terms.about]
        if let unwanted = terms.notWanted { lines.append("Not wanted: \(unwanted)") }
        if let reason = request.closeReason {
            lines.append(
                "Closed: \(reason.rawValue.replacing("_", with: " "))\(request.closeNote.map { ", " + $0 } ?? "")")
        }
        return lines
    }

    private func work(_ number: Int?) throws -> [String] {
        let number = number ?? request.latest.number
        guard (1...request.versions.count).contains(number) else {
            throw CommandFailure("there is no version \(number); there are \(request.versions.count)", .notFound)
        }
        let version = request.versions[number - 1]
        let made = ShortDate.time(version.made, now: now)
        let heading = ["", "Version \(number), \(made)\(version.note.map { ": " + $0 } ?? "")"]
        switch try FeedbackText.content(of: version, on: session.board) {
        case .text(let text, _):
            let lines = FeedbackText.lines(text)
            let width = "\(lines.count)".count
            return heading
                + lines.enumerated().map { index, line in
                    let label = "\(index + 1)"
                    return String(repeating: " ", count: width - label.count) + label + "  " + line
                }
        case .attachment(let file): return heading + ["\(file.name), \(file.size) bytes"]
        case .reference(let id): return heading + [id?.text ?? ""]
        }
    }

    private func responses() throws -> [String] {
        var lines: [String] = []
        for response in request.responses {
            let thanks = response.thanks.map { " · thanked" + ($0.text.isEmpty ? "" : ": \($0.text)") } ?? ""
            let outcomes = request.outcomes(of: response)
            let use = outcomes.isEmpty ? "" : " · " + outcomes
            let given = ShortDate.time(response.given, now: now)
            lines.append(
                "@\(response.reviewer) on version \(response.version), \(given)\(use)\(thanks)")
            switch try FeedbackSealing(session).open(response, in: request) {
            case .closed(let why):
                let size = response.sealed?.size ?? 0
                lines.append("  \(response.points) points, \(size) bytes: \(why)")
            case .content(let content): lines += try points(content, response)
            }
        }
        return lines
    }

    private func points(_ content: ResponseContent, _ response: FeedbackResponse) throws -> [String] {
        var lines: [String] = []
        for (index, point) in content.points.enumerated() {
            let name = PointName(response: response.id, point: index)
            let number = FeedbackLookup.number(of: name, in: request) ?? 0
            lines += Self.point(point, method, label: "\(number). ")
            if let outcome = request.outcome(of: name) {
                let version = outcome.version.map { ", in version \($0)" } ?? ""
                lines.append(
                    "      → \(outcome.mark?.rawValue ?? "marked")\(version)\(outcome.reason.map { ": " + $0 } ?? "")")
            }
            let roots = request.comments.filter { $0.content.point == name && $0.root == $0.id }
            lines += try roots.flatMap(thread)
        }
        return lines + Self.marks(content)
    }

    private func thread(_ root: FeedbackComment) throws -> [String] {
        try request.comments.filter { $0.root == root.id }.flatMap { comment in
            let place = comment.content.lines.map { " L\($0.from)-\($0.to)" } ?? ""
            let asks = comment.content.asks.map { " asks @\($0)" } ?? ""
            let done = comment.id == root.id && root.isResolved ? " (resolved)" : ""
            let body: String
            switch try FeedbackSealing(session).open(comment, in: request) {
            case .content(let text): body = text
            case .closed(let why): body = why
            }
            let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
            return ["      \(comment.id.text.prefix(6)) @\(comment.author)\(asks)\(place)\(done)"]
                + lines.map { "        " + $0 }
        }
    }

    /// A response as the asker will read it.
    static func response(_ content: ResponseContent, _ method: FeedbackProtocol) -> [String] {
        content.points.enumerated().flatMap { point($1, method, label: "\($0 + 1). ") } + marks(content)
    }

    private static func point(_ point: ResponsePoint, _ method: FeedbackProtocol, label: String) -> [String] {
        let title = method.field(point.field)?.title ?? point.field
        let place = point.lines.map { " L\($0.from)" + ($0.to == $0.from ? "" : "-\($0.to)") } ?? ""
        let lines = point.text.split(separator: "\n", omittingEmptySubsequences: false)
        return ["  \(label)\(title)\(place)"] + lines.map { "      " + $0 }
    }

    private static func marks(_ content: ResponseContent) -> [String] {
        (content.marks ?? []).map { mark in
            "  \(mark.criterion): \(mark.level)" + (mark.reason.isEmpty ? "" : ". \(mark.reason)")
        }
    }
}

extension FeedbackAct {
    /// Whether a history says its detail without a colon.
    var isOneSentence: Bool { self == .step || self == .plan }

    /// What somebody did, as a history says it.
    public var words: String {
        switch self {
        case .ask: "asked"
        case .adjust: "adjusted"
        case .claim: "claimed"
        case .decline: "declined"
        case .release: "released"
        case .give: "gave"
        case .mark: "marked"
        case .acknowledge: "acknowledged"
        case .comment: "commented"
        case .resolve: "resolved a comment"
        case .thank: "thanked"
        case .withdraw: "withdrew"
        case .close: "closed"
        case .reopen: "reopened"
        case .startRevising: "began to revise"
        case .revise: "revised"
        case .retract: "took back"
        case .step: "began step"
        case .plan: "plans it for"
        }
    }
}
