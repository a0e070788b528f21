import Terminal
import Testing

@testable import Workbench

@Suite struct CodeHighlighterTests {
    /// The lines with a letter for what each run means: `[k:let]`; what is plain stands as it is.
    private func marked(_ code: String, _ language: String) throws -> String {
        let language = try #require(CodeLanguage.named(language))
        return CodeLines.rows(of: code, language: language).map { line in
            line.spans.map { span in
                switch span.style {
                case .codeKeyword: "[k:\(span.text)]"
                case .codeString: "[s:\(span.text)]"
                case .codeComment: "[c:\(span.text)]"
                case .codeNumber: "[n:\(span.text)]"
                default: span.text
                }
            }.joined()
        }.joined(separator: "\n")
    }

    @Test(arguments: [
        ("swift", #"let a1 = 0xFF + 2.5e-3 // "no""#, #"[k:let] a1 = [n:0xFF] + [n:2.5e-3] [c:// "no"]"#),
        ("swift", "/* a /* b */\nc */ if \"\\\"x\" {", "[c:/* a /* b */]\n[c:c */] [k:if] [s:\"\\\"x\"] {"),
        ("c", "#include <a.h>\nint x; /* one\n two */ y", "[k:#include] <a.h>\n[k:int] x; [c:/* one]\n[c: two */] y"),
        ("c++", "char c = '\"';", "[k:char] c = [s:'\"'];"),
        ("python", "def f():\n    \"\"\"a\n    b\"\"\" # c", "[k:def] f():\n    [s:\"\"\"a]\n[s:    b\"\"\"] [c:# c]"),
        ("r", "x.if <- TRUE # 1", "x.if <- [k:TRUE] [c:# 1]"),
        ("js", "const s = `a\nb`;", "[k:const] s = [s:`a]\n[s:b`];"),
        ("rust", "fn f<'a>(c: &'a str) { 'x' }", "[k:fn] f<'a>(c: &'a [k:str]) { [s:'x'] }"),
        ("go", "func f() { return 1 }", "[k:func] f() { [k:return] [n:1] }"),
        ("java", "@Override int i;", "[k:@Override] [k:int] i;"),
        ("sh", "echo $# \"${HOME}\" # it's", "[k:echo] $# [s:\"${HOME}\"] [c:# it's]"),
        ("sql", "SELECT a FROM b -- c", "[k:SELECT] a [k:FROM] b [c:-- c]"),
        ("json", "{\"a\": [1, true]}", "{[s:\"a\"]: [[n:1], [k:true]]}"),
        ("yaml", "name: it's # x", "[k:name]: it's [c:# x]"),
        ("toml", "a-b = \"x\"", "[k:a-b] = [s:\"x\"]"),
        ("html", "<a href=\"x\">it's</a><!-- y -->", "[k:<a] href[s:=\"x\"]>it's[k:</a]>[c:<!-- y -->]"),
        ("css", "color: red; /* x */", "[k:color]: red; [c:/* x */]"),
        ("tex", "\\frac{1}{2} 50\\% $x$ % y", "[k:\\frac]{[n:1]}{[n:2]} [n:50][k:\\%] [s:$x$] [c:% y]"),
        ("hs", "f' x = case x of 'a' -> 1 {- y -}", "f' x = [k:case] x [k:of] [s:'a'] -> [n:1] [c:{- y -}]"),
    ])
    func colours(_ language: String, _ code: String, _ expected: String) throws {
        #expect(try marked(code, language) == expected)
    }

    @Test func aStringThatIsNotClosedEndsWithItsLine() throws {
        #expect(try marked("let a = \"b\nlet c", "swift") == "[k:let] a = [s:\"b]\n[k:let] c")
    }

    @Test func knowsFilesByTheirEndings() {
        #expect(CodeLanguage.ofFile(named: "week 2/Main.SWIFT")?.names.first == "swift")
        #expect(CodeLanguage.ofFile(named: "notes.txt") == nil)
        #expect(CodeLanguage.ofFile(named: "README") == nil)
    }

    @Test func keepsEveryLetterWhateverTheLineHolds() throws {
        var random = SystemRandomNumberGenerator()
        let signs = Array("\"'`/*#\\-{}<>=!@$%:;.1e+ aé漢👍\u{301}")
        for language in CodeLanguage.all {
            var highlighter = CodeHighlighter(language)
            for _ in 0..<200 {
                let line = String((0..<40).map { _ in signs.randomElement(using: &random) ?? " " })
                #expect(highlighter.spans(of: line).map(\.text).joined() == line, "\(language.names)")
            }
        }
    }

    @Test func postsShowTheirCodeInColourAndWrapped() {
        let document = MarkdownDocument("``` swift\nlet reading = \"abcdefghijkl\"\n```\n\n```\nlet a\n```")
        let lines = document.layout(columns: 20, foldQuotes: true).lines
        #expect(lines[0].spans.first == Span("let", .codeKeyword))
        #expect(lines[0].spans.last == Span("\"abcde", .codeString))
        #expect(lines[1].spans == [Span("↪", .code), Span("fghijkl\"", .codeString)])
        #expect(lines[3].spans == [Span("let a", .code)])
    }
}
