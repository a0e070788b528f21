extension MailAuthor {
    /// Where exported messages say that their author's address is not told; what is before the `@` is the mark.
    static let hiddenDomain = "hidden.invalid"

    /// The author of a message.
    init(of mail: borrowing ParsedMail) {
        let header = mail.header("From") ?? ""
        // Archives on the web write 'jane at example.org (Jane Doe)'.
        if !header.contains("@"), let disguised = Self.undisguised(header) {
            self.init(name: disguised.name, address: disguised.address)
        } else if let mailbox = mail.mailbox(in: "From") ?? Self.unquoted(header) ?? mail.mailbox(in: "Sender") {
            self.init(name: mailbox.name, address: mailbox.address)
        } else {
            self.init(name: header, address: "")
        }
    }

    /// An author by what a message tells; without a name the part of the address before the `@` stands for it.
    init(name: String, address: String) {
        let local = address.split(separator: "@").first.map(String.init) ?? ""
        let shown = [MailAddressHiding.hidden(MailText.line(name)), MailText.line(local)].first { !$0.isEmpty }
        self.name = shown ?? "unknown"
        mark = Self.mark(of: address.lowercased())
    }

    /// A name with commas and brackets that should have been quoted: `Doe, Jane [STAT] <jane@example.org>`.
    private static func unquoted(_ header: String) -> (name: String, address: String)? {
        guard let open = header.lastIndex(of: "<"), header.last == ">" else { return nil }
        let address = header[header.index(after: open)...].dropLast()
        guard address.contains("@"), !address.contains(where: \.isWhitespace) else { return nil }
        return (String(header[..<open]), String(address))
    }

    private static func mark(of address: String) -> String {
        guard !address.isEmpty else { return "" }
        let parts = address.split(separator: "@")
        if parts.count == 2, parts[1] == hiddenDomain {
            return parts[0].utf8.count == 12 && parts[0].allSatisfy(\.isHexDigit) ? String(parts[0]) : ""
        }
        return String(SHA256Digest.hexadecimal(of: Array(address.utf8)).prefix(12))
    }

    private static func undisguised(_ header: String) -> (name: String, address: String)? {
        guard let at = header.firstRange(of: " at "),
            let open = header[at.upperBound...].firstIndex(of: "("), header.last == ")"
        else { return nil }
        let domain = header[at.upperBound..<open].filter { !$0.isWhitespace }
        let name = header[header.index(after: open)...].dropLast()
        return (String(name), "\(header[..<at.lowerBound])@\(domain)")
    }
}

/// Takes addresses out of lines that show who somebody is.
enum MailAddressHiding {
    /// The line without what stands in angle brackets and without the domains of bare addresses.
    static func hidden(_ line: String) -> String {
        var result = ""
        var inAddress = false
        for character in line {
            switch character {
            case "<": inAddress = true
            case ">" where inAddress: inAddress = false
            default: if !inAddress { result.append(character) }
            }
        }
        let words = result.split(separator: " ").map { (word: Substring) -> Substring in
            word.firstIndex(of: "@").map { word[..<$0] } ?? word
        }.filter { !$0.isEmpty }
        if words.count == 3, words[1] == "at", words[2].contains(".") { return String(words[0]) }
        return words.joined(separator: " ")
    }
}
