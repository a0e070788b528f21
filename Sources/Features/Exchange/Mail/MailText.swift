import CMail

/// Cleaning of text that other people's programs have written.
enum MailText {
    /// One line: every run of white space is one space, control and format characters that reorder text are gone.
    static func line(_ text: String) -> String { String(cleaned(text).prefix(MailLimits.lineCharacters)) }

    private static func cleaned(_ text: String) -> String {
        guard !isClean(text) else { return text }
        let words = text.unicodeScalars.split { $0.properties.isWhitespace || isControl($0) }
        return words.map { String(String.UnicodeScalarView($0.filter { !isOverride($0) })) }
            .filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    /// Whether it is one line of visible ASCII with single spaces between, as most are.
    private static func isClean(_ text: String) -> Bool {
        var previous: UInt8 = 0x20
        for byte in text.utf8 {
            guard (0x20..<0x7F).contains(byte), byte != 0x20 || previous != 0x20 else { return false }
            previous = byte
        }
        return previous != 0x20
    }

    /// Lines: `\n` for every line end, tabs kept, other control characters gone, no empty lines around.
    static func lines(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var previous: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case 0x0D: bytes.append(0x0A)
            case 0x0A: if previous != 0x0D { bytes.append(0x0A) }
            case 0x09: bytes.append(byte)
            case 0..<0x20, 0x7F: break
            // The second half of a C1 control takes the first half with it.
            case 0x80...0x9F where previous == 0xC2: bytes.removeLast()
            default: bytes.append(byte)
            }
            previous = byte
        }
        return String(decoding: trimmed(bytes), as: UTF8.self)
    }

    /// The lines without empty ones before and white space behind; the first line keeps its indentation.
    private static func trimmed(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) })
        else { return [] }
        let start = bytes[..<first].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return bytes[start...last]
    }

    /// Whether a byte is a space, a tab or a line end.
    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// Whether the bytes of `mark` stand somewhere in the text.
    static func contains(_ mark: StaticString, in text: some Collection<UInt8>) -> Bool {
        text.withContiguousStorageIfAvailable { bytes in
            stoa_mail_contains(bytes.baseAddress, bytes.count, mark.utf8Start, mark.utf8CodeUnitCount) != 0
        } ?? false
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
