import Glibc

/// Finds where each message of an mbox begins and ends, through a window that stays small however long a line is.
struct MboxScanner {
    /// One message: the offset of its `From ` line, that line, and what follows it.
    struct Stretch {
        /// Where its `From ` line begins.
        var offset: Int64
        /// The message itself.
        var content: Range<Int64>
        /// The line; nothing for text before the first one.
        var envelope: String?
    }

    private struct Line {
        var offset: Int64
        var end: Int64
        var isBlank: Bool
        /// The beginning of a line that starts with `From `.
        var marker: String?
    }

    /// A message whose end is not yet known.
    private struct Opening {
        var offset: Int64
        var content: Int64
        var envelope: String?
    }

    /// As much of a line as is looked at.
    private static let headBytes = 512
    private static let windowBytes = 256 << 10
    private static let from = Array("From ".utf8)

    private let file: ReadableFile
    private var window: [UInt8] = []
    private var windowStart: Int64 = 0
    private var position = 0
    private var opening: Opening?
    private var began = false

    /// A scanner at the beginning of `file`.
    init(_ file: ReadableFile) { self.file = file }

    /// The next message. Throws `MailArchiveError`.
    mutating func next() throws(MailArchiveError) -> Stretch? {
        // An empty line stands before each `From ` line and belongs to neither message.
        var blank: Int64?
        while let line = try nextLine() {
            if let marker = line.marker, parts(marker, afterBlank: blank != nil) {
                let finished = opening
                opening = Opening(offset: line.offset, content: line.end, envelope: marker)
                if let finished { return closed(finished, at: blank ?? line.offset) }
            } else if opening == nil, !line.isBlank {
                opening = Opening(offset: line.offset, content: line.offset, envelope: nil)
            }
            blank = line.isBlank ? line.offset : nil
            began = true
        }
        defer { opening = nil }
        return opening.map { closed($0, at: windowStart + Int64(window.count)) }
    }

    /// The first line of a file is taken at its word; later ones need an empty line before them and a date.
    private func parts(_ marker: String, afterBlank: Bool) -> Bool {
        !began || (afterBlank && MboxMarker.isPlausible(marker))
    }

    private func closed(_ opening: Opening, at end: Int64) -> Stretch {
        // A message without any line ends where it begins.
        Stretch(
            offset: opening.offset, content: opening.content..<max(opening.content, end), envelope: opening.envelope)
    }

    private mutating func nextLine() throws(MailArchiveError) -> Line? {
        if window.count - position < Self.headBytes { try advance() }
        guard position < window.count else { return nil }
        let head = window[position...].prefix(Self.headBytes)
        var line = Line(
            offset: windowStart + Int64(position), end: 0, isBlank: Self.isBlank(head), marker: Self.marker(head))
        while true {
            if let end = lineEnd() {
                position = end + 1
                break
            }
            position = window.count
            try advance()
            if position == window.count { break }
        }
        line.end = windowStart + Int64(position)
        return line
    }

    /// Drops what is behind `position` and reads on.
    private mutating func advance() throws(MailArchiveError) {
        let read = try file.read(from: windowStart + Int64(window.count), count: Self.windowBytes)
        window.removeFirst(position)
        windowStart += Int64(position)
        position = 0
        window.append(contentsOf: read)
    }

    private func lineEnd() -> Int? {
        window.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress,
                let found = memchr(base + position, 0x0A, bytes.count - position)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }

    private static func isBlank(_ head: ArraySlice<UInt8>) -> Bool {
        head.first == 0x0A || head.starts(with: [0x0D, 0x0A])
    }

    private static func marker(_ head: ArraySlice<UInt8>) -> String? {
        guard head.starts(with: from) else { return nil }
        return String(decoding: head.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    }
}
