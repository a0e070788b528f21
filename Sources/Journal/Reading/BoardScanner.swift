import Glibc
import HeapModule

/// Reads what all logs hold beyond what is known, as one stream in the order that every reader agrees on.
///
/// Each log is in order by itself, so a heap of the logs' next events merges them while no more than a buffer of each is
/// in memory. Used by one thread.
public final class BoardScanner {
    /// Logs a member may have.
    public static let mostLogs = 64
    /// Milliseconds that a clock may be ahead of the reader's.
    public static let clockTolerance: Int64 = 10 * 60 * 1000

    private struct Head: Comparable {
        var stamp: Stamp
        var reader: Int

        static func < (left: Head, right: Head) -> Bool { left.stamp < right.stamp }
    }

    private let isChecking: Bool
    private var readers: [LogReader] = []
    private var heads = Heap<Head>()
    private var ownFindings: [Finding] = []
    private var seen: Set<String> = []
    /// Whether a log that was read as somebody else's now belongs to the account that its lines name: what is known of it
    /// is worth nothing. Only root can bring that about.
    public private(set) var hasReturnedLogs = false
    /// Bytes of logs beyond what was known.
    public private(set) var totalBytes: Int64 = 0
    /// Bytes of them that were read.
    public private(set) var readBytes: Int64 = 0

    /// Opens the logs that hold something new: the public ones of all members, the private ones of `reader`.
    /// `positions` says where reading each goes on; `now` is this machine's time. Whoever wants only few of the events may
    /// leave the checking of lines for those, by `Event.isGenuine`. Throws when the board's folder cannot be looked into.
    public convenience init(
        board: Board, reader: Account, positions: [LogPosition], now: Timestamp, isChecking: Bool = true
    ) throws(JournalError) {
        let known = Dictionary(positions.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        var glance = BoardGlance()
        try self.init(
            board: board, reader: reader, positions: known, glance: &glance, now: now, isChecking: isChecking)
    }

    /// As the other one, but passes over what has not changed since the glance, which must belong to these positions, by
    /// the logs' paths, and is brought up to date.
    public init(
        board: Board, reader: Account, positions: [String: LogPosition], glance: inout BoardGlance, now: Timestamp,
        isChecking: Bool = true
    ) throws(JournalError) {
        self.isChecking = isChecking
        let seconds = time(nil)
        var folders = MemberFolders(board)
        for folder in try folders.all(besides: glance, now: seconds) {
            glance.forget(folder.name)
            let mark = BoardGlance.Mark(".", in: folder.descriptor, now: seconds)
            let (before, findings) = (readers.count, ownFindings.count)
            let logs = openLogs(of: folder, reader: reader, known: positions, seconds, now: now)
            guard readers.count == before, ownFindings.count == findings else { continue }
            glance.note(folder.name, of: folder.account, mark, logs: logs)
        }
        if let entries = folders.entries { glance.entries = entries }
        ownFindings += folders.findings
        let unchanged = folders.unchanged
        ownFindings += positions.values.filter { !unchanged.contains($0.folder) && isGone($0, from: board) }
            .map { Finding(.gone, $0.path, account: $0.account) }
        for (index, reader) in readers.enumerated() {
            if let next = reader.next { heads.insert(Head(stamp: next.stamp, reader: index)) }
        }
    }

    /// Where reading each log that holds something new goes on after the events handed out so far.
    public var positions: [LogPosition] { readers.map(\.position) }

    /// What was found wrong so far.
    public var findings: [Finding] { ownFindings + readers.flatMap(\.findings) }

    /// Whether all events were handed out.
    public var isAtEnd: Bool { heads.isEmpty }

    /// The next event in the order, or nothing at the end.
    public func next() -> Event? {
        guard let head = heads.min, let event = readers[head.reader].take() else { return nil }
        readBytes += Int64(event.line.count + 1)
        if let next = readers[head.reader].next {
            heads.replaceMin(with: Head(stamp: next.stamp, reader: head.reader))
        } else {
            heads.removeMin()
        }
        return event
    }

    /// Whether a log of which events are known has been removed; one in a folder that is closed has not.
    private func isGone(_ position: LogPosition, from board: Board) -> Bool {
        guard position.head != nil, !seen.contains(position.path) else { return false }
        var status = stat()
        return lstat("\(board.directory)/\(position.path).\(position.segment).jsonl", &status) != 0 && errno == ENOENT
    }

    /// Opens a member's logs, and answers the last segments of all that were looked at.
    private func openLogs(
        of folder: MemberFolder, reader: Account, known: [String: LogPosition], _ seconds: Int, now: Timestamp
    ) -> [(name: String, mark: BoardGlance.Mark?)] {
        var looked: [(name: String, mark: BoardGlance.Mark?)] = []
        var segments: [LogFileName: [Int]] = [:]
        for name in folderEntries(folder.descriptor, limit: 10_000).names {
            guard var file = LogFileName(name), !file.isPrivate || folder.account == reader else { continue }
            let segment = file.segment
            file.segment = 1
            segments[file, default: []].append(segment)
        }
        let logs = segments.keys.sorted { $0.stem < $1.stem }
        seen.formUnion(logs.map { folder.path + "/" + $0.stem })
        if logs.count > Self.mostLogs {
            ownFindings.append(Finding(.tooManyLogs, folder.path, account: folder.account))
        }
        for log in logs.prefix(Self.mostLogs) {
            let path = folder.path + "/" + log.stem
            let position =
                known[path]
                ?? LogPosition(
                    path: path, account: folder.account, host: log.host, isPrivate: log.isPrivate, segment: 1, inode: 0,
                    offset: 0, headOffset: nil, seq: 0, head: nil)
            hasReturnedLogs = hasReturnedLogs || folder.hasReturned(position)
            var last = log
            last.segment = segments[log]?.max() ?? 1
            looked.append((last.name, BoardGlance.Mark(last.name, in: folder.descriptor, now: seconds)))
            let reader = LogReader(
                folder, segments: segments[log] ?? [], from: position, now: now, isChecking: isChecking)
            guard let reader else { continue }
            totalBytes += reader.newBytes
            readers.append(reader)
        }
        return looked
    }
}

extension MemberFolder {
    /// Whether a log that was read as somebody else's is this member's by its owner and by its lines.
    fileprivate func hasReturned(_ position: LogPosition) -> Bool {
        guard position.account != account, isNamedByOwner, let head = position.head, let offset = position.headOffset,
            let file = Descriptor.open(
                LogFileName(host: position.host, isPrivate: position.isPrivate, segment: position.segment).name,
                in: descriptor),
            file.status?.st_uid == owner, let bytes = file.read(EnvelopeScanner.longestLine, at: offset),
            let line = bytes.split(separator: 10, maxSplits: 1).first
        else { return false }
        let envelope = try? line.withUnsafeBytes { try EnvelopeScanner.scan($0) }
        return envelope?.id == head && envelope?.by == account.rawValue
    }
}
