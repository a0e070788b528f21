import Foundation
import Journal

/// What a filled form says, and what is wrong with it; each problem names its line.
public struct FilledForm: Hashable, Sendable {
    /// What it says.
    public var content: ResponseContent
    /// The version it was written for, if it says so.
    public var version: Int?
    /// What is wrong, such as `line 12: there is no level “fine”`. Nothing may be sent while there is any.
    public var problems: [String]
}

extension FeedbackForm {
    /// Reads a filled form.
    public func read(_ text: String) -> FilledForm {
        var reader = FormReader(form: self)
        for (number, line) in FormLines.withoutComments(text) { reader.take(line, number) }
        var filled = reader.finish()
        filled.version = FormLines.version(in: text)
        if let named = FormLines.request(in: text), named != request.id.text {
            filled.problems.insert("line 1: this form is of another request, \(named.prefix(8))", at: 0)
        }
        return filled
    }
}

/// The lines of a form.
enum FormLines {
    /// The lines with their numbers, from 1, without what stands in comment brackets.
    static func withoutComments(_ text: String) -> [(number: Int, line: String)] {
        var lines: [(Int, String)] = []
        var isComment = false
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            var rest = line[...]
            var kept = ""
            let hadComment = isComment || rest.contains("<!--")
            while !rest.isEmpty {
                if isComment {
                    guard let end = rest.range(of: "-->") else { break }
                    rest = rest[end.upperBound...]
                    isComment = false
                } else if let start = rest.range(of: "<!--") {
                    kept += rest[..<start.lowerBound]
                    rest = rest[start.upperBound...]
                    isComment = true
                } else {
                    kept += rest
                    break
                }
            }
            // A line that held nothing but a comment is no empty line of the text.
            if hadComment, kept.allSatisfy(\.isWhitespace) { continue }
            lines.append((index + 1, kept.hasSuffix("\r") ? String(kept.dropLast()) : kept))
        }
        return lines
    }

    static func request(in text: String) -> String? { marker(in: text).map { String($0.0) } }

    static func version(in text: String) -> Int? { marker(in: text).flatMap { Int($0.1) } }

    private static func marker(in text: String) -> (Substring, Substring)? {
        guard let match = text.prefixMatch(of: /<!-- stoa feedback ([0-9a-z]{32}) version ([0-9]{1,6}) -->/) else {
            return nil
        }
        return (match.1, match.2)
    }
}

/// Takes a form line by line.
private struct FormReader {
    /// Where lines go: nowhere before the first heading, or to a part.
    private enum Place {
        case head
        case field(Int)
        case choice(Int)
        case unknown
    }

    let form: FeedbackForm
    private var place = Place.head
    private var texts: [Int: [(number: Int, line: String)]] = [:]
    private var levels: [Int: (number: Int, level: String)] = [:]
    private var reasons: [Int: [String]] = [:]
    private var firstLines: [Int: Int] = [:]
    private var problems: [String] = []
    private var minutes: Int?

    init(form: FeedbackForm) { self.form = form }

    mutating func take(_ line: String, _ number: Int) {
        if line.hasPrefix("## ") { return enter(String(line.dropFirst(3)), number) }
        switch place {
        case .head:
            if let match = line.wholeMatch(of: /\s*Minutes:\s*([0-9]{1,4})\s*/) { minutes = Int(match.1) }
        case .unknown: break
        case .field(let field): texts[field, default: []].append((number, line))
        case .choice(let choice): takeChoice(choice, line, number)
        }
    }

    private mutating func enter(_ heading: String, _ number: Int) {
        let key = FeedbackForm.key(heading)
        if let field = form.method.fields.firstIndex(where: { FeedbackForm.key($0.title) == key }) {
            place = .field(field)
            firstLines[field] = firstLines[field] ?? number
        } else if let choice = form.choices.firstIndex(where: { FeedbackForm.key($0.name) == key }) {
            place = .choice(choice)
        } else {
            place = .unknown
            let parts = form.method.fields.map(\.title) + form.choices.map(\.name)
            problems.append(
                "line \(number): there is no part “\(heading)” in this form; its parts are \(parts.joined(separator: ", "))"
            )
        }
    }

    private mutating func takeChoice(_ choice: Int, _ line: String, _ number: Int) {
        if let match = line.wholeMatch(of: /\s*Level:(.*)/) {
            let level = String(match.1).trimmingCharacters(in: .whitespaces)
            if !level.isEmpty { levels[choice] = (number, level) }
        } else {
            let words = line.wholeMatch(of: /\s*Why:(.*)/).map { String($0.1) } ?? line
            reasons[choice, default: []].append(words.trimmingCharacters(in: .whitespaces))
        }
    }

    mutating func finish() -> FilledForm {
        var points: [ResponsePoint] = []
        for (index, field) in form.method.fields.enumerated() { points += self.points(of: index, field) }
        checkOrder(points)
        let marks = form.choices.indices.compactMap { mark(of: $0) }
        if points.isEmpty, marks.isEmpty, problems.isEmpty { problems.append("nothing is filled in") }
        if points.count > FeedbackRules.mostPoints {
            problems.append("a response has at most \(FeedbackRules.mostPoints) points")
        }
        return FilledForm(
            content: ResponseContent(points: points, marks: marks.isEmpty ? nil : marks, minutes: minutes),
            problems: problems)
    }

    private mutating func points(of index: Int, _ field: FeedbackProtocol.Field) -> [ResponsePoint] {
        var points: [(number: Int, lines: [String])] = []
        for (number, line) in texts[index] ?? [] {
            if line.hasPrefix("- ") || line == "-" {
                points.append((number, [String(line.dropFirst(2))]))
            } else if points.isEmpty {
                if !line.allSatisfy(\.isWhitespace) { points.append((number, [line])) }
            } else {
                // The lines of a list's point are indented under it.
                let isIndented = line.hasPrefix("  ")
                points[points.count - 1].lines.append(isIndented ? String(line.dropFirst(2)) : line)
            }
        }
        return points.compactMap { number, lines in
            let text = lines.joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
            return text.isEmpty ? nil : point(field.name, text, number)
        }
    }

    private mutating func point(_ field: String, _ text: String, _ number: Int) -> ResponsePoint? {
        guard let match = text.prefixMatch(of: /L([0-9]{1,7})(?:\s*[-–]\s*L?([0-9]{1,7}))?:?\s+/) else {
            return ResponsePoint(field: field, text: text)
        }
        let from = Int(match.1) ?? 0
        let to = match.2.flatMap { Int($0) } ?? from
        guard from >= 1, to >= from else {
            problems.append("line \(number): L\(match.1)-\(match.2 ?? "") goes backwards; write L\(to)-\(from)")
            return nil
        }
        if let count = form.lineCount, to > count {
            problems.append("line \(number): the work has \(count) lines, so there is no line \(to)")
            return nil
        }
        let rest = String(text[match.range.upperBound...]).trimmingCharacters(in: .whitespacesAndNewlines)
        return rest.isEmpty ? nil : ResponsePoint(field: field, text: rest, lines: LineRange(from: from, to: to))
    }

    private mutating func checkOrder(_ points: [ResponsePoint]) {
        guard form.method.isOrdered else { return }
        let filled = Set(points.map(\.field))
        for (earlier, later) in zip(form.method.fields, form.method.fields.dropFirst())
        where filled.contains(later.name) && !filled.contains(earlier.name) {
            let place = form.method.fields.firstIndex { $0.name == later.name }.flatMap { firstLines[$0] } ?? 1
            problems.append("line \(place): “\(later.title)” comes after “\(earlier.title)”, which is empty")
        }
    }

    private mutating func mark(of index: Int) -> CriterionMark? {
        let choice = form.choices[index]
        let reason = (reasons[index] ?? []).joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
        guard let (number, wanted) = levels[index] else {
            if !reason.isEmpty {
                problems.append("“\(choice.name)” has a reason but no level; write it after “Level:”")
            }
            return nil
        }
        guard let level = choice.levels.first(where: { FeedbackForm.key($0.name) == FeedbackForm.key(wanted) }) else {
            let names = choice.levels.map(\.name).joined(separator: ", ")
            problems.append("line \(number): there is no level “\(wanted)”; the levels are \(names)")
            return nil
        }
        return CriterionMark(criterion: choice.name, level: level.name, reason: reason)
    }
}
