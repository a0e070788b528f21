import Foundation
import Journal

/// A new activity as a text in the composer: a few lines that say how it goes, then the prompt. A draft keeps all of it.
struct ActivityForm: Hashable, Sendable {
    var terms = ActivityTerms()
    var prompt: String

    /// Who can read what a screen hides: said wherever responses can be hidden.
    static let honesty = """
        Hidden responses are hidden in Stoa only: whoever may read the board's files can read them there.
        """

    private static let end = "---"

    /// The empty form; the prompt follows its last line.
    static let empty = """
        due: 1w
        responses: open

        > due: 3d, 1w, friday, 2030-05-31 or never.
        > responses: open, or hidden until one has responded.
        > \(honesty)
        \(end)

        """

    /// The line that the prompt begins at, from 0.
    static var firstLineOfPrompt: Int { empty.split(separator: "\n", omittingEmptySubsequences: false).count - 1 }

    /// Reads a filled form; a text without one is the prompt alone. Throws a sentence that says what is wrong.
    init(_ text: String, now: Timestamp) throws {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let end = lines.firstIndex(of: Self.end), lines.first?.hasPrefix("due:") ?? false else {
            prompt = text
            return
        }
        prompt = lines[(end + 1)...].joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
        for line in lines[..<end] where !line.hasPrefix(">") && line.contains(where: { !$0.isWhitespace }) {
            let pair = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            let value = pair.count > 1 ? pair[1] : ""
            switch pair.first?.lowercased() {
            case "due": terms.due = try Self.due(value, now: now)
            case "responses":
                guard value.hasPrefix("open") || value.hasPrefix("hidden") else {
                    throw CommandFailure("responses are open or hidden, not “\(value)”", .badData)
                }
                terms.hidesResponses = value.hasPrefix("hidden")
            default: throw CommandFailure("“\(line)” stands above ---; write due: and responses: there", .badData)
            }
        }
    }

    /// When an activity is due, as people type it; nothing for `never`.
    static func due(_ text: String, now: Timestamp) throws -> Timestamp? {
        text.isEmpty || text.lowercased() == "never" ? nil : try TypedMoment.moment(text, now: now)
    }
}
