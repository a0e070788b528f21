/// A file's path below its folder: bytes, since names of files need not be text.
struct MailFileName: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The bytes, without a zero at the end.
    let bytes: [UInt8]

    /// As text for people.
    var description: String { MailText.line(String(decoding: bytes, as: UTF8.self)) }

    static func < (left: MailFileName, right: MailFileName) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}
