import Terminal
import Testing
import Workbench

@testable import Features

@Suite struct TabbedListTests {
    private struct Word: Identifiable, Hashable, Sendable { var id: String }

    private static let size = Size(columns: 30, rows: 6)

    /// A list of the numbers up to 20 in words of their tab.
    private func list(tabs: [String] = ["One", "Two"], of name: String = "one") throws -> TabbedList<Word> {
        var list = TabbedList<Word>(tabs: tabs)
        try fill(&list, of: name)
        return list
    }

    private func fill(_ list: inout TabbedList<Word>, of name: String) throws {
        try list.fill((0..<20).map { Word(id: "\(name) \($0)") }) { $0.id.contains($1) }
    }

    private func screen(_ list: TabbedList<Word>) -> [String] {
        list.view(size: Self.size, isFocused: true, empty: "nothing") { word, _ in StyledLine(word.id) }.text
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test func tabsStandAboveTheRowsAndGoRound() throws {
        var list = try list()
        #expect(screen(list).prefix(3) == ["[One]  Two", "", "▶one 0"])
        #expect(try list.perform(.tabRight, in: Self.size) == .reload)
        try fill(&list, of: "two")
        #expect(screen(list).prefix(3) == [" One  [Two]", "", "▶two 0"])
        _ = try list.perform(.tabRight, in: Self.size)
        #expect(list.tabs.shown == 0)
        _ = try list.perform(.tabLeft, in: Self.size)
        #expect(list.tabs.shown == 1)
    }

    @Test func theMouseReachesTabsAndRowsAndNothingBetween() throws {
        var list = try list()
        #expect(try list.handle(.click(Point(column: 2, row: 3)), in: Self.size) == .nothing)
        #expect(list.selection?.id == "one 1")
        _ = try list.perform(.last, in: Self.size)
        #expect(try list.handle(.click(Point(column: 2, row: 1)), in: Self.size) == .nothing)
        #expect(list.selection?.id == "one 19", "the empty row is no row of the list")
        #expect(try list.handle(.doubleClick(Point(column: 2, row: 4)), in: Self.size) == .open)
        #expect(try list.handle(.click(Point(column: 7, row: 0)), in: Self.size) == .reload)
        #expect(list.tabs.shown == 1)
    }

    @Test func whatIsFoundShowsUntilTheSearchEnds() throws {
        var list = try list()
        #expect(list.availability(of: .nextMatch, onRows: [], none: "none") == .absent)
        #expect(try list.handle(.typing(purpose: PaneInput.find, text: "7"), in: Self.size) == .reload)
        try fill(&list, of: "one")
        #expect(screen(list)[2...] == ["▶one 7", " one 17", "", ""])
        #expect(list.status.text == "with “7”")
        #expect(list.availability(of: .nextMatch, onRows: [], none: "none") == .available)
        #expect(try list.perform(.endFind, in: Self.size) == .reload)
        #expect(!list.isFinding)
    }

    @Test func keysForRowsWantARow() throws {
        var list = TabbedList<Word>()
        #expect(list.availability(of: .copy, onRows: [.copy], none: "none here") == .unavailable("none here"))
        #expect(list.availability(of: .tabLeft, onRows: [], none: "none here") == .absent, "there are no tabs")
        try fill(&list, of: "one")
        #expect(list.availability(of: .copy, onRows: [.copy], none: "none here") == .available)
        #expect(list.availability(of: .copy, onRows: [], none: "none here") == .absent)
        #expect(screen(list)[0] == "▶one 0", "without tabs it is the list alone")
    }
}
