import Index
import Journal

/// The logs of a remote that hold something new, checked as far as they can be before anything is taken: each line follows
/// the one before, each part ends with a signature that holds, and nothing that is known here differs.
struct IncomingLogs {
    /// The logs that were not taken whole yet.
    private(set) var waiting: [LogName]
    private let git: Git
    private let board: Board
    private let local: [LogName: LocalLog]
    private var fresh: [LogName: [Part]]
    /// Keys that the new lines name, for whom; whether they may is found out when they are in the index.
    private var named: [Account: Set<SigningKey>] = [:]

    private struct Part {
        var seq: Int64
        var blob: String
        var signer: SigningKey?
        /// What was checked; nothing while there is too much of it to be kept in memory.
        var lines: CheckedLines?
    }

    /// Bytes of checked lines that are kept in memory until they are taken; what is beyond is checked once more.
    private static let mostKept = 128 << 20
    /// Bytes of lines that are written at once.
    private static let written = 4 << 20

    /// Checks what a remote holds. Throws `CommandFailure` (65) at the first line that is wrong.
    init(_ tree: RemoteTree, _ holdings: Holdings, _ board: Board, _ git: Git) throws {
        self.git = git
        self.board = board
        local = holdings.logs
        try Self.checkKnown(tree, holdings, board, git)
        var fresh: [LogName: [Part]] = [:]
        for (path, blob) in tree.added {
            guard case .part(let log, let seq) = path, seq > holdings.logs[log]?.signedSeq ?? 0 else { continue }
            fresh[log, default: []].append(Part(seq: seq, blob: blob))
        }
        self.fresh = fresh.mapValues { $0.sorted { $0.seq < $1.seq } }
        waiting = fresh.keys.sorted { ($0.account, $0.host) < ($1.account, $1.host) }
        var kept = 0
        for log in waiting {
            try check(log) { place, lines in
                self.fresh[log]?[place].signer = lines.signer
                kept += lines.size
                if kept <= Self.mostKept { self.fresh[log]?[place].lines = lines }
                for event in lines.noted {
                    if let naming = KeyNaming(event) { named[naming.account, default: []].insert(naming.key) }
                }
            }
        }
    }

    /// Throws when a part that is held here is another in the remote, whether it was exchanged before or not.
    private static func checkKnown(_ tree: RemoteTree, _ holdings: Holdings, _ board: Board, _ git: Git) throws {
        for (path, blobs) in tree.changed.sorted(by: { $0.key.text < $1.key.text }) {
            guard case .part(let log, let seq) = path else { continue }
            var (ours, line): ([UInt8], Int64) = ([], seq)
            try git.contents([blobs.held, blobs.there]) { place, bytes in
                if place > 0 { line = PartCheck.firstDifference(bytes, from: ours, last: seq) }
                ours = bytes
            }
            throw failure(LogFault(log, line: line, "is not what it was here"), board)
        }
        for (path, blob) in tree.added.sorted(by: { $0.key.text < $1.key.text }) {
            guard case .part(let log, let seq) = path, let held = holdings.logs[log], seq <= held.signedSeq else {
                continue
            }
            let ours = held.parts.first { $0.seq == seq }
            guard ours?.blob != blob else { continue }
            throw try difference(seq, blob, ours != nil, held, board, git)
        }
    }

    /// Refuses what nobody answers for: a part whose key neither counts for the member nor is named for them by anything
    /// that is new. Throws `CommandFailure` (65).
    func checkSigners(_ carried: [Account: Set<SigningKey>]) throws {
        for log in waiting {
            guard let known = carried[log.account] else { continue }
            for part in fresh[log] ?? [] where part.signer.map({ !known.contains($0) }) ?? false {
                guard part.signer.map({ named[log.account]?.contains($0) ?? false }) ?? false else {
                    throw refusal(of: part, in: log)
                }
            }
        }
    }

    /// Takes a log's new lines as far as these keys signed them. Answers how many events there were.
    mutating func take(_ log: LogName, keys: Set<SigningKey>, _ session: BoardSession) throws -> Int {
        let parts = fresh[log] ?? []
        let count = parts.prefix { $0.signer.map(keys.contains) ?? false }.count
        guard count > 0 else { return 0 }
        let pen = Pen(board: board, account: log.account, host: log.host, clock: session.clock)
        var (pending, size, events): ([CheckedLines], Int, Int) = ([], 0, 0)
        func take(_ lines: CheckedLines) throws {
            pending.append(lines)
            size += lines.size
            events += lines.count
            if size > Self.written { try write() }
        }
        func write() throws {
            guard !pending.isEmpty else { return }
            try pen.take(pending)
            (pending, size) = ([], 0)
        }
        let kept = parts.prefix(count).compactMap(\.lines)
        if kept.count == count {
            try kept.forEach(take)
        } else {
            try check(log) { place, lines in if place < count { try take(lines) } }
        }
        try write()
        fresh[log]?.removeFirst(count)
        if fresh[log]?.isEmpty ?? true { waiting.removeAll { $0 == log } }
        return events
    }

    /// The key that signed the next part of a log.
    func nextSigner(of log: LogName) -> SigningKey? { fresh[log]?.first?.signer }

    /// Why what is left of a log is not taken.
    func refusal(of log: LogName) -> CommandFailure {
        fresh[log]?.first.map { refusal(of: $0, in: log) } ?? failure(LogFault(log, line: 1, "holds nothing"))
    }

    private func refusal(of part: Part, in log: LogName) -> CommandFailure {
        let key = part.signer?.fingerprint ?? ""
        return failure(LogFault(log, line: part.seq, "is signed by \(key), which is not the key of @\(log.account)"))
    }

    /// Goes through a log's new parts; what was checked is handed on.
    private func check(_ log: LogName, _ take: (Int, CheckedLines) throws -> Void) throws {
        let parts = fresh[log] ?? []
        var check = PartCheck(
            after: local[log] ?? LocalLog(nothingOf: log), on: board, noting: KeyNaming.kinds)
        try git.contents(parts.map(\.blob)) { place, bytes in
            do {
                try take(place, check.take(bytes, seq: parts[place].seq))
            } catch let fault as LogFault {
                throw failure(fault)
            }
        }
    }

    /// What to say of a part of which this clone holds another version, or none where it should stand.
    private static func difference(
        _ seq: Int64, _ blob: String, _ isKnown: Bool, _ local: LocalLog, _ board: Board, _ git: Git
    ) throws -> CommandFailure {
        var line = seq
        if isKnown {
            try git.contents([blob]) { _, theirs in
                local.read([seq]) { _, ours in
                    line = PartCheck.firstDifference(theirs, from: ours, last: seq)
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
            "the remote was tampered with: \(fault.sentence); nothing from there on was taken, so ask another member for a "
                + "sound one", .badData)
    }
}
