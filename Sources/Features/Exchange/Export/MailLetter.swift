import CMail
import Journal

/// A post as a mail: what `MailReader` would make the same post of again.
struct MailLetter {
    /// The name that the author shows.
    var author: String
    /// What stands for the author's address.
    var address: String
    /// When it was written.
    var date: Timestamp
    /// The thread's title, with a reply mark on answers.
    var subject: String
    /// Its own name.
    var id: MessageID
    /// The posts above it, the first of the thread first.
    var references: [MessageID]
    /// The list it belongs to, such as `general.BOARD.stoa` (RFC 2919).
    var list: String
    /// Its text.
    var body: String
    /// The files that came with it.
    var attachments: [MailAttachment]

    /// The letter as RFC 5322 and MIME want it: UTF-8, unbroken lines, `\n` at their ends.
    func bytes() -> [UInt8] {
        _ = ParsedMail.isReady
        guard let message = g_mime_message_new(1), let root = content() else { return [] }
        defer {
            g_object_unref(message)
            g_object_unref(root)
        }
        let object = stoa_mail_object(message)
        g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_FROM, author, address)
        if let moment = g_date_time_new_from_unix_utc(gint64(date.rawValue / 1000)) {
            g_mime_message_set_date(message, moment)
            g_date_time_unref(moment)
        }
        g_mime_message_set_subject(message, subject, "utf-8")
        g_mime_message_set_message_id(message, id.rawValue)
        if let parent = references.last {
            g_mime_object_set_header(object, "In-Reply-To", "<\(parent.rawValue)>", nil)
            let line = references.map { "<\($0.rawValue)>" }.joined(separator: " ")
            g_mime_object_set_header(object, "References", line, nil)
        }
        g_mime_object_set_header(object, "List-Id", "<\(list)>", nil)
        g_mime_message_set_mime_part(message, root)
        return Self.written(object)
    }

    private func content() -> UnsafeMutablePointer<GMimeObject>? {
        guard let text = textPart() else { return nil }
        guard !attachments.isEmpty, let whole = g_mime_multipart_new_with_subtype("mixed") else { return text }
        g_mime_multipart_add(whole, text)
        g_object_unref(text)
        for attachment in attachments {
            guard let part = Self.part(attachment) else { continue }
            g_mime_multipart_add(whole, part)
            g_object_unref(part)
        }
        return stoa_mail_multipart_object(whole)
    }

    private func textPart() -> UnsafeMutablePointer<GMimeObject>? {
        guard let part = g_mime_text_part_new_with_subtype("plain"), let plain = stoa_mail_text_part(part) else {
            return nil
        }
        g_mime_text_part_set_charset(part, "utf-8")
        g_mime_text_part_set_text(part, body + "\n")
        g_mime_part_set_content_encoding(plain, GMIME_CONTENT_ENCODING_8BIT)
        return stoa_mail_part_object(plain)
    }

    private static func part(_ attachment: MailAttachment) -> UnsafeMutablePointer<GMimeObject>? {
        let type = attachment.contentType.split(separator: "/", maxSplits: 1)
        guard type.count == 2, let part = g_mime_part_new_with_type(String(type[0]), String(type[1])) else {
            return nil
        }
        let bytes = attachment.bytes.withUnsafeBytes { buffer in
            g_mime_stream_mem_new_with_buffer(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
        }
        let wrapper = g_mime_data_wrapper_new_with_stream(bytes, GMIME_CONTENT_ENCODING_DEFAULT)
        g_mime_part_set_content(part, wrapper)
        g_object_unref(wrapper)
        g_object_unref(bytes)
        let object = stoa_mail_part_object(part)
        g_mime_object_set_disposition(object, "attachment")
        g_mime_part_set_filename(part, attachment.name)
        g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_BASE64)
        return object
    }

    private static func written(_ object: UnsafeMutablePointer<GMimeObject>?) -> [UInt8] {
        guard let stream = g_mime_stream_mem_new() else { return [] }
        defer { g_object_unref(stream) }
        guard g_mime_object_write_to_stream(object, nil, stream) >= 0,
            let array = g_mime_stream_mem_get_byte_array(stoa_mail_memory(stream))
        else { return [] }
        return [UInt8](UnsafeBufferPointer(start: array.pointee.data, count: Int(array.pointee.len)))
    }
}

extension MailLetter {
    /// The letter as it stands in an mbox (RFC 4155): its `From ` line, itself with such lines quoted, an empty line.
    func mboxBytes() -> [UInt8] {
        var result = Array("From \(address) \(MboxMarker.date(date))\n".utf8)
        result += MboxQuoting.added(to: bytes())
        if result.last != UInt8(ascii: "\n") { result.append(UInt8(ascii: "\n")) }
        result.append(UInt8(ascii: "\n"))
        return result
    }
}
