import Foundation
import Index
import Journal
import Testing

@testable import Features

/// What stands on disk after an export of a real board.
struct ExportTests {
    private static let archive = MailSamples.mbox([
        MailSamples.plain(
            id: "a@x", subject: "Grüße", headers: ["Content-Type: multipart/mixed; boundary=b"],
            body: "--b\nContent-Type: text/plain\n\nSee the file.\n--b\nContent-Type: text/csv; name=data.csv\n"
                + "Content-Disposition: attachment\n\n1,2\n--b--"),
        MailSamples.plain(
            id: "c@x", subject: "Re: Grüße", from: "Bob <bob@example.org>", date: "Sun, 29 Oct 2006 10:00:00 +0000",
            headers: ["References: <a@x>"], body: "From here on <it> is half."),
    ])

    /// A board with an imported thread that carries a file, and a thread of a member with an edit and a retraction; and
    /// the id of the member's thread.
    private static func withBoard(_ body: (ExchangeBoard, EventID) throws -> Void) throws {
        try ExchangeBoard.with { board in
            _ = try board.take(archive)
            let writing = DiscussionWriting(board.session)
            let thread = try board.session.send(
                writing.open(
                    channel: board.channel, kind: .question, title: "[x](javascript:y) *Fractions*",
                    body: "What is 1/2?"))
            _ = try board.session.catchUp()
            let reply = try board.session.send(writing.reply(to: thread, body: "No."))
            _ = try board.session.catchUp()
            _ = try board.session.send(writing.edit(thread, body: "What is a half?\n```\nopen fence"))
            _ = try board.session.send(writing.retract(reply, reason: "wrong"))
            _ = try board.session.catchUp()
            try body(board, thread)
        }
    }

    /// The files of an export and what is in them, by their paths.
    private static func files(
        of board: ExchangeBoard, _ make: (ExportFolder) throws -> some ExportWriter
    ) throws -> (report: ExportReport, files: [String: String]) {
        let out = board.folder.appending(path: "out")
        let folder = try ExportFolder(at: out.path + "/")
        var writer = try make(folder)
        var exporter = Exporter(board.session)
        let report = try exporter.run(&writer)
        #expect(!FileManager.default.fileExists(atPath: out.path))
        try folder.finish()
        let paths = try FileManager.default.subpathsOfDirectory(atPath: out.path)
        let pairs = paths.compactMap { path in
            (try? String(contentsOf: out.appending(path: path), encoding: .utf8)).map { (path, $0) }
        }
        return (report, Dictionary(uniqueKeysWithValues: pairs))
    }

    @Test func mailsComeBackAsTheSameTrees() throws {
        try Self.withBoard { board, thread in
            let (report, files) = try Self.files(of: board) { MboxExport(to: $0, board: "b0ard") }
            #expect(report == ExportReport(threads: 2, posts: 4, files: 1))
            #expect(files.keys.sorted() == ["list.mbox"])
            let (survey, messages) = try MailSamples.survey(mbox: (files["list.mbox"] ?? "").utf8)
            #expect(survey.failures.isEmpty)
            #expect(survey.places.map(\.depth).sorted() == [0, 0, 1, 1])
            let own = try #require(messages.first { $0.header.id.rawValue == "\(thread.text)@b0ard.stoa" })
            #expect(own.body == "What is a half?\n```\nopen fence")
            #expect(messages.contains { $0.body == "[This post was retracted.]" })
            let imported = try #require(messages.first { $0.header.id.rawValue == "a@x" })
            #expect(imported.attachments.map(\.name) == ["data.csv"])
            #expect(imported.header.author.name == "Ada Lovelace")
            #expect(messages.contains { $0.body == "From here on <it> is half." && $0.header.author.name == "Bob" })
        }
    }

    @Test func anExportedMailboxMakesTheSameBoardAgain() throws {
        try Self.withBoard { board, _ in
            let (_, files) = try Self.files(of: board) { MboxExport(to: $0, board: "b0ard") }
            try ExchangeBoard.with { other in
                let report = try other.take(files["list.mbox"] ?? "")
                #expect(report.imported == 4)
                #expect(report.attachments == 1)
                #expect(try other.outline().count == board.outline().count)
                #expect(try other.files() == board.files())
            }
        }
    }

    @Test func markdownHasAFileForEachThreadAndAnIndex() throws {
        try Self.withBoard { board, thread in
            let (report, files) = try Self.files(of: board) { try MarkdownExport(to: $0, title: "Study *group*") }
            #expect(report == ExportReport(threads: 2, posts: 4, files: 1))
            let names = files.keys.filter { $0.hasPrefix("list/") }
            #expect(names.contains { $0.hasSuffix("grüße.md") })
            let name = try #require(names.first { $0.hasSuffix("x-javascript-y-fractions.md") })
            #expect(files["files/data.csv"] == "1,2")
            let index = try #require(files["index.md"])
            #expect(index.hasPrefix("# Study \\*group\\*\n\n## #list\n\n- ["))
            #expect(index.contains("- [\\[x\\](javascript:y) \\*Fractions\\*"))
            #expect(!index.contains("\u{1B}"))
            let document = try #require(files[name])
            #expect(document.contains("```\nopen fence\n```\n"))
            #expect(document.contains("answering ["))
            #expect(document.contains("](#\(thread.text))"))
            #expect(document.contains("*This post was retracted.*"))
            #expect(files["resources.md"]?.contains("[data.csv](<files/data.csv>)") == true)
        }
    }

    @Test func documentsAreThoseOfListAndReadWithHistory() throws {
        try Self.withBoard { board, thread in
            let (_, files) = try Self.files(of: board) { try JSONExport(to: $0) }
            let list = try #require(files["threads.json"])
            let threads = try #require(try JSONSerialization.jsonObject(with: Data(list.utf8)) as? [[String: Any]])
            #expect(threads.count == 2)
            let file = try #require(files["threads/\(thread.text).json"])
            let document = try #require(try JSONSerialization.jsonObject(with: Data(file.utf8)) as? [String: Any])
            let posts = try #require(document["posts"] as? [[String: Any]])
            #expect(posts.map { $0["retracted"] as? Bool } == [false, true])
            #expect(posts[1]["parent"] as? String == thread.text)
            let wordings = try #require(posts[0]["wordings"] as? [[String: Any]])
            #expect(
                wordings.map { $0["body"] as? String } == ["What is 1/2?", "What is a half?\n```\nopen fence"])
            #expect(files.keys.contains { $0.hasPrefix("files/") })
            #expect(files["resources.json"]?.contains("data.csv") == true)
            #expect(files["channels.json"]?.contains("\"list\"") == true)
            #expect(files["members.json"] != nil)
        }
    }

    @Test func nothingIsLeftOfAnExportThatFails() throws {
        try MailSamples.withFolder { place in
            let taken = place.appending(path: "taken")
            try FileManager.default.createDirectory(at: taken, withIntermediateDirectories: true)
            try Data("mine".utf8).write(to: taken.appending(path: "file"))
            #expect(throws: ExportError.notEmpty(taken.path)) { try ExportFolder(at: taken.path) }
            do {
                let folder = try ExportFolder(at: place.appending(path: "out").path)
                let writer = try JSONExport(to: folder)
                withExtendedLifetime(writer) {}
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: place.path) == ["taken"])
            #expect {
                try ExportFolder(at: place.appending(path: "no/where").path)
            } throws: { error in
                if case ExportError.cannotCreate = error { true } else { false }
            }
        }
    }

    @Test func namesKeepTheirEndings() {
        var names = FileNames()
        #expect(names.unique(keepingExtensionOf: "Plan B.pdf") == "plan-b.pdf")
        #expect(names.unique(keepingExtensionOf: "plan b.PDF") == "plan-b-2.pdf")
        #expect(names.unique(keepingExtensionOf: "README") == "readme.file")
    }
}
