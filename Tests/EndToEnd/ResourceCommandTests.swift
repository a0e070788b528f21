import Foundation
import TestSupport
import Testing

/// `stoa resource`, `import bibtex` and `export bibtex`, as scripts hold on to them.
struct ResourceCommandTests {
    private func id(_ result: ProgramResult) throws -> String {
        try #require(result.status == 0, "\(result)")
        return try #require(result.lines.first)
    }

    private func json(_ result: ProgramResult) throws -> Any {
        try #require(result.status == 0, "\(result)")
        return try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    }

    @Test func aReadingListFromTheFirstBookToTheLastWord() throws {
        let board = try TestBoard()
        let thread = try board.post("Tides")
        let goal = try id(board.stoa("goal", "add", "Explain the tides"))
        let book = try id(
            board.stoa(
                "resource", "add", "0-306-40615-2", "--title", "Tide tables", "--author", "Ana Souza", "--author",
                "Ben Li",
                "--year", "1999", "--publisher", "Harbour", "--tag", "tides", "--goal", goal, "--thread", thread))
        #expect(try board.stoa("resource", "add", "ISBN 978-0-306-40615-7", "--title", "Again").status == 65)
        let paper = try id(board.stoa("resource", "add", "https://dx.doi.org/10.1000/X", "--title", "On the moon"))
        #expect(try board.stoa("resource", "mark", book, "read").status == 0)
        #expect(try board.stoa("resource", "rate", book, "helped", "-m", "The tables").status == 0)
        #expect(try board.stoa("resource", "rate", book, "helped").status == 65)
        let comment = try id(board.stoa("resource", "comment", book, "-m", "See table 3", "--at", "p. 12"))
        #expect(try board.stoa("resource", "comment", book, "--retract", String(comment.prefix(8))).status == 0)
        #expect(try board.stoa("resource", "state", paper, "recommended", "-m", "short").status == 0)
        #expect(try board.stoa("resource", "check", paper).status == 0)

        let list = try id(board.stoa("resource", "collection", "add", "Syllabus", "--about", "In order", paper, book))
        let put = try board.stoa(
            "resource", "collection", "put", list, book, "--place", "1", "--note", "Skim it", "--heading", "Week 1")
        #expect(put.status == 0)
        let shown = try #require(
            try json(board.stoa("resource", "collection", "show", list, "--json")) as? [String: Any])
        let steps = try #require(shown["resources"] as? [[String: Any]])
        #expect(steps.map { $0["title"] as? String } == ["Tide tables", "On the moon"])
        #expect(shown["read"] as? Int == 1)
        #expect(try board.stoa("resource", "collection", "take", list, "2").status == 0)
        #expect(try board.stoa("resource", "collection", "list").output.contains("1/1 read"))

        let whole = try #require(try json(board.stoa("resource", "show", book, "--json")) as? [String: Any])
        #expect((whole["fields"] as? [String: String])?["authors"] == "Ana Souza and Ben Li")
        let users = try #require(whole["used_by"] as? [[String: String]]).compactMap { $0["kind"] }
        #expect(Set(users) == ["goal", "collection"])
        #expect(whole["reading"] as? String == "read" && whole["helped"] as? Int == 1)
        let served = try #require(
            try json(board.stoa("resource", "list", "--goal", goal, "--json")) as? [[String: Any]])
        #expect(served.map { $0["id"] as? String } == [book])
        #expect(try board.stoa("goal", "show", goal).output.contains("Tide tables"))
        #expect(try board.stoa("resource", "list", "--reading", "read").output.contains("Tide tables"))
        #expect(try board.stoa("resource", "list", "--state", "recommended").output.contains("On the moon"))
        let page = try board.stoa("resource", "show", book).output
        #expect(page.contains("Ana Souza, Ben Li") && page.contains("Harbour, 1999") && page.contains("(taken back)"))
        #expect(try board.stoa("doctor").output.contains("All is well"))
    }

    @Test func bibliographiesComeInOnceAndGoOut() throws {
        let board = try TestBoard()
        let folder = try TemporaryDirectory()
        let file = folder.file("in.bib")
        try """
        @book{strang, author={Strang, Gilbert}, title={Introduction to Linear Algebra}, year=2016}
        @article{k, title={T{\\'e}}, journal={J}, doi={10.1000/k}}
        @article{broken, title={no end
        """.write(toFile: file, atomically: true, encoding: .utf8)
        let list = try id(board.stoa("resource", "collection", "add", "Cited"))
        let dry = try board.stoa("import", "bibtex", file, "--dry-run")
        #expect(dry.status == 0 && dry.output.contains("3 entries read: 2 would be imported"), "\(dry)")
        let first = try #require(
            try json(board.stoa("import", "bibtex", file, "--tag", "cited", "--into", list, "--json")) as? [String: Any]
        )
        #expect(first["imported"] as? Int == 2 && first["failed"] as? Int == 1)
        let second = try board.stoa("import", "bibtex", file)
        #expect(second.output.contains("0 imported, 0 duplicates, 2 already there, 1 failed"), "\(second)")
        #expect(try board.stoa("resource", "collection", "list").output.contains("0/2"))
        let out = folder.file("out.bib")
        #expect(try board.stoa("export", "bibtex", out).status == 0)
        #expect(try board.stoa("export", "bibtex", out).status == 73)
        let text = try String(contentsOfFile: out, encoding: .utf8)
        #expect(text.contains("@book{strang,") && text.contains("title = {Té}"), "\(text)")
        #expect(try board.stoa("import", "bibtex", out).output.contains("2 already there"))
        #expect(try board.stoa("import", "bibtex", folder.file("none.bib")).status == 66)
        #expect(try board.stoa("import", "word", file).status == 64)
        #expect(try board.stoa("import", "mbox", file).status == 64)
    }

    @Test func aFileGoesOutUnderItsOwnNameAndABrokenOneIsFound() throws {
        let board = try TestBoard()
        let folder = try TemporaryDirectory()
        try "tides".write(toFile: folder.file("-tide table.txt"), atomically: true, encoding: .utf8)
        let file = try id(board.stoa("resource", "add", folder.file("-tide table.txt")))
        let saved = try board.stoa("resource", "save", file, "--to", folder.path)
        #expect(saved.lines.first == folder.file("tide table.txt"))
        #expect(try board.stoa("resource", "save", file, "--to", folder.path).status == 73)
        #expect(try board.stoa("resource", "save", file, "--to", folder.path, "--replace").status == 0)
        let path = folder.file("shared.csv")
        try "1,2".write(toFile: path, atomically: true, encoding: .utf8)
        let inPlace = try id(board.stoa("resource", "add", path, "--in-place"))
        #expect(try board.stoa("doctor").status == 0)
        try FileManager.default.removeItem(atPath: path)
        let doctor = try board.stoa("doctor")
        #expect(doctor.status == 1 && doctor.output.contains("shared.csv"), "\(doctor)")
        #expect(try board.stoa("resource", "list").output.contains("BROKEN"))
        #expect(try board.stoa("resource", "remove", inPlace).status == 0)
        #expect(try board.stoa("doctor").status == 0)
    }

    private static let mistakes: [([String], Int32)] = [
        (["resource", "show", "zzzz"], 66), (["resource", "add", "https://x.org", "--doi", "no"], 65),
        (["resource", "add", "--title", "B", "--kind", "book", "--isbn", "978-0-306-40615-8"], 65),
        (["resource", "add", "--title", "V", "--kind", "video"], 65), (["resource", "mark", "zzzz", "later"], 66),
        (["resource", "add", "https://x.org", "--goal", "zzzz"], 66), (["resource", "list", "--goal", "zzzz"], 66),
        (["resource", "collection", "add", ""], 65), (["resource", "collection", "show", "zzzz"], 66),
        (["resource", "add", "/no/such/file"], 1), (["export", "word", "x"], 64),
    ]

    @Test(arguments: mistakes)
    func whatCannotBeDoneIsSaidWithItsCode(_ words: [String], _ status: Int32) throws {
        let board = try TestBoard()
        let result = try runProgram(words, environment: board.environment)
        #expect(status == 1 ? result.status != 0 : result.status == status, "\(result)")
        #expect(!result.errors.isEmpty && result.output.isEmpty)
    }
}
