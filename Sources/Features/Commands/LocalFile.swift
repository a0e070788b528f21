import Foundation
import Journal

/// A file of this machine, outside the board, that a person names or a resource only points to.
enum LocalFile {
    /// Its bytes. Throws when it is missing, no plain file or too large.
    static func read(_ path: String, atMost limit: Int = FileStore.largestFile) throws -> [UInt8] {
        let (descriptor, size) = try open(path, atMost: limit)
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do { return [UInt8](try handle.read(upToCount: size) ?? Data()) } catch {
            throw CommandFailure("cannot read \(path)", .inputOutput)
        }
    }

    /// What is wrong with it; nothing when it can be read, or when whoever asks may not know.
    static func problem(_ path: String) -> String? {
        guard !Confinement.isInForce else { return nil }
        do {
            close(try open(path, atMost: FileStore.largestFile).descriptor)
            return nil
        } catch {
            return CommandFailure(error).description
        }
    }

    private static func open(_ path: String, atMost limit: Int) throws -> (descriptor: Int32, size: Int) {
        try Confinement.checkFiles()
        // Opening a device does something to it, and others may have written the path: so it is looked at first.
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw CommandFailure("\(path): \(String(cString: strerror(errno)))", .notFound)
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw CommandFailure("\(path) is no plain file", .badData) }
        let descriptor = Glibc.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else {
            throw CommandFailure("\(path): \(String(cString: strerror(errno)))", .notFound)
        }
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw CommandFailure("\(path) is no plain file", .badData)
        }
        guard status.st_size <= limit else {
            close(descriptor)
            throw CommandFailure("\(path) is over \(limit >> 20) MiB; take it in parts, or copy it yourself", .badData)
        }
        return (descriptor, Int(status.st_size))
    }
}
