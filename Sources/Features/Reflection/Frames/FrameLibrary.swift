import Foundation
import GRDB
import Index
import Journal
import Terminal

/// `reflection.frame_set`: a moderator gives the board a frame, or another text for one. The latest counts.
public struct ReflectionFrameSet: EventPayload {
    /// What logs call it.
    public static let kind = "reflection.frame_set"
    /// Its name.
    public var name: String
    /// Its text, TOML; empty to take the board's own away again.
    public var text: String

    /// A frame of the board's.
    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}

/// The frames there are: the board's own, then those in one's configuration folder, then those that come with Stoa.
public struct FrameLibrary: Sendable {
    /// What is used when nobody chose.
    public static let standard = "what-so-what-now-what"

    private static let builtIn: [(name: String, bytes: [UInt8])] = [
        (standard, PackageResources.frame_what_so_what_now_what_toml), ("gibbs", PackageResources.frame_gibbs_toml),
        ("keep-change-try", PackageResources.frame_keep_change_try_toml),
        ("muddiest", PackageResources.frame_muddiest_toml), ("free", PackageResources.frame_free_toml),
    ]

    private let board: [String: String]
    private let folder: String?

    /// The frames of a board and of a folder.
    public init(board: [String: String], folder: String?) {
        self.board = board
        self.folder = folder
    }

    /// The frames as they are at the board now.
    public static func current(_ database: Database) throws -> FrameLibrary {
        let rows = try Row.fetchAll(database.cachedStatement(sql: "SELECT name, text FROM reflection_frame"))
        let variables = CommandEnvironment.current.variables
        let configuration = variables["XDG_CONFIG_HOME"] ?? variables["HOME"].map { $0 + "/.config" }
        return FrameLibrary(
            board: Dictionary(rows.map { ($0["name"], $0["text"]) }, uniquingKeysWith: { $1 }),
            folder: configuration.map { $0 + "/stoa/frames" })
    }

    /// The names of all, those that come with Stoa first.
    public var names: [String] {
        let own = folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0) } ?? []
        let others = own.filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) } + Array(board.keys)
        let first = Self.builtIn.map(\.name)
        return first + Set(others.filter { ReflectionFile.refusal(ofName: $0) == nil }).subtracting(first).sorted()
    }

    /// The text of a frame and where it comes from.
    public func text(_ name: String) -> (text: String, source: String)? {
        if let text = board[name] { return (text, "the board") }
        if let folder, ReflectionFile.refusal(ofName: name) == nil,
            let text = SettingsFile.text("\(folder)/\(name).toml")
        {
            return (text, "\(folder)/\(name).toml")
        }
        return Self.builtIn.first { $0.name == name }.map { (String(decoding: $0.bytes, as: UTF8.self), "built in") }
    }

    /// A frame by name. Throws when there is none (66), or its text is wrong (65).
    public func find(_ name: String) throws -> ReflectionFrame {
        let plain = name.replacing("_", with: "-")
        guard let text = text(plain)?.text else {
            throw CommandFailure("there is no frame \(name); there are \(names.joined(separator: ", "))", .notFound)
        }
        return try ReflectionFrame(name: plain, text: text)
    }

    /// The frame that an entry names; a free page when that is gone or broken, so that nobody is kept from writing.
    public func forEntry(_ name: String) -> ReflectionFrame? {
        (try? find(name)) ?? (try? find("free"))
    }
}
