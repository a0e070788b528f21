/// The questions by which one looks back, as a small text file that a group can copy and change.
public struct ReflectionFrame: Hashable, Sendable {
    /// One question.
    public struct Part: Hashable, Sendable, Codable {
        /// Its heading.
        public var title: String
        /// What to write there; stands under the heading until something is written.
        public var prompt: String
    }

    /// Its name, as entries carry it.
    public var name: String
    /// Its title.
    public var title: String
    /// What it is, in a line.
    public var about: String
    /// Its questions, in order; none for a free page.
    public var parts: [Part]

    /// The most questions, so that no file makes a form that nobody can read.
    private static let mostParts = 20

    private struct File: Decodable {
        var title: String
        var about: String?
        var parts: [Part]?
    }

    /// Reads a frame from its text. Throws `CommandFailure` (65) that says what is wrong.
    public init(name: String, text: String) throws {
        let file: File = try TOMLFile.read(text, named: "the frame \(name)")
        let parts = file.parts ?? []
        guard parts.count <= Self.mostParts else {
            throw CommandFailure("the frame \(name) has over \(Self.mostParts) [[parts]]", .badData)
        }
        guard parts.allSatisfy({ Self.isLine($0.title, 120) && Self.isLine($0.prompt, 300) || $0.prompt.isEmpty }),
            Set(parts.map(\.title)).count == parts.count, Self.isLine(file.title, 80)
        else {
            throw CommandFailure("the frame \(name): titles are lines of their own, and no two are the same", .badData)
        }
        self.name = name
        title = file.title
        about = String((file.about ?? "").prefix(300))
        self.parts = parts
    }

    private static func isLine(_ text: String, _ longest: Int) -> Bool {
        !text.isEmpty && text.count <= longest && !text.contains(where: \.isNewline)
    }
}

/// What this feature's small files have in common.
enum ReflectionFile {
    /// Why a text cannot be the name of a file of a group's own.
    static func refusal(ofName name: String) -> String? {
        let isPlain = name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        return isPlain && !name.isEmpty && name.utf8.count <= 40
            ? nil : "a name is 1 to 40 small letters, digits and dashes"
    }
}
