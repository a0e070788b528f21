import Index
import Journal

/// A thread on its way out, with all that one may see of it.
struct ExportedThread {
    /// The thread.
    var thread: ThreadSummary
    /// Its posts in the order of its tree.
    var posts: [Post]
    /// The Message-IDs of those posts that were imported, by their rows.
    var messages: [Int64: MessageID] = [:]
    /// The wordings that edited posts had, by their rows.
    var wordings: [Int64: [Wording]] = [:]
    /// The files among its resources.
    var files: [ExportedFile] = []
}

/// A file among the resources, and how to get at its content, which is not held in memory with all others.
struct ExportedFile {
    /// The resource.
    var resource: Resource
    /// Its file.
    var file: AttachedFile
    /// Reads the content. Throws `JournalError` when it is not on the board any more.
    var content: () throws -> [UInt8]
}

/// What an export holds beside the threads.
struct ExportedCommunity {
    /// The board's title.
    var title: String
    /// All channels.
    var channels: [ChannelSummary]
    /// Everyone who is or was a member.
    var members: [Member]
    /// All resources, the oldest first.
    var resources: [Resource]
    /// The same with all that is known of them.
    var library: [ShownResource]
    /// All collections, the newest first.
    var collections: [ShownCollection]
}

/// Takes threads, one after the other, and makes files of them.
protocol ExportWriter {
    /// Writes a thread; those of one channel come together. Throws `ExportError`.
    mutating func add(_ thread: ExportedThread) throws
    /// Writes a file among the resources and answers whether the format has a place for it. Throws `ExportError`, or
    /// `JournalError` when its content is gone.
    mutating func add(_ file: ExportedFile) throws -> Bool
    /// Writes what is left and ends the export. Throws `ExportError`.
    mutating func finish(_ community: ExportedCommunity) throws
}
