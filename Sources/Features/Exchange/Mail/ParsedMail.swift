import CMail

/// A message taken apart by GMime, kept for as long as it is looked at.
struct ParsedMail: ~Copyable {
    /// The whole message.
    let message: UnsafeMutablePointer<GMimeMessage>
    private let options: OpaquePointer

    /// GMime sets itself up once for a process.
    static let isReady: Bool = {
        g_mime_init()
        return true
    }()

    /// A message from its bytes, or nothing when GMime finds none in them.
    init?(_ bytes: [UInt8]) {
        guard Self.isReady, let options = g_mime_parser_options_new() else { return nil }
        let stream = bytes.withUnsafeBytes { buffer in
            g_mime_stream_mem_new_with_buffer(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
        }
        let parser = g_mime_parser_new_with_stream(stream)
        defer {
            g_object_unref(parser)
            g_object_unref(stream)
        }
        guard let message = g_mime_parser_construct_message(parser, options) else {
            g_mime_parser_options_free(options)
            return nil
        }
        self.message = message
        self.options = options
    }

    deinit {
        g_object_unref(message)
        g_mime_parser_options_free(options)
    }

    /// Whether it may hold more than a plain text, as far as its headers tell.
    var mayHoldParts: Bool {
        // GMime keeps the headers about the content with the content, not with the message.
        guard let content = g_mime_message_get_mime_part(message) else { return false }
        let type = MailLeaf.type(of: content)
        return type.type != "text" || type.subtype != "plain"
    }

    /// The first header of that name as it stands, without decoding.
    func rawHeader(_ name: String) -> String? {
        guard let headers = g_mime_object_get_header_list(stoa_mail_object(message)),
            let header = g_mime_header_list_get_header(headers, name),
            let value = g_mime_header_get_raw_value(header)
        else { return nil }
        // The value begins behind the colon and ends with its line.
        let bytes = UnsafeRawBufferPointer(start: value, count: strlen(value))
        let trimmed = bytes.drop(while: MailText.isBlank).reversed().drop(while: MailText.isBlank).reversed()
        return MailCharset.text(Array(trimmed), declared: nil).text
    }

    /// The first header of that name, with the words of RFC 2047 decoded.
    func header(_ name: String) -> String? {
        guard let raw = rawHeader(name) else { return nil }
        guard let decoded = g_mime_utils_header_decode_text(options, EncodedWords.unpadded(raw)) else { return raw }
        defer { g_free(decoded) }
        return String(cString: decoded)
    }

    /// The Message-IDs in the header of that name.
    func identifiers(in name: String) -> [MessageID] {
        guard let value = rawHeader(name), let list = g_mime_references_parse(options, value) else { return [] }
        defer { g_mime_references_free(list) }
        let count = Int(g_mime_references_length(list))
        // Of very many the first, which names the thread, and the nearest.
        let kept = (0..<count).filter { $0 == 0 || $0 > count - MailLimits.references }
        return kept.compactMap { index in
            g_mime_references_get_message_id(list, Int32(index)).flatMap { MessageID(cleaning: String(cString: $0)) }
        }
    }

    /// The first mailbox in the header of that name: its name, decoded, and its address.
    func mailbox(in name: String) -> (name: String, address: String)? {
        guard let value = rawHeader(name),
            let list = internet_address_list_parse(options, EncodedWords.unpadded(value))
        else { return nil }
        defer { g_object_unref(list) }
        for index in 0..<internet_address_list_length(list) {
            guard let entry = internet_address_list_get_address(list, index),
                let address = stoa_mail_mailbox_address(entry)
            else { continue }
            return (internet_address_get_name(entry).map { String(cString: $0) } ?? "", String(cString: address))
        }
        return nil
    }
}

/// What a part of a message is, found out once instead of by casts everywhere.
enum MailPart {
    case multipart(subtype: String, parts: [UnsafeMutablePointer<GMimeObject>], prologue: String)
    case message(UnsafeMutablePointer<GMimeMessage>)
    case leaf(MailLeaf)

    /// What `object` is, or nothing when it holds nothing.
    init?(_ object: UnsafeMutablePointer<GMimeObject>) {
        if let multipart = stoa_mail_multipart(object) {
            let count = min(g_mime_multipart_get_count(multipart), Int32(MailLimits.parts) + 1)
            let parts = (0..<count).compactMap { g_mime_multipart_get_part(multipart, $0) }
            let prologue = g_mime_multipart_get_prologue(multipart).map { String(cString: $0) } ?? ""
            self = .multipart(subtype: MailLeaf.type(of: object).subtype, parts: parts, prologue: prologue)
        } else if let container = stoa_mail_message_part(object) {
            guard let message = g_mime_message_part_get_message(container) else { return nil }
            self = .message(message)
        } else if let part = stoa_mail_part(object) {
            self = .leaf(MailLeaf(part: part, object: object))
        } else {
            return nil
        }
    }
}

/// A part with content of its own: a text or a file.
struct MailLeaf {
    fileprivate let part: UnsafeMutablePointer<GMimePart>
    fileprivate let object: UnsafeMutablePointer<GMimeObject>

    /// Its type in lower case, such as `text` and `plain`.
    var type: (type: String, subtype: String) { Self.type(of: object) }

    /// Whether the sender wants it beside the text rather than in it.
    var isAttachment: Bool { g_mime_part_is_attachment(part) != 0 }

    /// The name that the sender gave it.
    var fileName: String? { g_mime_part_get_filename(part).map { String(cString: $0) } }

    /// A parameter of its type, such as `charset`.
    func parameter(_ name: String) -> String? {
        g_mime_object_get_content_type_parameter(object, name).map { String(cString: $0) }
    }

    /// What is in it, with base64 and quoted-printable undone.
    var content: [UInt8] {
        guard let wrapper = g_mime_part_get_content(part), let stream = g_mime_stream_mem_new() else { return [] }
        defer { g_object_unref(stream) }
        guard g_mime_data_wrapper_write_to_stream(wrapper, stream) >= 0,
            let array = g_mime_stream_mem_get_byte_array(stoa_mail_memory(stream))
        else { return [] }
        return [UInt8](UnsafeBufferPointer(start: array.pointee.data, count: Int(array.pointee.len)))
    }

    fileprivate static func type(of object: UnsafeMutablePointer<GMimeObject>) -> (type: String, subtype: String) {
        guard let type = g_mime_object_get_content_type(object),
            let media = g_mime_content_type_get_media_type(type),
            let subtype = g_mime_content_type_get_media_subtype(type)
        else { return ("text", "plain") }
        return (String(cString: media).lowercased(), String(cString: subtype).lowercased())
    }
}
