import Features
import Foundation
import Index
import TOMLKit
import Terminal
import Workbench

/// What `config.toml` says. An error in it names the line and the key; the rest holds and the program starts.
struct Configuration: Sendable {
    /// The board that is opened when nothing else names one.
    var board: String?
    /// How the frame looks and behaves.
    var settings = Settings()
    /// What long output goes through, with its arguments.
    var pager: [String] = []
    /// The hours in which the person is told of nothing; nothing leaves it to the group.
    var quietHours: QuietHours?
    /// Where the person is led when they have sent feedback.
    var afterFeedback = AfterFeedback.next
    /// The lines that set something, from 1, by the setting's key.
    private(set) var lines: [String: Int] = [:]
    private var text = ""

    /// The configuration of `$XDG_CONFIG_HOME/stoa/config.toml`; none is no error.
    static func load(_ variables: [String: String]) -> Configuration {
        let path = path(variables)
        guard FileManager.default.fileExists(atPath: path) else { return Configuration() }
        guard let text = SettingsFile.text(path) else {
            var configuration = Configuration()
            configuration.settings.problems = ["\(path) cannot be read as UTF-8 text of at most 1 MiB; it is left out"]
            return configuration
        }
        return Configuration(text, source: path)
    }

    /// The file of a person's own settings.
    static func path(_ variables: [String: String]) -> String { folder(variables) + "/config.toml" }

    /// The folder of a person's own configuration.
    static func folder(_ variables: [String: String]) -> String {
        let named = variables["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (named ?? (variables["HOME"] ?? NSHomeDirectory()) + "/.config") + "/stoa"
    }

    /// Folders with themes: the person's own, the data directories', and the one beside the program.
    static func themeFolders(_ variables: [String: String]) -> [String] {
        let program = (CommandLine.arguments.first.map { ($0 as NSString).deletingLastPathComponent }) ?? ""
        return [folder(variables) + "/themes"] + DataFolders.all("themes", variables) + [program + "/themes"]
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
        self.text = text
        do {
            for (key, value) in try TOMLText.table(text, source: source) { set(key, value, source) }
        } catch {
            settings.problems.append("\(error)")
        }
    }

    private mutating func set(_ key: String, _ value: any TOMLValueConvertible, _ source: String) {
        let line = Self.line(of: key, in: text)
        guard let setting = Setting.named(key) else {
            settings.problems.append("\(source), line \(line): there is no setting \(key); `stoa config` lists them")
            return
        }
        if setting.take(value, &self) {
            lines[key] = line
        } else {
            settings.problems.append("\(source), line \(line): \(key) cannot be that; it is \(setting.choices)")
        }
    }

    /// The keys of actions that a table gives.
    func bindings(_ table: TOMLTable) -> [KeyBinding] {
        table.map { action, value in
            let keys = value.array?.compactMap(\.string) ?? value.string.map { [$0] } ?? []
            return KeyBinding(action: action, keys: keys, line: Self.line(of: action, in: text))
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
