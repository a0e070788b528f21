/// Puts events as the lines of one log, each chained to the one before. Writes nothing.
public struct LogComposer: Sendable {
    /// The log.
    public let log: LogName
    /// The number of the last event; 0 before the first.
    public internal(set) var seq: Int64 = 0
    /// The last event.
    public internal(set) var head: EventID?
    /// Its clock.
    public internal(set) var clock = Timestamp(rawValue: 0)
    /// Its kind.
    var kind: String?

    /// The beginning of a log.
    public init(_ log: LogName) { self.log = log }

    /// The event as the log's next line, at `now` or just after the one before. Throws when the line would be too long.
    public mutating func compose(_ event: NewEvent, now: Timestamp) throws(JournalError) -> Event {
        let clock = max(now, clock.advanced(by: 1))
        let envelope =
            "\"seq\":\(seq + 1),\"prev\":\"\(head?.text ?? "")\",\"clock\":\(clock.rawValue),"
            + "\"kind\":\"\(event.kind)\",\"by\":\"\(log.account)\""
        let payload = event.payload.dropFirst()
        let content = Array(envelope.utf8) + (payload.count > 1 ? [UInt8(ascii: ",")] : []) + payload
        let id = content.withUnsafeBytes { EventID(hashing: $0) }
        let line = Array("{\"id\":\"\(id.text)\",".utf8) + content
        guard line.count <= EnvelopeScanner.longestLine else {
            throw JournalError(.badData, "this is too long for one event; make it shorter, or share it as a file")
        }
        let made = Event(
            id: id, seq: seq + 1, prev: head, clock: clock, kind: event.kind, by: log.account, log: log, line: line)
        seq = made.seq
        head = made.id
        self.clock = made.clock
        kind = made.kind
        return made
    }
}
