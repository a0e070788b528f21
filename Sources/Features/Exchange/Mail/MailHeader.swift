import Journal

/// The name that a message gives itself, without angle brackets.
struct MessageID: RawRepresentable, Hashable, Comparable, Codable, Sendable {
    /// Its text.
    let rawValue: String

    /// A name as it stands; see `init(cleaning:)` for other people's.
    init(rawValue: String) { self.rawValue = rawValue }

    /// A name from a header, or nothing when there is none to speak of.
    init?(cleaning text: String) {
        let isClean = text.utf8.allSatisfy { (0x21..<0x7F).contains($0) && $0 != 0x3C && $0 != 0x3E }
        let cleaned = isClean ? text : String(String.UnicodeScalarView(text.unicodeScalars.filter(Self.belongs)))
        guard !cleaned.isEmpty, cleaned.utf8.count <= MailLimits.identifierBytes else { return nil }
        rawValue = cleaned
    }

    private static func belongs(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.properties.isWhitespace && scalar.value > 0x20 && scalar != "<" && scalar != ">"
    }

    /// Whether it can be one of a kind. Programs that asked 'reply to which message?' have sent what was typed: `<yes>`.
    var isTelling: Bool { rawValue.contains("@") }

    static func < (left: MessageID, right: MessageID) -> Bool { left.rawValue < right.rawValue }
}

/// Who wrote a message, without their address: a name to show, and a mark that tells two people of one name apart.
struct MailAuthor: Hashable, Codable, Sendable {
    /// The name, safe to show on one line.
    var name: String
    /// The first 12 hexadecimal digits of the SHA-256 of the address in lower case; empty without an address.
    var mark: String
}

/// What the headers of a message say.
struct MailHeader: Hashable, Sendable {
    /// Its name; made from its content when it has none of its own.
    var id: MessageID
    /// When it was written; nothing when no header and no `From ` line holds a date that can be.
    var date: Timestamp?
    /// Who wrote it.
    var author: MailAuthor
    /// What it is about, decoded, on one line; may be empty.
    var subject: String
    /// The messages before it, the oldest first, its parent last.
    var references: [MessageID]
    /// Whether it may hold more than a text: files, that is.
    var hasParts = false
    /// What had to be made up or mended.
    var warnings: Set<MailWarning> = []
}

/// A whole message.
struct MailMessage: Hashable, Sendable {
    /// What its headers say.
    var header: MailHeader
    /// Its text, with `\n` for line ends and no control characters.
    var body: String
    /// The files that came with it.
    var attachments: [MailAttachment]
    /// What was mended in the headers and the parts.
    var warnings: Set<MailWarning>
}

/// A file that came with a message.
struct MailAttachment: Hashable, Sendable {
    /// A name without folders, hidden dots and control characters.
    var name: String
    /// Its type as the message says, such as `image/png`.
    var contentType: String
    /// What is in it.
    var bytes: [UInt8]
}

/// What was made up or mended so that a message could be read.
enum MailWarning: String, Comparable, Codable, Sendable {
    case missingID = "missing_id"
    case missingDate = "missing_date"
    case mendedDate = "mended_date"
    case guessedCharset = "guessed_charset"
    case encrypted
    case deepParts = "deep_parts"
    case cutText = "cut_text"
    case brokenParts = "broken_parts"

    /// What it means, for a report.
    var sentence: String {
        switch self {
        case .missingID: "had no Message-ID; one was made from the content"
        case .missingDate: "had no date that can be; the date of the message before was taken"
        case .mendedDate: "had no usable Date; the time of delivery was taken"
        case .guessedCharset: "did not say truly how the text is encoded; it was guessed"
        case .encrypted: "was encrypted; its text cannot be shown"
        case .deepParts: "had too many or too deeply nested parts; the innermost were left out"
        case .cutText: "had a text longer than \(MailLimits.textBytes) bytes; the rest was left out"
        case .brokenParts: "had parts that cannot be told apart; its text was taken as it stands"
        }
    }

    static func < (left: MailWarning, right: MailWarning) -> Bool { left.rawValue < right.rawValue }
}
