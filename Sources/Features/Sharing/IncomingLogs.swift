import Index
import Journal

/// The logs of a remote that hold something new, checked as far as they can be before anything is taken: each line follows
/// the one before, each part ends with a signature that holds, and nothing that is known here differs.
struct IncomingLogs {
    /// The logs that were not taken yet.
    private(set) var waiting: [LogName]
    private let git: Git
    private let board: Board
    private let local: [LogName: LocalLog]
    private let fresh: [LogName: [Part]]
    private var signers: [LogName: [CheckedLines.Summary]] = [:]

    private struct Part {
        var seq: Int64
        var blob: String
    }

    /// Checks what a remote holds. Throws `CommandFailure` (65) at the first line that is wrong.
    init(_ tree: RemoteTree, _ board: Board, _ git: Git) throws {
        self.git = git
        self.board = board
        local = Dictionary(
            try LocalLog.all(on: board).map { ($0.log, $0) }, uniquingKeysWith: { first, _ in first })
        var parts: [LogName: [Part]] = [:]
        for (path, blob) in tree.blobs {
            if case .part(let log, let seq) = path { parts[log, default: []].append(Part(seq: seq, blob: blob)) }
        }
        var fresh: [LogName: [Part]] = [:]
        for (log, theirs) in parts {
            let ours = Dictionary(
                local[log].map { $0.parts.map { ($0.seq, $0.blob) } } ?? [], uniquingKeysWith: { first, _ in first })
            for part in theirs where ours[part.seq] != part.blob {
                if let held = local[log], part.seq <= held.signedSeq {
                    throw try Self.difference(part, ours[part.seq] != nil, held, board, git)
                }
                fresh[log, default: []].append(part)
            }
        }
        self.fresh = fresh.mapValues { $0.sorted { $0.seq < $1.seq } }
        waiting = fresh.keys.sorted { ($0.account, $0.host) < ($1.account, $1.host) }
        for log in waiting {
            signers[log] = try check(log) { _ in }
        }
    }

    /// Takes a log's new lines, if one of these keys signed them; of a member without a key any one will do. Answers how
    /// many events there were.
    mutating func take(_ log: LogName, keys: Set<SigningKey>, _ session: BoardSession) throws -> Int {
        var keys = keys
        for signed in signers[log] ?? [] {
            if keys.isEmpty { keys = [signed.signer] }
            guard keys.contains(signed.signer) else {
                throw failure(
                    LogFault(
                        log, line: signed.seq,
                        "is signed by \(signed.signer.fingerprint), which is not the key of @\(log.account)"))
            }
        }
        let pen = Pen(board: board, account: log.account, host: log.host, clock: session.clock)
        var count = 0
        try check(log) { lines in
            try pen.take(lines)
            count += lines.count
        }
        waiting.removeAll { $0 == log }
        return count
    }

    /// Goes through a log's new parts; what was checked is handed on.
    @discardableResult
    private func check(_ log: LogName, _ take: (CheckedLines) throws -> Void) throws -> [CheckedLines.Summary] {
        let parts = fresh[log] ?? []
        var check = PartCheck(after: local[log] ?? LocalLog(nothingOf: log), on: board)
        var all: [CheckedLines.Summary] = []
        try git.contents(parts.map(\.blob)) { place, bytes in
            do {
                let lines = try check.take(bytes, seq: parts[place].seq)
                all.append(lines.summary)
                try take(lines)
            } catch let fault as LogFault {
                throw failure(fault)
            }
        }
        return all
    }

    /// What to say of a part of which this clone holds another version, or none where it should stand.
    private static func difference(
        _ part: Part, _ isKnown: Bool, _ local: LocalLog, _ board: Board, _ git: Git
    ) throws -> CommandFailure {
        var line = part.seq
        if isKnown {
            try git.contents([part.blob]) { _, theirs in
                local.read([part.seq]) { _, ours in
                    line = PartCheck.firstDifference(theirs, from: ours, last: part.seq)
                }
            }
        }
        return failure(LogFault(local.log, line: line, "is not what it was here"), board)
    }

    private func failure(_ fault: LogFault) -> CommandFailure { Self.failure(fault, board) }

    private static func failure(_ fault: LogFault, _ board: Board) -> CommandFailure {
        guard fault.log.account != board.cloneMember else {
            return CommandFailure(
                "your own log is another in the remote: \(fault.sentence); a copy or an older backup of this clone has "
                    + "written too under the same host name, so go on with the one that synced last", .badData)
        }
        return CommandFailure(
            "the remote was tampered with: \(fault.sentence); nothing of it was taken, so ask another member for a sound one",
            .badData)
    }
}
