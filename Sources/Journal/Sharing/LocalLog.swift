import Crypto
import Glibc

/// One public log as this clone holds it, cut where its member signed. Every clone cuts it at the same places, so that
/// what they exchange is the same wherever it comes from and only ever grows.
public struct LocalLog: Sendable {
    /// Bytes of the longest part.
    public static let longestPart = 128 << 20

    /// The lines up to and with one signature.
    public struct Part: Hashable, Sendable {
        /// The signature's number.
        public var seq: Int64
        /// The name that git gives to these bytes: SHA-1 over a header and them.
        public var blob: String
    }

    /// The log.
    public let log: LogName
    /// What was signed; of a log that is read from a mark on, what was signed after it.
    public private(set) var parts: [Part] = []
    /// Where the last signature stands; nothing before the first.
    public private(set) var mark: LogMark?
    /// What follows the last signature.
    private(set) var signed: LogComposer
    /// What follows the last line.
    private(set) var end: LogComposer
    /// The lines after the last signature: what an interrupted exchange left, or what the member has not signed yet.
    private(set) var tail: [EventID] = []

    private let path: String
    private let segments: [Int]
    private let start: (composer: LogComposer, segment: Int, offset: Int64)

    /// A log of which nothing is held.
    public init(nothingOf log: LogName) {
        self.init(log, path: "", segments: [], after: nil, LogComposer(log))
    }

    private init(_ log: LogName, path: String, segments: [Int], after mark: LogMark?, _ composer: LogComposer) {
        self.log = log
        self.path = path
        self.mark = mark
        self.segments = segments.filter { $0 >= mark?.segment ?? 0 }.sorted()
        start = (composer, mark?.segment ?? 0, mark?.end ?? 0)
        signed = composer
        end = composer
    }

    /// All public logs that this clone holds. Throws when the board cannot be looked into.
    public static func all(on board: Board) throws(JournalError) -> [LocalLog] {
        try all(on: board, after: []) ?? []
    }

    /// All public logs that this clone holds, each read from its mark on if it has one. Nothing when a mark is not where
    /// it was any more: then what was known of the logs is not what they are. Throws when the board cannot be looked into.
    public static func all(on board: Board, after marks: [LogMark]) throws(JournalError) -> [LocalLog]? {
        var folders = MemberFolders(board)
        var rest = Dictionary(marks.map { ($0.log, $0) }, uniquingKeysWith: { first, _ in first })
        var logs: [LocalLog] = []
        for folder in try folders.all() {
            let names = folderEntries(folder.descriptor, limit: 10_000).names.compactMap(LogFileName.init)
            let hosts = Dictionary(grouping: names.filter { !$0.isPrivate }, by: \.host)
            for (host, files) in hosts.sorted(by: { $0.key < $1.key }) {
                let name = LogName(account: folder.account, host: host, isPrivate: false)
                let mark = rest.removeValue(forKey: name)
                guard let composer = mark.map({ $0.composer(in: folder) }) ?? LogComposer(name) else { return nil }
                var log = LocalLog(
                    name, path: "\(board.directory)/\(folder.path)", segments: files.map(\.segment), after: mark,
                    composer)
                log.look()
                logs.append(log)
            }
        }
        return rest.isEmpty ? logs : nil
    }

    /// The number of the last signature; 0 before the first.
    public var signedSeq: Int64 { signed.seq }
    /// Whether the log ends with a signature.
    public var isSigned: Bool { tail.isEmpty }

    /// Hands out the parts with these numbers, byte by byte. Lines that are no events, and those after a line that does
    /// not follow the one before, are in none.
    public func read(_ numbers: Set<Int64>, _ take: (Int64, [UInt8]) throws -> Void) rethrows {
        try walk { composer, _, bytes in
            if numbers.contains(composer.seq) { try take(composer.seq, bytes) }
        } tail: { _ in
        }
    }

    private mutating func look() {
        var (parts, signed, end, mark, tail): ([Part], LogComposer, LogComposer, LogMark?, [EventID]) = (
            [], self.signed, self.end, self.mark, []
        )
        walk { composer, place, bytes in
            parts.append(Part(seq: composer.seq, blob: Self.blob(bytes)))
            signed = composer
            end = composer
            mark = LogMark(composer, segment: place.segment, start: place.start, end: place.end)
            tail.removeAll()
        } tail: { composer in
            end = composer
            if let head = composer.head { tail.append(head) }
        }
        (self.parts, self.signed, self.end, self.mark, self.tail) = (parts, signed, end, mark, tail)
    }

    /// Goes through the log once, from where it is known: each part when it is whole, each line of the part that is under
    /// way.
    private func walk(
        _ part: (LogComposer, _ place: (segment: Int, start: Int64, end: Int64), [UInt8]) throws -> Void,
        tail: (LogComposer) throws -> Void
    ) rethrows {
        var composer = start.composer
        var bytes: [UInt8] = []
        for segment in segments {
            let name = LogFileName(host: log.host, isPrivate: false, segment: segment).name
            guard let file = Descriptor.open("\(path)/\(name)"), file.status?.isRegularFile == true else { return }
            var lines = LineReader(file, from: segment == start.segment ? start.offset : 0)
            while let line = lines.next() {
                guard let envelope = try? line.withUnsafeBytes({ try EnvelopeScanner.scan($0) }) else { continue }
                guard envelope.seq == composer.seq + 1, envelope.prev == composer.head else { return }
                composer.follow(envelope)
                bytes += line
                bytes.append(10)
                if envelope.kind == LogSigned.kind {
                    let end = lines.place
                    try part(composer, (segment, end - Int64(line.count) - 1, end), bytes)
                    bytes.removeAll(keepingCapacity: true)
                } else {
                    try tail(composer)
                }
            }
        }
    }

    /// The name that git gives to a file's content (gitformat-pack(5), objects of SHA-1).
    static func blob(_ bytes: [UInt8]) -> String {
        var digest = Insecure.SHA1()
        digest.update(data: Array("blob \(bytes.count)\0".utf8))
        digest.update(data: bytes)
        return digest.finalize().map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
    }
}

/// The whole lines of a file, one after the other; those that are far too long come as empty ones.
struct LineReader {
    private static let chunk = 1 << 20
    private let file: Descriptor
    private var buffer: [UInt8] = []
    private var start = 0
    private var offset: Int64 = 0

    init(_ file: Descriptor, from offset: Int64 = 0) {
        self.file = file
        self.offset = offset
    }

    /// Where the next line begins.
    var place: Int64 { offset - Int64(buffer.count - start) }

    /// The next line without its line end; what has none yet is left.
    mutating func next() -> ArraySlice<UInt8>? {
        var isTooLong = false
        var searched = start
        while true {
            if let end = buffer[searched...].lineEnd {
                defer { start = end + 1 }
                return isTooLong ? [] : buffer[start..<end]
            }
            buffer.removeFirst(start)
            start = 0
            if buffer.count > EnvelopeScanner.longestLine {
                isTooLong = true
                buffer.removeAll(keepingCapacity: true)
            }
            searched = buffer.count
            guard let more = file.read(Self.chunk, at: offset), !more.isEmpty else { return nil }
            offset += Int64(more.count)
            buffer += more
        }
    }
}

extension ArraySlice<UInt8> {
    /// Where the first line end is, found eight bytes and more at a time.
    var lineEnd: Int? {
        withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return nil }
            return memchr(base, 10, bytes.count).map { startIndex + (UnsafeRawPointer($0) - base) }
        }
    }
}
