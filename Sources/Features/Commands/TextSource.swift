import ArgumentParser
import Foundation

/// Where a command takes a text from: `-m` (paragraphs), a file, `-` for standard input, or an editor.
struct TextSource: ParsableArguments {
    // A text may begin with a dash, as lists do.
    @Option(
        name: .short, parsing: .unconditionalSingleValue,
        help: ArgumentHelp("The text; may be repeated, each a paragraph.", valueName: "text"))
    var m: [String] = []

    @Argument(help: ArgumentHelp("A file with the text, or - for standard input.", valueName: "file"))
    var file: String?

    /// The most bytes of a text.
    static let longest = 4 << 20

    /// The text, without white space at its ends. Throws when there is none, or no way to ask for it.
    func text(editing draft: String = "") throws -> String {
        try Self.text(m, file, editing: draft)
    }

    /// The same for commands that name their options otherwise.
    static func text(_ m: [String], _ file: String?, editing draft: String = "") throws -> String {
        let text = try raw(m, file, draft).trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { throw CommandFailure("nothing was written, so nothing was sent", .badData) }
        return text
    }

    /// Whether neither words, file nor pipe was given.
    var isAbsent: Bool { m.isEmpty && file == nil }

    /// Whether the text came out of an editor, where the member saw what it began with.
    var isEdited: Bool { isAbsent && Self.mayEdit }

    /// Whether a text that was not given comes out of an editor.
    static var mayEdit: Bool { isatty(STDIN_FILENO) == 1 }

    private static func raw(_ m: [String], _ file: String?, _ draft: String) throws -> String {
        guard m.isEmpty || file == nil else {
            throw CommandFailure("the text is given twice, with -m and as a file; give one of them", .usage)
        }
        if !m.isEmpty { return m.joined(separator: "\n\n") }
        if let file, file != "-" { return try read(file) }
        if file == "-" || isatty(STDIN_FILENO) == 0 { return try readStandardInput() }
        guard isatty(STDOUT_FILENO) == 1 else {
            throw CommandFailure("there is no text; give it with -m TEXT, as a FILE, or as - from a pipe", .usage)
        }
        return try ExternalEditor.edit(draft)
    }

    /// The text of a file. Throws when there is none, or it is no text.
    static func read(_ path: String) throws -> String {
        try Confinement.checkFiles()
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw CommandFailure("there is no file \(path) that can be read", .notFound)
        }
        return try decode(try contents(of: handle, path), path)
    }

    private static func readStandardInput() throws -> String {
        try decode(try contents(of: .standardInput, "standard input"), "the text")
    }

    private static func contents(of handle: FileHandle, _ name: String) throws -> Data {
        do { return try handle.read(upToCount: longest + 1) ?? Data() } catch {
            throw CommandFailure("\(name) cannot be read; name a file with text", .inputOutput)
        }
    }

    private static func decode(_ data: Data, _ name: String) throws -> String {
        guard data.count <= longest else {
            throw CommandFailure("\(name) is over \(longest >> 20) MiB; share it as a file resource", .badData)
        }
        guard let text = String(validating: data, as: UTF8.self), !text.contains("\0") else {
            throw CommandFailure("\(name) is not UTF-8 text", .badData)
        }
        return text
    }
}
