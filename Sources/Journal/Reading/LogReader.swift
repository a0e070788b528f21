import Glibc

/// Reads one log's events in order, over its segments, from where reading ended last.
final class LogReader {
    private let folder: MemberFolder
    private let segments: [Int]
    private let now: Timestamp
    private let isChecking: Bool
    private var file: Descriptor?
    private var end: Int64 = 0
    private var buffer: [UInt8] = []
    private var bufferStart = 0
    private var cursor: LogPosition
    private var claims: NameClaims
    /// Where reading goes on after the events taken so far.
    private(set) var position: LogPosition
    private(set) var findings: [Finding] = []
    private(set) var next: Event?

    /// Bytes read at a time: many logs are open at once when an index is built, so no more than one disk read needs.
    private static let chunk = 16 << 10

    /// Nothing when the log holds nothing new.
    init?(
        _ folder: MemberFolder, segments: [Int], from position: LogPosition, now: Timestamp, isChecking: Bool
    ) {
        self.folder = folder
        self.segments = segments.sorted()
        self.now = now
        self.isChecking = isChecking
        claims = NameClaims(folder)
        self.position = position
        cursor = position
        if openSegment() { advance() }
        if next == nil { self.position = cursor }
        if next == nil, findings.isEmpty, cursor == position { return nil }
    }

    /// Takes the next event.
    func take() -> Event? {
        guard let event = next else { return nil }
        position = cursor
        advance()
        if next == nil { position = cursor }
        return event
    }

    /// Bytes of the opened segment beyond what was known.
    var newBytes: Int64 { max(0, end - position.offset) }

    private var path: String { folder.path + "/" + fileName.name }

    private var fileName: LogFileName {
        LogFileName(host: cursor.host, isPrivate: cursor.isPrivate, segment: cursor.segment)
    }

    /// Opens the segment where reading goes on, and checks that it is what it was.
    private func openSegment() -> Bool {
        guard let file = Descriptor.open(fileName.name, in: folder.descriptor), let status = file.status else {
            switch errno {
            case ENOENT: if cursor.head != nil { note(.shrank) }
            // What openat(2) says of links, sockets, and devices that are not there.
            case ELOOP, ENXIO, ENODEV: note(.notAFile)
            default: note(.unreadable)
            }
            return false
        }
        guard status.isRegularFile else { note(.notAFile); return false }
        guard status.st_uid == folder.owner else { note(.wrongOwner); return false }
        guard !status.isWritableByOthers else { note(.writableByOthers); return false }
        self.file = file
        end = Int64(status.st_size)
        let hasSameFile = cursor.inode == UInt64(status.st_ino)
        guard end != cursor.offset || !hasSameFile || segments.last != cursor.segment else { return false }
        if let head = cursor.head, let headOffset = cursor.headOffset, !holds(head, at: headOffset) {
            note(end < cursor.offset ? .shrank : .rewritten)
            cursor.offset = 0
            cursor.headOffset = nil
        }
        cursor.inode = UInt64(status.st_ino)
        return true
    }

    private func holds(_ id: EventID, at offset: Int64) -> Bool {
        file?.read(7 + EventID.textLength, at: offset) == Array("{\"id\":\"\(id.text)".utf8)
    }

    /// Looks for the next event, over lines that are none and into further segments.
    private func advance() {
        next = nil
        while next == nil {
            guard let line = nextLine() else {
                guard let following = segments.first(where: { $0 > cursor.segment }) else { return }
                cursor.segment = following
                cursor.offset = 0
                cursor.headOffset = nil
                cursor.inode = 0
                buffer.removeAll(keepingCapacity: true)
                bufferStart = 0
                guard openSegment() else { return }
                continue
            }
            let start = cursor.offset
            cursor.offset += Int64(line.count + 1)
            read(line, at: start)
        }
    }

    private func read(_ line: ArraySlice<UInt8>, at start: Int64) {
        guard !line.isEmpty else { return }
        let envelope = try? line.withUnsafeBytes {
            try isChecking ? EnvelopeScanner.scan($0) : EnvelopeScanner.read($0)
        }
        guard let envelope else {
            return note(line.isTornEvent ? .torn : .noEvent, at: start)
        }
        var flags: Event.Flags = []
        if envelope.seq != cursor.seq + 1 || envelope.prev != cursor.head {
            flags.insert(.isChainBroken)
            note(.chainBroken, at: start)
        }
        if envelope.clock > now.advanced(by: BoardScanner.clockTolerance) {
            flags.insert(.isFromFuture)
            note(.fromFuture, at: start)
        }
        cursor.seq = envelope.seq
        cursor.head = envelope.id
        cursor.headOffset = start
        guard claims.allow(envelope.by) else {
            // One copied line says as much as all of them.
            if !findings.contains(where: { $0.kind == .copied }) { note(.copied, at: start) }
            return
        }
        next = Event(envelope, by: folder.account, log: cursor.log, line: Array(line), flags: flags)
    }

    /// The next whole line; nothing at the end, where a line without a line end is left for the next look.
    private func nextLine() -> ArraySlice<UInt8>? {
        var searched = bufferStart
        while true {
            if let lineEnd = lineEnd(from: searched) {
                defer { bufferStart = lineEnd + 1 }
                return buffer[bufferStart..<lineEnd]
            }
            searched = buffer.count - bufferStart
            buffer.removeFirst(bufferStart)
            bufferStart = 0
            // A line that is far too long is passed over piece by piece, so that it cannot fill the memory.
            if buffer.count > EnvelopeScanner.longestLine { skipLongLine(); searched = 0 }
            let offset = cursor.offset + Int64(buffer.count)
            let wanted = min(Int64(max(Self.chunk, buffer.count)), end - offset)
            guard wanted > 0, let more = file?.read(Int(wanted), at: offset), !more.isEmpty else { return nil }
            buffer += more
        }
    }

    /// The first line end in the buffer at or after a byte.
    private func lineEnd(from start: Int) -> Int? {
        buffer.withUnsafeBytes { bytes in
            guard start < bytes.count, let base = bytes.baseAddress else { return nil }
            return memchr(base + start, 10, bytes.count - start).map { UnsafeRawPointer($0) - base }
        }
    }

    private func skipLongLine() {
        note(.noEvent, at: cursor.offset)
        var offset = cursor.offset + Int64(buffer.count)
        buffer.removeAll(keepingCapacity: true)
        while offset < end, let more = file?.read(EnvelopeScanner.longestLine, at: offset), !more.isEmpty {
            if let lineEnd = more.firstIndex(of: 10) {
                cursor.offset = offset + Int64(lineEnd) + 1
                return
            }
            offset += Int64(more.count)
        }
        // Its end has not been written yet: it is looked at again when the log has grown.
        end = cursor.offset
    }

    private func note(_ kind: Finding.Kind, at offset: Int64? = nil) {
        guard findings.count < 100 else { return }
        findings.append(Finding(kind, path, account: folder.account, offset: offset))
    }
}

extension ArraySlice<UInt8> {
    /// Whether the line is the beginning of an event whose writing did not get to its end.
    fileprivate var isTornEvent: Bool {
        let beginning = Array("{\"id\":\"".utf8)
        guard !isEmpty, count < EnvelopeScanner.longestLine, starts(with: beginning.prefix(count)) else { return false }
        var (depth, isText, isEscaped) = (0, false, false)
        for byte in self {
            switch byte {
            case _ where isEscaped: isEscaped = false
            case UInt8(ascii: "\\"): isEscaped = isText
            case UInt8(ascii: "\""): isText.toggle()
            case UInt8(ascii: "{") where !isText: depth += 1
            case UInt8(ascii: "}") where !isText: depth -= 1
            default: break
            }
        }
        return isText || depth > 0
    }
}
