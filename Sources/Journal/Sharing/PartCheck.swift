/// Lines of a log that came from another clone and are what their member signed.
public struct CheckedLines: Sendable {
    /// The log.
    public let log: LogName
    /// Who signed them.
    public let signer: SigningKey
    /// The number of the signature.
    public var seq: Int64 { end.seq }
    /// The lines of the kinds that were to be noted.
    public let noted: [Event]
    let before: (seq: Int64, head: EventID?)
    let bytes: [UInt8]
    let end: LogComposer

    /// How many bytes are new.
    public var size: Int { bytes.count }

    /// How many lines are new.
    public var count: Int { Int(end.seq - before.seq) }

    func isAfter(_ composer: LogComposer) -> Bool { composer.seq == before.seq && composer.head == before.head }
}

/// Checks the parts of one log, one after the other, from the last signature that is held.
public struct PartCheck {
    private let board: String
    private let known: LocalLog
    private let kinds: Set<String>
    private var composer: LogComposer

    /// A check that goes on after what this clone holds of the log, and notes lines of these kinds.
    public init(after local: LocalLog, on board: Board, noting kinds: Set<String> = []) {
        self.board = board.identity.id
        self.kinds = kinds
        known = local
        composer = local.signed
    }

    /// The lines of a part that are new here. Throws at the first line that is not what it has to be.
    public mutating func take(_ bytes: [UInt8], seq: Int64) throws(LogFault) -> CheckedLines {
        let log = known.log
        var rest = bytes[...]
        var fresh: [UInt8] = []
        var noted: [Event] = []
        let before = (seq: known.end.seq, head: known.end.head)
        let start = composer.seq > before.seq ? (seq: composer.seq, head: composer.head) : before
        while let end = rest.lineEnd {
            let line = rest[..<end]
            let envelope = try follow(line)
            if kinds.contains(envelope.kind) {
                noted.append(Event(envelope, by: log.account, log: log, line: Array(line), flags: []))
            }
            if envelope.seq > start.seq { fresh += rest[...end] }
            rest = rest[(end + 1)...]
            guard envelope.kind == LogSigned.kind else {
                composer.follow(envelope)
                continue
            }
            guard let signer = composer.signer(of: Array(line), envelope, board: board) else {
                throw LogFault(log, line: envelope.seq, "its signature does not hold")
            }
            composer.follow(envelope)
            guard rest.isEmpty, envelope.seq == seq else {
                throw LogFault(log, line: envelope.seq, "it ends where it was not signed")
            }
            return CheckedLines(
                log: log, signer: signer, noted: noted, before: start, bytes: fresh, end: composer)
        }
        throw LogFault(log, line: composer.seq + 1, "what stands there was not signed")
    }

    /// What a line says of itself, when it follows the one before and is the one that is known.
    private func follow(_ line: ArraySlice<UInt8>) throws(LogFault) -> Envelope {
        let number = composer.seq + 1
        guard let envelope = try? line.withUnsafeBytes({ try EnvelopeScanner.scan($0) }) else {
            throw LogFault(known.log, line: number, "is no event, or was changed")
        }
        guard envelope.seq == number, envelope.prev == composer.head else {
            throw LogFault(known.log, line: number, "does not follow the line before it")
        }
        guard envelope.by == known.log.account.rawValue else {
            throw LogFault(known.log, line: number, "was written by @\(envelope.by)")
        }
        let place = Int(number - known.signed.seq) - 1
        guard !known.tail.indices.contains(place) || known.tail[place] == envelope.id else {
            throw LogFault(known.log, line: number, "is not what it was here")
        }
        return envelope
    }

    /// The number of the first line in which two versions of one part differ, given ours and its first number.
    public static func firstDifference(_ theirs: [UInt8], from ours: [UInt8], last seq: Int64) -> Int64 {
        let lines = ours.split(separator: 10)
        let same = zip(lines, theirs.split(separator: 10)).prefix { $0 == $1 }.count
        return seq - Int64(lines.count) + Int64(same) + 1
    }
}
