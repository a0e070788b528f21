import TestSupport
import Testing

@testable import Terminal

@Suite struct SurfaceTests {
    private func surface(_ columns: Int, _ rows: Int = 1) -> Surface {
        Surface(size: Size(columns: columns, rows: rows))
    }

    @Test func aWideLetterThatWouldBeCutIsLeftOut() {
        var surface = surface(5)
        #expect(surface.write("漢字漢", at: Point(column: 0, row: 0)) == 4)
        #expect(surface.text == "漢字")
        #expect(surface.write("漢", at: Point(column: 4, row: 0)) == 0)
    }

    @Test func halfAWideLetterIsNeverLeft() {
        var surface = surface(6)
        surface.write("漢字漢", at: Point(column: 0, row: 0))
        surface.write("x", at: Point(column: 1, row: 0))
        #expect(surface.text == " x字漢")
        surface.write("字", at: Point(column: 3, row: 0))
        #expect(surface.text == " x 字")
        surface.fill(Rectangle(column: 4, row: 0, columns: 1, rows: 1), "-")
        #expect(surface.text == " x  -")
    }

    @Test func whatLiesOutsideIsLeftOut() {
        var surface = surface(4, 2)
        surface.write("abcdef", at: Point(column: -2, row: 0))
        surface.write("never", at: Point(column: 0, row: 2))
        surface.write("never", at: Point(column: 0, row: -1))
        surface.write("limited", at: Point(column: 0, row: 1), limit: 2)
        #expect(surface.text == "cdef\nli")
        #expect(surface[Point(column: 9, row: 9)] == Cell())
    }

    @Test func aSurfaceIsDrawnIntoAnother() {
        var inner = surface(3, 2)
        inner.write("漢x", at: Point(column: 0, row: 0))
        inner.cursor = Point(column: 1, row: 1)
        var outer = surface(4, 2)
        outer.fill(Rectangle(column: 0, row: 0, columns: 4, rows: 2), ".")
        outer.draw(inner, at: Point(column: 2, row: 1))
        #expect(outer.text == "....\n..漢")
        #expect(outer.cursor == Point(column: 3, row: 2))
    }

    @Test func widthsAlwaysAddUpToTheRow() {
        var random = SplitMix(state: 11)
        for _ in 0..<400 {
            var surface = surface(Int.random(in: 1...20, using: &random), 3)
            for _ in 0..<30 {
                change(&surface, &random)
                expectSound(surface)
            }
        }
    }

    private func change(_ surface: inout Surface, _ random: inout SplitMix) {
        let point = Point(column: Int.random(in: -4...20, using: &random), row: Int.random(in: -1...3, using: &random))
        let block = Rectangle(origin: point, size: Size(columns: Int.random(in: 0...6, using: &random), rows: 2))
        switch Int.random(in: 0..<5, using: &random) {
        case 0: surface.fill(block, random.pick([" ", "x"]))
        case 1: surface.overlay(.selection, in: block)
        case 2:
            var other = self.surface(Int.random(in: 0...8, using: &random), 2)
            other.write(HostileText.text(&random), at: Point(column: 0, row: 0))
            surface.draw(other, at: point)
        default: surface.write(HostileText.text(&random), at: point, limit: Int.random(in: 0...25, using: &random))
        }
    }

    private func expectSound(_ surface: Surface) {
        for row in 0..<surface.size.rows {
            let widths = surface.row(row).map { Int($0.width) }
            #expect(widths.reduce(0, +) == surface.size.columns, "\(widths)")
            for (column, width) in widths.enumerated() {
                #expect((width == 0) == (column > 0 && widths[column - 1] == 2), "\(widths)")
            }
        }
        let lines = surface.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { TextWidth.columns(of: String($0)) <= surface.size.columns }, "\(lines)")
    }
}
