import Terminal
import Testing

@testable import Features

/// Tabs where there is not room for all of them.
struct TabLineTests {
    private static let titles = ["Library", "My list", "Needs a look", "Collections"]
    private func tabs(_ shown: Int) -> TabLine {
        TabLine(tabs: Self.titles.map { TabLine.Tab(title: $0, count: 2) }, shown: shown)
    }

    @Test(arguments: 0..<4) func theOneThatShowsIsAlwaysThere(shown: Int) {
        for columns in 20...80 {
            let line = tabs(shown).line(columns: columns)
            #expect(line.columns <= columns)
            #expect(line.text.contains("[\(Self.titles[shown]) 2]") && !line.text.contains("…"), "\(line.text)")
        }
    }

    @Test func arrowsSayWhereThereAreMore() {
        #expect(tabs(0).line(columns: 80).text == "[Library 2]  My list 2   Needs a look 2   Collections 2  ")
        #expect(tabs(0).line(columns: 26).text == "[Library 2]  My list 2  ›")
        #expect(tabs(1).line(columns: 16).text == "‹[My list 2] ›")
        #expect(tabs(3).line(columns: 40).text == "‹ Needs a look 2  [Collections 2] ")
    }

    @Test func aClickMeansTheTabThatStandsThere() {
        #expect(tabs(3).tab(atColumn: 3, columns: 40) == 2)
        #expect(tabs(3).tab(atColumn: 20, columns: 40) == 3)
        #expect(tabs(0).tab(atColumn: 14, columns: 80) == 1)
        #expect(tabs(0).tab(atColumn: 79, columns: 80) == nil)
    }
}
