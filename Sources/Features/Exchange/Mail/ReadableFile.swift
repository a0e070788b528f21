import Glibc

/// A regular file that is open for reading at any place, for as long as this value lives.
final class ReadableFile: Sendable {
    private let descriptor: Int32
    /// How many bytes it held when it was opened.
    let size: Int64

    /// Opens the file at `path`. A link is followed only when the person at the keyboard named it.
    convenience init(path: String, followingLinks: Bool) throws(MailArchiveError) {
        try self.init(path: Array(path.utf8), followingLinks: followingLinks)
    }

    /// The same by the bytes of the path, which need not be text.
    init(path bytes: [UInt8], followingLinks: Bool) throws(MailArchiveError) {
        let flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | (followingLinks ? 0 : O_NOFOLLOW)
        let path = String(decoding: bytes, as: UTF8.self)
        descriptor = (bytes + [0]).withUnsafeBytes { buffer in
            buffer.baseAddress.map { open($0.assumingMemoryBound(to: CChar.self), flags) } ?? -1
        }
        guard descriptor >= 0 else { throw MailArchiveError(opening: path, errno: errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .notAFile(path)
        }
        size = Int64(status.st_size)
    }

    deinit { close(descriptor) }

    /// Up to `count` bytes from `offset` on: fewer only where the file ends.
    func read(from offset: Int64, count: Int) throws(MailArchiveError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let space = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                let got = pread(descriptor, space.baseAddress, space.count, off_t(offset) + off_t(filled))
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                guard got > 0 else { return }
                filled += got
            }
        }
        guard failure == 0 else { throw .cannotRead(String(cString: strerror(failure))) }
        return bytes
    }
}
