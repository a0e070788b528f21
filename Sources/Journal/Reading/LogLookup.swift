import Glibc

/// Finds single events of logs by their numbers, without reading the logs from the start: lines stand in the order of
/// their numbers, so a few reads in ever smaller parts of the file do.
public struct LogLookup {
    private let folders: [Account: [MemberFolder]]

    /// A lookup on a board as it is now. Throws when the board's folder cannot be looked into.
    public init(_ board: Board) throws(JournalError) {
        var found = MemberFolders(board)
        folders = Dictionary(grouping: try found.all(), by: \.account)
    }

    /// The event with this number in a member's public log; nothing when the log does not hold one.
    public func event(_ seq: Int64, of account: Account, host: String) -> EventID? {
        for folder in folders[account] ?? [] {
            let names = folderEntries(folder.descriptor, limit: 10_000).names.compactMap(LogFileName.init)
                .filter { $0.host == host && !$0.isPrivate }.sorted { $0.segment > $1.segment }
            for name in names {
                guard let file = Descriptor.open(name.name, in: folder.descriptor), let status = file.status,
                    status.isRegularFile, status.st_uid == folder.owner
                else { continue }
                let end = Int64(status.st_size)
                guard let first = Self.line(from: 0, in: file, end: end), first.seq <= seq else { continue }
                return Self.find(seq, in: file, end: end)
            }
        }
        return nil
    }

    private struct Line {
        var start: Int64
        var seq: Int64
        var id: EventID
    }

    private static func find(_ seq: Int64, in file: Descriptor, end: Int64) -> EventID? {
        var (low, high) = (Int64(0), end)
        while high - low > shortestPart {
            let middle = (low + high) / 2
            guard let line = line(from: middle, in: file, end: end), line.seq <= seq else {
                high = middle
                continue
            }
            if line.seq == seq { return line.id }
            low = line.start
        }
        var next = line(from: low, in: file, end: end)
        while let line = next, line.seq < seq { next = self.line(from: line.start + 1, in: file, end: end) }
        return next.flatMap { $0.seq == seq ? $0.id : nil }
    }

    /// Bytes of the part of a file that is looked through line by line.
    private static let shortestPart: Int64 = 4096

    /// The first line that is an event and begins at or after an offset; only its first fields are looked at.
    private static func line(from offset: Int64, in file: Descriptor, end: Int64) -> Line? {
        if offset == 0, let line = head(at: 0, in: file) { return line }
        var start = max(0, offset - 1)
        while let next = nextBeginning(from: start, in: file, end: end) {
            if let line = head(at: next, in: file) { return line }
            start = next
        }
        return nil
    }

    private static func head(at start: Int64, in file: Descriptor) -> Line? {
        guard let bytes = file.read(80, at: start) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        let parts = text.split(separator: "\"", maxSplits: 6, omittingEmptySubsequences: false)
        guard parts.count > 6, parts[0] == "{", parts[1] == "id", parts[5] == "seq",
            let id = EventID(text: parts[3]), let seq = Int64(parts[6].dropFirst().prefix { $0.isNumber })
        else { return nil }
        return Line(start: start, seq: seq, id: id)
    }

    /// How an event's line begins, after the end of the one before.
    private static let beginning = Array("\n{\"id\":\"".utf8)

    /// Where the next line stands that begins as events do. Others are passed over a piece of the file at a time: a log
    /// may hold any number of them.
    private static func nextBeginning(from offset: Int64, in file: Descriptor, end: Int64) -> Int64? {
        var offset = offset
        while offset < end, let bytes = file.read(4096, at: offset), bytes.count >= beginning.count {
            if let place = bytes.withUnsafeBytes(place) { return offset + Int64(place) + 1 }
            offset += Int64(bytes.count - beginning.count + 1)
        }
        return nil
    }

    /// The first place where `beginning` stands.
    private static func place(in bytes: UnsafeRawBufferPointer) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        // By the colon, of which other lines have the fewest.
        var searched = beginning.count - 2
        while searched < bytes.count - 1, let colon = memchr(base + searched, 0x3A, bytes.count - 1 - searched) {
            let place = UnsafeRawPointer(colon) - base - (beginning.count - 2)
            if memcmp(base + place, beginning, beginning.count) == 0 { return place }
            searched = place + beginning.count - 1
        }
        return nil
    }
}
