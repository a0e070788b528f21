import Features
import Foundation
import Workbench

/// A page of the manual (man(7)), made from what the help is made of.
struct ManualPage {
    private let command: CommandDescription
    /// The words that lead to it, `stoa` first.
    private let path: [String]
    private let version: String
    private var lines: [String] = []

    /// The page's name: `stoa-goal-add`.
    var name: String { path.joined(separator: "-") }

    init(_ command: CommandDescription, path: [String], version: String) {
        self.command = command
        self.path = path
        self.version = version
    }

    /// The page as source for man(1).
    func roff() -> String {
        var page = self
        page.write()
        return page.lines.joined(separator: "\n") + "\n"
    }

    /// The pages of a command and of all below it.
    static func all(_ command: CommandDescription, path: [String], version: String) -> [ManualPage] {
        [ManualPage(command, path: path, version: version)]
            + command.shown.flatMap { all($0, path: path + [$0.commandName], version: version) }
    }

    private mutating func write() {
        lines = [
            ".TH \(Roff.quoted(name.uppercased())) 1 \"\" \(Roff.quoted("Stoa \(version)")) \"Stoa\"", ".nh", ".ad l",
        ]
        heading("Name")
        lines.append("\(Roff.text(name)) \\- \(Roff.text(command.abstract ?? ""))")
        writeSynopsis()
        if let discussion = command.discussion {
            heading("Description")
            text(discussion)
        }
        writeArguments("Arguments") { $0.kind == "positional" }
        writeArguments("Options") { $0.kind != "positional" }
        writeCommands()
        if path.count == 1 {
            writeKeys()
            writeConfiguration()
            writeStatus()
        }
        writeSeeAlso()
    }

    private mutating func heading(_ title: String) { lines.append(".SH \(Roff.quoted(title.uppercased()))") }

    /// Paragraphs; what is indented stays in its lines.
    private mutating func text(_ text: String) {
        var isIndented = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let indents = line.hasPrefix("  ")
            if indents != isIndented {
                lines.append(indents ? ".nf" : ".fi")
                isIndented = indents
            }
            lines.append(line.allSatisfy(\.isWhitespace) ? ".PP" : Roff.text(String(line)))
        }
        if isIndented { lines.append(".fi") }
    }

    private mutating func entry(_ term: String, _ text: String) {
        lines += [".TP", term, Roff.text(text)]
    }

    private mutating func writeSynopsis() {
        heading("Synopsis")
        var words = ["\\fB\(Roff.text(path.joined(separator: " ")))\\fR"]
        let shown = (command.arguments ?? []).filter(\.shouldDisplay)
        if shown.contains(where: { $0.kind != "positional" }) { words.append("[\\fIoptions\\fR]") }
        for argument in shown where argument.kind == "positional" {
            let name = "\\fI\(Roff.text(argument.valueName ?? "value"))\\fR" + (argument.isRepeating ? " ..." : "")
            words.append(argument.isOptional ? "[\(name)]" : name)
        }
        if !command.shown.isEmpty { words.append("[\\fIcommand\\fR ...]") }
        lines.append(words.joined(separator: " "))
    }

    private mutating func writeArguments(_ title: String, _ belongs: (CommandDescription.Argument) -> Bool) {
        let shown = (command.arguments ?? []).filter { $0.shouldDisplay && belongs($0) }
        guard !shown.isEmpty else { return }
        heading(title)
        for argument in shown {
            let names = (argument.names ?? []).map { "\\fB\(Roff.text($0.typed))\\fR" }.joined(separator: ", ")
            let value = argument.kind == "flag" ? "" : "\\fI\(Roff.text(argument.valueName ?? "value"))\\fR"
            var words = argument.abstract ?? ""
            if let values = argument.allValues, !values.isEmpty {
                words += " One of: \(values.joined(separator: ", "))."
            }
            if let standard = argument.defaultValue { words += " (default: \(standard))" }
            entry([names, value].filter { !$0.isEmpty }.joined(separator: " "), words)
        }
    }

    private mutating func writeCommands() {
        guard !command.shown.isEmpty else { return }
        heading("Commands")
        for below in command.shown {
            entry("\\fB\(Roff.text((path + [below.commandName]).joined(separator: " ")))\\fR", below.abstract ?? "")
        }
    }

    private mutating func writeKeys() {
        heading("Keys")
        text("In the full-screen program; ? shows those that work where you are. Each can be given to another action.")
        let keyMap = KeyMap(KeysCommand.table)
        for group in Action.Group.allCases {
            let actions = KeysCommand.table.actions.filter { $0.group == group }
            guard !actions.isEmpty else { continue }
            lines.append(".SS \(Roff.quoted(group.rawValue))")
            for action in actions {
                let keys = keyMap.keys(of: action.name).map(\.label).joined(separator: ", ")
                let words = action.help + (action.hint.isEmpty ? "" : ". \(action.hint)")
                entry("\\fB\(Roff.text(keys.isEmpty ? ":" : keys))\\fR (\(Roff.text(action.name.rawValue)))", words)
            }
        }
    }

    private mutating func writeConfiguration() {
        heading("Configuration")
        text("$XDG_CONFIG_HOME/stoa/config.toml, usually ~/.config/stoa/config.toml; stoa config shows what holds.")
        for setting in Setting.all {
            let variables = (setting.before + setting.after).map { "$\($0)" }.joined(separator: ", ")
            let words = "\(setting.meaning) It is \(setting.choices)."
            entry(
                "\\fB\(Roff.text(setting.key))\\fR = \(Roff.text(setting.value(Configuration())))",
                words + (variables.isEmpty ? "" : " In the environment: \(variables)."))
        }
    }

    private mutating func writeStatus() {
        heading("Exit status")
        for (code, words) in Self.codes { entry("\\fB\(code)\\fR", words) }
    }

    private static let codes = [
        ("0", "Done."), ("1", "It could not be done; standard error says why, and the way out."),
        ("64", "The words are off."), ("65", "The data is bad; nothing was written."),
        ("66", "There is no such board or thing."), ("73", "It cannot be created."),
        ("74", "Reading or writing failed; nothing is half written."), ("77", "Not permitted."),
        ("130", "Interrupted."),
    ]

    private mutating func writeSeeAlso() {
        var names = command.shown.map { name + "-" + $0.commandName }
        if path.count > 1 { names.insert(path.dropLast().joined(separator: "-"), at: 0) }
        guard !names.isEmpty else { return }
        heading("See also")
        lines.append(names.map { "\\fB\(Roff.text($0))\\fR(1)" }.joined(separator: ", "))
    }
}

/// Text as roff takes it.
enum Roff {
    /// Text that means nothing but itself, on a line of its own too.
    static func text(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
            .replacing("'", with: "\\(aq").replacing("`", with: "\\(ga").replacing("^", with: "\\(ha")
            .replacing("~", with: "\\(ti")
        let ascii = escaped.unicodeScalars.map { scalar in
            scalar.isASCII ? String(scalar) : "\\[u" + String(format: "%04X", scalar.value) + "]"
        }.joined()
        return ascii.hasPrefix(".") ? "\\&" + ascii : ascii
    }

    /// An argument of a macro.
    static func quoted(_ text: String) -> String { "\"" + self.text(text).replacing("\"", with: "\\(dq") + "\"" }
}
