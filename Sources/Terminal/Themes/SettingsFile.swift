import Glibc

/// A text file of settings, which somebody may have put there to be a trap: read only when it is a plain file of a
/// size that people write.
public enum SettingsFile {
    /// Bytes of the largest that is read.
    public static let largest = 1 << 20

    /// Its text; nothing when it is missing, no plain file, too large, or no UTF-8.
    public static func text(_ path: String) -> String? {
        // Opening a pipe must not wait for somebody to write into it.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= largest else {
            return nil
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count <= largest {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            guard count > 0 else { return String(validating: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
        }
        return nil
    }
}
