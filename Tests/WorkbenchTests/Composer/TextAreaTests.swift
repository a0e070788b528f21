import Terminal
import TestSupport
import Testing

@testable import Workbench

@Suite struct TextAreaTests {
    /// What keys make of a text; a bar stands for the cursor, which begins at the end.
    @Test(arguments: [
        ("one\ntwo", [Key.named(.enter)], "one\ntwo\n|"), ("one two", [.control("w")], "one |"),
        ("one two", [.alt("b"), .alt("d")], "one |"),
        ("one two", [.control("a"), .control("k")], "|"), ("one\ntwo", [.control("u")], "one\n|"),
        ("one\ntwo", [.control("u"), .named(.backspace)], "one|"),
        ("one two", [.control("w"), .control("y"), .control("y")], "one twotwo|"),
        ("one", [.named(.backspace), .control("_")], "one|"),
        ("one ", [.character("x"), .character("y"), .alt("u")], "one |"),
        ("one ", [.character("x"), .character(" "), .character("y"), .character("z"), .alt("u")], "one x |"),
        ("one two", [.named(.backspace), .named(.backspace), .named(.backspace), .alt("u")], "one two|"),
        ("one\ntwo", [.named(.up)], "one|\ntwo"), ("one\ntwo", [.named(.up), .named(.home), .control("k")], "|\ntwo"),
        ("one\ntwo", [.named(.up), .control("k")], "one|two"),
        ("one\ntwo", [.alt("<"), .control("d")], "|ne\ntwo"),
        ("a b c", [.alt("<"), .alt("f"), .alt("f"), .character("!")], "a b!| c"),
        ("x", [.paste("1\r\n2\r3")], "x1\n2\n3|"), ("漢字", [.named(.left), .named(.backspace)], "|字"),
        ("one", [.named(.pageUp), .named(.pageDown)], "one|"),
        ("e\u{301}a", [.named(.left), .named(.backspace)], "|a"),
    ])
    func editsLikeReadline(text: String, keys: [Key], expected: String) {
        var area = TextArea(text)
        for key in keys { _ = area.press(key, columns: 20) }
        #expect(area.text == expected.replacing("|", with: ""))
        _ = area.press(.character("|"), columns: 20)
        #expect(area.text == expected)
    }

    @Test func linesAreWrappedAtSpacesAndUpGoesByRows() {
        let area = TextArea("aaaa bbbb cccc")
        let view = area.view(size: Size(columns: 10, rows: 3))
        #expect(view.text == "aaaa\nbbbb cccc\n" || view.text == "aaaa bbbb\ncccc\n", "\(view.text)")
        var moved = area
        _ = moved.press(.named(.up), columns: 10)
        _ = moved.press(.character("X"), columns: 10)
        #expect(moved.text != "aaaa bbbb ccccX")
    }

    @Test func namesAndChannelsAreCompleted() {
        var area = TextArea("ask @an")
        #expect(area.wordBeforeCursor == "@an")
        area.replaceWordBeforeCursor(with: "@ana ")
        #expect(area.text == "ask @ana ")
    }

    @Test func everyUndoLeadsBack() {
        var random = SplitMix(state: 23)
        let keys: [Key] = [
            .character("a"), .character("漢"), .named(.enter), .named(.space), .named(.backspace), .control("k"),
            .control("u"),
            .control("w"), .alt("d"), .control("y"), .paste("👩‍🚀\nx"), .named(.up), .named(.down), .named(.left),
            .alt("b"), .named(.delete),
        ]
        for _ in 0..<100 {
            var area = TextArea("begin")
            for _ in 0..<60 {
                _ = area.press(random.pick(keys), columns: 12)
                let size = Size(
                    columns: Int.random(in: 4...20, using: &random), rows: Int.random(in: 1...5, using: &random))
                let cursor = area.view(size: size).cursor
                #expect(
                    cursor.map { (0..<size.columns).contains($0.column) && (0..<size.rows).contains($0.row) } ?? false)
            }
            for _ in 0..<200 { _ = area.press(.control("_"), columns: 12) }
            #expect(area.text == "begin")
        }
    }

    @Test func aHugePasteIsTakenOrLeftWhole() {
        var area = TextArea()
        _ = area.press(.paste(String(repeating: "x", count: TextArea.longest)), columns: 80)
        #expect(area.text.count == TextArea.longest)
        _ = area.press(.character("y"), columns: 80)
        #expect(area.text.count == TextArea.longest)
    }
}
