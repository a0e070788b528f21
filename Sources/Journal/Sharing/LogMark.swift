/// Where the last signature of a log stands. All lines up to it are chained by their hashes to this one, so that whoever
/// knows it need not read them again.
public struct LogMark: Codable, Hashable, Sendable {
    private let account: Account
    private let host: String
    let segment: Int
    /// Where the signature's line begins in its segment.
    private let start: Int64
    /// Where what follows it begins.
    let end: Int64
    private let seq: Int64
    private let head: EventID
    private let clock: Timestamp

    /// Nothing before the first line.
    init?(_ composer: LogComposer, segment: Int, start: Int64, end: Int64) {
        guard let head = composer.head else { return nil }
        account = composer.log.account
        host = composer.log.host
        seq = composer.seq
        clock = composer.clock
        self.segment = segment
        self.start = start
        self.end = end
        self.head = head
    }

    /// The log.
    var log: LogName { LogName(account: account, host: host, isPrivate: false) }

    /// What follows the signature; nothing when it does not stand there, whole and unchanged, any more.
    func composer(in folder: MemberFolder) -> LogComposer? {
        let name = LogFileName(host: host, isPrivate: false, segment: segment).name
        let length = end - start
        guard (1...Int64(EnvelopeScanner.longestLine) + 1).contains(length), start >= 0,
            let file = Descriptor.open(name, in: folder.descriptor), file.status?.isRegularFile == true,
            let bytes = file.read(Int(length), at: start), bytes.count == Int(length), bytes.last == 10,
            let envelope = try? bytes.dropLast().withUnsafeBytes({ try EnvelopeScanner.scan($0) }),
            envelope.id == head, envelope.seq == seq, envelope.clock == clock, envelope.kind == LogSigned.kind
        else { return nil }
        var composer = LogComposer(log)
        composer.follow(envelope)
        return composer
    }
}
