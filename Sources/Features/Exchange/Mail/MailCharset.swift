import CMail

/// Text from bytes whose encoding may be declared truly, falsely or not at all.
enum MailCharset {
    /// The text, and whether the encoding had to be guessed: what is declared if the bytes agree, else UTF-8 if they
    /// are that, else windows-1252, which takes any bytes.
    static func text(_ bytes: [UInt8], declared: String?) -> (text: String, guessed: Bool) {
        if let declared, let text = converted(bytes, from: declared) { return (text, false) }
        let isPlain = bytes.allSatisfy { $0 < 0x80 }
        if let text = String(validating: bytes, as: UTF8.self) { return (text, !isPlain) }
        return (windows1252(bytes), true)
    }

    private static func converted(_ bytes: [UInt8], from charset: String) -> String? {
        guard charset.utf8.count < 64 else { return nil }
        let name = charset.lowercased()
        switch name {
        case "utf-8", "utf8": return String(validating: bytes, as: UTF8.self)
        case "us-ascii", "ascii": return bytes.allSatisfy { $0 < 0x80 } ? String(decoding: bytes, as: UTF8.self) : nil
        // Written by programs that mean windows-1252, as WHATWG's Encoding Standard records.
        case "iso-8859-1", "latin1", "windows-1252", "cp1252": return windows1252(bytes)
        default: break
        }
        guard let known = g_mime_charset_iconv_name(charset) else { return nil }
        var written: gsize = 0
        let converted = bytes.withUnsafeBytes { buffer in
            g_convert(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), gssize(buffer.count), "UTF-8", known, nil,
                &written, nil)
        }
        guard let converted else { return nil }
        defer { g_free(converted) }
        return String(decoding: UnsafeRawBufferPointer(start: converted, count: Int(written)), as: UTF8.self)
    }

    /// Bytes 0x80 to 0x9F of windows-1252; those that it leaves open stand for themselves.
    private static let upperControls: [Unicode.Scalar] = [
        "€", "\u{81}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{8D}", "Ž", "\u{8F}",
        "\u{90}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{9D}", "ž", "Ÿ",
    ]

    private static func windows1252(_ bytes: [UInt8]) -> String {
        var scalars = String.UnicodeScalarView()
        for byte in bytes {
            scalars.append((0x80...0x9F).contains(byte) ? upperControls[Int(byte) - 0x80] : Unicode.Scalar(byte))
        }
        return String(scalars)
    }
}
