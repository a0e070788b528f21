import Foundation
import GRDB
import Index
import Journal
import Testing

@testable import Features

/// A board of one's own with one channel, in a folder that goes away.
struct ExchangeBoard {
    let session: BoardSession
    let channel: ChannelSummary
    let folder: URL

    static func with<Result>(_ body: (ExchangeBoard) throws -> Result) throws -> Result {
        try MailSamples.withFolder { folder in
            let board = try Board.create(at: folder.appending(path: "board").path, title: "Study group")
            let session = try BoardSession(
                board: board, me: .ofProcess(), host: "here", clock: SystemClock(),
                features: FeatureTable.projections,
                location: IndexLocation(directory: folder.appending(path: "index").path, host: "here"))
            _ = try session.catchUp()
            _ = try session.send(DiscussionWriting(session).addChannel("list"))
            _ = try session.catchUp()
            let channel = try #require(try session.read { try ChannelQueries.named("list", $0) })
            return try body(ExchangeBoard(session: session, channel: channel, folder: folder))
        }
    }

    /// Imports an mbox that holds `text`; `progress` may throw to interrupt.
    func take(
        _ text: String, isDryRun: Bool = false, progress: (Int) throws -> Void = { _ in }
    ) throws -> ImportReport {
        let file = folder.appending(path: "archive.mbox")
        try Data(text.utf8).write(to: file)
        let archive = try MboxFile(path: file.path)
        let survey = try MailSurvey(of: archive, reader: MailSamples.reader)
        var importer = try Importer(
            survey, of: archive, reader: MailSamples.reader, into: channel, session: session, isDryRun: isDryRun)
        defer { _ = try? session.catchUp() }
        return try importer.run(progress: progress)
    }

    /// The threads, oldest first, each with its posts as `-author: body`, a dash for each step down.
    func outline() throws -> [String] {
        try session.read { database in
            let threads = try ThreadQueries.page(ThreadFilter(), limit: 1000, database)
            return try threads.sorted { ($0.created, $0.title) < ($1.created, $1.title) }.flatMap { thread in
                [thread.title]
                    + (try PostQueries.posts(inThread: thread.number, database)).map { post in
                        String(repeating: "-", count: post.depth + 1) + "\(post.author.handle): \(post.body)"
                    }
            }
        }
    }

    /// The names of all files among the resources.
    func files() throws -> [String] {
        try session.read { try ResourceQueries.page(database: $0) }.compactMap(\.file?.name).sorted()
    }
}

extension ResourceQueries {
    fileprivate static func page(database: Database) throws -> [Resource] { try page(limit: 1000, database) }
}

/// Archives on a real board.
struct ImportTests {
    private static let attachment =
        "--b\nContent-Type: text/plain\n\nSee the file.\n--b\nContent-Type: text/csv; name=data.csv\n"
        + "Content-Disposition: attachment\n\n1,2\n--b--"

    private static let archive = MailSamples.mbox([
        MailSamples.plain(id: "a@x", subject: "[teach] Fractions"),
        MailSamples.plain(
            id: "c@x", subject: "Re: Fractions", from: "Bob <bob@example.org>", date: "Sun, 29 Oct 2006 10:00:00 +0000",
            headers: ["References: <a@x> <b@x>"], body: "> Hello.\n\nYes."),
        MailSamples.plain(
            id: "b@x", subject: "Re: Fractions", from: "Bob <bob@example.org>", date: "Sat, 28 Oct 2006 10:00:00 +0000",
            headers: ["In-Reply-To: <a@x>", "Content-Type: multipart/mixed; boundary=b"], body: attachment),
        MailSamples.plain(id: "a@x", subject: "Sent twice"),
        "no message\n",
        MailSamples.plain(
            id: "d@x", subject: "", date: "Mon, 30 Oct 2006 10:00:00 +0000",
            body: String(repeating: "long ", count: 10_000)),
    ])

    private static let trees = [
        "[teach] Fractions", "-~Ada Lovelace: Hello.", "--~Bob: See the file.", "---~Bob: > Hello.\n\nYes.",
        "(no subject)", "-~Ada Lovelace: " + String(repeating: "long ", count: 10_000).dropLast(),
    ]

    @Test func anArchiveBecomesThreads() throws {
        try ExchangeBoard.with { board in
            let rehearsal = try board.take(Self.archive, isDryRun: true)
            #expect(try board.outline().isEmpty)
            var report = try board.take(Self.archive)
            #expect(report.addsUp)
            #expect(report.read == 6)
            #expect(report.imported == 4)
            #expect(report.duplicates == 1)
            #expect(report.threads == 2)
            #expect(report.attachments == 1)
            #expect(report.failures.map(\.reason) == ["it has none of the headers that a mail has"])
            #expect(try board.outline() == Self.trees)
            #expect(try board.files() == ["data.csv"])
            report.dryRun = true
            #expect(rehearsal == report)
            let authors = try board.session.read { database in
                try ThreadQueries.page(ThreadFilter(), database).map(\.author)
            }
            #expect(authors.allSatisfy { $0.isImported && $0.account == board.session.me })
            #expect(try board.session.read { try NoticeQueries.unreadCount($0) } == 0)
        }
    }

    @Test func importingTwiceAddsNothing() throws {
        try ExchangeBoard.with { board in
            _ = try board.take(Self.archive)
            let again = try board.take(Self.archive)
            #expect(again.addsUp)
            #expect(again.imported == 0)
            #expect(again.alreadyThere == 4)
            #expect(again.attachments == 0)
            #expect(try board.outline() == Self.trees)
            #expect(try board.files() == ["data.csv"])
        }
    }

    @Test(arguments: 1...4) func anInterruptedImportIsCompletedByTheNext(_ stop: Int) throws {
        struct Interruption: Error {}
        try ExchangeBoard.with { board in
            #expect(throws: Interruption.self) {
                try board.take(Self.archive) { if $0 == stop { throw Interruption() } }
            }
            let rest = try board.take(Self.archive)
            #expect(rest.addsUp)
            #expect(rest.imported + rest.alreadyThere == 4)
            #expect(try board.outline() == Self.trees)
            #expect(try board.files() == ["data.csv"])
        }
    }

    @Test func answersFindTheirThreadInAnEarlierArchive() throws {
        try ExchangeBoard.with { board in
            _ = try board.take(MailSamples.mbox([MailSamples.plain(id: "a@x")]))
            let later = MailSamples.plain(
                id: "z@x", subject: "Re: Fractions", date: "Fri, 1 Dec 2006 10:00:00 +0000",
                headers: ["References: <a@x> <gone@x>"], body: "Late.")
            let report = try board.take(MailSamples.mbox([later]))
            #expect(report.threads == 0)
            #expect(try board.outline() == ["Fractions", "-~Ada Lovelace: Hello.", "--~Ada Lovelace: Late."])
        }
    }

    @Test func manyMessagesAreWrittenInSeveralBatches() throws {
        try ExchangeBoard.with { board in
            let many = (0..<1200).map { number in
                MailSamples.plain(
                    id: "\(number)@x", headers: number % 3 == 0 ? [] : ["In-Reply-To: <\(number - 1)@x>"],
                    body: "\(number)")
            }
            let report = try board.take(MailSamples.mbox(many))
            #expect(report.imported == 1200)
            #expect(report.threads == 400)
            #expect(try board.outline().count == 1600)
        }
    }
}
