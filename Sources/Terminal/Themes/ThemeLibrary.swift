import Foundation

/// Finds themes by name: in folders of people's own first, then among those built in.
public struct ThemeLibrary: Sendable {
    /// Folders with `*.toml`, the most personal first.
    public var folders: [String]

    /// A library of these folders and the built-in themes.
    public init(folders: [String]) { self.folders = folders }

    /// The theme's name when nobody chose one.
    public static let standardName = "default"

    private static let builtIn: [String: [UInt8]] = [
        "default": PackageResources.default_toml,
        "dark": PackageResources.dark_toml,
        "light": PackageResources.light_toml,
        "high-contrast": PackageResources.high_contrast_toml,
        "monochrome": PackageResources.monochrome_toml,
    ]

    /// The names of all themes.
    public var names: [String] {
        let own = folders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] }
            .filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) }
        return Set(own + Self.builtIn.keys).sorted()
    }

    /// The theme with this name, and what was wrong with it. Without such a theme, the standard one and a sentence.
    public func theme(_ name: String) -> (theme: Theme, problems: [String]) {
        if let (text, source) = text(of: name) { return ThemeFile.read(text, source: source) }
        let standard = Self.builtIn[Self.standardName].map { String(decoding: $0, as: UTF8.self) } ?? ""
        let (theme, problems) = ThemeFile.read(standard, source: Self.standardName)
        return (theme, ["there is no theme \(name); `stoa theme list` shows those there are"] + problems)
    }

    /// The text of a theme's file and where it comes from; nothing when there is none of this name.
    public func text(of name: String) -> (text: String, source: String)? {
        guard !name.contains("/"), !name.isEmpty else { return nil }
        for folder in folders {
            let path = "\(folder)/\(name).toml"
            if let text = SettingsFile.text(path) { return (text, path) }
        }
        return Self.builtIn[name].map { (String(decoding: $0, as: UTF8.self), "built in") }
    }
}
