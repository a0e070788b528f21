import Index
import Journal

/// Criteria with levels, as moderators make them.
public struct RubricContent: Codable, Hashable, Sendable {
    /// A criterion.
    public struct Criterion: Codable, Hashable, Sendable {
        /// Its name.
        public var name: String
        /// The question it asks.
        public var prompt: String?
        /// Its levels, the lowest first.
        public var levels: [Level]
    }

    /// A level.
    public struct Level: Codable, Hashable, Sendable {
        /// Its name, such as `nearly`.
        public var name: String
        /// What it looks like.
        public var words: String
    }

    /// Its title.
    public var title: String
    /// What it is for.
    public var about: String?
    /// The criteria, in order.
    public var criteria: [Criterion]

    /// Reads a rubric from TOML. Throws `CommandFailure` (65) that says what is wrong.
    public init(text: String, named name: String = "the rubric") throws {
        self = try TOMLFile.read(text, named: name)
        if let refusal = RubricRules.refusal(of: self) { throw CommandFailure(refusal, .badData) }
    }

    /// The criterion with a name, without regard to case.
    public func criterion(_ name: String) -> Criterion? {
        criteria.first { FeedbackForm.key($0.name) == FeedbackForm.key(name) }
    }

    /// The text that `init(text:)` reads.
    public var text: String {
        var lines = ["title = \(Self.quoted(title))"]
        if let about { lines.append("about = \(Self.quoted(about))") }
        for criterion in criteria {
            lines += ["", "[[criteria]]", "name = \(Self.quoted(criterion.name))"]
            if let prompt = criterion.prompt { lines.append("prompt = \(Self.quoted(prompt))") }
            lines.append("levels = [")
            lines += criterion.levels.map {
                "    { name = \(Self.quoted($0.name)), words = \(Self.quoted($0.words)) },"
            }
            lines.append("]")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A TOML basic string.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 32 || scalar.value == 127: quoted += " "
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

/// `rubric.added`: a moderator makes a rubric. The event's id is the rubric's, and that of its first version.
public struct RubricAdded: EventPayload {
    /// What logs call it.
    public static let kind = "rubric.added"
    /// The rubric.
    public var content: RubricContent

    /// A new rubric.
    public init(content: RubricContent) { self.content = content }
}

/// `rubric.revised`: a moderator makes a new version. Requests keep the version they were asked with.
public struct RubricRevised: EventPayload {
    /// What logs call it.
    public static let kind = "rubric.revised"
    /// Which rubric.
    public var rubric: EventID
    /// The rubric as it is from here on.
    public var content: RubricContent

    /// A new version.
    public init(rubric: EventID, content: RubricContent) {
        self.rubric = rubric
        self.content = content
    }
}

/// Who may make rubrics, and which.
public enum RubricRules {
    /// Making or changing one.
    public static func refusal(toSet content: RubricContent, by standing: Standing) -> String? {
        standing.isAtLeast(.moderator) ? refusal(of: content) : "only a moderator may make or change rubrics"
    }

    static func refusal(of rubric: RubricContent) -> String? {
        guard FeedbackRules.hasWords(rubric.title), rubric.title.count <= 80 else {
            return "a rubric has a title of at most 80 letters"
        }
        guard (1...20).contains(rubric.criteria.count) else { return "a rubric has 1 to 20 criteria" }
        guard Set(rubric.criteria.map { FeedbackForm.key($0.name) }).count == rubric.criteria.count else {
            return "two criteria have one name"
        }
        for criterion in rubric.criteria {
            guard FeedbackRules.hasWords(criterion.name), criterion.name.count <= 80 else {
                return "a criterion has a name of at most 80 letters"
            }
            guard (2...8).contains(criterion.levels.count),
                criterion.levels.allSatisfy({ FeedbackRules.hasWords($0.name) && $0.name.count <= 40 }),
                Set(criterion.levels.map { FeedbackForm.key($0.name) }).count == criterion.levels.count
            else { return "“\(criterion.name)” needs 2 to 8 levels with names of their own" }
        }
        return nil
    }
}

/// The rubrics that come with Stoa.
public enum ReadyRubric: String, CaseIterable, Sendable {
    /// What the rubrics that come along are for.
    case proof, essay, code, talk

    /// The rubric.
    public func content() throws -> RubricContent {
        let bytes =
            switch self {
            case .proof: PackageResources.proof_toml
            case .essay: PackageResources.essay_toml
            case .code: PackageResources.code_toml
            case .talk: PackageResources.talk_toml
            }
        return try RubricContent(text: String(decoding: bytes, as: UTF8.self), named: "the rubric \(rawValue)")
    }
}
