import Features
import Foundation

/// A setting as it stands for this person now: what holds, and who says so.
struct ConfiguredValue: Encodable {
    /// The setting's name.
    var key: String
    /// What holds, as TOML.
    var value: String
    /// Where that comes from: `default`, `$VARIABLE`, or the file and its line.
    var origin: String
    /// What the setting means.
    var meaning: String
    /// What may stand there.
    var choices: String
    /// What holds when nobody says anything, as TOML.
    var standard: String

    private enum CodingKeys: String, CodingKey {
        case key, value, origin, meaning, choices
        case standard = "default"
    }

    /// All settings as they stand.
    static func all(_ configuration: Configuration, _ variables: [String: String]) -> [ConfiguredValue] {
        Setting.all.map { ConfiguredValue($0, configuration, variables) }
    }

    init(_ setting: Setting, _ configuration: Configuration, _ variables: [String: String]) {
        func given(_ names: [String]) -> String? { names.first { !(variables[$0] ?? "").isEmpty } }
        key = setting.key
        meaning = setting.meaning
        choices = setting.choices
        standard = setting.value(Configuration())
        if let name = given(setting.before) {
            (value, origin) = ("\"\(variables[name] ?? "")\"", "$\(name)")
        } else if let line = configuration.lines[setting.key] {
            (value, origin) = (setting.value(configuration), "\(Configuration.path(variables)), line \(line)")
        } else if let name = given(setting.after) {
            (value, origin) = ("\"\(variables[name] ?? "")\"", "$\(name)")
        } else {
            (value, origin) = (standard, "default")
        }
    }
}
