import Foundation
import GRDB
import Index
import Journal
import Terminal

/// `feedback.protocol_set`: a moderator gives the board a protocol, or another text for one. The latest counts.
public struct FeedbackProtocolSet: EventPayload {
    /// What logs call it.
    public static let kind = "feedback.protocol_set"
    /// Its name.
    public var name: String
    /// Its text, TOML; empty to take the board's own away again.
    public var text: String

    /// A protocol of the board's.
    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}

/// The protocols there are: the board's own, then those in one's configuration folder, then the ten that come with Stoa.
public struct ProtocolLibrary: Sendable {
    /// What is used when nobody chose.
    public static let standard = "two-stars-wish"

    private static let builtIn: [(name: String, bytes: [UInt8])] = [
        ("two-stars-wish", PackageResources.two_stars_wish_toml), ("ladder", PackageResources.ladder_toml),
        ("sbi", PackageResources.sbi_toml), ("warm-cool", PackageResources.warm_cool_toml),
        ("tuning", PackageResources.tuning_toml), ("rubric", PackageResources.rubric_toml),
        ("checklist", PackageResources.checklist_toml), ("keep-change-try", PackageResources.keep_change_try_toml),
        ("explain-back", PackageResources.explain_back_toml), ("line-notes", PackageResources.line_notes_toml),
    ]

    private let board: [String: String]
    private let folder: String?

    /// The protocols of a board and of a folder.
    public init(board: [String: String], folder: String?) {
        self.board = board
        self.folder = folder
    }

    /// The protocols as they are at the board now.
    public static func current(_ database: Database) throws -> ProtocolLibrary {
        let rows = try Row.fetchAll(database.cachedStatement(sql: "SELECT name, text FROM feedback_protocol"))
        return ProtocolLibrary(
            board: Dictionary(rows.map { ($0["name"], $0["text"]) }, uniquingKeysWith: { $1 }),
            folder: CommandEnvironment.current.configurationFolder("protocols"))
    }

    /// The names of all, the ten first.
    public var names: [String] {
        let own = folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0) } ?? []
        let others = own.filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) } + Array(board.keys)
        let first = Self.builtIn.map(\.name)
        return first + Set(others).subtracting(first).sorted()
    }

    /// The board's own text for a protocol, if it has one.
    public func own(_ name: String) -> String? { board[name] }

    /// The text of a protocol and where it comes from.
    public func text(_ name: String) -> (text: String, source: String)? {
        if let text = board[name] { return (text, "the board") }
        if let folder, FeedbackProtocolRules.refusal(ofName: name) == nil,
            let text = SettingsFile.text("\(folder)/\(name).toml")
        {
            return (text, "\(folder)/\(name).toml")
        }
        return Self.builtIn.first { $0.name == name }.map { (String(decoding: $0.bytes, as: UTF8.self), "built in") }
    }

    /// A protocol by name; nothing when there is none. Throws when its text is wrong.
    public func find(_ name: String) throws -> FeedbackProtocol? {
        try text(name).map { try FeedbackProtocol(name: name, text: $0.text) }
    }

    /// The protocol by which a request is answered: the one it names, or the rubric's, or the standard one. One that is
    /// gone or broken is replaced by the standard one, so that nobody is kept from answering.
    public func forRequest(_ request: FeedbackRequest) throws -> FeedbackProtocol {
        let name = request.terms.method ?? (request.terms.rubric == nil ? Self.standard : "rubric")
        if let found = try? find(name) { return found }
        let text = Self.builtIn.first { $0.name == Self.standard }.map { String(decoding: $0.bytes, as: UTF8.self) }
        return try FeedbackProtocol(name: Self.standard, text: text ?? "")
    }
}

/// Who may give the board protocols, and which.
public enum FeedbackProtocolRules {
    /// Setting one.
    public static func refusal(toSet payload: FeedbackProtocolSet, by standing: Standing) -> String? {
        guard standing.isAtLeast(.moderator) else { return "only a moderator may give the board a protocol" }
        if let refusal = refusal(ofName: payload.name) { return refusal }
        guard !payload.text.isEmpty else { return nil }
        do {
            _ = try FeedbackProtocol(name: payload.name, text: payload.text)
            return nil
        } catch { return CommandFailure(error).description }
    }

    static func refusal(ofName name: String) -> String? {
        let isPlain = name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        return isPlain && !name.isEmpty && name.utf8.count <= 40
            ? nil : "a protocol's name is 1 to 40 small letters, digits and dashes"
    }
}

/// How the board's own protocols change the index.
enum ProtocolProjection {
    static let schema = ["CREATE TABLE feedback_protocol(name TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID"]
    static let handlers: [EventHandler] = [.ordered(FeedbackProtocolSet.kind, set)]

    static func reset(_ projecting: Projecting) throws { try projecting.execute("DELETE FROM feedback_protocol") }

    private static func set(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: FeedbackProtocolSet = try event.payload()
        let refusal = FeedbackProtocolRules.refusal(
            toSet: payload, by: projecting.authority.standing(forWriting: event))
        if let refusal { return .refused(refusal) }
        if payload.text.isEmpty {
            try projecting.execute("DELETE FROM feedback_protocol WHERE name = ?", payload.name)
        } else {
            try projecting.execute(
                "INSERT OR REPLACE INTO feedback_protocol(name, text) VALUES(?, ?)", payload.name, payload.text)
        }
        return .applied
    }
}
