import Foundation
import Index
import Terminal
import TOMLKit
import Workbench

/// One line that can stand in `config.toml`: how it is read, what it means and where else it may come from. The one table
/// of these drives reading, checking and explaining.
struct Setting: Sendable {
    /// Its name in the file.
    let key: String
    /// What it does, in a sentence.
    let meaning: String
    /// What may stand there, in words.
    let choices: String
    /// Environment variables that are asked before the file, and those that are asked after it.
    var before: [String] = []
    var after: [String] = []
    /// Takes a value; answers whether it was one of the choices.
    let take: @Sendable (any TOMLValueConvertible, inout Configuration) -> Bool
    /// The value as it stands, as TOML.
    let value: @Sendable (Configuration) -> String
}

extension Setting {
    /// All settings, in the order in which they are shown.
    static let all: [Setting] = [
        text(
            "board", "The board that is opened when nothing else names one.", "a directory; ~ is your home",
            before: ["STOA_BOARD"],
            at: \.board.orEmpty, reading: { ($0 as NSString).expandingTildeInPath }),
        text(
            "theme", "How everything looks.", "a name that `stoa theme list` shows", before: ["STOA_THEME"],
            at: \.settings.theme),
        truth(
            "mouse", "Whether the mouse is listened to; your terminal selects text only when it is not.",
            at: \.settings.hasMouse),
        truth("presence", "Whether others see that you are here.", at: \.settings.showsPresence),
        truth("peek", "Whether reading marks nothing read, until `peek` is switched off.", at: \.settings.isPeeking),
        choice("after_send", "Where sending a post leads: to it, or on to the next unread.", at: \.settings.afterSend),
        choice(
            "after_feedback", "Where sending feedback leads: to what waits next, to the list, or nowhere.",
            at: \.afterFeedback),
        choice(
            "notify", "What happens when something new is for you: nothing, the bell, or a desktop notice (OSC 9).",
            at: \.settings.notice),
        Setting(
            key: "quiet_hours",
            meaning: "When no bell rings, no notice comes and no reminder shows; \"\" is what the group says.",
            choices: "\"22:00-07:00\", \"none\" or \"\"",
            take: { value, configuration in
                guard let text = value.string else { return false }
                configuration.quietHours = QuietHours(text)
                return text.isEmpty || configuration.quietHours != nil
            }, value: { toml($0.quietHours?.text ?? "") }),
        truth("title", "Whether the terminal's title names the board and what is unread.", at: \.settings.hasTitle),
        truth(
            "plain", "Whether `stoa` speaks line by line instead of drawing a screen: for screen readers and braille.",
            before: ["ACCESSIBLE"], at: \.settings.isPlain),
        program(
            "editor", "What texts are written with.", before: [], after: ["VISUAL", "EDITOR"], at: \.settings.editor),
        program(
            "browser", "What links are opened with; without one they are copied.", before: [], after: ["BROWSER"],
            at: \.settings.browser),
        program(
            "pager", "What long output goes through on a terminal; [] lets it through as it is.", before: [],
            after: ["PAGER"], at: \.pager),
        Setting(
            key: "keys", meaning: "Keys of your own, under the heading [keys].",
            choices: "ACTION = \"KEY\" or [\"KEY\", …]; `stoa keys` lists the actions",
            take: { value, configuration in
                guard let table = value.table else { return false }
                configuration.settings.keys = configuration.bindings(table)
                return true
            },
            value: { configuration in
                let keys = configuration.settings.keys.map { "\($0.action) = \(toml($0.keys))" }
                return keys.isEmpty ? "{}" : "{ \(keys.joined(separator: ", ")) }"
            }),
    ]

    /// The setting of a name.
    static func named(_ key: String) -> Setting? { all.first { $0.key == key } }

    // MARK: - Kinds of settings

    private typealias Path<Value> = WritableKeyPath<Configuration, Value> & Sendable

    private static func text(
        _ key: String, _ meaning: String, _ choices: String, before: [String], at path: Path<String>,
        reading: @escaping @Sendable (String) -> String = { $0 }
    ) -> Setting {
        Setting(
            key: key, meaning: meaning, choices: choices, before: before,
            take: { value, configuration in
                guard let text = value.string, !text.isEmpty else { return false }
                configuration[keyPath: path] = reading(text)
                return true
            }, value: { toml($0[keyPath: path]) })
    }

    private static func truth(
        _ key: String, _ meaning: String, before: [String] = [], at path: Path<Bool>
    ) -> Setting {
        Setting(
            key: key, meaning: meaning, choices: "true or false", before: before,
            take: { value, configuration in
                guard let truth = value.bool else { return false }
                configuration[keyPath: path] = truth
                return true
            }, value: { "\($0[keyPath: path])" })
    }

    private static func choice<Value: RawRepresentable<String> & CaseIterable & Sendable>(
        _ key: String, _ meaning: String, at path: Path<Value>
    ) -> Setting {
        Setting(
            key: key, meaning: meaning, choices: Value.allCases.map { toml($0.rawValue) }.joined(separator: ", "),
            take: { value, configuration in
                guard let chosen = value.string.flatMap(Value.init) else { return false }
                configuration[keyPath: path] = chosen
                return true
            }, value: { toml($0[keyPath: path].rawValue) })
    }

    /// A program with its arguments: an array, or words with spaces between.
    private static func program(
        _ key: String, _ meaning: String, before: [String], after: [String], at path: Path<[String]>
    ) -> Setting {
        Setting(
            key: key, meaning: meaning, choices: "a program and its arguments: [\"less\", \"-R\"]; no shell reads it",
            before: before, after: after,
            take: { value, configuration in
                let words = value.array?.compactMap(\.string) ?? value.string?.split(separator: " ").map(String.init)
                guard let words else { return false }
                configuration[keyPath: path] = words
                return true
            }, value: { toml($0[keyPath: path]) })
    }

    // MARK: - As TOML

    private static func toml(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private static func toml(_ words: [String]) -> String { "[\(words.map { toml($0) }.joined(separator: ", "))]" }
}

extension Optional<String> {
    /// The text, empty where there is none.
    fileprivate var orEmpty: String {
        get { self ?? "" }
        set { self = newValue.isEmpty ? nil : newValue }
    }
}
