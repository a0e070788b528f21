import Terminal
import Testing

@testable import Workbench

@Suite struct ActionReachTests {
    private let table = ActionTable.standard()

    @Test func everyActionHasItsOwnNameAndSaysWhatItDoes() {
        #expect(Set(table.actions.map(\.name)).count == table.actions.count)
        for action in table.actions {
            #expect(!action.help.isEmpty, "\(action.name)")
            #expect(action.name.rawValue.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }, "\(action.name)")
        }
    }

    /// A pane that can do all that is no matter of the frame or the composer.
    private var pane: FakePane {
        let own = table.actions.filter { $0.context != .composer && Workbench.frameActions[$0.name] == nil }
        return FakePane("All", Dictionary(uniqueKeysWithValues: own.map { ($0.name, []) }))
    }

    @Test func everyActionIsReachedByAKeyOrThePalette() {
        for action in table.actions where action.context != .composer {
            let offered = BenchDriver([.open(pane, in: .list)]).bench
            guard offered.availability(of: action.name) == .available, action.name != .palette else { continue }
            var driver = BenchDriver([.open(pane, in: .list)])
            driver.press(":")
            driver.type(action.name.rawValue)
            #expect(
                driver.screen.contains { $0.contains(action.name.rawValue) }, "\(action.name) is not in the palette")
        }
    }

    @Test func theHelpNamesEveryActionOfTheScreen() {
        var driver = BenchDriver([.open(pane, in: .list)], size: Size(columns: 120, rows: 60))
        driver.press("?")
        var pages: [String] = []
        for _ in 0..<12 {
            pages += driver.screen
            driver.press("space")
        }
        for action in table.actions where action.context == .everywhere {
            guard driver.bench.availability(of: action.name) != .absent else { continue }
            #expect(pages.contains { $0.contains(action.help) }, "\(action.name)")
        }
        for group in Action.Group.allCases where table.actions.contains(where: { $0.group == group }) {
            #expect(pages.contains { $0.contains(group.rawValue) }, "\(group)")
        }
    }
}
