/// A way to give feedback: a form with parts, as a small text file that a group can copy and change.
public struct FeedbackProtocol: Hashable, Sendable {
    /// What a part is for; the gentle check looks at it.
    public enum Purpose: String, Codable, Sendable {
        /// What a point of feedback is.
        case strength, criticism, suggestion, question, answer, note
    }

    /// One part of the form.
    public struct Field: Hashable, Sendable, Codable {
        /// Its name, as points carry it.
        public var name: String
        /// Its heading.
        public var title: String
        /// What it is for.
        public var kind: Purpose
        /// What to write there.
        public var prompt: String
    }

    /// One step of a protocol that people run together.
    public struct Step: Hashable, Sendable, Codable {
        /// Its heading.
        public var title: String
        /// How long it takes.
        public var minutes: Int
        /// Who speaks, and about what.
        public var who: String
    }

    /// Its name, as requests carry it.
    public var name: String
    /// Its title.
    public var title: String
    /// What it is, in a line.
    public var about: String
    /// Its parts, in order.
    public var fields: [Field]
    /// Whether each part comes only after the one before it has text.
    public var isOrdered: Bool
    /// Whether the rubric's criteria are part of it.
    public var hasCriteria: Bool
    /// Statements to say yes or no to.
    public var statements: [String]
    /// The steps, when it is run together.
    public var steps: [Step]

    /// The most of each list, so that no file makes a form that nobody can read.
    private static let most = 40

    private struct File: Decodable {
        var title: String
        var about: String?
        var ordered: Bool?
        var criteria: Bool?
        var statements: [String]?
        var fields: [Field]
        var steps: [Step]?
    }

    /// Reads a protocol from its text. Throws `CommandFailure` (65) that says what is wrong, and where it can.
    public init(name: String, text: String) throws {
        let file: File = try TOMLFile.read(text, named: "the protocol \(name)")
        guard !file.fields.isEmpty, file.fields.count <= Self.most, (file.statements ?? []).count <= Self.most,
            (file.steps ?? []).count <= Self.most
        else { throw CommandFailure("the protocol \(name) needs 1 to \(Self.most) [[fields]]", .badData) }
        guard Set(file.fields.map(\.name)).count == file.fields.count,
            Set(file.fields.map { FeedbackForm.key($0.title) }).count == file.fields.count
        else { throw CommandFailure("the protocol \(name) has two fields with one name", .badData) }
        self.name = name
        title = String(file.title.prefix(80))
        about = String((file.about ?? "").prefix(400))
        fields = file.fields
        isOrdered = file.ordered ?? false
        hasCriteria = file.criteria ?? false
        statements = file.statements ?? []
        steps = file.steps ?? []
    }

    /// The field with a name.
    public func field(_ name: String) -> Field? { fields.first { $0.name == name } }
}
