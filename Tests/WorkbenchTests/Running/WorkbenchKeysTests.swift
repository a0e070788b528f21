import Journal
import Terminal
import TestSupport
import Testing

@testable import Workbench

@Suite struct WorkbenchKeysTests {
    private static let sidebar = FakePane("Side")
    private static let reader = FakePane("Reader", [.down: [], .reply: [], .back: []].filter { $0.key != .back })

    private func driver(_ list: FakePane, size: Size = Size(columns: 80, rows: 24)) -> BenchDriver {
        BenchDriver([.open(Self.sidebar, in: .sidebar, isFocused: false), .open(list, in: .list)], size: size)
    }

    @Test func theFocusGoesRoundAndShows() {
        var driver = BenchDriver([
            .open(Self.sidebar, in: .sidebar, isFocused: false), .open(Self.reader, in: .reader, isFocused: false),
            .open(FakePane("List"), in: .list),
        ])
        var seen: [Slot] = [driver.bench.focus]
        for _ in 0..<3 {
            driver.press("tab")
            seen.append(driver.bench.focus)
            #expect(driver.screen.joined().contains("▶"))
        }
        #expect(seen == [.list, .reader, .sidebar, .list])
        driver.press("shift-tab")
        #expect(driver.bench.focus == .sidebar)
    }

    @Test func backReturnsToWhatWasThereAndAtTheTopLeaves() {
        var driver = driver(FakePane("First", [.open: [.open(FakePane("Second"), in: .list)]]))
        driver.press("enter")
        #expect(driver.pane(.list)?.name == "Second")
        driver.press("q")
        #expect(driver.pane(.list)?.name == "First")
        #expect(driver.takeErrands().isEmpty)
        driver.press("q")
        #expect(driver.takeErrands().contains { if case .quit = $0 { true } else { false } })
    }

    @Test func whatCannotRunSaysWhyAndWhatIsUnboundSaysWhereToLook() {
        var driver = driver(FakePane("List", refusals: [.reply: "the thread is locked"]))
        driver.press("r")
        #expect(driver.lastLine.contains("the thread is locked"))
        driver.press("f9")
        #expect(driver.lastLine.contains("does nothing here"))
        #expect(driver.pane(.list)?.done == [])
    }

    @Test func anActionGoesToThePaneThatKnowsIt() {
        var driver = BenchDriver([
            .open(Self.reader, in: .reader, isFocused: false), .open(FakePane("List", [.down: []]), in: .list),
        ])
        driver.press("r", "j")
        #expect(driver.pane(.reader)?.done == [.reply])
        #expect(driver.pane(.list)?.done == [.down], "a movement stays where the focus is")
    }

    @Test func aPrefixKeyWaitsAndThenMeansWhatItMeansByItself() {
        let pane = FakePane("List", [.first: [], .down: []])
        var driver = driver(pane)
        driver.press("g")
        #expect(driver.pane(.list)?.done == [])
        driver.wait(600)
        #expect(driver.pane(.list)?.done == [.first])
        #expect(driver.screen.dropLast().last?.contains("and then") == true)
        driver.press("escape")
        driver.press("g", "j")
        #expect(driver.pane(.list)?.done == [.first, .first, .down])
        driver.press("g", "g")
        #expect(driver.pane(.list)?.done.last == .first)
    }

    @Test func repeatDoesTheLastRepeatableActionAgain() {
        var driver = driver(FakePane("List", [.star: [], .down: []]))
        driver.press(".")
        #expect(driver.lastLine.contains("nothing to repeat"))
        driver.press("s", "j", ".", ".")
        #expect(driver.pane(.list)?.done == [.star, .down, .star, .star])
    }

    @Test func aQuestionIsNeverAnsweredByTheKeyThatRaisedIt() {
        let question = Question(
            "Really?", answers: [.init("y", "yes", [.perform(.star)]), .init("D", "delete", [.say("gone")])])
        var driver = driver(FakePane("List", [.retract: [.ask(question)], .star: []]))
        driver.press("x", "x", "x", "enter", "space", "j", "d")
        #expect(driver.bench.overlay != nil, "holding a key down answers nothing")
        #expect(driver.lastLine.contains("Really?"))
        driver.press("y")
        #expect(driver.pane(.list)?.done == [.retract, .star])
        driver.press("x", "escape")
        #expect(driver.bench.overlay == nil)
        #expect(driver.pane(.list)?.done == [.retract, .star, .retract])
    }

    @Test func aPromptTellsThePaneEveryLetter() {
        var driver = driver(FakePane("List", [.search: [.prompt(Prompt(purpose: "seek", label: "seek: "))]]))
        driver.press("S")
        driver.type("ab")
        driver.press("enter")
        #expect(
            driver.pane(.list)?.inputs == [
                .typing(purpose: "seek", text: "a"), .typing(purpose: "seek", text: "ab"),
                .entered(purpose: "seek", text: "ab"),
            ])
        driver.press("S", "escape")
        #expect(driver.pane(.list)?.inputs.last == .cancelled(purpose: "seek"))
    }

    @Test func writingIsUndoneByWhatTakesItBack() throws {
        let id = try #require(EventID(text: "00000000000000000000000000000000"))
        let undo = Writing.Undo("starring", lifetime: 30_000) { _ in [] }
        let writing = Writing([], done: "starred", undo: undo)
        var driver = driver(FakePane("List", [.star: [.write(writing)]]))
        driver.press("s")
        let ticket = try #require(driver.takeWritings().first).ticket
        #expect(driver.bench.isWaiting)
        driver.finish(ticket, .written([id], .init()))
        #expect(driver.lastLine.contains("starred"))
        driver.press("u")
        #expect(driver.takeWritings().first?.writing.done == "undone: starring")
        driver.press("u")
        #expect(driver.lastLine.contains("nothing to undo"))

        driver.press("s")
        driver.finish(try #require(driver.takeWritings().first).ticket, .written([id], .init()))
        driver.wait(31_000)
        driver.press("u")
        #expect(driver.takeWritings().isEmpty, "too late")
    }

    @Test func whatFailsIsSaidAndNothingIsLeftToUndo() throws {
        let writing = Writing([], done: "starred", undo: .init("starring") { _ in [] })
        var driver = driver(FakePane("List", [.star: [.write(writing)]]))
        driver.press("s")
        driver.finish(try #require(driver.takeWritings().first).ticket, .failed("the disk is full"))
        #expect(driver.lastLine.contains("the disk is full"))
        #expect(!driver.bench.isWaiting)
        driver.press("u")
        #expect(driver.lastLine.contains("nothing to undo"))
    }

    @Test func aPanesStateComesBackWithUndo() {
        var driver = driver(FakePane("List", [.fold: []]))
        driver.press("z")
        #expect(driver.pane(.list)?.done == [.fold])
        driver.press("u")
        #expect(driver.pane(.list)?.done == [])
    }

    @Test func peekingMarksNothing() {
        var driver = driver(FakePane("List", [.down: []]))
        let before = driver.pane(.list)?.timesShown
        driver.bench.perform(.peek)
        driver.press("j", "j")
        #expect(driver.pane(.list)?.timesShown == before)
        #expect(driver.bench.isPeeking)
        driver.bench.perform(.peek)
        driver.press("j")
        #expect(driver.pane(.list)?.timesShown ?? 0 > before ?? 0)
    }

    @Test func aScreenThatIsTooSmallSaysSoAndComesBack() {
        var driver = driver(FakePane("List", [.down: []]))
        driver.bench.resize(to: Size(columns: 30, rows: 8))
        #expect(driver.screen.joined(separator: " ").contains("enlarge"))
        driver.press("j")
        #expect(driver.pane(.list)?.done == [])
        driver.bench.resize(to: Size(columns: 80, rows: 24))
        driver.press("j")
        #expect(driver.pane(.list)?.done == [.down])
    }

    @Test func whateverIsPressedNoRowIsEverWiderThanTheScreen() {
        let keys = [
            "j", "tab", "enter", "q", "?", ":", "g", "escape", "O", "b", "u", ".", "/", "c", "漢", "ctrl-x", "y",
            "space", "backspace",
        ]
        var random = SplitMix(state: 31)
        for size in [Size(columns: 40, rows: 12), Size(columns: 80, rows: 24), Size(columns: 200, rows: 60)] {
            let pane = FakePane(
                "漢字 List",
                [.down: [], .open: [.open(Self.reader, in: .reader)], .compose: [.compose(Composing.composition())]])
            var driver = driver(pane, size: size)
            for _ in 0..<400 {
                driver.press(random.pick(keys))
                driver.wait(Int64.random(in: 0...700, using: &random))
                let screen = driver.screen
                #expect(screen.count == size.rows)
                #expect(screen.allSatisfy { TextWidth.columns(of: $0) <= size.columns })
            }
        }
    }
}
