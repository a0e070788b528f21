import ArgumentParser
import Foundation
import GRDB
import Index
import Journal
import Terminal

/// What the shell offers for a word of a command that is being typed: answered from the index as it was left, so that Tab
/// never waits for the logs.
extension CompletionKind {
    /// Handles of members, with their sign or without, as they are begun.
    public static let members = candidates { prefix, request in
        let hasSign = prefix.hasPrefix("@")
        let words = try request.words(beginning: hasSign ? prefix : "@" + prefix)
        return words.map { Candidate(hasSign ? $0 : String($0.dropFirst())) }
    }

    /// Handles of members, always with their sign.
    static let addressees = candidates { prefix, request in
        try request.words(beginning: prefix.hasPrefix("@") ? prefix : "@" + prefix).map { Candidate($0) }
    }

    /// Ids of things, or handles of members where the sign is typed.
    static let anything = candidates { prefix, request in
        guard prefix.hasPrefix("@") else { return try request.things(beginning: prefix) }
        return try request.words(beginning: prefix).map { Candidate($0) }
    }

    /// Names of channels, with their sign or without.
    public static let channels = candidates { prefix, request in
        // A shell takes what follows a bare # for a remark, so only whoever quoted it gets it back.
        let hasSign = prefix.hasPrefix("#")
        let words = try request.words(beginning: hasSign ? prefix : "#" + prefix)
        return words.map { Candidate(hasSign ? $0 : String($0.dropFirst())) }
    }

    /// Ids of things; of one kind where the command is about one.
    public static let things = candidates { prefix, request in try request.things(beginning: prefix) }

    /// Names of templates, and files.
    public static let templates = candidates { prefix, _ in
        TemplateLibrary().names.filter { $0.hasPrefix(prefix) }.map { Candidate($0) }
    }

    /// Names of themes.
    public static let themes = candidates { prefix, _ in
        let environment = CommandEnvironment.current
        let own = [environment.configurationFolder("themes")].compactMap { $0 }
        let library = ThemeLibrary(folders: own + DataFolders.all("themes", environment.variables))
        return library.names.filter { $0.hasPrefix(prefix) }.map { Candidate($0) }
    }

    /// Formats that things are imported from.
    static let importFormats = candidates { prefix, _ in
        let names = ["mbox", "maildir"] + FeatureTable.all.flatMap(\.formats).filter { $0.take != nil }.map(\.name)
        return Set(names).sorted().filter { $0.hasPrefix(prefix) }.map { Candidate($0) }
    }

    /// Formats that things are exported to.
    static let exportFormats = candidates { prefix, _ in
        let names =
            ["mbox", "markdown", "json"] + FeatureTable.all.flatMap(\.formats).filter { $0.give != nil }.map(\.name)
        return Set(names).sorted().filter { $0.hasPrefix(prefix) }.map { Candidate($0) }
    }

    private static func candidates(
        _ find: @escaping @Sendable (_ prefix: String, CompletionRequest) throws -> [Candidate]
    ) -> CompletionKind {
        .custom { words, _, prefix in
            let typed = prefix.filter { !"\"'\\".contains($0) }
            // A shell has no place to show what is wrong; it offers nothing.
            return ((try? find(typed, CompletionRequest(words: words))) ?? []).map(\.asShellTakesIt)
        }
    }
}

/// Something that may stand for the word.
struct Candidate {
    private let word: String
    private let description: String

    init(_ word: String, _ description: String = "") {
        self.word = word
        self.description = description
    }

    /// With what it is called, where the shell shows that beside it.
    var asShellTakesIt: String {
        guard !description.isEmpty else { return word }
        let shown = Printable.text(description)
        return switch CompletionShell.requesting {
        case .zsh?: "\(word):\(shown.replacing(":", with: "\\:"))"
        case .fish?: "\(word)\t\(shown)"
        default: word
        }
    }
}

/// The command that is being typed.
struct CompletionRequest {
    /// Its words so far.
    let words: [String]

    /// How many are offered; more could not be read.
    private static let limit = 100
    /// How many of the newest things are looked through, so that an answer takes milliseconds on any board.
    private static let reach = 50_000

    private func session() throws -> BoardSession {
        var options = BoardOptions()
        options.board = value(of: "--board")
        options.member = value(of: "--as")
        return try options.session(isUpToDate: false)
    }

    private func value(of option: String) -> String? {
        for (place, word) in words.enumerated() {
            if word == option, words.indices.contains(place + 1) {
                return (words[place + 1] as NSString).expandingTildeInPath
            }
            if word.hasPrefix(option + "=") { return String(word.dropFirst(option.count + 1)) }
        }
        return nil
    }

    /// What features know for a word with the sign `@` or `#`.
    func words(beginning word: String) throws -> [String] {
        let session = try session()
        return Array(try FeatureTable.all.flatMap { try $0.completions(word, session) }.prefix(Self.limit))
    }

    /// Things whose id begins so, the newest first; of the kind that the command names, when there are such.
    func things(beginning prefix: String) throws -> [Candidate] {
        try session().read { database in
            for kind in words.reversed().filter({ $0.allSatisfy(\.isLetter) }) {
                let found = try Self.things(prefix, kind: kind, database)
                if !found.isEmpty { return found }
            }
            return try Self.things(prefix, kind: nil, database)
        }
    }

    private static func things(_ prefix: String, kind: String?, _ database: Database) throws -> [Candidate] {
        let sql = """
            SELECT id, title, substr(body, 1, 80) FROM document
            WHERE number > (SELECT max(number) FROM document) - ? AND NOT hidden AND (? IS NULL OR kind = ?)
            ORDER BY number DESC
            """
        let rows = try Row.fetchCursor(database, sql: sql, arguments: [reach, kind, kind])
        var found: [Candidate] = []
        while found.count < limit, let row = try rows.next() {
            let id: EventID = row[0]
            guard id.text.hasPrefix(prefix.lowercased()) else { continue }
            let title: String = row[1]
            let name =
                title.isEmpty ? (row[2] as String).split(whereSeparator: \.isNewline).first.map(String.init) : title
            let short = try IDLookup.shortest(id, database)
            found.append(Candidate(prefix.count > short.count ? id.text : short, name ?? ""))
        }
        return found
    }
}
