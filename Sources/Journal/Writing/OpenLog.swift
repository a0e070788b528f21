import Glibc

/// What the end of a log is, as far as its writer knows.
struct LogTail {
    var segment = 1
    /// Bytes of the segment when it was last looked at.
    var size: Int64 = -1
    /// What follows the last event.
    var composer: LogComposer
}

/// A log that is being written, under its lock.
struct OpenLog {
    private let folder: MemberFolder
    private let name: LogName
    private var file: Descriptor
    private(set) var tail: LogTail

    /// Opens a log for appending, and finds its end: from `tail` when nobody else has written since, else by reading its
    /// last lines. A torn last line is fenced off by a line end.
    init(_ folder: MemberFolder, _ name: LogName, tail known: LogTail?) throws(JournalError) {
        self.folder = folder
        self.name = name
        var tail = known ?? LogTail(composer: LogComposer(name))
        let newest = Self.newestSegment(of: name, in: folder)
        tail.segment = max(newest, 1)
        file = try Self.open(folder, name, segment: tail.segment)
        let size = try Self.size(of: file)
        if known == nil || known?.segment != tail.segment || known?.size != size {
            tail = try Self.readTail(folder, name, newest: tail.segment, file, size: size)
        }
        self.tail = tail
        try fence(size)
    }

    /// Appends events as whole lines in one write, and sees them onto the disk.
    mutating func append(_ events: [NewEvent], now: Timestamp) throws(JournalError) -> [Event] {
        if tail.size >= Pen.segmentSize { try startSegment() }
        var composer = tail.composer
        var written: [Event] = []
        var bytes: [UInt8] = []
        for event in events {
            let made = try composer.compose(event, now: now)
            bytes += made.line + [10]
            written.append(made)
        }
        try write(bytes, then: composer)
        return written
    }

    /// Appends a signature over the whole log, unless it ends with one.
    mutating func sign(with pair: SigningPair, board: String, now: Timestamp) throws(JournalError) {
        guard tail.composer.seq > 0, tail.composer.kind != LogSigned.kind else { return }
        if tail.size >= Pen.segmentSize { try startSegment() }
        var composer = tail.composer
        try write(try composer.sign(with: pair, board: board, now: now).line + [10], then: composer)
    }

    /// Appends lines that were checked elsewhere, in one write. Throws when they do not follow the log's end.
    mutating func take(_ parts: [CheckedLines]) throws(JournalError) {
        var composer = tail.composer
        var bytes: [UInt8] = []
        for lines in parts {
            guard lines.isAfter(composer) else {
                throw JournalError(.badData, "\(folder.path)/\(name.host) has grown meanwhile; sync again")
            }
            bytes += lines.bytes
            composer = lines.end
        }
        if tail.size >= Pen.segmentSize { try startSegment() }
        try write(bytes, then: composer)
    }

    /// Writes whole lines, and sees them onto the disk.
    private mutating func write(_ bytes: [UInt8], then composer: LogComposer) throws(JournalError) {
        // Whatever part of it is on the disk when this throws is looked at anew, and fenced off, by the next one who writes.
        guard file.write(bytes) else {
            let error = JournalError.system("could not write to \(folder.path)")
            defer { tail.size = -1 }
            throw holdsLines(of: bytes) ? error.leavingParts : error
        }
        guard file.syncContent() else {
            defer { tail.size = -1 }
            throw JournalError.system("the disk did not confirm what was written to \(folder.path)").leavingParts
        }
        tail.size += Int64(bytes.count)
        tail.composer = composer
    }

    /// Whether a write that failed halfway has left whole lines, which others may have read.
    private func holdsLines(of bytes: [UInt8]) -> Bool {
        let grown = file.status.map { Int64($0.st_size) - tail.size } ?? 0
        return bytes.prefix(Int(max(0, grown))).contains(10)
    }

    private mutating func startSegment() throws(JournalError) {
        tail.segment += 1
        file = try Self.open(folder, name, segment: tail.segment)
        tail.size = try Self.size(of: file)
    }

    /// Writes a line end when the last line has none: a process died while writing it.
    private mutating func fence(_ size: Int64) throws(JournalError) {
        tail.size = size
        guard size > 0, file.read(1, at: size - 1) != [10] else { return }
        guard file.write([10]) else { throw .system("could not write to \(folder.path)") }
        tail.size += 1
    }

    private static func newestSegment(of name: LogName, in folder: MemberFolder) -> Int {
        folderEntries(folder.descriptor, limit: 10_000).names.compactMap(LogFileName.init)
            .filter { $0.host == name.host && $0.isPrivate == name.isPrivate }.map(\.segment).max() ?? 0
    }

    private static func open(_ folder: MemberFolder, _ name: LogName, segment: Int) throws(JournalError) -> Descriptor {
        let fileName = LogFileName(host: name.host, isPrivate: name.isPrivate, segment: segment).name
        let mode: mode_t = name.isPrivate ? 0o600 : 0o640
        let flags = O_RDWR | O_APPEND
        if let file = Descriptor.open(fileName, in: folder.descriptor, flags: flags) {
            guard let status = file.status, status.isRegularFile, status.st_uid == folder.owner else {
                throw JournalError(.notPermitted, "\(folder.path)/\(fileName) is not a log of yours; remove it")
            }
            return file
        }
        guard errno == ENOENT,
            let file = Descriptor.open(fileName, in: folder.descriptor, flags: flags | O_CREAT | O_EXCL, mode: mode),
            fchmod(file.number, mode) == 0, folder.descriptor.sync()
        else { throw .system("cannot write \(folder.path)/\(fileName)", advice: "check who owns it") }
        return file
    }

    private static func size(of file: Descriptor) throws(JournalError) -> Int64 {
        guard let status = file.status else { throw .system("cannot look at your log") }
        return Int64(status.st_size)
    }

    /// Finds the last event: in the newest segment, or in the one before when that is still empty.
    private static func readTail(
        _ folder: MemberFolder, _ name: LogName, newest: Int, _ file: Descriptor, size: Int64
    ) throws(JournalError) -> LogTail {
        var tail = LogTail(segment: newest, size: size, composer: LogComposer(name))
        var segment = newest
        var current = file
        var end = size
        while true {
            if let envelope = lastEnvelope(in: current, end: end) {
                tail.composer.follow(envelope)
                return tail
            }
            segment -= 1
            guard segment > 0 else { return tail }
            current = try open(folder, name, segment: segment)
            end = try self.size(of: current)
        }
    }

    /// The last whole line that is an event, looked for backwards in growing pieces.
    private static func lastEnvelope(in file: Descriptor, end: Int64) -> Envelope? {
        var length: Int64 = 4096
        while true {
            let start = max(0, end - length)
            guard let bytes = file.read(Int(end - start), at: start) else { return nil }
            var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
            // What stands after the last line end is torn, and what stands before the first may be half a line.
            lines.removeLast()
            if start > 0, !lines.isEmpty { lines.removeFirst() }
            for line in lines.reversed() where !line.isEmpty {
                if let envelope = try? line.withUnsafeBytes({ try EnvelopeScanner.scan($0) }) { return envelope }
            }
            guard start > 0 else { return nil }
            length *= 8
        }
    }
}
