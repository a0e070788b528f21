import Terminal
import Testing

@testable import Workbench

@Suite struct MarkdownLayoutTests {
    @Test func laysOutListsQuotesCodeAndTables() {
        let source = """
            # Week 1

            Ask @rena in #help, or [look](https://example.org).

            1. first item that wraps
               - inner 漢字漢字漢字漢字
            2. second

            > quoted words

            ```swift
            let reading = "abcdefghijkl"
            ```

            | a | b |
            |---|---|
            | 1 | 2 |
            """
        let expected = """
            Week 1

            Ask @rena in #help,
            or look.

            1. first item that
               wraps
               • inner 漢字漢字
                 漢字漢字
            2. second

            ▌ quoted words

            let reading = "abcde
            ↪fghijkl"

            a │ b
            ──┼──
            1 │ 2

            """
        let document = MarkdownDocument(source)
        #expect(document.plain(columns: 20) == expected)
        #expect(document.links == [Link(text: "look", address: "https://example.org")])
        #expect(document.codeBlocks == ["let reading = \"abcdefghijkl\"\n"])
    }

    @Test func showsWhereAnUnusualLinkLeads() {
        #expect(MarkdownDocument("[notes](file:///etc/passwd)").plain(columns: 60) == "notes <file:///etc/passwd>\n")
    }

    @Test func keepsTheLinesOfMailAndFoldsLongQuotes() {
        let quoted = (1...6).map { "> line \($0)\n" }.joined()
        let layout = MarkdownDocument(mail: quoted + "my\nanswer\n-- \nRena").layout(columns: 40, foldQuotes: true)
        #expect(layout.plain == "▌ line 1\n⋯ 6 quoted lines\nmy\nanswer\n-- \nRena\n")
        #expect(layout.folds == [.init(line: 1, hidden: 5)])
    }

    @Test func wrapsAnewWhatAProgramHadWrappedAndNothingElse() {
        let mail = """
            The null space of a matrix is what it sends to zero, and the row
            space is what is left of the domain when the null space has been
            taken out of it.
            A line that a person ended here.

            > I have seen this proved with the rank theorem, and I am not sure
            > that I believe it.

              1  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0
              0  1
            """
        let document = MarkdownDocument(mail: mail)
        #expect(document.plain(columns: 80) == mail.replacing("> ", with: "▌ ") + "\n")
        let narrow = """
            ▌ I have seen this proved with the rank theorem, and I
            ▌ am not sure that I believe it.
            """
        #expect(document.plain(columns: 54).contains(narrow))
        #expect(document.plain(columns: 54).contains("  1  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0"))
        let greedy = mail.split(separator: "\n").prefix(3).joined(separator: "\n")
        let expected = """
            The null space of a matrix is what it sends to zero,
            and the row space is what is left of the domain when
            the null space has been taken out of it.

            """
        #expect(MarkdownDocument(mail: greedy).plain(columns: 54) == expected)
    }

    @Test(arguments: [
        String(repeating: ">", count: 10_000) + "x", String(repeating: "[", count: 10_000),
        String(repeating: "- a\n", count: 60_000), String(repeating: "漢", count: 300_000),
        "\u{1B}[31mred\u{202E}\r\n| a |\n|--|\n| \u{7} |",
    ])
    func boundsWhatIsHostile(source: String) {
        for document in [MarkdownDocument(source), MarkdownDocument(mail: source)] {
            let layout = document.layout(columns: 20, foldQuotes: false)
            #expect(layout.lines.allSatisfy { $0.columns <= 20 })
            #expect(!layout.plain.unicodeScalars.contains("\u{1B}"))
        }
    }

    @Test func noLineIsWiderThanAsked() {
        let parts = [
            "# ", "> ", "- ", "1. ", "word ", "漢字", "👩‍🚀", "`code`", "**b**", "\n", "\n\n", "```\n", "|a|b|\n|-|-|\n",
        ]
        var seed: UInt64 = 7
        for round in 0..<200 {
            let source = (0..<40).map { _ in
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return parts[Int(seed >> 33) % parts.count]
            }.joined()
            let columns = 8 + round % 70
            let layout = MarkdownDocument(source).layout(columns: columns, foldQuotes: round.isMultiple(of: 2))
            #expect(layout.lines.allSatisfy { $0.columns <= columns }, "\(source.debugDescription) at \(columns)")
        }
    }
}
