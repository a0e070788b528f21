import Foundation

/// Asks, before feedback is sent, whether it will be of use. It never forbids.
public enum GentleCheck {
    /// Ways to begin that keep a conversation open.
    public static let openings = ["I wonder whether…", "What would happen if…", "How would it read if…"]

    /// Words that judge and say nothing.
    private static let verdicts: Set<String> = [
        "good job", "well done", "nice", "nice work", "great", "great job", "perfect", "good", "very good", "ok",
        "okay",
        "fine", "wrong", "bad", "boring", "unclear", "weak", "poor", "terrible", "awesome", "cool", "love it", "no",
        "looks good", "lgtm", "not good",
    ]

    /// What one might think about once more, a sentence each; empty when there is nothing.
    public static func hints(
        _ content: ResponseContent, by method: FeedbackProtocol, about asked: String
    ) -> [String] {
        var hints: [String] = []
        let purposes = Dictionary(method.fields.map { ($0.name, $0.kind) }, uniquingKeysWith: { first, _ in first })
        func points(_ purpose: FeedbackProtocol.Purpose) -> [ResponsePoint] {
            content.points.filter { purposes[$0.field] == purpose }
        }
        let offers = purposes.values.contains(.suggestion)
        let hasSuggestion = !points(.suggestion).isEmpty || points(.criticism).contains { suggests($0.text) }
        if !points(.criticism).isEmpty, !hasSuggestion {
            hints.append(
                "There is criticism and no suggestion. What could be tried? \(openings[offers ? 1 : 0])")
        }
        if purposes.values.contains(.strength), points(.strength).isEmpty {
            hints.append("There is no strength. What should stay as it is?")
        }
        let letters =
            content.points.reduce(0) { $0 + $1.text.count }
            + (content.marks ?? []).reduce(0) { $0 + $1.reason.count }
        if letters < 60 {
            hints.append("This is less than a line on what was asked: “\(firstLine(asked))”")
        }
        for point in content.points where isVerdict(point.text) {
            hints.append("“\(point.text)” judges without saying what. \(openings[0])")
        }
        for mark in content.marks ?? [] where mark.reason.isEmpty {
            hints.append("“\(mark.criterion)” has a level and no reason.")
        }
        return hints
    }

    static func isVerdict(_ text: String) -> Bool {
        verdicts.contains(
            text.lowercased().trimmingCharacters(in: .whitespacesAndNewlines.union(.punctuationCharacters)))
    }

    private static func suggests(_ text: String) -> Bool {
        let text = text.lowercased()
        return [
            "could", "what if", "what would happen if", "try ", "instead", "how about", "i wonder whether", "i would",
        ]
        .contains { text.contains($0) }
    }

    private static func firstLine(_ text: String) -> String {
        String(text.split(whereSeparator: \.isNewline).first ?? "").trimmingCharacters(in: .whitespaces)
    }
}
