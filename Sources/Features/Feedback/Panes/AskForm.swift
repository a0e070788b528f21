import Foundation
import Index
import Journal

/// What a request asks for, as a text in the composer: what should be looked at, a few lines of `name: value`, and the
/// work where it is not on the board yet. All that `stoa feedback request` can do can be said in it.
struct AskForm: Hashable, Sendable {
    static let kind = "ask"

    /// Who may read what is given.
    enum Eyes: String, CaseIterable, Sendable {
        /// Everyone.
        case group
        /// The asker alone.
        case asker
        /// The asker and the reviewers.
        case reviewers
    }

    /// Whether work is swapped: not at all, offered, or as the other half of a request.
    enum Swap: Hashable, Sendable {
        case none, offered
        case half(String)
    }

    var about = ""
    var notWanted: String?
    var work: String?
    var file: String?
    var due: Timestamp?
    var named: [Account] = []
    var needed: Int?
    var stage = WorkStage.draft
    var effort = 15
    var method: String?
    var rubric: String?
    var eyes = Eyes.group
    var swap = Swap.none
    var tags: [String] = []

    private static let aboutHeading = "What should be looked at"
    private static let notWantedHeading = "What not, for now"
    private static let workHeading = "The work"

    /// What an empty form begins with: the board's own habits, and what there is to choose from.
    struct Beginning {
        var terms = FeedbackBoardTerms()
        var methods: [String] = []
        var rubrics: [String] = []
        /// Whether the work is on the board already.
        var hasWork = false
        /// The request to which this is the other half, with its asker.
        var half: (request: String, asker: Account)?
    }

    /// The empty form. Lines that begin with `>` are there to be read.
    static func empty(_ beginning: Beginning) -> String {
        let days = beginning.terms.dueDays
        var parts = [
            "## \(aboutHeading)\n\n", "## \(notWantedHeading)\n\n",
            """
            ## How
            by: \(days) \(days == 1 ? "day" : "days")
            from: \(beginning.half.map { "@\($0.asker)" } ?? "anyone")
            reviews: \(beginning.half == nil ? beginning.terms.needed : 1)
            stage: draft
            minutes: 15
            protocol: \(beginning.terms.method)
            rubric: none
            eyes: group
            swap: \(beginning.half.map { "for \($0.request)" } ?? "no")
            tags:

            """,
            legend(beginning),
        ]
        if !beginning.hasWork { parts.append("## \(workHeading)\nfile:\n\n") }
        return parts.joined(separator: "\n")
    }

    private static func legend(_ beginning: Beginning) -> String {
        var lines = [
            "> stage: " + WorkStage.allCases.map(\.rawValue).joined(separator: ", "),
            "> eyes: group, asker or reviewers, who may read what is given",
            "> swap: yes, if you review something of theirs in turn",
        ]
        if !beginning.methods.isEmpty {
            lines.append("> protocols: " + beginning.methods.joined(separator: ", "))
        }
        if !beginning.rubrics.isEmpty { lines.append("> rubrics: " + beginning.rubrics.joined(separator: ", ")) }
        if !beginning.hasWork { lines.append("> the work: a file's path after `file:`, or its text below") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Reads a filled form. Throws a sentence that says what is wrong.
    init(_ text: String, now: Timestamp) throws {
        var heading = ""
        var parts: [String: [Substring]] = [:]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            // Everything below the last heading is the work, whatever headings it has of its own.
            if line.hasPrefix("## "), heading != Self.workHeading {
                heading = line.dropFirst(3).trimmingCharacters(in: .whitespaces)
            } else {
                parts[heading, default: []].append(line)
            }
        }
        func part(_ heading: String) -> String? {
            parts[heading]?.joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
        }
        about = part(Self.aboutHeading) ?? ""
        notWanted = part(Self.notWantedHeading).flatMap { $0.isEmpty ? nil : $0 }
        takeWork(parts[Self.workHeading] ?? [])
        for line in parts["How"] ?? [] where !line.hasPrefix(">") && line.contains(where: { !$0.isWhitespace }) {
            try AskLines.take(line, into: &self, now: now)
        }
        // Words come first: a rubric is chosen on purpose, a protocol stands there from the beginning.
        if rubric != nil, method != "rubric", method != "checklist" { method = nil }
        if named.isEmpty { return }
        needed = min(needed ?? named.count, named.count)
    }

    /// The first line names a file, or all of it is the work.
    private mutating func takeWork(_ lines: [Substring]) {
        var lines = lines[...]
        if let first = lines.first, first.hasPrefix("file:") {
            let path = first.dropFirst(5).trimmingCharacters(in: .whitespaces)
            file = path.isEmpty ? nil : path
            lines = lines.dropFirst()
        }
        let text = lines.joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
        work = text.isEmpty ? nil : text
    }
}
