import Foundation
import Journal
import Terminal

/// An entry as it is typed: the frame's headings with the text under them, and lines at the end for what is not text.
/// What stays empty is left out, so that nobody has to tidy up a form.
enum EntryText {
    private static let step = "Next step"
    private static let again = "Look again"
    private static let tags = "Tags"
    private static let mood = "Mood"
    private static let labels = [step, again, tags, mood]

    /// What a new entry begins with.
    static func blank(_ frame: ReflectionFrame, prompt: String? = nil, nextStep: String = "") -> String {
        var lines: [String] = []
        if let prompt { lines += ["> " + prompt, "", ""] }
        for part in frame.parts { lines += ["## " + part.title, "> " + part.prompt, "", ""] }
        if lines.isEmpty { lines = ["", ""] }
        return (lines + ["\(step): \(nextStep)", "\(again): ", "\(tags): ", "\(mood): "]).joined(separator: "\n")
    }

    /// Where the cursor begins in it.
    static func firstLine(_ frame: ReflectionFrame, prompt: String?) -> Int {
        prompt != nil ? 2 : frame.parts.isEmpty ? 0 : 2
    }

    /// An entry as it is typed again.
    static func text(of content: EntryContent) -> String {
        let values = [
            content.nextStep ?? "", content.revisit.map { ShortDate.typed($0) } ?? "",
            content.tags.joined(separator: ", "), content.mood.map(String.init) ?? "",
        ]
        return content.body + "\n\n" + zip(labels, values).map { "\($0): \($1)" }.joined(separator: "\n")
    }

    /// Reads what was typed. Throws `CommandFailure` that says which line cannot be understood.
    static func read(
        title: String, _ text: String, frame: ReflectionFrame, prompt: String? = nil, now: Timestamp
    ) throws -> EntryContent {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let values = takeValues(&lines)
        var content = EntryContent(
            title: title.trimmingCharacters(in: .whitespaces), body: written(lines, frame, prompt), frame: frame.name,
            prompt: prompt)
        content.nextStep = values[step]
        content.revisit = try values[again].map { try TypedMoment.moment($0, now: now) }
        content.tags = (values[tags] ?? "").split { $0 == "," || $0 == " " }.map {
            $0.drop { $0 == "#" }.lowercased()
        }
        if let typed = values[mood] {
            guard let number = Int(typed) else {
                throw CommandFailure("“\(typed)” is no mood; write a number from 1, heavy, to 5, light", .badData)
            }
            content.mood = number
        }
        return content
    }

    /// Takes the labelled lines off the end.
    private static func takeValues(_ lines: inout [String]) -> [String: String] {
        var values: [String: String] = [:]
        while let line = lines.last?.trimmingCharacters(in: .whitespaces) {
            guard !line.isEmpty else {
                lines.removeLast()
                continue
            }
            guard let label = labels.first(where: { line.lowercased().hasPrefix($0.lowercased() + ":") }),
                values[label] == nil
            else { break }
            let value = line.dropFirst(label.count + 1).trimmingCharacters(in: .whitespaces)
            values[label] = value
            lines.removeLast()
        }
        return values.filter { !$0.value.isEmpty }
    }

    /// The text without the frame's own words, and without headings that nothing was written under.
    private static func written(_ lines: [String], _ frame: ReflectionFrame, _ prompt: String?) -> String {
        let hints = Set(frame.parts.map { "> " + $0.prompt } + [prompt.map { "> " + $0 }].compactMap { $0 })
        let headings = Set(frame.parts.map { "## " + $0.title })
        var sections: [(heading: String?, lines: [String])] = [(nil, [])]
        for line in lines where !hints.contains(line) {
            if headings.contains(line.trimmingCharacters(in: .whitespaces)) {
                sections.append((line, []))
            } else {
                sections[sections.count - 1].lines.append(line)
            }
        }
        return sections.compactMap { section in
            let text = section.lines.joined(separator: "\n").trimmingCharacters(in: .newlines)
            guard text.contains(where: { !$0.isWhitespace }) else { return nil }
            return section.heading.map { $0 + "\n" + text } ?? text
        }.joined(separator: "\n\n")
    }
}
