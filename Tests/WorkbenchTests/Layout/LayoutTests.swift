import Terminal
import Testing

@testable import Workbench

@Suite struct LayoutTests {
    private static let sizes = [
        (40, 12), (69, 24), (70, 24), (80, 24), (99, 30), (100, 30), (119, 40), (120, 40), (159, 50), (160, 50),
        (200, 60),
    ]
    private static let fillings: [Set<Slot>] = [
        [.list], [.sidebar, .list], [.sidebar, .list, .reader], [.sidebar, .list, .sideUpper, .sideLower],
        Set(Slot.allCases),
        [.sidebar, .reader], [.sidebar, .list, .sideLower], [.sidebar, .list, .reader, .sideUpper],
    ]

    private static func requests(_ columns: Int, _ rows: Int) -> [Layout.Request] {
        fillings.flatMap { filled in
            filled.sorted { $0.rawValue < $1.rawValue }.flatMap { focus in
                [(false, nil), (true, nil), (false, true), (false, false)].flatMap { isZoomed, isSideShown in
                    [false, true].map { shares in
                        var request = Layout.Request(
                            size: Size(columns: columns, rows: rows), filled: filled, focus: focus)
                        request.isZoomed = isZoomed
                        request.isSideShown = isSideShown
                        request.sharesWithComposer = shares && isZoomed
                        return request
                    }
                }
            }
        }
    }

    @Test(arguments: sizes)
    func nothingOverlapsAndAllLiesInside(columns: Int, rows: Int) {
        for request in Self.requests(columns, rows) {
            let layout = Layout(request)
            let blocks =
                layout.slots.values + layout.separators + [layout.footer, layout.status]
                + (layout.composer.map { [$0] } ?? [])
            var taken: Set<Point> = []
            for block in blocks {
                for row in block.origin.row..<block.endRow {
                    for column in block.origin.column..<block.endColumn {
                        let point = Point(column: column, row: row)
                        #expect((0..<columns).contains(column) && (0..<rows).contains(row), "\(request)")
                        #expect(taken.insert(point).inserted, "two blocks at \(point) of \(request)")
                    }
                }
            }
            #expect(layout.slots[request.focus] != nil, "the pane with the focus is visible in \(request)")
            #expect(layout.slots.values.allSatisfy { $0.size.columns >= 10 && $0.size.rows >= 3 }, "\(layout.slots)")
            #expect(Set(layout.slots.keys).isSubset(of: request.filled))
        }
    }

    @Test(arguments: [(39, 12), (40, 11), (0, 0), (1, 1)])
    func asksForALargerWindow(columns: Int, rows: Int) {
        let layout = Layout(
            Layout.Request(size: Size(columns: columns, rows: rows), filled: [.list], focus: .list))
        #expect(layout.isTooSmall)
    }

    @Test func widthDecidesWhatShows() {
        func shown(_ columns: Int, focus: Slot = .list) -> Set<Slot> {
            Set(
                Layout(
                    Layout.Request(size: Size(columns: columns, rows: 30), filled: Set(Slot.allCases), focus: focus)
                ).slots.keys)
        }
        #expect(shown(69) == [.list])
        #expect(shown(69, focus: .reader) == [.reader])
        #expect(shown(70) == [.sidebar, .list, .reader])
        #expect(shown(99) == [.sidebar, .list, .reader])
        #expect(shown(80, focus: .sideUpper) == [.sidebar, .sideUpper, .sideLower])
        #expect(shown(100, focus: .sideUpper) == Set(Slot.allCases))
        #expect(shown(119) == [.sidebar, .list, .reader])
        #expect(shown(120) == Set(Slot.allCases))
    }
}
