import Foundation
import Index
import Journal

/// Shares, changes and removes resources, asking the rules first.
public struct ResourceWriting: Sendable {
    private let session: BoardSession

    /// Writing for the session's member.
    public init(_ session: BoardSession) { self.session = session }

    /// Shares something.
    public func adding(_ resource: ResourceAdded) throws -> NewEvent {
        if let refusal = ResourceRules.refusalToAdd(resource, by: try session.standing(of: session.me)) {
            throw CommandFailure(refusal, refusal.hasPrefix("only") ? .notPermitted : .badData)
        }
        return try NewEvent(resource)
    }

    /// Asks whether anything may be shared at all: before a file is copied onto the board.
    public func allowAdding() throws {
        _ = try adding(ResourceAdded(resourceKind: .note, title: "-"))
    }

    /// Keeps a file on the board, to be named by a resource.
    public func attach(_ path: String) throws -> AttachedFile {
        try Confinement.checkFiles()
        let stored = try FileStore(board: session.board, account: session.me).put(contentsOf: path)
        return AttachedFile(hash: stored.hash, size: stored.size, name: (path as NSString).lastPathComponent)
    }

    /// Changes one.
    public func editing(_ change: ResourceEdited, of resource: Resource) throws -> NewEvent {
        try allowChange(of: resource)
        return try NewEvent(change)
    }

    /// Takes one off the list, or puts it back.
    public func removing(_ resource: Resource, _ removed: Bool = true) throws -> NewEvent {
        try allowChange(of: resource)
        return try NewEvent(ResourceRemoved(resource: resource.id, removed: removed))
    }

    private func allowChange(of resource: Resource) throws {
        let refusal = ResourceRules.refusalToChange(
            by: session.me, standing: try session.standing(of: session.me), owner: resource.author)
        if let refusal { throw CommandFailure.refused(refusal) }
    }
}

/// Writes a resource's file where a person wants it, under a name that can do no harm.
public enum ResourceSaving {
    /// A file's name without anything that would make it a path, hide it, or confuse a terminal.
    public static func safeName(_ name: String) -> String {
        let plain = name.unicodeScalars.map { scalar in
            let isHarmless =
                scalar.properties.generalCategory != .control && !"/\\:\u{7F}".unicodeScalars.contains(scalar)
            return isHarmless ? Character(scalar) : "_"
        }
        let visible = String(plain).drop { $0 == "." || $0 == "-" || $0 == " " }
        return visible.isEmpty ? "file" : String(visible.prefix(120))
    }

    /// Saves the file in a folder or under a name; never over a file that is there. Answers the path.
    public static func save(_ resource: Resource, to destination: String?, _ session: BoardSession) throws -> String {
        try Confinement.checkFiles()
        guard let file = resource.file else {
            throw CommandFailure("“\(resource.title)” is no file; `stoa resource show` tells where it leads", .badData)
        }
        let bytes = try FileStore(board: session.board, account: resource.author).read(file.hash)
        var path = destination ?? "."
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            path += "/" + safeName(file.name)
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let why =
                errno == EEXIST
                ? "there is such a file already; name another with --to" : String(cString: strerror(errno))
            throw CommandFailure("cannot save \(path): \(why)", .cannotCreate)
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data(bytes))
        } catch {
            unlink(path)
            throw CommandFailure("cannot write \(path); free some space and try again", .inputOutput)
        }
        return path
    }
}
