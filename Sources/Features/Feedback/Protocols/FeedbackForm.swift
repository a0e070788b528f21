import Foundation
import Journal

/// A protocol's form as Markdown: printed empty, filled in with any editor, and read back.
public struct FeedbackForm: Sendable {
    /// The request.
    public var request: FeedbackRequest
    /// The protocol.
    public var method: FeedbackProtocol
    /// The rubric's version, when the request has one.
    public var rubric: RubricContent?
    /// How many lines the version has; nothing when it is no text.
    public var lineCount: Int?

    /// A form.
    public init(
        request: FeedbackRequest, method: FeedbackProtocol, rubric: RubricContent?, lineCount: Int? = nil
    ) {
        self.request = request
        self.method = method
        self.rubric = rubric
        self.lineCount = lineCount
    }

    /// A part in which a level is chosen: a criterion of the rubric, or a statement.
    struct Choice {
        var name: String
        var prompt: String
        var levels: [RubricContent.Level]
    }

    /// The choices of this form, criteria first.
    var choices: [Choice] {
        let criteria = rubric?.criteria.map {
            Choice(name: $0.name, prompt: $0.prompt ?? "", levels: $0.levels)
        }
        let yesNo = [
            RubricContent.Level(name: "yes", words: "it holds"),
            RubricContent.Level(name: "no", words: "it does not; say where"),
        ]
        return (criteria ?? []) + method.statements.map { Choice(name: $0, prompt: "", levels: yesNo) }
    }

    /// How headings and names are compared: without case, spaces at the ends and signs at the end.
    static func key(_ text: String) -> String {
        text.lowercased().trimmingCharacters(in: .whitespaces.union(.punctuationCharacters))
    }

    /// The empty form.
    public func empty() -> String {
        var lines = [
            "<!-- stoa feedback \(request.id) version \(request.latest.number) -->",
            "# Feedback on “\(Self.oneLine(request.terms.title))”", "",
        ]
        lines += asked.map { $0.isEmpty ? ">" : "> " + $0 }
        lines += [
            "", "<!-- Write under the headings. A line that begins with - begins a point; - L12: or - L12-15: puts it",
        ]
        lines += ["     at lines of the work. What stands in such brackets is not sent. -->"]
        for field in method.fields { lines += ["", "## \(field.title)", comment(steps(of: field) + field.prompt), ""] }
        for choice in choices {
            let levels = choice.levels.map { "\($0.name): \($0.words)" }.joined(separator: "; ")
            let prompt = choice.prompt.isEmpty ? levels : choice.prompt + " " + levels
            lines += ["", "## \(choice.name)", comment(prompt), "Level:", "Why:", ""]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What was asked, as it stands above the form.
    private var asked: [String] {
        let terms = request.terms
        var lines = ["@\(request.asker) asks; \(terms.stage.rawValue), about \(terms.effort) minutes; \(method.title)"]
        lines += terms.about.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if let unwanted = terms.notWanted { lines.append("Not wanted: " + Self.oneLine(unwanted)) }
        if request.isSealed { lines.append("For the asker's eyes only.") }
        return lines
    }

    /// In which steps a part is written, for whoever fills the form in without a clock in view.
    private func steps(of field: FeedbackProtocol.Field) -> String {
        let steps = method.steps.enumerated().filter { $0.element.fields.contains(field.name) }.map { index, step in
            "step \(index + 1)" + (step.minutes.map { ", \($0) min" } ?? "")
        }
        guard !steps.isEmpty else { return "" }
        let words = steps.joined(separator: "; ")
        return words.prefix(1).uppercased() + words.dropFirst() + ". "
    }

    private func comment(_ text: String) -> String { "<!-- \(Self.oneLine(text).replacing("--", with: "–")) -->" }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
