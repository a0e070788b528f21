import Foundation

/// Words of RFC 2047 as GMime reads them rightly.
enum EncodedWords {
    /// The header with those words that are padded base64 written as quoted-printable. GMime decodes neighbours as one
    /// stretch, in which padding would be the end: the rest of the subject or name would be lost.
    static func unpadded(_ header: String) -> String {
        guard header.contains("=?=") else { return header }
        // =?charset?B?words?= falls apart into an end, charset, B, words and a beginning.
        var pieces = header.split(separator: "?", omittingEmptySubsequences: false).map(String.init)
        for word in pieces.indices.dropFirst(3).dropLast() where pieces[word].hasSuffix("=") {
            guard pieces[word - 1].lowercased() == "b", pieces[word - 3].hasSuffix("="),
                pieces[word + 1].hasPrefix("="),
                let bytes = Data(base64Encoded: pieces[word], options: .ignoreUnknownCharacters)
            else { continue }
            pieces[word - 1] = "Q"
            pieces[word] = bytes.map { String(format: "=%02X", $0) }.joined()
        }
        return pieces.joined(separator: "?")
    }
}
