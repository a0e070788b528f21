import Foundation
import Index
import Journal

/// `reflection.prompts_set`: a moderator says what members are asked to look back on, and when. The latest counts.
public struct ReflectionPromptsSet: EventPayload {
    /// What logs call it.
    public static let kind = "reflection.prompts_set"
    /// The prompts as text, TOML; empty for none.
    public var text: String

    /// The board's prompts.
    public init(text: String) { self.text = text }
}

/// A question that comes round again, for whoever wants to answer it.
public struct ReflectionPrompt: Hashable, Sendable {
    /// What it is called.
    public var name: String
    /// The day of the week that it comes on, Monday being 0.
    public var day: Int
    /// Every so many weeks.
    public var every: Int
    /// The frame that it is answered in.
    public var frame: String
    /// The question.
    public var text: String

    /// One coming of a prompt.
    public struct Occasion: Hashable, Sendable {
        /// Which prompt.
        public var prompt: ReflectionPrompt
        /// The day it came, in days since 1970.
        public var day: Int
    }

    static let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    /// The day of the week in words.
    public var dayWords: String { Self.days[day].prefix(1).uppercased() + Self.days[day].dropFirst() }

    /// `every Friday`, `every other Friday`, `every 4 weeks, on Friday`.
    public var cadence: String {
        every == 1
            ? "every \(dayWords)" : every == 2 ? "every other \(dayWords)" : "every \(every) weeks, on \(dayWords)"
    }

    /// How many days it is offered, the one it comes on among them: never long enough to pile up.
    private static let lasting = 4

    /// The coming that is offered at a moment; nothing between them.
    func occasion(at now: Timestamp, _ calendar: Calendar) -> Occasion? {
        let offset = calendar.timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(now.rawValue) / 1_000))
        let today = Int((now.rawValue / 1_000 + Int64(offset)) / 86_400)
        // 1970-01-01 was a Thursday.
        let weekday = (today + 3) % 7
        let came = today - (weekday - day + 7) % 7
        guard (came + 3) / 7 % every == 0, today - came < Self.lasting else { return nil }
        return Occasion(prompt: self, day: came)
    }
}

/// The prompts of a board, as a text file that it can copy and change.
public struct PromptSet: Hashable, Sendable {
    /// The prompts.
    public var prompts: [ReflectionPrompt]

    private static let most = 20

    private struct File: Decodable {
        var prompts: [PromptText]?
    }

    /// Reads prompts from their text. Throws `CommandFailure` (65) that says what is wrong.
    public init(text: String) throws {
        let file: File = try TOMLFile.read(text, named: "the prompts")
        let all = file.prompts ?? []
        guard all.count <= Self.most, Set(all.map(\.name)).count == all.count else {
            throw CommandFailure("there are at most \(Self.most) prompts, each with a name of its own", .badData)
        }
        prompts = try all.map { prompt in
            if let refusal = ReflectionFile.refusal(ofName: prompt.name) {
                throw CommandFailure("the prompt “\(prompt.name.prefix(40))”: \(refusal)", .badData)
            }
            let every = prompt.every ?? 1
            guard let day = ReflectionPrompt.days.firstIndex(of: prompt.day.lowercased()), (1...52).contains(every),
                !prompt.text.isEmpty, prompt.text.count <= 200, !prompt.text.contains(where: \.isNewline)
            else {
                throw CommandFailure(
                    "the prompt \(prompt.name): day is a day of the week, every 1 to 52 weeks, text one line", .badData)
            }
            return ReflectionPrompt(
                name: prompt.name, day: day, every: every, frame: prompt.frame ?? "free", text: prompt.text)
        }
    }
}

/// A prompt as a file has it: the board's own, or a template that the board begins with.
struct PromptText: Decodable, Sendable {
    var name: String
    var day: String
    var every: Int?
    var frame: String?
    var text: String

    static let part = TemplatePart("prompts") { (prompts: [PromptText], session) in
        let text = prompts.map(\.toml).joined(separator: "\n")
        try session.send(JournalWriting(session: session).setPrompts(text))
    }

    /// The same as text.
    var toml: String {
        let frame = frame.map { "frame = \(Self.quoted($0))\n" } ?? ""
        return """
            [[prompts]]
            name = \(Self.quoted(name))
            day = \(Self.quoted(day))
            every = \(every ?? 1)
            \(frame)text = \(Self.quoted(text))

            """
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
