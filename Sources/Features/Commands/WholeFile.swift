import Foundation

/// A file outside the board that comes into being whole or not at all, readable by its owner alone: it grows under
/// another name beside its place.
enum WholeFile {
    /// What was found where the file was to go.
    struct Taken: Error {}

    /// Writes a file. Throws `Taken` when something is there, unless it is to be replaced; a link that is there is
    /// replaced, never followed. Throws `CommandFailure` when it cannot be written.
    static func write(_ bytes: some DataProtocol, to path: String, replacing: Bool = false) throws {
        var status = stat()
        guard replacing || lstat(path, &status) != 0 else { throw Taken() }
        let folder = (path as NSString).deletingLastPathComponent
        let growing = (folder.isEmpty ? "" : folder + "/") + ".stoa-\(UInt64.random(in: .min ... .max)).part"
        let descriptor = open(growing, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path, errno) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data(bytes))
            try handle.synchronize()
        } catch {
            unlink(growing)
            throw CommandFailure("cannot write \(path); free some space and try again", .inputOutput)
        }
        guard replacing ? rename(growing, path) == 0 : moved(growing, path) else {
            let reason = errno
            unlink(growing)
            if reason == EEXIST, !replacing { throw Taken() }
            throw failure(path, reason)
        }
    }

    /// Gives the file its name unless that is taken.
    private static func moved(_ growing: String, _ path: String) -> Bool {
        guard link(growing, path) != 0 else {
            unlink(growing)
            return true
        }
        // Some disks know no second names.
        guard errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS, access(path, F_OK) != 0 else { return false }
        return rename(growing, path) == 0
    }

    private static func failure(_ path: String, _ reason: Int32) -> CommandFailure {
        let isFull = reason == ENOSPC || reason == EDQUOT
        let advice = isFull ? "free some space and try again" : "name a place where you may write"
        return CommandFailure("cannot make \(path): \(String(cString: strerror(reason))); \(advice)", .cannotCreate)
    }
}
