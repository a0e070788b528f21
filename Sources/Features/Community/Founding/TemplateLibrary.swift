import Foundation

/// The templates there are: those in one's configuration folder, those of the system's data folders, then the five that
/// come with Stoa.
public struct TemplateLibrary: Sendable {
    /// What is used when nobody chose.
    public static let standard = "blank"

    private static let builtIn: [(name: String, bytes: [UInt8])] = [
        ("academic", PackageResources.academic_toml), ("professional", PackageResources.professional_toml),
        ("online", PackageResources.online_toml), ("practice", PackageResources.practice_toml),
        (standard, PackageResources.blank_toml),
    ]

    private let folders: [String]

    /// The templates that whoever runs the program finds.
    public init() {
        let environment = CommandEnvironment.current
        let own = [environment.configurationFolder("templates")].compactMap { $0 }
        folders = own + DataFolders.all("templates", environment.variables)
    }

    /// The names of all, the five first.
    public var names: [String] {
        let own = folders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] }
        let first = Self.builtIn.map(\.name)
        return first
            + Set(own.filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) }).subtracting(first).sorted()
    }

    /// The text of a template, by its name or as a file, and where it comes from. Throws `CommandFailure` (66) when there is
    /// none.
    public func text(_ name: String) throws -> (text: String, source: String) {
        let files =
            name.contains("/") ? [BoardOptions.absolute(name)] : folders.map { "\($0)/\(name).toml" }
        for file in files where FileManager.default.fileExists(atPath: file) {
            return (try TextSource.read(file), file)
        }
        if let found = Self.builtIn.first(where: { $0.name == name }) {
            return (String(decoding: found.bytes, as: UTF8.self), "the template \(name)")
        }
        throw CommandFailure(
            "there is no template “\(name)”; there are \(names.joined(separator: ", ")), or name a file such as ./ours.toml",
            .notFound)
    }

    /// A template by its name or as a file. Throws `CommandFailure` (66, 65).
    public func find(_ name: String) throws -> BoardTemplate {
        let (text, source) = try text(name)
        return try BoardTemplate(text: text, source: source)
    }
}
