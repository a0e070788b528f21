import Foundation

/// One line of a log, read and checked: its envelope, and the whole line for its payload.
public struct Event: Sendable {
    /// Its name and checksum.
    public let id: EventID
    /// Its number in its log, from 1.
    public let seq: Int64
    /// The event before it in its log; nothing for the first.
    public let prev: EventID?
    /// Its hybrid logical clock.
    public let clock: Timestamp
    /// What happened, such as `post.added`.
    public let kind: String
    /// Who wrote it: the owner of the log, whatever the line itself says.
    public let by: Account
    /// The log it stands in.
    public let log: LogName
    /// The whole line, without the line end.
    public let line: [UInt8]
    /// What reading found odd about it.
    public let flags: Flags

    /// What reading found odd about an event that counts all the same.
    public struct Flags: OptionSet, Hashable, Sendable {
        /// The bits.
        public let rawValue: UInt8
        /// Flags from bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// It does not follow the line before it: history was changed.
        public static let isChainBroken = Flags(rawValue: 1)
        /// Its clock is more than ten minutes ahead of the reader's.
        public static let isFromFuture = Flags(rawValue: 2)
    }

    /// An event from its parts.
    public init(
        id: EventID, seq: Int64, prev: EventID?, clock: Timestamp, kind: String, by: Account, log: LogName,
        line: [UInt8], flags: Flags = []
    ) {
        self.id = id
        self.seq = seq
        self.prev = prev
        self.clock = clock
        self.kind = kind
        self.by = by
        self.log = log
        self.line = line
        self.flags = flags
    }

    /// The same event, counting from another moment.
    public func dated(_ clock: Timestamp) -> Event {
        Event(id: id, seq: seq, prev: prev, clock: clock, kind: kind, by: by, log: log, line: line, flags: flags)
    }

    /// The event that this one holds, sealed or not: it stands where this one stands, and says something else. Nothing when
    /// `payload` is no JSON object.
    public func holding(_ kind: String, _ payload: [UInt8]) -> Event? {
        guard payload.first == UInt8(ascii: "{"), payload.last == UInt8(ascii: "}"), !by.rawValue.contains("\""),
            kind.utf8.allSatisfy({ (97...122).contains($0) || $0 == 46 || $0 == 95 })
        else { return nil }
        let envelope =
            "{\"id\":\"\(id.text)\",\"seq\":\(seq),\"prev\":\"\(prev?.text ?? "")\",\"clock\":\(clock.rawValue),"
            + "\"kind\":\"\(kind)\",\"by\":\"\(by.rawValue)\""
        let fields = payload.dropFirst()
        let line = [UInt8](envelope.utf8) + (fields.count > 1 ? [UInt8(ascii: ",")] : []) + fields
        return Event(storedLine: line, by: by, log: log)
    }

    /// Its place in the one order.
    public var stamp: Stamp { Stamp(clock: clock, id: id) }

    /// What the event says. Throws `DecodingError` when the line does not hold such a payload.
    public func payload<Payload: EventPayload>(_: Payload.Type = Payload.self) throws -> Payload {
        try JSONDecoder().decode(Payload.self, from: Data(line))
    }
}

/// What one kind of event says: the fields after the envelope, in `snake_case`.
public protocol EventPayload: Codable, Sendable {
    /// The kind, named for good; a changed meaning takes a new name.
    static var kind: String { get }
}

/// Which log of which member a line stands in.
public struct LogName: Hashable, Sendable {
    /// Whose log it is.
    public var account: Account
    /// The host that writes it.
    public var host: String
    /// Whether only its owner may read it.
    public var isPrivate: Bool

    /// A log's name.
    public init(account: Account, host: String, isPrivate: Bool) {
        self.account = account
        self.host = host
        self.isPrivate = isPrivate
    }
}

/// An event that is about to be written.
public struct NewEvent: Sendable {
    /// What happened.
    public let kind: String
    /// The payload as a JSON object, fields sorted by name.
    public let payload: [UInt8]
    /// Whether it goes to the member's private log.
    public let isPrivate: Bool

    /// An event saying `payload`. Throws `EncodingError` when it cannot be put as JSON.
    public init<Payload: EventPayload>(_ payload: Payload, isPrivate: Bool = false) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        kind = Payload.kind
        self.payload = [UInt8](try encoder.encode(payload))
        self.isPrivate = isPrivate
    }
}
