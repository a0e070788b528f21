import Glibc

/// Messages somewhere on disk: found one after the other, read again in any order, never all in memory.
protocol MailArchive: Sendable {
    /// Bytes (mbox) or messages (Maildir) in all, for a progress bar.
    var extent: Int64 { get }

    /// Shows every message's place, in the archive's own order. Throws `MailArchiveError` when the archive itself fails.
    func forEachEntry(_ visit: (MailEntry) throws -> Void) throws

    /// The raw message at `entry`. Throws `MailFailure` when this one cannot be had.
    func bytes(of entry: MailEntry) throws(MailFailure) -> [UInt8]
}

/// The two ways in which archives are kept.
enum MailArchiveFormat: String, CaseIterable, Sendable {
    /// One file, messages parted by `From ` lines (RFC 4155).
    case mbox
    /// A folder with a file for each message.
    case maildir

    /// The archive at `path`. Throws `MailArchiveError`.
    func open(_ path: String) throws -> any MailArchive {
        switch self {
        case .mbox: try MboxFile(path: path)
        case .maildir: try MaildirFolder(path: path)
        }
    }
}

/// Where one message of an archive stands.
struct MailEntry: Hashable, Sendable {
    /// A stretch of an mbox, or a file of a Maildir.
    enum Place: Hashable, Sendable {
        /// The offset of its `From ` line, and the bytes after that line.
        case stretch(offset: Int64, content: Range<Int64>)
        /// The path of the file below the folder.
        case file(MailFileName)
    }

    /// Its number in the archive, from 1.
    var number: Int
    /// Where it is.
    var place: Place
    /// The `From ` line before it, without the line end.
    var envelope: String?

    /// How far a reader has come with this entry behind it, in the archive's extent.
    var progress: Int64 {
        switch place {
        case .stretch(_, let content): content.upperBound
        case .file: Int64(number)
        }
    }
}

extension MailEntry: CustomStringConvertible {
    /// How reports name it.
    var description: String {
        switch place {
        case .stretch(let offset, _): "message \(number) at byte \(offset)"
        case .file(let path): "message \(number), \(path)"
        }
    }
}

/// What no message may pass.
enum MailLimits {
    /// Bytes of a whole message.
    static let messageBytes: Int64 = 32 << 20
    /// Bytes of a message's headers.
    static let headerBytes = 1 << 20
    /// Lines of a message that begin with two dashes, as those between parts do; GMime takes 1.3 kB for each.
    static let dashedLines = 50_000
    /// How deep parts may stand in parts.
    static let depth = 32
    /// Parts of a message.
    static let parts = 500
    /// Bytes of a message's text.
    static let textBytes = 2 << 20
    /// Ancestors of a message that are looked at.
    static let references = 30
    /// Bytes of a Message-ID.
    static let identifierBytes = 512
    /// Characters of a subject or a name.
    static let lineCharacters = 300
    /// Messages in a folder.
    static let folderEntries = 2_000_000
}

/// Why an archive as a whole cannot be read.
enum MailArchiveError: Error, Equatable {
    case notFound(String)
    case notPermitted(String)
    case notAFile(String)
    case notAFolder(String)
    case notAnMbox(String)
    case tooMany(String)
    case cannotRead(String)

    /// What the system's error number says about opening `path`.
    init(opening path: String, errno number: Int32) {
        self =
            switch number {
            case ENOENT: .notFound(path)
            case EACCES, EPERM: .notPermitted(path)
            case ENOTDIR: .notAFolder(path)
            case ELOOP, ENXIO, ENODEV: .notAFile(path)
            default: .cannotRead("\(path): \(String(cString: strerror(number)))")
            }
    }
}

extension MailArchiveError: CustomStringConvertible {
    var description: String {
        switch self {
        case .notFound(let path): "There is no \(path). Check the name."
        case .notPermitted(let path): "\(path) may not be read by you. Ask its owner for a copy."
        case .notAFile(let path): "\(path) is no ordinary file. Name the mbox file itself."
        case .notAFolder(let path): "\(path) is no folder. A Maildir is a folder with 'cur' and 'new' in it."
        case .notAnMbox(let path):
            "\(path) is no mbox: no line of it begins a message with 'From '. For a folder of messages use 'maildir'."
        case .tooMany(let path):
            "\(path) holds more than \(MailLimits.folderEntries) files. Import its parts one by one."
        case .cannotRead(let reason): "The archive cannot be read: \(reason)."
        }
    }
}

/// Why one message cannot be read; it costs that message only.
enum MailFailure: Error, Equatable, CustomStringConvertible {
    case tooLong(Int64)
    case headersTooLong
    case noHeaders
    case tooManyParts
    case beforeFirst
    case unreadable(String)
    case refused(String)

    var description: String {
        switch self {
        case .tooLong(let bytes): "it has \(bytes) bytes, more than \(MailLimits.messageBytes)"
        case .headersTooLong: "its headers have more than \(MailLimits.headerBytes) bytes"
        case .noHeaders: "it has none of the headers that a mail has"
        case .tooManyParts: "it has more than \(MailLimits.dashedLines) lines that could part it"
        case .beforeFirst: "it stands before the first 'From ' line"
        case .unreadable(let reason): reason
        case .refused(let reason): reason
        }
    }
}
