import Testing

@testable import Workbench

@Suite struct FuzzyMatchTests {
    private let names = [
        "mark all read", "mark the row", "remark", "unread from here", "star", "whole screen", "Straße",
    ]

    @Test(arguments: [
        ("mark", ["mark all read", "mark the row", "remark"]), ("mar", ["mark all read", "mark the row", "remark"]),
        ("ufh", ["unread from here"]), ("STAR", ["star"]), ("screen", ["whole screen"]), ("zz", []), ("star!", []),
    ])
    func findsByLettersInOrder(letters: String, expected: [String]) {
        let found = FuzzyMatch.sorted(names, by: letters) { $0 }
        #expect(Set(found) == Set(expected))
    }

    @Test func nothingTypedKeepsTheOrder() {
        #expect(FuzzyMatch.sorted(names, by: "") { $0 } == names)
        #expect(FuzzyMatch.sorted(names, by: "  ") { $0 } == names)
    }

    @Test func theBeginningOfAWordIsWorthMore() throws {
        let atStart = try #require(FuzzyMatch.score("row", in: "mark the row"))
        let inside = try #require(FuzzyMatch.score("row", in: "mark the crow"))
        #expect(atStart < inside)
        #expect(FuzzyMatch.score("mark", in: "mark the row") == 0)
    }
}
