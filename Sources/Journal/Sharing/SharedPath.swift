/// Where a thing stands in what clones exchange; anything else has no place there.
public enum SharedPath: Hashable, Sendable {
    /// `board.json`.
    case identity
    /// `members/ACCOUNT/log-HOST/SEQ`: the lines of a log up to and with the signature that has this number.
    case part(LogName, seq: Int64)
    /// `members/ACCOUNT/files/SHA256`.
    case file(Account, hash: String)

    /// Digits of a number, so that names stand in the order of their lines.
    private static let digits = 12

    /// A path as it comes from anywhere; nothing when it is none of these, letter by letter.
    public init?(_ text: String) {
        let steps = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if text == Board.identityFile {
            self = .identity
        } else if steps.count == 4, steps[0] == Board.membersFolder, OwnFolder.isSafe(steps[1]) {
            let account = Account(steps[1])
            if steps[2] == "files", FileStore.isHash(steps[3]) {
                self = .file(account, hash: steps[3])
            } else if steps[2].hasPrefix("log-"), let seq = Int64(steps[3]), seq > 0 {
                let host = String(steps[2].dropFirst(4))
                guard Self.isHost(host) else { return nil }
                self = .part(LogName(account: account, host: host, isPrivate: false), seq: seq)
            } else {
                return nil
            }
        } else {
            return nil
        }
        guard self.text == text else { return nil }
    }

    /// The path.
    public var text: String {
        switch self {
        case .identity: return Board.identityFile
        case .part(let log, let seq):
            let number = String(seq)
            let zeros = String(repeating: "0", count: max(0, Self.digits - number.count))
            return "\(Board.membersFolder)/\(log.account)/log-\(log.host)/\(zeros)\(number)"
        case .file(let account, let hash): return "\(Board.membersFolder)/\(account)/files/\(hash)"
        }
    }

    /// Bytes of the largest thing that may stand there.
    public var mostBytes: Int {
        switch self {
        case .identity: 64 << 10
        case .part: LocalLog.longestPart
        case .file: FileStore.largestFile
        }
    }

    private static func isHost(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-" || $0 == "_") }
    }
}
