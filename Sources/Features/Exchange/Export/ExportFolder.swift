import Glibc

/// A folder that comes into being whole or not at all: it grows under a hidden name beside its place, and is moved
/// there when it is finished. Only its owner may read it, since it holds all that its owner may see.
final class ExportFolder {
    private let place: String
    private let growing: String
    private var isFinished = false

    /// Begins the folder `place`, which must not exist or be empty. Throws `ExportError`.
    init(at place: String) throws(ExportError) {
        let trimmed = place.count > 1 && place.hasSuffix("/") ? String(place.dropLast()) : place
        self.place = trimmed
        let slash = trimmed.lastIndex(of: "/").map { trimmed.index(after: $0) } ?? trimmed.startIndex
        growing = "\(trimmed[..<slash]).\(trimmed[slash...]).\(getpid()).partial"
        var status = stat()
        if lstat(trimmed, &status) == 0, rmdir(trimmed) != 0 { throw .notEmpty(trimmed) }
        guard mkdir(growing, 0o700) == 0 else { throw .cannotCreate(trimmed, ExportError.reason()) }
    }

    deinit { if !isFinished { ExportFolder.remove(growing) } }

    /// A folder in this one. Throws `ExportError`.
    func makeFolder(_ name: String) throws(ExportError) {
        guard mkdir("\(growing)/\(name)", 0o700) == 0 || errno == EEXIST else {
            throw .cannotWrite("\(place)/\(name)", ExportError.reason())
        }
    }

    /// A new file in this folder. Throws `ExportError`.
    func makeFile(_ name: String) throws(ExportError) -> ExportFile {
        try ExportFile(at: "\(growing)/\(name)", shownAs: "\(place)/\(name)")
    }

    /// Moves the folder to its place. Throws `ExportError`.
    func finish() throws(ExportError) {
        guard rename(growing, place) == 0 else { throw .cannotCreate(place, ExportError.reason()) }
        isFinished = true
    }

    /// Removes a folder that this value has made, two levels deep at most, as exports are.
    private static func remove(_ path: String) {
        guard let stream = opendir(path) else { return }
        defer {
            closedir(stream)
            rmdir(path)
        }
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name != ".", name != ".." else { continue }
            if unlink("\(path)/\(name)") != 0 { remove("\(path)/\(name)") }
        }
    }
}

/// A file of an export, written through a buffer.
final class ExportFile {
    private let descriptor: Int32
    private let name: String
    private var buffer: [UInt8] = []
    private var isOpen = true

    fileprivate init(at path: String, shownAs name: String) throws(ExportError) {
        self.name = name
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotWrite(name, ExportError.reason()) }
    }

    deinit { if isOpen { Glibc.close(descriptor) } }

    /// Adds bytes at the end. Throws `ExportError`.
    func write(_ bytes: some Sequence<UInt8>) throws(ExportError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= 256 << 10 { try flush() }
    }

    /// Adds text at the end. Throws `ExportError`.
    func write(_ text: String) throws(ExportError) { try write(text.utf8) }

    /// Writes what is left. Throws `ExportError`, also for what a network file system only tells at the end.
    func close() throws(ExportError) {
        try flush()
        isOpen = false
        guard Glibc.close(descriptor) == 0 else { throw .cannotWrite(name, ExportError.reason()) }
    }

    private func flush() throws(ExportError) {
        var written = 0
        while written < buffer.count {
            let count = buffer.withUnsafeBytes { bytes in
                Glibc.write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .cannotWrite(name, ExportError.reason()) }
            written += count
        }
        buffer.removeAll(keepingCapacity: true)
    }
}

/// Why an export did not come about; nothing of it is left.
enum ExportError: Error, Equatable, CustomStringConvertible {
    case notEmpty(String)
    case cannotCreate(String, String)
    case cannotWrite(String, String)

    /// What the system's error number says.
    static func reason() -> String { String(cString: strerror(errno)) }

    var description: String {
        switch self {
        case .notEmpty(let path): "\(path) is there already; name a folder that is new or empty"
        case .cannotCreate(let path, let reason): "\(path) cannot be made: \(reason); name a place where you may write"
        case .cannotWrite(let path, let reason):
            "\(path) cannot be written: \(reason); nothing was exported, try again or name another place"
        }
    }
}
