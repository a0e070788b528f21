/// An mbox: messages one after the other, each begun by a `From ` line after an empty line. Text lines that would begin
/// so carry a `>` (the mboxrd convention of https://www.loc.gov/preservation/digital/formats/fdd/fdd000385.shtml).
struct MboxFile: MailArchive {
    private let path: String
    private let file: ReadableFile

    /// The mbox at `path`. Throws `MailArchiveError`.
    init(path: String) throws {
        self.path = path
        file = try ReadableFile(path: path, followingLinks: true)
    }

    var extent: Int64 { file.size }

    func forEachEntry(_ visit: (MailEntry) throws -> Void) throws {
        var scanner = MboxScanner(file)
        var number = 0
        while let stretch = try scanner.next() {
            // What stands before the first message is only worth reporting when a message follows.
            if stretch.envelope == nil, stretch.content.upperBound == file.size {
                throw MailArchiveError.notAnMbox(path)
            }
            number += 1
            let place = MailEntry.Place.stretch(offset: stretch.offset, content: stretch.content)
            try visit(MailEntry(number: number, place: place, envelope: stretch.envelope))
        }
    }

    func bytes(of entry: MailEntry) throws(MailFailure) -> [UInt8] {
        guard case .stretch(_, let content) = entry.place else { throw .unreadable("it is not in this file") }
        guard entry.envelope != nil else { throw .beforeFirst }
        let length = content.upperBound - content.lowerBound
        guard length <= MailLimits.messageBytes else { throw .tooLong(length) }
        let bytes: [UInt8]
        do { bytes = try file.read(from: content.lowerBound, count: Int(length)) } catch {
            throw .unreadable("\(error)")
        }
        guard bytes.count == Int(length) else { throw .unreadable("the file became shorter") }
        return MboxQuoting.removed(from: bytes)
    }
}

/// The `>` before text lines that would look like the beginning of a message.
enum MboxQuoting {
    private static let from = Array("From ".utf8)
    private static let mark = UInt8(ascii: ">")
    private static let lineEnd = UInt8(ascii: "\n")

    /// The lines with one more `>` before each `From ` that stands at the beginning or after `>`s alone.
    static func added(to bytes: [UInt8]) -> [UInt8] {
        rewritten(bytes) { line, result in
            if isMarked(line) { result.append(mark) }
            result.append(contentsOf: line)
        }
    }

    /// The lines with the `>` taken away that a writer of mboxrd has put there.
    static func removed(from bytes: [UInt8]) -> [UInt8] {
        guard MailText.contains(">From ", in: bytes) else { return bytes }
        return rewritten(bytes) { line, result in
            result.append(contentsOf: line.first == mark && isMarked(line) ? line.dropFirst() : line)
        }
    }

    private static func isMarked(_ line: ArraySlice<UInt8>) -> Bool {
        line.drop { $0 == mark }.starts(with: from)
    }

    private static func rewritten(
        _ bytes: [UInt8], _ write: (ArraySlice<UInt8>, inout [UInt8]) -> Void
    ) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 64)
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let end = bytes[start...].firstIndex(of: lineEnd).map { $0 + 1 } ?? bytes.endIndex
            write(bytes[start..<end], &result)
            start = end
        }
        return result
    }
}
