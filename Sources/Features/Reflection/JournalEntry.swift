import Foundation
import Index
import Journal

/// What an entry says: it lies on the disk only sealed to its author.
public struct EntryContent: Codable, Hashable, Sendable {
    /// Its title; may be empty.
    public var title: String
    /// The text, Markdown.
    public var body: String
    /// The frame it was written in.
    public var frame: String
    /// The question that it answers, if it was asked one.
    public var prompt: String?
    /// What it is about.
    public var tags: [String]
    /// From 1, heavy, to 5, light.
    public var mood: Int?
    /// What its author means to do.
    public var nextStep: String?
    /// When its author wants to look at it again.
    public var revisit: Timestamp?

    /// An entry's words.
    public init(
        title: String = "", body: String, frame: String = "free", prompt: String? = nil, tags: [String] = [],
        mood: Int? = nil, nextStep: String? = nil, revisit: Timestamp? = nil
    ) {
        self.title = title
        self.body = body
        self.frame = frame
        self.prompt = prompt
        self.tags = tags
        self.mood = mood
        self.nextStep = nextStep
        self.revisit = revisit
    }

    /// What to call it: its title, the question it answers, or its first words.
    public var name: String {
        if !title.isEmpty { return title }
        if let prompt { return prompt }
        let lines = body.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        return lines.first { !$0.isEmpty && !$0.hasPrefix("#") } ?? lines.first ?? "An entry"
    }

    /// The mood as a few signs that need no colour.
    public var moodWords: String? { mood.map { "mood " + String(repeating: "*", count: $0) } }
}

/// What became of a next step.
public enum StepOutcome: String, Codable, CaseIterable, Sendable {
    /// It is done.
    case done
    /// It goes on in the next entry.
    case carry
    /// It is let go.
    case drop

    /// In words.
    public var words: String { self == .done ? "done" : self == .carry ? "carried on" : "let go" }
}

/// An entry of one's own journal: where it lies, and its words once they are opened.
public struct JournalEntry: Hashable, Identifiable, Sendable {
    /// The event that kept it.
    public var id: EventID
    /// Its row.
    public var number: Int64
    /// When it was kept.
    public var kept: Timestamp
    /// The event that holds its latest words.
    public var version: EventID
    /// Its latest words, sealed, as JSON.
    public var sealed: Data
    /// Whether those are its first.
    public var isFirst: Bool { version == id }
    /// What became of its next step.
    public var outcome: StepOutcome?
    /// The thread that it was shared as.
    public var thread: EventID?
}

/// Who may do what with reflections; each answers why not.
public enum JournalRules {
    /// Bytes of the longest text.
    public static let longestText = 60_000
    /// The most tags.
    public static let mostTags = 20

    /// What an entry may say.
    public static func refusal(of content: EntryContent) -> String? {
        guard content.body.contains(where: { !$0.isWhitespace }) else {
            return "nothing was written, so nothing was kept"
        }
        guard content.body.utf8.count <= longestText else { return "an entry has at most \(longestText) bytes" }
        guard content.title.count <= 200, !content.title.contains(where: \.isNewline) else {
            return "a title is one line of at most 200 letters"
        }
        guard (content.nextStep?.count ?? 0) <= 300 else { return "a next step has at most 300 letters" }
        guard content.tags.count <= mostTags, content.tags.allSatisfy({ $0.count <= 40 }) else {
            return "an entry has at most \(mostTags) tags of 40 letters"
        }
        return content.mood.map { (1...5).contains($0) } ?? true ? nil : "mood is a number from 1, heavy, to 5, light"
    }

    /// Setting the board's frames and prompts.
    public static func refusalToSet(by standing: Standing) -> String? {
        standing.isAtLeast(.moderator) ? nil : "only a moderator sets the board's frames and prompts"
    }
}
