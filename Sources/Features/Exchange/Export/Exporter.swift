import GRDB
import Index
import Journal

/// What an export came to.
struct ExportReport: Encodable, Equatable {
    /// Threads written.
    var threads = 0
    /// Posts written.
    var posts = 0
    /// Files among the resources that were written.
    var files = 0
    /// What could not be, a sentence each.
    var left_out: [String] = []
}

/// Hands everything one may see to a writer: channel after channel, each thread when it comes, so that a board of any
/// size needs no more memory than its longest thread.
struct Exporter {
    private static let page = 200

    private let session: BoardSession
    private var report = ExportReport()

    /// An export of what the session's member may see.
    init(_ session: BoardSession) { self.session = session }

    /// How many threads there are to write.
    func extent() throws -> Int64 {
        try session.read { try Int64.fetchOne($0, sql: "SELECT count(*) FROM thread WHERE hidden = 0") ?? 0 }
    }

    /// Writes the board; `progress` is told how many threads are done. Throws `ExportError` or what the index throws.
    mutating func run(_ writer: inout some ExportWriter, progress: (Int) -> Void = { _ in }) throws -> ExportReport {
        let channels = try session.read { try ChannelQueries.all($0) }
        for channel in channels {
            var filter = ThreadFilter()
            filter.channel = channel.number
            var last: ThreadQueries.Key?
            while true {
                let threads = try session.read {
                    try ThreadQueries.page(filter, after: last, limit: Self.page, $0)
                }
                guard let final = threads.last else { break }
                for thread in threads {
                    try writer.add(try whole(thread))
                    report.threads += 1
                    progress(report.threads)
                }
                last = ThreadQueries.Key(final)
            }
        }
        let resources = try resources()
        for file in resources.compactMap(content) { try add(file, to: &writer) }
        let members = try session.read {
            try MemberQueries.all(states: ["member", "applicant", "left", "removed"], $0)
        }
        try writer.finish(
            ExportedCommunity(
                title: session.board.identity.title, channels: channels, members: members, resources: resources,
                library: try session.read { try ShownResource.all(resources, now: session.clock.now(), $0) },
                collections: try session.read { try ShownCollection.all($0) }))
        return report
    }

    private mutating func whole(_ thread: ThreadSummary) throws -> ExportedThread {
        let (posts, messages, wordings, resources) = try session.read { database in
            let posts = try PostQueries.posts(inThread: thread.number, database)
            let wordings = try posts.filter { $0.edited != nil }
                .map { ($0.number, try PostQueries.wordings(of: $0, database)) }
            var filter = ResourceFilter()
            filter.thread = thread.id
            filter.kind = .file
            return (
                posts, try ExportQueries.messages(inThread: thread.number, database),
                Dictionary(uniqueKeysWithValues: wordings),
                try ResourceQueries.page(filter, limit: MailLimits.parts, database)
            )
        }
        report.posts += posts.count
        return ExportedThread(
            thread: thread, posts: posts, messages: messages, wordings: wordings,
            files: resources.reversed().compactMap(content))
    }

    /// All resources, the oldest first.
    private func resources() throws -> [Resource] {
        var found: [Resource] = []
        while true {
            let before = found.last?.number ?? .max
            let page = try session.read { try ResourceQueries.page(before: before, limit: Self.page, $0) }
            guard !page.isEmpty else { return found.reversed() }
            found += page
        }
    }

    private func content(_ resource: Resource) -> ExportedFile? {
        guard let file = resource.file else { return nil }
        let (board, author) = (session.board, resource.author)
        return ExportedFile(resource: resource, file: file) {
            try FileStore(board: board, account: author).read(file.hash)
        }
    }

    /// A file that is gone costs itself only.
    private mutating func add(_ file: ExportedFile, to writer: inout some ExportWriter) throws {
        do {
            if try writer.add(file) {
                report.files += 1
            } else {
                report.left_out.append("“\(file.resource.title)” has no mail that could carry it")
            }
        } catch let error as JournalError {
            report.left_out.append(error.sentence)
        }
    }
}
