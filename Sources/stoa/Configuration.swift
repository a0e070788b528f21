import Features
import Foundation
import TOMLKit
import Terminal
import Workbench

/// What `config.toml` says. An error in it names the line; the rest holds and the program starts.
struct Configuration {
    /// The board that is opened when nothing else names one.
    var board: String?
    /// How the frame looks and behaves.
    var settings = Settings()

    /// The configuration of `$XDG_CONFIG_HOME/stoa/config.toml`; none is no error.
    static func load(_ variables: [String: String]) -> Configuration {
        let path = folder(variables) + "/config.toml"
        guard FileManager.default.fileExists(atPath: path) else { return Configuration() }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            var configuration = Configuration()
            configuration.settings.problems = ["\(path) cannot be read as UTF-8 text; it is left out"]
            return configuration
        }
        return Configuration(text, source: path)
    }

    /// The folder of a person's own configuration.
    static func folder(_ variables: [String: String]) -> String {
        let named = variables["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (named ?? (variables["HOME"] ?? NSHomeDirectory()) + "/.config") + "/stoa"
    }

    /// Folders with themes: the person's own, the data directories', and the one beside the program.
    static func themeFolders(_ variables: [String: String]) -> [String] {
        let data = (variables["XDG_DATA_DIRS"] ?? "/usr/local/share:/usr/share").split(separator: ":")
        let program = (CommandLine.arguments.first.map { ($0 as NSString).deletingLastPathComponent }) ?? ""
        return [folder(variables) + "/themes"] + data.map { $0 + "/stoa/themes" } + [program + "/themes"]
    }

    init() {}

    /// The settings, with what the environment says about editor and browser where the configuration is silent.
    func settings(_ variables: [String: String]) -> Settings {
        var settings = settings
        if settings.editor.isEmpty { settings.editor = ExternalEditor.command(variables) ?? [] }
        if settings.browser.isEmpty {
            let named = variables["BROWSER"]?.split(separator: " ").map(String.init) ?? []
            let hasDesktop = variables["DISPLAY"] != nil || variables["WAYLAND_DISPLAY"] != nil
            settings.browser = named.isEmpty && hasDesktop ? ["xdg-open"] : named
        }
        return settings
    }

    init(_ text: String, source: String) {
        do {
            for (key, value) in try TOMLText.table(text, source: source) { set(key, value, text, source) }
        } catch {
            settings.problems.append("\(error)")
        }
    }

    private mutating func set(_ key: String, _ value: any TOMLValueConvertible, _ text: String, _ source: String) {
        let isUnderstood: Bool
        switch key {
        case "board": isUnderstood = Self.take(value.string) { board = ($0 as NSString).expandingTildeInPath }
        case "theme": isUnderstood = Self.take(value.string) { settings.theme = $0 }
        case "mouse": isUnderstood = Self.take(value.bool) { settings.hasMouse = $0 }
        case "presence": isUnderstood = Self.take(value.bool) { settings.showsPresence = $0 }
        case "peek": isUnderstood = Self.take(value.bool) { settings.isPeeking = $0 }
        case "after_send":
            isUnderstood = Self.take(value.string.flatMap(Settings.AfterSend.init)) { settings.afterSend = $0 }
        case "editor": isUnderstood = Self.take(Self.words(value)) { settings.editor = $0 }
        case "browser": isUnderstood = Self.take(Self.words(value)) { settings.browser = $0 }
        case "keys": isUnderstood = Self.take(value.table) { settings.keys = Self.bindings($0, text) }
        default:
            let line = Self.line(of: key, in: text)
            settings.problems.append("\(source), line \(line): there is no setting \(key)")
            return
        }
        if !isUnderstood {
            settings.problems.append("\(source), line \(Self.line(of: key, in: text)): \(key) cannot be that")
        }
    }

    private static func take<Value>(_ value: Value?, _ set: (Value) -> Void) -> Bool {
        if let value { set(value) }
        return value != nil
    }

    /// A program with its arguments: an array, or words with spaces between.
    private static func words(_ value: any TOMLValueConvertible) -> [String]? {
        value.array?.compactMap(\.string) ?? value.string?.split(separator: " ").map(String.init)
    }

    private static func bindings(_ table: TOMLTable, _ text: String) -> [KeyBinding] {
        table.map { action, value in
            let keys = value.array?.compactMap(\.string) ?? value.string.map { [$0] } ?? []
            return KeyBinding(action: action, keys: keys, line: line(of: action, in: text))
        }.sorted { $0.line < $1.line }
    }

    /// The line that sets a key; TOMLKit keeps no places.
    private static func line(of key: String, in text: String) -> Int {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let index = lines.firstIndex { line in
            let start = line.drop { $0 == " " || $0 == "\t" || $0 == "\"" || $0 == "[" }
            let rest = start.dropFirst(key.count).drop { $0 == " " || $0 == "\t" || $0 == "\"" }
            return start.hasPrefix(key) && (rest.first == "=" || rest.first == "]")
        }
        return (index ?? 0) + 1
    }
}
