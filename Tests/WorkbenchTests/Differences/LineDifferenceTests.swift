import Terminal
import Testing

@testable import Workbench

@Suite struct LineDifferenceTests {
    /// What is left when the changes are made: kept lines from the old version, changed ones from the new.
    private func applied(_ difference: LineDifference) -> [String] {
        var lines: [String] = []
        var place = 0
        for change in difference.changes {
            lines += difference.old[place..<change.old.lowerBound]
            lines += difference.new[change.new]
            place = change.old.upperBound
        }
        return lines + difference.old[place...]
    }

    @Test func applyingTheDifferenceGivesTheNewText() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            let old = (0..<Int.random(in: 0...30, using: &random)).map { _ in "\(Int.random(in: 0...9, using: &random))"
            }
            let new = (0..<Int.random(in: 0...30, using: &random)).map { _ in "\(Int.random(in: 0...9, using: &random))"
            }
            let difference = LineDifference(from: old, to: new)
            #expect(applied(difference) == new, "\(old) to \(new)")
            let kept = difference.kept
            #expect(kept.allSatisfy { old[$0.old] == new[$0.new] }, "\(old) to \(new)")
            #expect(
                kept.reduce(0) { $0 + $1.old.count } + difference.changes.reduce(0) { $0 + $1.old.count } == old.count)
        }
    }

    @Test func showsWhatChangedWithSignsAndNumbers() {
        let old = (1...12).map { "line \($0)" } + ["The cat sat on the mat.", "gone", "end"]
        let new = (1...12).map { "line \($0)" } + ["The dog sat on the mat.", "end", "more 漢字"]
        let difference = LineDifference(from: old, to: new)
        let expected = """
               ⋯ 9 lines as they were
            10   line 10
            11   line 11
            12   line 12
            13 ~ The [-cat-]{+dog+} sat on the mat.
            14 - gone
            14   end
            15 + more 漢字
            """
        #expect(difference.layout(columns: 60).map(\.text).joined(separator: "\n") == expected)
        #expect(difference.summary == "1 line added, 1 removed, 1 reworded")
    }

    @Test(arguments: [20, 40, 80]) func fitsTheWidth(columns: Int) {
        let old = "短い文です。これは長い行で、折り返されます。\nsame"
        let new = "短い文です。これはとても長い行で、折り返されます。👩‍👩‍👧\nsame\n" + String(repeating: "x", count: 200)
        let lines = LineDifference(from: old, to: new).layout(columns: columns)
        #expect(lines.allSatisfy { $0.columns <= columns }, "\(lines.map(\.text))")
        #expect(lines.map(\.text).joined().contains("{+とても+}") || columns == 20)
    }

    @Test func sameTextsDoNotDiffer() {
        #expect(LineDifference(from: "a\nb\n", to: "a\nb").isEmpty)
        #expect(LineDifference(from: "", to: "").layout(columns: 40).map(\.text) == ["Nothing has changed."])
    }

    @Test func hugeAndHostileTextsAreComparedCoarsely() {
        let old = (0..<60_000).map { _ in "a" } + ["x"]
        let new = (0..<60_000).map { $0.isMultiple(of: 2) ? "b" : "a" } + ["x"]
        #expect(applied(LineDifference(from: old, to: new)) == new)
        let words = (0..<900).map { "w\($0)" }
        let shuffled = (0..<120).map { shift in (words[shift...] + words[..<shift]).joined(separator: " ") }
        #expect(applied(LineDifference(from: shuffled, to: shuffled.map { $0 + " z" })) == shuffled.map { $0 + " z" })
    }

    @Test func commentsFollowTheirLines() {
        let old = ["one", "two", "three", "The cat sat on the mat.", "five", "six"]
        let new = ["zero", "one", "two", "three", "The dog sat on the mat.", "six"]
        let map = LineMap(LineDifference(from: old, to: new))
        #expect(map.whereabouts(of: 1...2) == .kept(2...3))
        #expect(map.whereabouts(of: 3...4) == .changed(4...5))
        #expect(map.whereabouts(of: 4...6) == .changed(5...6))
        #expect(map.whereabouts(of: 5...5) == .gone)
        #expect(map.whereabouts(of: 6...Int.max) == .kept(6...6))
        #expect(map.whereabouts(of: 40...50) == .gone)
    }
}
