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

    /// One step of a protocol that is gone through by the clock.
    public struct Step: Hashable, Sendable, Encodable {
        /// Whose step it is.
        public enum Speaker: String, Codable, Sendable {
            case everyone, asker, reviewers
        }

        /// Its heading.
        public var title: String
        /// How long it takes; nothing for as long as it needs.
        public var minutes: Int?
        /// Who speaks.
        public var speaks: Speaker
        /// Who does what, in a sentence.
        public var who: String
        /// The parts of the form that are written in it, by name.
        public var fields: [String]
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
    /// The steps that it is gone through in; empty where there is no clock.
    public var steps: [Step]
    /// Whether asker and reviewers go through the steps together, each seeing where all are; else every reviewer has a
    /// pace of their own.
    public var isTogether: Bool

    /// The most of each list, so that no file makes a form that nobody can read.
    private static let most = 40

    private struct File: Decodable {
        var title: String
        var about: String?
        var ordered: Bool?
        var criteria: Bool?
        var statements: [String]?
        var fields: [Field]
        var steps: [FileStep]?
        var together: Bool?
    }

    private struct FileStep: Decodable {
        var title: String
        var minutes: Int?
        var speaks: Step.Speaker?
        var who: String?
        var fields: [String]?
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
        isTogether = file.together ?? false
        steps = try (file.steps ?? []).map { step in
            guard step.minutes.map((1...Self.longestStep).contains) ?? true else {
                throw CommandFailure(
                    "the protocol \(name): the step \(step.title) takes 1 to \(Self.longestStep) minutes", .badData)
            }
            let unknown = (step.fields ?? []).first { name in !file.fields.contains { $0.name == name } }
            if let unknown {
                throw CommandFailure(
                    "the protocol \(name): the step \(step.title) names “\(unknown)”, which is none of the [[fields]]",
                    .badData)
            }
            return Step(
                title: String(step.title.prefix(80)), minutes: step.minutes, speaks: step.speaks ?? .everyone,
                who: String((step.who ?? "").prefix(400)), fields: step.fields ?? [])
        }
    }

    /// The most minutes that a step can take: a day.
    private static let longestStep = 24 * 60

    /// How long all steps take that say how long they do, in minutes.
    public var minutes: Int { steps.reduce(0) { $0 + ($1.minutes ?? 0) } }

    /// The field with a name.
    public func field(_ name: String) -> Field? { fields.first { $0.name == name } }
}
