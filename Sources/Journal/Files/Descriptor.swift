import Glibc

/// An open file or folder, closed when it is no longer needed.
final class Descriptor {
    let number: Int32

    init(owning number: Int32) { self.number = number }

    deinit { close(number) }

    /// Opens relative to a folder, never through a link and never waiting for a FIFO. Nothing, with `errno` set, when it
    /// cannot be opened.
    static func open(
        _ name: String, in folder: Descriptor? = nil, flags: Int32 = O_RDONLY, mode: mode_t = 0
    ) -> Descriptor? {
        let safe = flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        let number = openat(folder?.number ?? AT_FDCWD, name, safe, mode)
        return number < 0 ? nil : Descriptor(owning: number)
    }

    /// What the open file is; nothing when that cannot be told.
    var status: stat? {
        var status = stat()
        return fstat(number, &status) == 0 ? status : nil
    }

    /// Reads at most `count` bytes at `offset`.
    func read(_ count: Int, at offset: Int64) -> [UInt8]? {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = pread(number, buffer.baseAddress.map { $0 + filled }, count - filled, Int(offset) + filled)
                if got < 0, errno == EINTR { continue }
                failed = got < 0
                guard got > 0 else { break }
                filled += got
            }
        }
        return failed ? nil : bytes
    }

    /// Writes all bytes; false, with `errno` set, when not all could be written.
    func write(_ bytes: [UInt8]) -> Bool {
        var written = 0
        while written < bytes.count {
            let put = bytes.withUnsafeBytes { buffer in
                Glibc.write(number, buffer.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if put < 0, errno == EINTR { continue }
            guard put > 0 else { return false }
            written += put
        }
        return true
    }

    /// Sees what was written, or the names in a folder, onto the disk; false, with `errno` set, when that is not certain.
    func sync() -> Bool { Self.repeating { fsync(number) } }

    /// As `sync`, but only what is needed to read the content again.
    func syncContent() -> Bool { Self.repeating { fdatasync(number) } }

    private static func repeating(_ call: () -> Int32) -> Bool {
        while call() != 0 { guard errno == EINTR else { return false } }
        return true
    }
}

/// The names in an open folder, `.` and `..` left out, at most `limit`; and whether there are more.
func folderEntries(_ folder: Descriptor, limit: Int) -> (names: [String], hasMore: Bool) {
    let copy = openat(folder.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0, let stream = fdopendir(copy) else { return ([], false) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        guard name != ".", name != ".." else { continue }
        guard names.count < limit else { return (names, true) }
        names.append(name)
    }
    return (names, false)
}

extension stat {
    var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
    var isRegularFile: Bool { st_mode & S_IFMT == S_IFREG }
    var isWritableByOthers: Bool { st_mode & (S_IWGRP | S_IWOTH) != 0 }
}
