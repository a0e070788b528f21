/// Cleaning of text that other people's programs have written.
enum MailText {
    /// One line: every run of white space is one space, control and format characters that reorder text are gone.
    static func line(_ text: String) -> String { String(cleaned(text).prefix(MailLimits.lineCharacters)) }

    private static func cleaned(_ text: String) -> String {
        let words = text.unicodeScalars.split { $0.properties.isWhitespace || isControl($0) }
        return words.map { String(String.UnicodeScalarView($0.filter { !isOverride($0) })) }
            .filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    /// Lines: `\n` for every line end, tabs kept, other control characters gone, no empty lines around.
    static func lines(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\r": scalars.append("\n")
            case "\n": if !afterReturn { scalars.append("\n") }
            case "\t": scalars.append("\t")
            default: if !isControl(scalar) { scalars.append(scalar) }
            }
            afterReturn = scalar == "\r"
        }
        return trimmed(String(scalars))
    }

    private static func trimmed(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.firstIndex(where: { !$0.allSatisfy(\.isWhitespace) }),
            let last = lines.lastIndex(where: { !$0.allSatisfy(\.isWhitespace) })
        else { return "" }
        var kept = text[lines[first].startIndex..<lines[last].endIndex]
        while kept.last?.isWhitespace == true { kept.removeLast() }
        return String(kept)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }

    private static func isOverride(_ scalar: Unicode.Scalar) -> Bool {
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }

    /// A file name without folders, leading dots and characters that mean something to a shell or a file system;
    /// `fallback` when nothing is left.
    static func fileName(_ text: String, fallback: String) -> String {
        let last = cleaned(text).split(whereSeparator: { "/\\".contains($0) }).last.map(String.init) ?? ""
        let scalars = last.unicodeScalars.map { ":*?\"<>|".unicodeScalars.contains($0) ? "_" : $0 }
        let name = String(String.UnicodeScalarView(scalars)).drop { $0 == "." || $0 == " " || $0 == "-" }
        return name.isEmpty ? fallback : shortened(name)
    }

    /// At most 120 bytes, so that it fits every file system, with the extension kept.
    private static func shortened(_ name: Substring) -> String {
        guard name.utf8.count > 120 else { return String(name) }
        let dot = name.lastIndex(of: ".") ?? name.endIndex
        let end = name[dot...].utf8.count <= 16 ? name[dot...] : ""
        var kept = name[..<dot]
        while kept.utf8.count + end.utf8.count > 120 { kept.removeLast() }
        return String(kept) + end
    }
}
