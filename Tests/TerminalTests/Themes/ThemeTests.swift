import Foundation
import TestSupport
import Testing

@testable import Terminal

@Suite struct ThemeTests {
    private static let builtIn = ["default", "dark", "light", "high-contrast", "monochrome"]

    @Test(arguments: builtIn)
    func everyBuiltInThemeIsSound(name: String) {
        let library = ThemeLibrary(folders: [])
        let (theme, problems) = library.theme(name)
        #expect(problems.isEmpty)
        #expect(theme.name == name)
        #expect(library.names.contains(name))
        let text = theme.style(of: .text)
        for told in [StyleName.selection, .status, .unread, .heading, .error, .match, .titleFocused] {
            #expect(theme.style(of: told) != text, "\(told) cannot be told from plain text")
        }
        #expect(theme.style(of: .text, overlay: .selection) != theme.style(of: .text, overlay: .selectionUnfocused))
    }

    @Test(arguments: builtIn)
    func noThemeNeedsColour(name: String) {
        let theme = ThemeLibrary(folders: []).theme(name).theme.withoutColors
        for style in StyleName.allCases.map({ theme.style(of: $0, overlay: .selection) }) {
            #expect(style.foreground == nil && style.background == nil)
            #expect(style.attributes.contains(.reverse))
        }
        #expect(theme.style(of: .unread).attributes.contains(.bold))
    }

    @Test func aThemeOfOnesOwnComesBeforeABuiltInOne() throws {
        let folder = try TemporaryDirectory()
        try "[styles]\nunread = { foreground = \"#102030\", attributes = [\"italic\", \"bold\"] }\n".write(
            toFile: folder.file("dark.toml"), atomically: true, encoding: .utf8)
        let (theme, problems) = ThemeLibrary(folders: [folder.path]).theme("dark")
        #expect(problems.isEmpty)
        #expect(theme.styles == [.unread: Style(foreground: .rgb(0x10, 0x20, 0x30), attributes: [.italic, .bold])])
    }

    @Test(arguments: ["none", "../dark", "", "a/b"])
    func aThemeThatIsNotThereGivesTheStandardOneAndASentence(name: String) {
        let (theme, problems) = ThemeLibrary(folders: ["/nonexistent"]).theme(name)
        #expect(theme.name == "default")
        #expect(problems.count == 1)
    }

    @Test(arguments: [
        "[!]", "a = 1\n  [=]", "[[%]]", "[.a]", "a = \"\"\"x\n[!]\n\"\"\"\n[&]", "a = 'it # is' # [\n[,]",
        "a = [\n1,\n[2]\n]\n[*]",
    ])
    func aHeadingThatIsNoneIsSaidToBe(text: String) {
        let (_, problems) = ThemeFile.read(text, source: "mine.toml")
        let last = text.split(separator: "\n", omittingEmptySubsequences: false).count
        #expect(problems.count == 1)
        #expect(problems.first?.contains("line \(last):") == true, "\(problems)")
    }

    @Test(arguments: [
        "[a]", "[ \"b c\" ]", "[[a.b]]", "a = [\n[1],\n['x', \"y\"],\n[{ b = 1 }],\n[+1]\n]",
        "a = \"\"\"\n[!]\n\"\"\"", "a = '''\n[!]\n'''", "# [!]",
    ])
    func whatOnlyLooksLikeABadHeadingIsNone(text: String) throws {
        #expect(throws: Never.self) { try TOMLText.table(text, source: "mine.toml") }
    }

    @Test func whatIsWrongIsLeftOutAndTheRestHolds() {
        let text = """
            [styles]
            unread = { foreground = "purplish", attributes = ["bold", "loud"] }
            nonsense = { foreground = "red" }
            error = "red"
            warning = { foreground = 300, colour = "red" }
            success = { foreground = "bright_green", background = 17 }
            """
        let (theme, problems) = ThemeFile.read(text, source: "mine.toml")
        #expect(theme.styles[.success] == Style(foreground: .palette(10), background: .palette(17)))
        #expect(theme.styles[.unread] == Style(attributes: .bold))
        for part in ["purplish", "loud", "nonsense", "error", "300", "colour"] {
            #expect(problems.contains { $0.contains(part) }, "\(part) in \(problems)")
        }
        #expect(ThemeFile.read("[styles]\nunread = {", source: "mine.toml").problems.first?.contains("line 2") == true)
    }

    @Test func brokenFilesNeverStopTheProgram() {
        var random = SplitMix(state: 13)
        let text = Array(ThemeLibrary(folders: []).text(of: "default")?.text.utf8 ?? "".utf8)
        for _ in 0..<300 {
            var bytes = text
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                default:
                    bytes.insert(
                        contentsOf: Array(random.pick(["\"", "[", "{", "=", "\n", "]]", "\u{0}"]).utf8), at: place)
                }
            }
            let (theme, _) = ThemeFile.read(String(decoding: bytes, as: UTF8.self), source: "broken")
            _ = theme.style(of: .unread, overlay: .selection)
        }
    }
}
