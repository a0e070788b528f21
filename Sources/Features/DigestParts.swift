import Index
import Journal
import Terminal

/// Which time a digest is about, and for how much of it.
public struct DigestSpan: Hashable, Sendable {
    /// From when on.
    public var since: Timestamp
    /// Until when: now.
    public var until: Timestamp
    /// Whether only what the reader has not read belongs in it, where reading is known.
    public var isUnreadOnly: Bool

    /// How far ahead it looks for what is to come: a week.
    public var ahead: Timestamp { until.advanced(by: 7 * 86_400_000) }

    /// Whether something happened in it.
    public func contains(_ moment: Timestamp) -> Bool { moment >= since && moment <= until }

    /// Whether something is to come within the week after it.
    public func isAhead(_ moment: Timestamp) -> Bool { moment > until && moment <= ahead }
}

/// The headings of a digest, in their order; features put what they have to say under them.
public enum DigestHeading: String, CaseIterable, Codable, Sendable {
    /// The headings, in the order in which they come.
    case turns, forYou = "for_you", announcements, new, active, answered, polls, resources, goals, projects,
        reflections,
        ahead

    /// As people read it.
    public var words: String {
        switch self {
        case .turns: "Your turn"
        case .forYou: "For you"
        case .announcements: "Announcements"
        case .new: "New threads"
        case .active: "Threads that went on"
        case .answered: "Answered questions"
        case .polls: "Polls"
        case .resources: "Resources"
        case .goals: "Goals"
        case .projects: "Projects"
        case .reflections: "Reflections that members shared"
        case .ahead: "Coming up"
        }
    }
}

/// One line of a digest.
public struct DigestItem: Hashable, Sendable {
    /// Under which heading.
    public var heading: DigestHeading
    /// What it is, safe to show and on one line.
    public var title: String
    /// More about it, on the same line.
    public var detail: String
    /// When it happened, or will.
    public var at: Timestamp
    /// What opens it.
    public var id: EventID?

    /// Letters of a title and of a detail; longer ones are cut.
    private static let longest = 200

    /// A line. Texts are made safe: what others wrote obeys nobody's terminal, mail reader or browser.
    public init(_ heading: DigestHeading, _ title: String, detail: String = "", at: Timestamp, id: EventID? = nil) {
        self.heading = heading
        self.title = Self.clean(title)
        self.detail = Self.clean(detail)
        self.at = at
        self.id = id
    }

    static func clean(_ text: String) -> String {
        let line = text.split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
        let printable = Printable.text(line)
        return printable.count > longest ? printable.prefix(longest - 1) + "…" : printable
    }
}
