import Foundation

/// `log.signed`: a member's word that the log up to this line is theirs. Lines are chained by their hashes, so one
/// signature at the end speaks for all before it. A board of signatures counts others' logs up to their last one.
public struct LogSigned: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "log.signed"
    /// The key.
    public var key: SigningKey
    /// The Ed25519 signature over what names the line: board, member, host, number, the line before, and the clock.
    public var signature: Data

    static func message(board: String, log: LogName, seq: Int64, prev: EventID?, clock: Timestamp) -> Data {
        let parts = [
            "stoa log 1", board, log.account.rawValue, log.host, String(seq), prev?.text ?? "", String(clock.rawValue),
        ]
        return Data(parts.joined(separator: "\n").utf8)
    }
}

extension LogComposer {
    /// The log's next line: a signature over all before it.
    mutating func sign(with pair: SigningPair, board: String, now: Timestamp) throws(JournalError) -> Event {
        let clock = max(now, clock.advanced(by: 1))
        let message = LogSigned.message(board: board, log: log, seq: seq + 1, prev: head, clock: clock)
        let payload = LogSigned(key: try pair.published, signature: try pair.signature(for: message))
        return try compose(Self.event(payload), now: clock)
    }

    private static func event(_ payload: LogSigned) throws(JournalError) -> NewEvent {
        guard let event = try? NewEvent(payload) else {
            throw JournalError(.badData, "your log cannot be signed; make a new key")
        }
        return event
    }

    /// The key that signed the line which follows; nothing when its signature does not hold. The line has to be what its
    /// writer made of the signature, byte by byte, since what is beside it is covered by nothing else.
    func signer(of line: [UInt8], _ envelope: Envelope, board: String) -> SigningKey? {
        guard envelope.kind == LogSigned.kind, envelope.seq == seq + 1, envelope.prev == head, envelope.clock > clock,
            let payload = try? JSONDecoder().decode(LogSigned.self, from: Data(line)), payload.signature.count == 64
        else { return nil }
        var copy = self
        guard let event = try? Self.event(payload), let again = try? copy.compose(event, now: envelope.clock),
            again.line == line
        else { return nil }
        let message = LogSigned.message(
            board: board, log: log, seq: envelope.seq, prev: envelope.prev, clock: envelope.clock)
        return payload.key.isRight(payload.signature, for: message) ? payload.key : nil
    }

    /// Goes on after a line that was checked.
    mutating func follow(_ envelope: Envelope) {
        seq = envelope.seq
        head = envelope.id
        clock = envelope.clock
        kind = envelope.kind
    }
}
