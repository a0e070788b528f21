import CMail
import Journal

/// Reads messages (RFC 5322, MIME) as people wrote them: what is missing is made up, what is wrong is mended, and
/// either is said.
struct MailReader: Sendable {
    /// No message is younger than this.
    let latest: Timestamp

    /// A reader that takes dates up to a day after `now`, for clocks that were ahead.
    init(now: Timestamp) { latest = now.advanced(by: 24 * 3_600_000) }

    /// What the headers of a message say. Throws `MailFailure`.
    func header(of bytes: [UInt8], envelope: String?) throws(MailFailure) -> MailHeader {
        guard Self.dashedLines(of: bytes) <= MailLimits.dashedLines else { throw .tooManyParts }
        let end = Self.headerEnd(of: bytes)
        guard end <= MailLimits.headerBytes else { throw .headersTooLong }
        guard let mail = ParsedMail(Array(bytes[..<end])) else { throw .noHeaders }
        return try header(of: mail, bytes: bytes, envelope: envelope)
    }

    /// A whole message. Throws `MailFailure`.
    func message(of bytes: [UInt8], envelope: String?) throws(MailFailure) -> MailMessage {
        guard Self.dashedLines(of: bytes) <= MailLimits.dashedLines else { throw .tooManyParts }
        guard Self.headerEnd(of: bytes) <= MailLimits.headerBytes else { throw .headersTooLong }
        guard let mail = ParsedMail(bytes) else { throw .noHeaders }
        let header = try header(of: mail, bytes: bytes, envelope: envelope)
        let content = MailContent(of: mail.message)
        return MailMessage(
            header: header, body: content.body, attachments: content.attachments,
            warnings: header.warnings.union(content.warnings))
    }

    private func header(
        of mail: borrowing ParsedMail, bytes: [UInt8], envelope: String?
    ) throws(MailFailure) -> MailHeader {
        let telling = ["From", "Date", "Subject", "Message-ID"]
        guard telling.contains(where: { mail.rawHeader($0) != nil }) else { throw .noHeaders }
        var warnings: Set<MailWarning> = []
        let ownID = mail.identifiers(in: "Message-ID").first
        if ownID == nil { warnings.insert(.missingID) }
        let date = date(of: mail, envelope: envelope, warnings: &warnings)
        let id = ownID ?? Self.derivedID(of: bytes)
        return MailHeader(
            id: id, date: date, author: MailAuthor(of: mail),
            subject: MailText.line(mail.header("Subject") ?? ""),
            references: Self.references(of: mail).filter { $0 != id }, hasParts: mail.mayHoldParts,
            warnings: warnings)
    }

    /// RFC 5322, section 3.6.4: References ends with the parent; In-Reply-To counts where it is missing.
    private static func references(of mail: borrowing ParsedMail) -> [MessageID] {
        let references = mail.identifiers(in: "References")
        return references.isEmpty ? Array(mail.identifiers(in: "In-Reply-To").prefix(1)) : references
    }

    private func date(
        of mail: borrowing ParsedMail, envelope: String?, warnings: inout Set<MailWarning>
    ) -> Timestamp? {
        if let date = mail.rawHeader("Date").flatMap(MailDate.init)?.moment, isPossible(date) { return date }
        // The time of delivery stands behind the last semicolon (RFC 5322, section 3.6.7).
        let delivery = mail.rawHeader("Received")?.split(separator: ";").last.map(String.init)
        let candidates = [delivery, envelope.flatMap(MboxMarker.date)]
        if let date = candidates.lazy.compactMap({ $0.flatMap(MailDate.init)?.moment }).first(where: isPossible) {
            warnings.insert(.mendedDate)
            return date
        }
        warnings.insert(.missingDate)
        return nil
    }

    /// The first network mail was sent in 1971; earlier dates are those of clocks that were never set.
    private func isPossible(_ date: Timestamp) -> Bool {
        (Timestamp(rawValue: 31_536_000_000)...latest).contains(date)
    }

    /// The same message gives the same name whatever its line ends and wherever it is kept.
    private static func derivedID(of bytes: [UInt8]) -> MessageID {
        var content = bytes.filter { $0 != UInt8(ascii: "\r") }
        while content.last == UInt8(ascii: "\n") { content.removeLast() }
        return MessageID(rawValue: "sha256-\(SHA256Digest.hexadecimal(of: content).prefix(40))@derived.invalid")
    }

    private static func dashedLines(of bytes: [UInt8]) -> Int {
        var count = 0
        var start = 0
        while start + 1 < bytes.count {
            if bytes[start] == UInt8(ascii: "-"), bytes[start + 1] == UInt8(ascii: "-") { count += 1 }
            guard let end = lineEnd(in: bytes, from: start) else { break }
            start = end + 1
        }
        return count
    }

    private static func lineEnd(in bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress, let end = memchr(base + start, 0x0A, buffer.count - start) else {
                return nil
            }
            return UnsafeRawPointer(end) - base
        }
    }

    /// Where the empty line after the headers ends.
    private static func headerEnd(of bytes: [UInt8]) -> Int {
        var start = 0
        while start < bytes.count, start <= MailLimits.headerBytes {
            let end = lineEnd(in: bytes, from: start) ?? bytes.count
            let isEmpty = end == start || (end == start + 1 && bytes[start] == 0x0D)
            start = min(end + 1, bytes.count)
            if isEmpty { break }
        }
        return start
    }
}

/// A date as mail writes it (RFC 5322, section 3.3, and what programs make of it).
struct MailDate {
    /// The moment that is meant.
    let moment: Timestamp

    /// The moment that `text` names, or nothing.
    init?(_ text: String) {
        guard text.utf8.count < 256, let date = g_mime_utils_header_decode_date(text) else { return nil }
        defer { g_date_time_unref(date) }
        moment = Timestamp(rawValue: Int64(g_date_time_to_unix(date)) * 1000)
    }
}

/// SHA-256 by GLib.
enum SHA256Digest {
    /// The digest as 64 hexadecimal digits.
    static func hexadecimal(of bytes: [UInt8]) -> String {
        guard let digest = g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, gsize(bytes.count)) else { return "" }
        defer { g_free(digest) }
        return String(cString: digest)
    }
}
