import CMail

/// Gathers the text and the files of a message from the tree of its parts.
struct MailContent {
    /// The texts in their order.
    private(set) var texts: [String] = []
    /// The files in their order.
    private(set) var attachments: [MailAttachment] = []
    /// What was mended on the way.
    private(set) var warnings: Set<MailWarning> = []
    private var partsLeft = MailLimits.parts
    private var textBytes = 0

    /// The content of `message`.
    init(of message: UnsafeMutablePointer<GMimeMessage>) { add(message: message, depth: 0) }

    /// The texts as one.
    var body: String { texts.joined(separator: "\n\n") }

    private mutating func add(message: UnsafeMutablePointer<GMimeMessage>, depth: Int) {
        guard let root = g_mime_message_get_mime_part(message) else { return }
        add(root, depth: depth)
    }

    private mutating func add(_ object: UnsafeMutablePointer<GMimeObject>, depth: Int) {
        guard depth < MailLimits.depth, partsLeft > 0 else {
            warnings.insert(.deepParts)
            return
        }
        partsLeft -= 1
        switch MailPart(object) {
        case .multipart("encrypted", _, _):
            warnings.insert(.encrypted)
            add(text: "[This message was encrypted; its text cannot be shown.]")
        case .multipart(_, let parts, let prologue) where parts.isEmpty:
            warnings.insert(.brokenParts)
            add(text: MailText.lines(prologue))
        case .multipart(let subtype, let parts, _):
            for part in Self.shown(parts, of: subtype) { add(part, depth: depth + 1) }
        case .message(let message):
            // A quotation makes every line longer, so that messages in messages count for more than other parts.
            add(enclosed: message, depth: depth + 8)
        case .leaf(let leaf): add(leaf)
        case nil: warnings.insert(.brokenParts)
        }
    }

    /// The parts that a reader looks at: of alternatives the plainest, of something signed what was signed.
    private static func shown(
        _ parts: [UnsafeMutablePointer<GMimeObject>], of subtype: String
    ) -> [UnsafeMutablePointer<GMimeObject>] {
        switch subtype {
        case "alternative":
            let best = parts.enumerated().max {
                (-plainness($0.element), -$0.offset) < (-plainness($1.element), -$1.offset)
            }
            return best.map { [$0.element] } ?? []
        case "signed": return Array(parts.prefix(1))
        default: return parts
        }
    }

    /// How little has to be done to show a part as text: the lower the better.
    private static func plainness(_ object: UnsafeMutablePointer<GMimeObject>) -> Int {
        switch MailPart(object) {
        case .leaf(let leaf) where leaf.type == ("text", "plain"): 0
        case .multipart: 1
        case .leaf(let leaf) where leaf.type == ("text", "html"): 2
        case .leaf(let leaf) where leaf.type.type == "text": 3
        default: 4
        }
    }

    /// A message in a message is shown as a quotation, with the headers that a reader wants.
    private mutating func add(enclosed message: UnsafeMutablePointer<GMimeMessage>, depth: Int) {
        let object = stoa_mail_object(message)
        let headers = ["From", "Date", "Subject"].compactMap { name -> String? in
            guard let value = g_mime_object_get_header(object, name) else { return nil }
            return "\(name): " + MailAddressHiding.hidden(MailText.line(String(cString: value)))
        }
        let outer = texts
        texts = [headers.joined(separator: "\n")]
        add(message: message, depth: depth)
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
        texts = outer + [lines.map { $0.isEmpty ? ">" : "> \($0)" }.joined(separator: "\n")]
    }

    private mutating func add(_ leaf: MailLeaf) {
        let type = leaf.type
        switch (type.type, type.subtype) {
        case ("application", "pgp-signature"), ("application", "pkcs7-signature"), ("application", "x-pkcs7-signature"):
            return
        case ("text", _) where !leaf.isAttachment: add(text: text(of: leaf, subtype: type.subtype))
        default: add(attachment: leaf, type: "\(type.type)/\(type.subtype)")
        }
    }

    private mutating func text(of leaf: MailLeaf, subtype: String) -> String {
        // Markup takes more room than the text in it.
        let bytes = Array(leaf.content.prefix(4 * MailLimits.textBytes))
        let (decoded, guessed) = MailCharset.text(bytes, declared: leaf.parameter("charset"))
        if guessed { warnings.insert(.guessedCharset) }
        if subtype == "html" { return MailText.lines(HTMLText.text(decoded)) }
        let text = ClearSigned.text(MailText.lines(decoded))
        guard leaf.parameter("format")?.lowercased() == "flowed" else { return text }
        return FlowedText.unflowed(text, deletingSpace: leaf.parameter("delsp")?.lowercased() == "yes")
    }

    private mutating func add(text: String) {
        guard !text.isEmpty else { return }
        let room = MailLimits.textBytes - textBytes
        guard text.utf8.count > room else {
            texts.append(text)
            textBytes += text.utf8.count
            return
        }
        warnings.insert(.cutText)
        guard room > 0 else { return }
        // Cutting between bytes may leave half a character at the end; it is dropped.
        var cut = String(decoding: text.utf8.prefix(room), as: UTF8.self)
        while cut.last == "\u{FFFD}" { cut.removeLast() }
        texts.append(cut)
        textBytes = MailLimits.textBytes
    }

    private mutating func add(attachment leaf: MailLeaf, type: String) {
        let bytes = leaf.content
        guard !bytes.isEmpty else { return }
        let name = MailText.fileName(leaf.fileName ?? "", fallback: "attachment-\(attachments.count + 1)")
        attachments.append(MailAttachment(name: name, contentType: MailText.line(type), bytes: bytes))
    }
}
