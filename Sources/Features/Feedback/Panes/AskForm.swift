import Foundation
import Index
import Journal

/// What a request asks for, as a text in the composer: a few lines of `name: value`, then what should be looked at, and
/// the work where it is not on the board yet.
struct AskForm: Hashable, Sendable {
    static let kind = "ask"

    var about = ""
    var notWanted: String?
    var work: String?
    var due: Timestamp?
    var named: [Account] = []
    var needed: Int?
    var stage = WorkStage.draft
    var effort = 15
    var method: String?
    var isSealed = false
    var tags: [String] = []

    private static let aboutHeading = "What should be looked at"
    private static let notWantedHeading = "What not, for now"
    private static let workHeading = "The work"

    /// The empty form; with a place for the work when it is not on the board.
    static func empty(hasWork: Bool) -> String {
        var parts = [
            "## \(aboutHeading)\n\n", "## \(notWantedHeading)\n\n",
            """
            ## How
            by: 3 days
            from: anyone
            reviews: 2
            stage: draft
            minutes: 15
            protocol: \(ProtocolLibrary.standard)
            eyes: group

            """,
        ]
        if !hasWork { parts.append("## \(workHeading)\n\n") }
        return parts.joined(separator: "\n")
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
        work = part(Self.workHeading)
        for line in parts["How"] ?? [] where line.contains(where: { !$0.isWhitespace }) { try take(line, now: now) }
        if named.isEmpty { return }
        needed = min(needed ?? named.count, named.count)
    }

    private mutating func take(_ line: Substring, now: Timestamp) throws {
        let pair = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
        let name = pair.first?.lowercased() ?? ""
        let value = pair.count > 1 ? pair[1] : ""
        guard let take = Self.readers[name] else {
            throw CommandFailure("“\(line)” is no line of How; it has \(Self.names.joined(separator: ", "))", .badData)
        }
        guard value.isEmpty || take(&self, value, now) else {
            throw CommandFailure("\(name) is no “\(value)”; write \(Self.examples[name] ?? "something else")", .badData)
        }
    }

    private static let names = ["by", "from", "reviews", "stage", "minutes", "protocol", "eyes", "tags"]
    private static let examples = [
        "by": "3 days, 1w, friday, 2030-05-31 or never", "from": "anyone, or names: @ana @ben",
        "reviews": "a number from 1 to 30",
        "stage": WorkStage.allCases.map(\.rawValue).joined(separator: ", "), "minutes": "5, 15, 30 or 60",
        "eyes": "group, or asker when only you may read what is given",
    ]

    private static let readers: [String: @Sendable (inout AskForm, String, Timestamp) -> Bool] = [
        "by": { form, value, now in
            // `3 days` is what people write; `3d` is the same.
            let words = value.lowercased().split(separator: " ")
            let isLength = words.count == 2 && words[0].allSatisfy(\.isNumber)
            let text = isLength ? "\(words[0])\(words[1].prefix(1))" : value
            form.due = value.lowercased() == "never" ? nil : try? TypedMoment.moment(text, now: now)
            return form.due.map { $0 > now } ?? (value.lowercased() == "never")
        },
        "from": { form, value, _ in
            guard value.lowercased() != "anyone" else { return true }
            let names = value.split { $0 == " " || $0 == "," }.map { $0.drop { $0 == "@" } }
            form.named = names.map { Account(String($0)) }
            return !names.isEmpty
        },
        "reviews": { form, value, _ in
            form.needed = Int(value)
            return form.needed.map { (1...FeedbackRules.mostReviewers).contains($0) } ?? false
        },
        "stage": { form, value, _ in
            guard let stage = WorkStage(rawValue: value.lowercased()) else { return false }
            form.stage = stage
            return true
        },
        "minutes": { form, value, _ in
            guard let minutes = Int(value), (1...1440).contains(minutes) else { return false }
            form.effort = minutes
            return true
        },
        "protocol": { form, value, _ in
            form.method = value
            return true
        },
        "eyes": { form, value, _ in
            form.isSealed = value.lowercased() == "asker"
            return form.isSealed || value.lowercased() == "group"
        },
        "tags": { form, value, _ in
            form.tags = value.split { $0 == " " || $0 == "," }.map { FeedbackTag.normal(String($0)) }
            return true
        },
    ]
}
