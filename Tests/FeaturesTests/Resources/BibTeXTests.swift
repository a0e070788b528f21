import Foundation
import Index
import Journal
import TestSupport
import Testing

@testable import Features

/// BibTeX in and out: sound files, damaged ones, hostile ones.
@Suite struct BibTeXTests {
    private static let sound = #"""
        Anything outside entries is a comment: ana@example.org, @ this, and @that too.
        @comment{ not { an } entry @article{no, title={no}} }
        @string{acm = "ACM Press"}
        @String(both = acm # " and " # {others})
        @article{knuth84,
          author = {Donald E. Knuth and {\"O}ster, G{\"u}nter and S{\o}ren Kierkeg{\aa}rd},
          title = "The {\TeX}book: {\'e}t{\'e} \& na{\"\i}ve {\v C}ech -- G\"odel",
          journal = both, year = 1984, month = mar, pages = {1--2}, volume = {3}, number = {4},
          doi = {https://doi.org/10.1000/ABC.1}, keywords = {type setting, fonts; a{\&}b}, file = {:x.pdf:PDF},
        }
        @Book(strang, author = {Strang, Gilbert}, title = {Introduction to {L}inear Algebra}, year = 2016,
          publisher = {Wellesley}, edition = {5th}, isbn = {0-306-40615-2}, note = {Two copies.})
        @misc{web, title = {A page}, howpublished = {\url{https://example.org/a_b}}, annote = {One.

        Two.}}
        @phdthesis{p, title = {Thesis}, school = {MIT}, author = {A and B and others}}
        """#

    private func read(_ text: String) -> BibTeXReader { BibTeXReader([UInt8](text.utf8)) }

    private func made(_ text: String) throws -> [ResourceAdded] {
        try read(text).entries.map { try BibTeXMapping.resource($0, tags: []).resource }
    }

    @Test func aSoundFileIsReadWhole() throws {
        let reader = read(Self.sound)
        #expect(reader.faults.isEmpty, "\(reader.faults)")
        #expect(reader.entries.map(\.key) == ["knuth84", "strang", "web", "p"])
        let made = try made(Self.sound)
        let paper = made[0]
        #expect(paper.title == "The TeXbook: été & naïve Čech – Gödel")
        #expect(paper.fields?["authors"] == "Donald E. Knuth and Öster, Günter and Søren Kierkegård")
        #expect(paper.fields?["journal"] == "ACM Press and others")
        #expect(paper.fields?["month"] == "March")
        #expect(paper.fields?["pages"] == "1–2")
        #expect(paper.fields?["doi"] == "10.1000/abc.1")
        #expect(paper.resourceKind == .paper && paper.address == "https://doi.org/10.1000/abc.1")
        #expect(paper.tags == ["a-b", "fonts", "type-setting"])
        #expect(made[1].resourceKind == .book && made[1].note == "Two copies.")
        #expect(made[2].address == "https://example.org/a_b" && made[2].note == "One.\n\nTwo.")
        #expect(made[3].fields?["institution"] == "MIT")
        for resource in made { #expect(ResourceRules.refusal(of: resource) == nil) }
        #expect(try BibTeXMapping.resource(read(Self.sound).entries[0], tags: []).dropped == ["file"])
    }

    @Test func whatIsWrongCostsItselfOnly() {
        let reader = read(
            """
            @article{a, title = {Never closed, year = 2000}
            @article{b, title = {Good}}
            @article{c, title = unknown}
            @article{d title = {No comma}}
            @article{e, title {No sign}}
            @article{f, title = "Good too"
            }
            @article{, title = {Without a key}}
            @article{g, title = {Cut of
            """)
        #expect(reader.entries.map(\.key) == ["b", "f", ""])
        #expect(reader.faults.map(\.line) == [1, 3, 4, 5, 9])
        #expect(reader.faults.allSatisfy { !$0.reason.isEmpty && !$0.reason.contains("\n") })
    }

    private static let hostile: [(String, [UInt8])] = [
        (
            "deep",
            [UInt8]("@a{k, t=".utf8) + .init(repeating: 123, count: 60_000) + .init(repeating: 125, count: 60_000)
        ),
        ("opened", .init(repeating: 123, count: 150_000)), ("at", .init(repeating: 64, count: 150_000)),
        ("nul", [UInt8]("@article{k, title={a\0b}}".utf8)),
        ("bytes", (0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }),
        ("key", [UInt8]("@article{".utf8) + .init(repeating: 107, count: 150_000)),
        ("name", [UInt8]("@article{k, ".utf8) + .init(repeating: 110, count: 150_000)),
        ("long", [UInt8]("@article{k, title={".utf8) + .init(repeating: 120, count: 200_000) + [UInt8]("}}".utf8)),
        (
            "doubling",
            [UInt8](
                ("@string{a = \"xxxxxxxxxxxxxxxx\"}\n"
                    + (0..<60).map { _ in "@string{a = a # a}\n" }.joined() + "@article{k, title = a}").utf8)
        ),
        ("hashes", [UInt8](("@article{k, title = \"a\"" + String(repeating: "#\"b\"", count: 200_000) + "}").utf8)),
        ("accents", [UInt8](("@article{k, title = {" + String(repeating: "\\'{", count: 20_000) + "}}").utf8)),
        ("commas", [UInt8](("@article{k" + String(repeating: ",", count: 50_000) + "}").utf8)),
        ("comments", [UInt8](String(repeating: "@comment{\n", count: 20_000).utf8)),
        ("lines", [UInt8](String(repeating: "@a{\n", count: 50_000).utf8)),
        ("texts", [UInt8](String(repeating: "@a{k, t={\n", count: 5_000).utf8)),
        ("latin", [UInt8]("@article{k, title={G".utf8) + [0xF6] + [UInt8]("del}}".utf8)),
    ]

    @Test(.timeLimit(.minutes(1)), arguments: hostile.map(\.0))
    func hostileFilesCostNothingElse(name: String) throws {
        let bytes = try #require(Self.hostile.first { $0.0 == name }).1
        let reader = BibTeXReader(bytes)
        #expect(reader.entries.count <= BibTeXReader.Limit.entries && reader.faults.count <= BibTeXReader.Limit.faults)
        for entry in reader.entries {
            guard let made = try? BibTeXMapping.resource(entry, tags: []).resource else { continue }
            #expect(made.title.count <= ResourceRules.longestTitle)
        }
        if name == "latin" { #expect(reader.entries.first?.fields["title"] == "Gödel") }
    }

    @Test func damagedFilesAreReadAsFarAsTheyGo() {
        var random = SplitMix(state: 7)
        let sound = [UInt8](Self.sound.utf8)
        for _ in 0..<150 {
            var bytes = sound
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = random.pick([UInt8]("{}@\"#,=\\ \n%()\0".utf8) + [0xFF])
                case 1: bytes.removeSubrange(place..<min(place + 15, bytes.count))
                default:
                    bytes.insert(
                        contentsOf: bytes[place...].prefix(30), at: Int.random(in: 0..<bytes.count, using: &random))
                }
            }
            let reader = BibTeXReader(bytes)
            for entry in reader.entries {
                guard let made = try? BibTeXMapping.resource(entry, tags: []).resource else { continue }
                let text = made.title + (made.fields ?? [:]).values.joined()
                #expect(!text.contains("\n"))
            }
        }
    }

    // MARK: - On a board

    private func session(_ board: HandlesBoard) throws -> BoardSession {
        try board.write("ana", NewEvent(MemberJoined(name: "Ana")))
        let session = try board.session("ana", now: 1_700_000_000_000)
        _ = try session.catchUp()
        return session
    }

    private func importing(_ text: String, _ session: BoardSession, dryRun: Bool = false) throws -> BibTeXReport {
        var importing = BibTeXImport(session, tags: ["cited"], isDryRun: dryRun)
        try importing.run([UInt8](text.utf8))
        _ = try session.catchUp()
        #expect(importing.report.addsUp)
        return importing.report
    }

    @Test func importingTwiceAddsNothing() throws {
        let board = try HandlesBoard(features: FeatureTable.projections)
        let session = try session(board)
        #expect(try importing(Self.sound, session, dryRun: true).imported == 4)
        #expect(try session.read { try ResourceQueries.page(limit: 100, $0) }.isEmpty)
        let first = try importing(
            Self.sound + "\n@book{again, title={x}, doi={10.1000/abc.1}}\n@book{bad, year=1}", session)
        #expect(first.imported == 4 && first.duplicates == 1 && first.failed == 1)
        #expect(first.entries.filter { $0.outcome == "imported" }.allSatisfy { $0.resource != nil })
        let second = try importing(Self.sound, session)
        #expect(second.imported == 0 && second.already_there == 4)
        #expect(try session.read { try ResourceQueries.page(limit: 100, $0) }.count == 4)
    }

    @Test func whatIsExportedIsTheSameWhenImported() throws {
        let here = try HandlesBoard(features: FeatureTable.projections)
        let mine = try session(here)
        _ = try importing(Self.sound, mine)
        let hostile = ResourceAdded(
            resourceKind: .paper, title: "50% of {braces} & \\input{x} #1_2 ~ ^ $x$ SVD", note: "a } b { c",
            tags: ["x"], fields: ["authors": "O'Neil, \"Q\" and 山田 太郎", "key": "p"])
        try mine.write([NewEvent(hostile), NewEvent(ResourceAdded(resourceKind: .note, title: "A note"))])
        _ = try mine.catchUp()
        let export = try BibTeXExport.all(mine)
        #expect(export.count == 5 && export.leftOut == 1)
        let again = read(export.text)
        #expect(again.faults.isEmpty, "\(again.faults)\n\(export.text)")
        #expect(Set(again.entries.map { $0.key.lowercased() }).count == 5)
        let elsewhere = try HandlesBoard(features: FeatureTable.projections)
        let there = try session(elsewhere)
        #expect(try importing(export.text, there).imported == 5)
        let (before, after) = try (records(mine), records(there))
        #expect(before.count == after.count)
        for (old, new) in zip(before, after) where old.title != hostile.title {
            #expect(
                old.title == new.title && old.kind == new.kind && old.address == new.address && old.note == new.note)
            #expect(old.fields == new.fields, "\(old.title)")
        }
        #expect(after.last?.title == "50% of braces & \\inputx #1_2 ~ ^ $x$ SVD")
        #expect(after.last?.fields["authors"] == "O'Neil, \"Q\" and 山田 太郎")
    }

    private func records(_ session: BoardSession) throws -> [ResourceRecord] {
        try session.read { try ResourceQueries.records(after: 0, limit: 100, $0) }.map(\.record)
            .filter { $0.kind != .note }
    }
}
