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
    /// What was signed.
    public private(set) var parts: [Part] = []
    /// What follows the last signature.
    private(set) var signed: LogComposer
    /// What follows the last line.
    private(set) var end: LogComposer
    /// The lines after the last signature: what an interrupted exchange left, or what the member has not signed yet.
    private(set) var tail: [EventID] = []

    private let path: String
    private let segments: [Int]

    /// A log of which nothing is held.
    public init(nothingOf log: LogName) {
        self.init(log, path: "", segments: [])
    }

    private init(_ log: LogName, path: String, segments: [Int]) {
        self.log = log
        self.path = path
        self.segments = segments
        signed = LogComposer(log)
        end = LogComposer(log)
    }

    /// All public logs that this clone holds. Throws when the board cannot be looked into.
    public static func all(on board: Board) throws(JournalError) -> [LocalLog] {
        var folders = MemberFolders(board)
        return try folders.all().flatMap { folder in
            let names = folderEntries(folder.descriptor, limit: 10_000).names.compactMap(LogFileName.init)
            return Dictionary(grouping: names.filter { !$0.isPrivate }, by: \.host).sorted { $0.key < $1.key }
                .map { host, files in
                    var log = LocalLog(
                        LogName(account: folder.account, host: host, isPrivate: false),
                        path: "\(board.directory)/\(folder.path)", segments: files.map(\.segment).sorted())
                    log.look()
                    return log
                }
        }
    }

    /// The number of the last signature; 0 before the first.
    public var signedSeq: Int64 { signed.seq }

    /// Hands out the parts with these numbers, byte by byte. Lines that are no events, and those after a line that does
    /// not follow the one before, are in none.
    public func read(_ numbers: Set<Int64>, _ take: (Int64, [UInt8]) throws -> Void) rethrows {
        try walk { seq, _, bytes in
            if numbers.contains(seq) { try take(seq, bytes) }
        } tail: { _, _ in
        }
    }

    private mutating func look() {
        var (parts, signed, end, tail): ([Part], LogComposer, LogComposer, [EventID]) = ([], self.signed, self.end, [])
        walk { seq, composer, bytes in
            parts.append(Part(seq: seq, blob: Self.blob(bytes)))
            signed = composer
            end = composer
            tail.removeAll()
        } tail: { composer, id in
            end = composer
            tail.append(id)
        }
        (self.parts, self.signed, self.end, self.tail) = (parts, signed, end, tail)
    }

    /// Goes through the log once: each part when it is whole, each line of the part that is under way.
    private func walk(
        _ part: (Int64, LogComposer, [UInt8]) throws -> Void, tail: (LogComposer, EventID) throws -> Void
    ) rethrows {
        var composer = LogComposer(log)
        var bytes: [UInt8] = []
        for segment in segments {
            let name = LogFileName(host: log.host, isPrivate: false, segment: segment).name
            guard let file = Descriptor.open("\(path)/\(name)"), file.status?.isRegularFile == true else { return }
            var lines = LineReader(file)
            while let line = lines.next() {
                guard let envelope = try? line.withUnsafeBytes({ try EnvelopeScanner.scan($0) }) else { continue }
                guard envelope.seq == composer.seq + 1, envelope.prev == composer.head else { return }
                composer.follow(envelope)
                bytes += line
                bytes.append(10)
                if envelope.kind == LogSigned.kind {
                    try part(envelope.seq, composer, bytes)
                    bytes.removeAll(keepingCapacity: true)
                } else {
                    try tail(composer, envelope.id)
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

    init(_ file: Descriptor) { self.file = file }

    /// The next line without its line end; what has none yet is left.
    mutating func next() -> ArraySlice<UInt8>? {
        var isTooLong = false
        while true {
            if let end = buffer[start...].firstIndex(of: 10) {
                defer { start = end + 1 }
                return isTooLong ? [] : buffer[start..<end]
            }
            buffer.removeFirst(start)
            start = 0
            if buffer.count > EnvelopeScanner.longestLine {
                isTooLong = true
                buffer.removeAll(keepingCapacity: true)
            }
            guard let more = file.read(Self.chunk, at: offset), !more.isEmpty else { return nil }
            offset += Int64(more.count)
            buffer += more
        }
    }
}
