import Foundation
import Index
import Journal

/// The lines of `name: value` in the form for asking.
enum AskLines {
    private typealias Reader = @Sendable (inout AskForm, String, Timestamp) -> Bool

    /// Takes one line. Throws a sentence that says what is wrong with it.
    static func take(_ line: Substring, into form: inout AskForm, now: Timestamp) throws {
        let pair = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
        let name = pair.first?.lowercased() ?? ""
        let value = pair.count > 1 ? pair[1] : ""
        guard let read = readers[name] else {
            throw CommandFailure("“\(line)” is no line of How; it has \(names.joined(separator: ", "))", .badData)
        }
        guard value.isEmpty || read(&form, value, now) else {
            throw CommandFailure("\(name) is no “\(value)”; write \(examples[name] ?? "something else")", .badData)
        }
    }

    private static let names = [
        "by", "from", "reviews", "stage", "minutes", "protocol", "rubric", "eyes", "swap", "tags",
    ]
    private static let examples = [
        "by": "3 days, 1w, friday, 2030-05-31 or never", "from": "anyone, or names: @ana @ben",
        "reviews": "a number from 1 to \(FeedbackRules.mostReviewers)",
        "stage": WorkStage.allCases.map(\.rawValue).joined(separator: ", "), "minutes": "5, 15, 30 or 60",
        "eyes": AskForm.Eyes.allCases.map(\.rawValue).joined(separator: ", "),
        "swap": "yes, no, or for and the id of the request to which this is the other half",
    ]

    private static let readers: [String: Reader] = [
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
        "stage": { form, value, _ in choose(value, &form.stage) },
        "minutes": { form, value, _ in
            guard let minutes = Int(value), (1...1440).contains(minutes) else { return false }
            form.effort = minutes
            return true
        },
        "protocol": { form, value, _ in
            form.method = value
            return true
        },
        "rubric": { form, value, _ in
            form.rubric = value.lowercased() == "none" ? nil : value
            return true
        },
        "eyes": { form, value, _ in choose(value, &form.eyes) },
        "swap": { form, value, _ in
            let words = value.lowercased().split(separator: " ").map(String.init)
            switch (words.first, words.count) {
            case ("yes", 1): form.swap = .offered
            case ("no", 1): form.swap = .none
            case ("for", 2): form.swap = .half(words[1])
            default: return false
            }
            return true
        },
        "tags": { form, value, _ in
            form.tags = value.split { $0 == " " || $0 == "," }.map { FeedbackTag.normal(String($0)) }
            return true
        },
    ]

    private static func choose<Word: RawRepresentable>(_ value: String, _ word: inout Word) -> Bool
    where Word.RawValue == String {
        guard let chosen = Word(rawValue: value.lowercased()) else { return false }
        word = chosen
        return true
    }
}
