import Terminal
import Testing

/// Screens on which nothing stands yet: they say what to do, and offer only what can be done.
struct EmptyScreenTests {
    private func screen(_ script: String, columns: Int = 80, rows: Int = 24) throws -> String {
        try #require(try ScreenBoard().play(script + "\nscreen", columns: columns, rows: rows).last)
    }

    @Test func whereNothingIsStarredTheKeyThatStarsIsNamed() throws {
        let screen = try screen("keys 4")
        #expect(screen.contains("Nothing starred; s on a thread keeps it here."), "\(screen)")
    }

    @Test func whatToDoIsSaidWholeOnASmallScreen() throws {
        let screen = try screen("keys 4", columns: 40, rows: 12)
        let words = screen.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("s on a thread keeps it here."), "\(screen)")
        let polls = try self.screen("keys g v", columns: 40, rows: 12)
        #expect(polls.contains("something."), "\(polls)")
    }

    @Test(arguments: [(40, 12), (80, 24)]) func allOperatorsOfASearchAreThere(columns: Int, rows: Int) throws {
        let screen = try screen("keys 9 escape", columns: columns, rows: rows)
        for word in ["channel:week-3", "kind:question", "before:2026-03-01", "after:2026-01"] {
            #expect(screen.contains(word), "\(word)\n\(screen)")
        }
    }

    @Test func theFooterOffersNoThanksWhereThereIsNobodyToThank() throws {
        #expect(try !screen("keys g n", columns: 200).contains("t thank"))
        #expect(try screen("keys g n t").contains("choose a post, a member or feedback first"))
        #expect(try !screen("keys 2 j enter t").contains("choose a post"))
    }
}
