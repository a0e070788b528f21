/// Text between the lines of an OpenPGP cleartext signature (RFC 9580, section 7), without those lines.
enum ClearSigned {
    private static let begin = "-----BEGIN PGP SIGNED MESSAGE-----"
    private static let signature = "-----BEGIN PGP SIGNATURE-----"
    private static let end = "-----END PGP SIGNATURE-----"

    private enum Region { case outside, armorHeaders, signed, signature }

    /// The text as it was before it was signed; text that is not signed comes back as it is. Whether a signature holds
    /// is not looked at: a board says who wrote something by other means.
    static func text(_ text: String) -> String {
        var text = text
        text.makeContiguousUTF8()
        guard MailText.contains("-----BEGIN PGP SIGNATURE-----", in: text.utf8) else { return text }
        var region = Region.outside
        var kept: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            switch (region, trimmed(line)) {
            case (.outside, begin): region = .armorHeaders
            case (.armorHeaders, ""): region = .signed
            case (.armorHeaders, _): continue
            case (.signed, signature): region = .signature
            case (.signed, _): kept.append(line.hasPrefix("- ") ? line.dropFirst(2) : line)
            case (.signature, end): region = .outside
            case (.signature, _): continue
            case (.outside, _): kept.append(line)
            }
        }
        return kept.joined(separator: "\n")
    }

    private static func trimmed(_ line: Substring) -> String {
        var line = line
        while line.last?.isWhitespace == true { line.removeLast() }
        return String(line)
    }
}
