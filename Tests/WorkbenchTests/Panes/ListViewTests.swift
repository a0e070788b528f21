import Terminal
import TestSupport
import Testing

@testable import Workbench

/// Numbers that stand for themselves, so many of them.
private struct Numbers: RowSource {
    struct Row: Identifiable, Hashable, Sendable { var id: Int }
    var count: Int

    func rows(after row: Row?, limit: Int) -> [Row] {
        let start = (row?.id ?? -1) + 1
        return (start..<max(start, min(count, start + limit))).map(Row.init)
    }

    func rows(before row: Row?, limit: Int) -> [Row] {
        let end = row?.id ?? count
        return (max(0, end - limit)..<end).map(Row.init)
    }

    func current(_ rows: [Row]) -> [Row] { rows.filter { $0.id < count } }
}

@Suite struct ListViewTests {
    private func list(_ count: Int) throws -> ListView<Numbers> {
        var list = ListView(Numbers(count: count))
        try list.reload()
        return list
    }

    /// What must hold after every step.
    private func expectSound(_ list: ListView<Numbers>, height: Int) {
        let ids = list.rows.map(\.id)
        #expect(ids == ids.first.map { Array($0..<$0 + ids.count) } ?? [], "the window has no gaps")
        #expect(ids.count <= ListView<Numbers>.window + 2 * ListView<Numbers>.page)
        guard !ids.isEmpty else { return }
        #expect(list.rows.indices.contains(list.selected))
        #expect((list.top..<list.top + height).contains(list.selected), "the selection is in view")
        #expect(list.top >= 0 && list.top <= max(0, ids.count - 1))
    }

    @Test(arguments: [0, 1, 5, 199, 200, 201, 5_000])
    func reachesBothEnds(count: Int) throws {
        var list = try list(count)
        _ = try list.perform(.last, height: 10)
        #expect(list.selection?.id == (count == 0 ? nil : count - 1))
        expectSound(list, height: 10)
        _ = try list.perform(.first, height: 10)
        #expect(list.selection?.id == (count == 0 ? nil : 0))
        #expect(list.isAtTop)
        expectSound(list, height: 10)
    }

    @Test func goesThroughAllRowsBothWays() throws {
        var list = try list(2_500)
        for number in 0..<2_499 {
            #expect(list.selection?.id == number)
            _ = try list.perform(.down, height: 10)
        }
        _ = try list.perform(.down, height: 10)
        #expect(list.selection?.id == 2_499)
        expectSound(list, height: 10)
        for number in (0..<2_500).reversed() {
            #expect(list.selection?.id == number)
            _ = try list.perform(.up, height: 10)
        }
        expectSound(list, height: 10)
    }

    @Test func staysSoundWhateverIsPressed() throws {
        let actions: [ActionName] = [
            .down, .up, .pageDown, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .last, .first, .mark, .markRange,
            .readOn,
        ]
        var random = SplitMix(state: 29)
        for count in [0, 3, 450, 3_000] {
            var list = try list(count)
            for _ in 0..<400 {
                let height = Int.random(in: 1...50, using: &random)
                switch Int.random(in: 0..<12, using: &random) {
                case 0: try list.scroll(by: Int.random(in: -60...60, using: &random), height: height)
                case 1: try list.refresh()
                case 2:
                    try list.reload()
                    list.scroll(height: height)
                default: _ = try list.perform(random.pick(actions), height: height)
                }
                list.scroll(height: height)
                expectSound(list, height: height)
            }
        }
    }

    @Test func theSelectionStaysOnItsRowWhenOthersGo() throws {
        var list = try list(50)
        try list.move(to: 20, height: 10)
        list.source.count = 30
        try list.reload()
        #expect(list.selection?.id == 20)
        list.source.count = 10
        try list.refresh()
        #expect(list.selection?.id == 9)
    }

    @Test func marksAreForActionsOnAllOfThem() throws {
        var list = try list(20)
        #expect(list.chosen.map(\.id) == [0])
        try list.toggleMark(height: 10)
        try list.move(to: 5, height: 10)
        list.toggleRange()
        try list.move(to: 7, height: 10)
        list.toggleRange()
        #expect(list.chosen.map(\.id) == [0, 5, 6, 7])
        list.clearMarks()
        #expect(list.chosen.map(\.id) == [7])
    }

    @Test func theMouseReachesOnlyRowsInSight() throws {
        var list = try list(20)
        try list.move(to: 19, height: 5)
        #expect(try !list.handle(.click(Point(column: 0, row: -1)), height: 5))
        #expect(list.selection?.id == 19, "what stands above the list is no row of it")
        #expect(try !list.handle(.click(Point(column: 0, row: 1)), height: 5))
        #expect(list.selection?.id == 16)
        #expect(try list.handle(.doubleClick(Point(column: 0, row: 1)), height: 5), "it is to be opened")
        #expect(try !list.handle(.wheel(-20), height: 5))
        #expect(list.top == 0)
    }

    @Test func marksReachRowsThatAreOutOfSight() throws {
        var list = ListView(FixedRows((0..<3_000).map(Numbers.Row.init)))
        try list.reload()
        #expect(list.rows.count < 3_000)
        list.toggleRange()
        _ = try list.perform(.last, height: 10)
        #expect(list.chosen.count == 3_000, "a range from the first row to the last")
        list.toggleRange()
        _ = try list.perform(.first, height: 10)
        #expect(list.marks.count == 3_000)
        _ = try list.perform(.markAll, height: 10)
        #expect(list.marks.isEmpty, "all had one")
        _ = try list.perform(.markAll, height: 10)
        #expect(list.chosen.map(\.id) == Array(0..<3_000))
        list.source = FixedRows((0..<10).map(Numbers.Row.init))
        try list.reload()
        #expect(list.marks.count == 10, "what is gone is not counted")
    }
}
