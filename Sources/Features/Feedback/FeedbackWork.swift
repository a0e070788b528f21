import Foundation
import Index
import Journal

/// Makes pieces of work from what people name.
public struct FeedbackWork: Sendable {
    private let session: BoardSession

    /// Works of the session's member.
    public init(_ session: BoardSession) { self.session = session }

    /// Bytes; JSON may take up to six bytes a byte, and a line of a log holds 256 KiB.
    private static let longestInline = 30_000

    /// A text as the work. A long one is kept as a file by its content.
    public func text(_ text: String, name: String? = nil) throws -> ReviewedWork {
        guard FeedbackRules.hasWords(text) else { throw CommandFailure("there is no work to look at", .badData) }
        guard text.utf8.count > Self.longestInline else { return ReviewedWork(kind: .text, text: text) }
        try Confinement.checkFiles()
        let stored = try FileStore(board: session.board, account: session.me).put(Array(text.utf8))
        return ReviewedWork(
            kind: .text, file: AttachedFile(hash: stored.hash, size: stored.size, name: name ?? "text.md"))
    }

    /// A file of one's own, kept on the board.
    public func file(_ path: String) throws -> ReviewedWork {
        let stored = try FileStore(board: session.board, account: session.me).put(contentsOf: path)
        return ReviewedWork(
            kind: .file,
            file: AttachedFile(hash: stored.hash, size: stored.size, name: (path as NSString).lastPathComponent))
    }

    /// A file as people name it: with `~`, which no shell has taken care of.
    public func file(named path: String) throws -> ReviewedWork {
        let whole = path.hasPrefix("~/") ? NSHomeDirectory() + path.dropFirst() : path
        try Confinement.checkFiles()
        guard FileManager.default.isReadableFile(atPath: whole) else {
            throw CommandFailure("there is no file \(path) that can be read", .notFound)
        }
        return try file(whole)
    }

    /// A post, a resource or a project of the board as it is now. Throws when the id names none of them.
    public func thing(_ id: EventID) throws -> ReviewedWork {
        if let resource = try session.read({ try ResourceQueries.resource(id, $0) }) {
            if let file = resource.file {
                return ReviewedWork(kind: .resource, file: file, keeper: resource.author, subject: id)
            }
            return try snapshot(resource.address.map { $0 + "\n\n" + resource.note } ?? resource.note, .resource, id)
        }
        if let post = try session.read({ try PostQueries.post(id, $0) }) { return try snapshot(post.body, .post, id) }
        if let text = try ProjectText.text(of: id, session) { return try snapshot(text, .project, id) }
        throw CommandFailure("\(id) is neither a post, a resource nor a project", .notFound)
    }

    /// The title of a thing, for a request that was given none.
    public func title(of id: EventID) throws -> String? {
        if let resource = try session.read({ try ResourceQueries.resource(id, $0) }) { return resource.title }
        return try session.read { database in
            try ThreadQueries.thread(ofPost: id, database)?.title ?? ProjectQueries.project(id, database)?.title
        }
    }

    /// The text stays as it was when asked, so that lines go on meaning the same.
    private func snapshot(_ body: String, _ kind: ReviewedWork.Kind, _ id: EventID) throws -> ReviewedWork {
        var work = try text(body.isEmpty ? "(no text)" : body)
        work.kind = kind
        work.subject = id
        return work
    }
}
