import Foundation
import Terminal

/// The editor that the member likes, started as an argument list, never through a shell.
public enum ExternalEditor {
    /// The words of `$VISUAL` or `$EDITOR`, or of the first editor that most machines have.
    public static func command(_ variables: [String: String]) -> [String]? {
        let named = [variables["VISUAL"], variables["EDITOR"]].lazy
            .compactMap { $0?.split(separator: " ").map(String.init) }.first { !$0.isEmpty }
        return named ?? ["sensible-editor", "nano", "vi"].first { path(of: $0, variables) != nil }.map { [$0] }
    }

    /// Lets the member edit a text, with the built-in composer where there is no editor. Throws when that fails or the
    /// text is not sent; it then stays in the file named.
    static func edit(_ text: String) throws -> String {
        let variables = CommandEnvironment.current.variables
        guard CommandEnvironment.current.confinement == nil, let words = command(variables),
            let program = path(of: words[0], variables)
        else {
            return try composed(text)
        }
        let file = try keep(text)
        let status = ChildProcess.run([program] + words.dropFirst() + [file])
        guard status == 0, let edited = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw CommandFailure("\(words[0]) did not end well; what you wrote is in \(file)")
        }
        unlink(file)
        return edited
    }

    private static func composed(_ text: String) throws -> String {
        guard let compose = CommandEnvironment.current.compose else {
            throw CommandFailure("there is no editor; set EDITOR, or give the text with -m TEXT")
        }
        switch try compose(text) {
        case .sent(let text): return text
        case .left(""): throw CommandFailure("nothing was written, so nothing was sent", .badData)
        case .left(let text): throw CommandFailure("nothing was sent; what you wrote is in \(try keep(text))")
        }
    }

    private static var temporaryFolder: String {
        let folder = NSTemporaryDirectory()
        return folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    }

    /// Puts a text into a new file that only its owner may read.
    private static func keep(_ text: String) throws -> String {
        let file = temporaryFolder + "/stoa-\(UUID().uuidString).md"
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard FileManager.default.createFile(atPath: file, contents: Data(text.utf8), attributes: attributes) else {
            throw CommandFailure("cannot write \(file); free some space and try again", .inputOutput)
        }
        return file
    }

    private static func path(of program: String, _ variables: [String: String]) -> String? {
        if program.contains("/") { return access(program, X_OK) == 0 ? program : nil }
        return (variables["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map { $0 + "/" + program }
            .first { access($0, X_OK) == 0 }
    }
}
