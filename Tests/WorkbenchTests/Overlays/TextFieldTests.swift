import Terminal
import TestSupport
import Testing

@testable import Workbench

@Suite struct TextFieldTests {
    /// Keys and what they make of `one two 漢字`, the cursor at its end marked by a bar.
    @Test(arguments: [
        ([Key.character("x")], "one two 漢字x|"), ([.named(.backspace)], "one two 漢|"), ([.control("w")], "one two |"),
        ([.control("w"), .control("w")], "one |"), ([.control("u")], "|"), ([.control("a"), .control("k")], "|"),
        ([.control("a"), .control("d")], "|ne two 漢字"), ([.named(.home), .character("x")], "x|one two 漢字"),
        ([.named(.left), .character("x")], "one two 漢x|字"), ([.named(.left), .named(.delete)], "one two 漢|"),
        ([.control("b"), .control("b"), .control("f")], "one two 漢|字"), ([.paste("a\nb")], "one two 漢字a b|"),
        ([.named(.space)], "one two 漢字 |"), ([.named(.right), .named(.delete), .control("k")], "one two 漢字|"),
        ([.named(.home), .named(.left), .named(.backspace), .control("u"), .control("w")], "|one two 漢字"),
    ])
    func editsLikeAShell(keys: [Key], expected: String) {
        var field = TextField("one two 漢字")
        for key in keys { _ = field.press(key) }
        #expect(field.text == expected.replacing("|", with: ""))
        _ = field.press(.character("|"))
        #expect(field.text == expected)
    }

    @Test func saysWhetherTheTextChanged() {
        var field = TextField("ab")
        let keys: [Key] = [.named(.left), .named(.backspace), .named(.backspace), .alt("x")]
        #expect(keys.map { field.press($0) } == [false, true, false, false])
    }

    @Test func keepsTheLinesOfATextThatMayHaveThem() {
        var field = TextField("one\ntwo", takesLines: true)
        for key in [Key.control("n"), .character("x"), .paste("a\nb")] { _ = field.press(key) }
        #expect(field.text == "one\ntwo\nxa\nb")
        let shown = field.view(label: "", columns: 40)
        #expect(shown.text.hasPrefix("one↵two↵xa↵b"))
        #expect(shown.cursor == Point(column: 12, row: 0))
        _ = field.press(.named(.backspace))
        _ = field.press(.named(.backspace))
        #expect(field.text == "one\ntwo\nxa")
        // A field of one line takes none.
        var line = TextField("one")
        _ = line.press(.control("n"))
        #expect(line.text == "one")
    }

    @Test func neverLosesItsFooting() {
        let keys: [Key] = [
            .named(.left), .named(.right), .named(.home), .named(.end), .named(.backspace), .named(.delete),
            .control("u"),
            .control("k"), .control("w"), .character("e"), .character("\u{301}"), .character("漢"), .paste("👩‍🚀 x\r\ny"),
            .character("🇩"), .character("🇪"),
        ]
        var random = SplitMix(state: 19)
        for _ in 0..<300 {
            var field = TextField()
            for _ in 0..<40 {
                _ = field.press(random.pick(keys))
                let columns = Int.random(in: 5...30, using: &random)
                let view = field.view(label: "› ", columns: columns)
                #expect(view.size == Size(columns: columns, rows: 1))
                #expect(view.cursor.map { (0..<columns).contains($0.column) } ?? false)
            }
        }
        var field = TextField()
        for _ in 0..<300 { _ = field.press(.paste("12345")) }
        #expect(field.text.count <= TextField.longest)
    }
}
