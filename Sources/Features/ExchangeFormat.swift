import Index
import Journal

/// A format in which a feature takes its things in or gives them out, for `stoa import` and `stoa export`.
public struct ExchangeFormat: Sendable {
    /// What is asked of an import.
    public struct Request: Sendable {
        /// The file.
        public var path: String
        /// Words to find by what comes in.
        public var tags: [String]
        /// A thing that takes in what comes: a collection, a goal.
        public var into: String?
        /// Whether nothing is written.
        public var isDryRun: Bool
    }

    /// What became of an import or export.
    public struct Report: Sendable {
        /// For people, a line for each fact.
        public var text: String
        /// For `--json`.
        public var json: @Sendable () throws -> Void

        /// A report.
        public init(text: String, json: @escaping @Sendable () throws -> Void) {
            self.text = text
            self.json = json
        }
    }

    /// What it is called on the command line.
    public var name: String
    /// A few words about it, for the help.
    public var help: String
    /// Takes a file in; nothing where the format only goes out.
    public var take: (@Sendable (Request, BoardSession) throws -> Report)?
    /// Writes a file, or files in a folder; nothing where the format only comes in.
    public var give: (@Sendable (_ path: String, BoardSession) throws -> Report)?

    /// A format.
    public init(
        name: String, help: String, take: (@Sendable (Request, BoardSession) throws -> Report)? = nil,
        give: (@Sendable (_ path: String, BoardSession) throws -> Report)? = nil
    ) {
        self.name = name
        self.help = help
        self.take = take
        self.give = give
    }
}

extension FeatureTable {
    /// The formats of all features, besides those of mail and of the whole board.
    static let formats: [ExchangeFormat] = all.flatMap(\.formats)
}
