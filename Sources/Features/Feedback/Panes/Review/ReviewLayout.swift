import Journal
import Terminal
import Workbench

/// The review laid out for a width: the work with what was said under its lines, or the two beside each other.
struct ReviewLayout: Sendable {
    /// How it is to be laid out.
    struct Request: Hashable, Sendable {
        /// Counts the times that the material was read.
        var revision: Int
        /// The version that is shown.
        var shown: Int
        /// The version that it is compared with, when the difference shows.
        var comparedWith: Int?
        var columns: Int
        /// What the reader has folded or unfolded against the rule that dealt-with threads are folded.
        var turned: Set<EventID>
        /// The minute, since ages are shown.
        var now: Timestamp
    }

    /// The work; with all that was said in it, unless that stands beside.
    private(set) var work: [ReviewLine] = []
    /// What was said, where it stands beside the work.
    private(set) var talk: [ReviewLine]?
    /// Comments and points with where they stand in this version.
    let notes: [ReviewNote]

    /// From how many columns on the work and what was said stand beside each other.
    static let besideFrom = 100

    /// Columns of the left block where there are two.
    static func leftColumns(of columns: Int) -> Int { columns * 11 / 20 }

    init(_ material: ReviewMaterial, _ request: Request) {
        let isBeside = request.columns >= Self.besideFrom
        let columns = isBeside ? Self.leftColumns(of: request.columns) - 1 : request.columns - 1
        let said = ReviewTalk(
            material, request, columns: isBeside ? request.columns - Self.leftColumns(of: request.columns) - 2 : columns
        )
        notes = said.notes.threads + said.notes.points
        if let compared = request.comparedWith {
            work = Self.difference(material, compared, request.shown, columns: columns)
        } else {
            work = Self.lines(of: material, request.shown, columns: columns, said, isBeside: isBeside)
        }
        if isBeside {
            talk = said.besideLines + said.closing
        } else if request.comparedWith == nil {
            work += [said.blank] + said.closing
        }
        number(&work)
        if var lines = talk {
            number(&lines)
            talk = lines
        }
    }

    /// Lines that stand for nothing are told apart by where they are.
    private func number(_ lines: inout [ReviewLine]) {
        for place in lines.indices {
            if case .other = lines[place].target { lines[place].target = .other(place) }
        }
    }

    private static func difference(
        _ material: ReviewMaterial, _ old: Int, _ new: Int, columns: Int
    ) -> [ReviewLine] {
        guard let before = material.texts[old], let after = material.texts[new] else {
            return [ReviewLine(target: .other(0), line: StyledLine("These versions are no text.", .muted))]
        }
        let difference = LineDifference(from: before, to: after)
        let heading = StyledLine([
            Span("version \(old) → \(new): ", .heading), Span(difference.summary, .muted),
        ])
        return ([heading.truncated(to: columns), StyledLine()] + difference.layout(columns: columns)).map {
            ReviewLine(target: .other(0), line: $0)
        }
    }

    private static func lines(
        of material: ReviewMaterial, _ shown: Int, columns: Int, _ said: ReviewTalk, isBeside: Bool
    ) -> [ReviewLine] {
        guard let version = material.request.versions.first(where: { $0.number == shown }) else { return [] }
        guard let text = material.texts[shown] else { return attachment(material, version, columns: columns) }
        let language = material.language(of: version)
        let rows =
            language == nil
            ? LineDifference.lines(of: text).map { StyledLine(Printable.text($0.replacing("\t", with: "    "))) }
            : CodeLines.rows(of: text, language: language)
        let digits = String(max(1, rows.count)).count
        var lines: [ReviewLine] = []
        for (place, row) in rows.enumerated() {
            let number = place + 1
            let room = max(8, columns - digits - 2)
            let wrapped = language == nil ? row.wrapped(to: room) : CodeLines.wrapped(row, columns: room)
            let sign = said.sign(at: number)
            for (part, line) in wrapped.enumerated() {
                let label = part == 0 ? String(number) : ""
                let margin = String(repeating: " ", count: digits - label.count) + label
                let mark = part == 0 ? sign : Span(" ")
                lines.append(
                    ReviewLine(
                        target: .line(number), line: StyledLine([Span(margin, .muted), mark, Span(" ")] + line.spans)))
            }
            if !isBeside { lines += said.below(number) }
        }
        return lines
    }

    private static func attachment(
        _ material: ReviewMaterial, _ version: WorkVersion, columns: Int
    ) -> [ReviewLine] {
        let name = material.attachments[version.number] ?? "This work is kept elsewhere"
        let words = "\(name). It is not shown here by lines; comments stand on the whole."
        return StyledLine(words, .muted).wrapped(to: columns).map { ReviewLine(target: .other(0), line: $0) }
    }
}
