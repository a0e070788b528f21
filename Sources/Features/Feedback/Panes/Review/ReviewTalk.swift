import Journal
import Terminal
import Workbench

/// All that was said about the work, laid out: threads and points, each with its place.
struct ReviewTalk {
    private let material: ReviewMaterial
    private let request: ReviewLayout.Request
    private let columns: Int
    /// Where everything stands.
    let notes: ReviewNotes
    private let covered: Set<Int>
    private let byLine: [Int: [ReviewNote]]

    init(_ material: ReviewMaterial, _ request: ReviewLayout.Request, columns: Int) {
        self.material = material
        self.request = request
        self.columns = max(12, columns)
        notes = ReviewNotes(material, shown: request.shown)
        covered = (notes.threads + notes.points).reduce(into: []) { lines, note in
            if case .lines(let range, _) = note.place { lines.formUnion(range) }
        }
        byLine = Dictionary(grouping: (notes.threads + notes.points).filter { $0.line != nil }) { $0.line ?? 0 }
    }

    /// The sign beside a line about which something was said.
    func sign(at line: Int) -> Span {
        covered.contains(line) ? Span("▎", .accent) : Span(" ")
    }

    /// What stands below a line of the work.
    func below(_ line: Int) -> [ReviewLine] { (byLine[line] ?? []).flatMap(lines) }

    /// What stands at lines, in their order, where it has a column of its own.
    var besideLines: [ReviewLine] {
        let placed = (notes.threads + notes.points).filter { $0.line != nil }.sorted { ($0.line ?? 0) < ($1.line ?? 0) }
        guard !placed.isEmpty else { return [] }
        return heading("At lines") + placed.flatMap { lines($0) + [blank] }
    }

    /// What stands after the work: on the whole, from earlier versions, what was given.
    var closing: [ReviewLine] {
        var closing: [ReviewLine] = []
        let whole = notes.threads.filter { $0.place == .whole }
        let gone = notes.threads.filter { $0.line == nil && $0.place != .whole }
        if !whole.isEmpty { closing += heading("On the whole") + whole.flatMap(lines) + [blank] }
        if !gone.isEmpty { closing += heading("About lines that are gone") + gone.flatMap(lines) + [blank] }
        let responses = material.request.responses
        if !responses.isEmpty { closing += heading("Feedback") + responses.flatMap(lines) }
        if closing.last?.line.spans.isEmpty ?? false { closing.removeLast() }
        if closing.isEmpty { closing = heading("Nothing was said yet.", .muted) }
        return closing
    }

    var blank: ReviewLine { ReviewLine(target: .other(0), line: StyledLine()) }

    private func heading(_ text: String, _ style: StyleName = .heading) -> [ReviewLine] {
        [ReviewLine(target: .other(0), line: StyledLine(text, style))]
    }

    // MARK: - Threads

    private func lines(_ note: ReviewNote) -> [ReviewLine] {
        let lines: [StyledLine] =
            switch note.target {
            case .thread(let root): thread(root, note.place)
            case .point(let name): point(name, note.place)
            default: []
            }
        return lines.map { ReviewLine(target: note.target, line: StyledLine([Span("  ┃ ", .quote)] + $0.spans)) }
    }

    private func thread(_ root: EventID, _ place: ReviewNote.Place) -> [StyledLine] {
        guard let first = material.request.comments.first(where: { $0.id == root }) else { return [] }
        let replies = material.request.comments.filter { $0.root == root && $0.id != root }
        let isFolded = first.isResolved != request.turned.contains(root)
        var head = header(first, place)
        if first.isResolved { head.append("  ✓ dealt with", .success) }
        guard !isFolded else {
            let more = replies.isEmpty ? "" : "  ⋯ \(replies.count + 1) comments"
            head.append(more, .muted)
            return [head.truncated(to: room)]
        }
        var lines = [head.truncated(to: room)] + body(of: first, room)
        for reply in replies { lines += answer(reply) }
        return lines
    }

    private func answer(_ reply: FeedbackComment) -> [StyledLine] {
        let lines = [header(reply, nil).truncated(to: room - 2)] + body(of: reply, room - 2)
        return lines.map { StyledLine([Span("  ")] + $0.spans) }
    }

    private var room: Int { columns - 4 }

    private func header(_ comment: FeedbackComment, _ place: ReviewNote.Place?) -> StyledLine {
        var line = StyledLine("@\(comment.author)", comment.author == material.me ? .me : .author)
        line.append("  " + Age.short(comment.written, now: request.now), .time)
        if let place { line.spans += Self.words(for: place) }
        if let asked = comment.content.asks {
            line.append(
                comment.isAnswered ? "  asked @\(asked)" : "  asks @\(asked)", comment.isAnswered ? .muted : .question)
        }
        return line
    }

    private static func words(for place: ReviewNote.Place) -> [Span] {
        switch place {
        case .lines(let range, let isOutdated):
            [Span("  \(words(for: range))", .muted)] + (isOutdated ? [Span("  outdated", .warning)] : [])
        case .gone(let range, let version):
            [Span("  \(words(for: range)) of version \(version)", .muted), Span("  outdated", .warning)]
        case .whole: []
        }
    }

    static func words(for range: ClosedRange<Int>) -> String {
        range.count == 1 ? "line \(range.lowerBound)" : "lines \(range.lowerBound)–\(range.upperBound)"
    }

    private func body(of comment: FeedbackComment, _ columns: Int) -> [StyledLine] {
        material.bodies[comment.id].map { body($0, columns) }
            ?? StyledLine(material.closed[comment.id] ?? "sealed", .locked).wrapped(to: max(8, columns))
    }

    private func body(_ text: String, _ columns: Int) -> [StyledLine] {
        MarkdownDocument(text).layout(columns: max(8, columns), foldQuotes: true).lines
    }

    // MARK: - Responses

    private func lines(_ response: FeedbackResponse) -> [ReviewLine] {
        var head = StyledLine("@\(response.reviewer)", response.reviewer == material.me ? .me : .author)
        head.append("  " + Age.short(response.given, now: request.now), .time)
        head.append("  on version \(response.version)", .muted)
        if response.sealed != nil { head.append("  for the asker's eyes only", .locked) }
        if let thanks = response.thanks {
            head.append("  thanked" + (thanks.text.isEmpty ? "" : ": " + thanks.text), .success)
        }
        var lines = [ReviewLine(target: .response(response.id), line: head.truncated(to: columns))]
        let outcomes = material.request.outcomes(of: response)
        if !outcomes.isEmpty {
            let line = StyledLine("  → " + outcomes, .muted).wrapped(to: max(8, columns))
            lines += line.map { ReviewLine(target: .response(response.id), line: $0) }
        }
        for mark in material.contents[response.id]?.marks ?? [] {
            var line = StyledLine([Span("  \(mark.criterion): "), Span(mark.level, .strong)])
            if !mark.reason.isEmpty { line.append("  " + mark.reason) }
            lines += line.wrapped(to: columns - 2).map { ReviewLine(target: .response(response.id), line: $0) }
        }
        let placed = Set(notes.points.map(\.target))
        guard let content = material.contents[response.id] else {
            let why = StyledLine(material.closed[response.id] ?? "sealed", .locked).wrapped(to: max(8, columns - 2))
            return lines
                + why.map { ReviewLine(target: .response(response.id), line: StyledLine([Span("  ")] + $0.spans)) } + [
                    blank
                ]
        }
        let count = content.points.count
        for number in 0..<count {
            let target = ReviewTarget.point(PointName(response: response.id, point: number))
            if !placed.contains(target) { lines += self.lines(ReviewNote(target: target, place: .whole)) }
        }
        let here = placed.filter { if case .point(let name) = $0 { name.response == response.id } else { false } }.count
        if here > 0 {
            lines.append(ReviewLine(target: .other(0), line: StyledLine("    \(here) more at their lines", .muted)))
        }
        return lines + [blank]
    }

    private func point(_ name: PointName, _ place: ReviewNote.Place) -> [StyledLine] {
        let reviewer = material.request.responses.first { $0.id == name.response }?.reviewer
        let outcome = material.request.outcome(of: name)
        var head = StyledLine()
        if place != .whole, let reviewer { head.append("@\(reviewer)  ", .author) }
        head.append(material.point(name)?.field ?? "a point", .accent)
        head.spans += Self.words(for: place)
        head.spans += Self.words(for: outcome, isAsker: material.isAsker)
        var lines = [head.truncated(to: room)] + (material.point(name).map { body($0.text, room) } ?? [])
        if let reason = outcome?.reason, !reason.isEmpty {
            lines += StyledLine("@\(material.request.asker): \(reason)", .muted).wrapped(to: room)
        }
        for reply in material.request.comments where reply.content.point == name || isUnder(name, reply) {
            lines += answer(reply)
        }
        return lines
    }

    private func isUnder(_ name: PointName, _ reply: FeedbackComment) -> Bool {
        reply.root != reply.id
            && material.request.comments.contains { $0.id == reply.root && $0.content.point == name }
            && reply.content.point == nil
    }

    private static func words(for outcome: PointOutcome?, isAsker: Bool) -> [Span] {
        guard let outcome else { return isAsker ? [Span("  not marked yet", .badge)] : [] }
        let styles: [PointMark: StyleName] = [.take: .success, .later: .accent, .leave: .muted, .talk: .question]
        let version = outcome.version.map { ", see version \($0)" } ?? ""
        guard let mark = outcome.mark else { return [Span("  marked\(version)", .muted)] }
        return [Span("  " + mark.words + version, styles[mark] ?? .muted)]
    }
}
