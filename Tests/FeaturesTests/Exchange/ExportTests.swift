import Foundation
import Journal
import Testing

@testable import Features

/// What stands on disk after an export.
struct ExportTests {
    private static let members = ExportedAuthor(name: "Ada Lovelace", account: Account("ada"))
    private static let imported = ExportedAuthor(name: "Jörg", account: nil, mark: "0123456789ab")

    private static func id(_ number: Int) -> EventID {
        withUnsafeBytes(of: number) { EventID(hashing: $0) }
    }

    private static func thread(_ number: Int, channel: String, title: String) -> ExportedThread {
        ExportedThread(
            id: id(number), channel: channel, kind: "question", title: title, author: members,
            createdAt: Timestamp(rawValue: 1_161_936_000_000), activeAt: Timestamp(rawValue: 1_161_937_000_000),
            posts: 3,
            unread: 1, pinned: false, answered: true)
    }

    private static func post(_ number: Int, parent: Int?, body: String, author: ExportedAuthor = members)
        -> ExportedPost
    {
        ExportedPost(
            id: id(number), parent: parent.map(id), depth: parent == nil ? 0 : 1, author: author,
            createdAt: Timestamp(rawValue: 1_161_936_000_000 + Int64(number) * 1000), editedAt: nil, body: body,
            reactions: [:], retracted: false, unread: false,
            messageID: author.account == nil ? MessageID(rawValue: "\(number)@example.org") : nil)
    }

    /// Two threads of one channel with equal titles, and one of another.
    private static func write(_ writer: some ExportWriter) throws {
        var writer = writer
        try writer.begin(thread(1, channel: "week 1", title: "Fractions"))
        try writer.add(post(1, parent: nil, body: "What is 1/2?\n```\nopen fence"))
        try writer.add(post(2, parent: 1, body: "From here on <it> is half.", author: imported))
        var retracted = post(3, parent: 2, body: "")
        retracted.retracted = true
        try writer.add(retracted)
        try writer.end()
        try writer.begin(thread(4, channel: "week 1", title: "Fractions"))
        try writer.add(post(4, parent: nil, body: "Again"))
        try writer.end()
        try writer.begin(thread(5, channel: "../etc", title: "[x](javascript:y) *Grüße*\u{1B}"))
        try writer.add(post(5, parent: nil, body: "x"))
        try writer.end()
        try writer.finish()
    }

    /// The files of an export and what is in them, by their paths.
    private static func files(_ make: (ExportFolder) throws -> any ExportWriter) throws -> [String: String] {
        try MailSamples.withFolder { place in
            let folder = try ExportFolder(at: place.appending(path: "out").path + "/")
            try write(make(folder))
            #expect(!FileManager.default.fileExists(atPath: place.appending(path: "out").path))
            try folder.finish()
            #expect(try FileManager.default.contentsOfDirectory(atPath: place.path) == ["out"])
            let out = place.appending(path: "out")
            let paths = try FileManager.default.subpathsOfDirectory(atPath: out.path)
            let pairs = paths.compactMap { path in
                (try? String(contentsOf: out.appending(path: path), encoding: .utf8)).map { (path, $0) }
            }
            return Dictionary(uniqueKeysWithValues: pairs)
        }
    }

    @Test func mailsComeBackAsTheSameTrees() throws {
        let files = try Self.files { MboxExport(to: $0, board: "b0ard") }
        #expect(files.keys.sorted() == ["etc.mbox", "week-1.mbox"])
        let (survey, messages) = try MailSamples.survey(mbox: (files["week-1.mbox"] ?? "").utf8)
        #expect(survey.failures.isEmpty)
        #expect(survey.places.map(\.parent) == [nil, 0, 1, nil])
        #expect(messages.map(\.header.subject) == ["Fractions", "Re: Fractions", "Re: Fractions", "Fractions"])
        #expect(messages[0].header.id.rawValue == "\(Self.id(1).text)@b0ard.stoa")
        #expect(messages[1].header.id.rawValue == "2@example.org")
        #expect(messages[1].header.author == MailAuthor(name: "Jörg", mark: "0123456789ab"))
        #expect(messages[1].body == "From here on <it> is half.")
        #expect(messages[2].body == "[This post was retracted.]")
    }

    @Test func markdownHasAFileForEachThreadAndAnIndex() throws {
        let files = try Self.files { try MarkdownExport(to: $0, title: "Study *group*") }
        #expect(
            files.keys.sorted() == [
                "etc/2006-10-27-x-javascript-y-grüße.md", "index.md", "week-1/2006-10-27-fractions-2.md",
                "week-1/2006-10-27-fractions.md",
            ])
        let index = try #require(files["index.md"])
        #expect(
            index.hasPrefix("# Study \\*group\\*\n\n## #week 1\n\n- [Fractions](<week-1/2006-10-27-fractions.md>), Ada")
        )
        #expect(index.contains("- [\\[x\\](javascript:y) \\*Grüße\\*"))
        let thread = try #require(files["week-1/2006-10-27-fractions.md"])
        #expect(thread.contains("```\nopen fence\n```\n"))
        #expect(thread.contains("**Jörg**, 2006-10-27 08:00 UTC, answering [Ada Lovelace](#\(Self.id(1).text))"))
        #expect(thread.contains("*This post was retracted.*"))
    }

    @Test func documentsAreThoseOfListAndRead() throws {
        let files = try Self.files { try JSONExport(to: $0) }
        let list = try #require(files["threads.json"])
        let threads = try #require(try JSONSerialization.jsonObject(with: Data(list.utf8)) as? [[String: Any]])
        #expect(threads.count == 3)
        #expect(threads[0]["created_at"] as? String == "2006-10-27T08:00:00Z")
        let file = try #require(files["threads/\(Self.id(1).text).json"])
        let document = try #require(try JSONSerialization.jsonObject(with: Data(file.utf8)) as? [String: Any])
        let posts = try #require(document["posts"] as? [[String: Any]])
        #expect(posts.map { $0["author"] as? String } == ["ada", "Jörg", "ada"])
        #expect(posts.map { $0["retracted"] as? Bool } == [false, false, true])
        #expect(posts[1]["parent"] as? String == Self.id(1).text)
        #expect((document["thread"] as? [String: Any])?["id"] as? String == Self.id(1).text)
    }

    @Test func nothingIsLeftOfAnExportThatFails() throws {
        try MailSamples.withFolder { place in
            let taken = place.appending(path: "taken")
            try FileManager.default.createDirectory(at: taken, withIntermediateDirectories: true)
            try Data("mine".utf8).write(to: taken.appending(path: "file"))
            #expect(throws: ExportError.notEmpty(taken.path)) { try ExportFolder(at: taken.path) }
            do {
                let folder = try ExportFolder(at: place.appending(path: "out").path)
                var writer = try JSONExport(to: folder)
                try writer.begin(Self.thread(1, channel: "c", title: "t"))
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: place.path) == ["taken"])
            #expect { try ExportFolder(at: place.appending(path: "no/where").path) } throws: { error in
                if case ExportError.cannotCreate = error { true } else { false }
            }
        }
    }
}
