import TestSupport
import Testing

/// What keys do to the screen, step by step, without a terminal.
struct KeyTests {
    @Test func enterKeepsWhatASearchFoundWhileItWasTyped() throws {
        let board = try TestBoard()
        _ = try board.post("Eigenvalues", "Numbers that stretch.")
        let screens = try board.screens("keys S\ntype eigen\nscreen\nkeys enter\nscreen")
        #expect(screens.count == 2)
        for screen in screens { #expect(screen.contains { $0.contains("Eigenvalues") }, "\(screen)") }
    }

    @Test func everyPressDownInTheReaderShows() throws {
        let board = try TestBoard()
        let lines = (1...30).map { "Line \($0)" }.joined(separator: "\n\n")
        let thread = try board.post("Long", lines)
        for number in 1...3 { try board.stoa("reply", thread, "-m", "Reply \(number)") }
        let down = Array(repeating: "keys j\nscreen", count: 80).joined(separator: "\n")
        let screens = try board.screens("keys 2 enter home\nscreen\n" + down)
        let end = try #require(screens.firstIndex { $0.contains { $0.contains("▌   Reply 3") } })
        for step in 1...end { #expect(screens[step] != screens[step - 1], "press \(step)") }
        let up = Array(repeating: "keys k\nscreen", count: 90).joined(separator: "\n")
        let back = try board.screens("keys 2 enter end\nscreen\n" + up)
        let start = try #require(
            back.firstIndex { $0.contains { $0.contains("▌ Line 1") && !$0.contains("▌ Line 1.") } })
        for step in 1...start { #expect(back[step] != back[step - 1], "press \(step)") }
    }

    @Test func theMatchesInAListAreLeftWithEscape() throws {
        let board = try TestBoard()
        for title in ["Apples", "Apple pie", "Pears"] { _ = try board.post(title) }
        let screens = try board.screens(
            "keys 2 /\ntype apple\nkeys enter\nscreen\nkeys n\nscreen\nkeys N\nscreen\nkeys escape\nscreen")
        for screen in screens[..<3] { #expect(!screen.contains { $0.contains("Pears") }) }
        #expect(screens[1].contains { $0.contains("▶") && $0.contains("Apples") })
        #expect(screens[2].contains { $0.contains("▶") && $0.contains("Apple pie") })
        #expect(screens[3].contains { $0.contains("Pears") })
    }

    @Test func theRightColumnTakesTheKeysWhereItTakesTheScreen() throws {
        let board = try TestBoard()
        _ = try board.post("A thread")
        let screens = try board.screens(
            "keys 2 enter b\nscreen\nkeys q\nscreen\nkeys b b\nscreen\nkeys b\nscreen\nsize 120x24\nscreen")
        #expect(screens[0].contains { $0.contains("▶ Resources") })
        for screen in screens[1...2] { #expect(screen.contains { $0.contains("▶ A thread") }, "\(screen)") }
        #expect(screens[3].contains { $0.contains("▶ Resources") })
    }

    @Test func whatLiesOverThePanesNamesItsOwnKeys() throws {
        let board = try TestBoard()
        let screens = try board.screens(
            "keys :\nscreen\nkeys escape ?\nscreen\nkeys q L\nscreen\nkeys escape /\nscreen")
        for screen in screens[..<3] { #expect(!screen[22].contains("new thread"), "\(screen[22])") }
        #expect(screens[0][22].contains("Enter choose"))
        #expect(screens[2][22].contains("Enter next field"))
    }

    @Test func aNameThatMeansNothingIsSaidToMeanNothing() throws {
        let screens = try TestBoard().screens("keys :\ntype xyzzy\nkeys enter\nscreen")
        #expect(screens[0][23].contains("nothing here is called “xyzzy”"))
    }

    @Test func aRangeGrowsWithTheSelectionAndEscapeTakesTheMarksOff() throws {
        let board = try TestBoard()
        for title in ["One", "Two", "Three", "Four"] { _ = try board.post(title) }
        let screens = try board.screens("keys 2 V j j\nscreen\nkeys s 4\nscreen\nkeys 2 V j escape\nscreen")
        #expect(screens[0][23].contains("3 marked"))
        #expect(screens[1].count { $0.contains(" * ") } == 3)
        #expect(!screens[2].contains { $0.contains("marked") || $0.contains("✓") })
        #expect(screens[2].contains { $0.contains("▶ All threads") })
    }

    @Test func whereOneIsMakesRoomForWhatThePaneSays() throws {
        let board = try TestBoard()
        _ = try board.post("A title that would fill the whole of the last line, if one let it do so")
        let screens = try board.screens("keys 2 enter\nscreen")
        #expect(screens[0][23].contains("post 1 of 1"))
    }

    @Test func whatIsReadBelongsToTheListItWasOpenedFrom() throws {
        let board = try TestBoard()
        _ = try board.post("A thread", "Its text")
        let screens = try board.screens("keys 2 enter 6\nscreen\nkeys q\nscreen\nkeys S escape\nscreen\nkeys q\nscreen")
        #expect(!screens[0].contains { $0.contains("Its text") })
        #expect(screens[1].contains { $0.contains("▶ A thread") }, "\(screens[1])")
        #expect(!screens[2].contains { $0.contains("Its text") })
        #expect(screens[3].contains { $0.contains("▶ A thread") }, "\(screens[3])")
    }

    @Test func aPanelFillsTheScreenOrLeavesARealRim() throws {
        let board = try TestBoard()
        for screen in try board.screens("keys ?\nscreen\nsize 40x12\nscreen") {
            #expect(screen.contains { $0.hasPrefix("┌ Keys of this screen") }, "\(screen)")
            #expect(screen.contains { $0.contains("↓ more") && $0.hasPrefix("└") }, "\(screen)")
        }
    }

    @Test func whatWasSentAndCalledBackIsWrittenOn() throws {
        let board = try TestBoard()
        let screens = try board.screens(
            "keys 2 c\ntype First\nkeys tab\ntype Some words\nkeys ctrl-x y\nscreen\nkeys u\nscreen\nkeys escape\nscreen"
        )
        #expect(screens[0].contains { $0.contains("▸") && $0.contains("First") }, "\(screens[0])")
        #expect(screens[1].contains { $0.contains("New thread") } && screens[1].contains { $0.contains("Some words") })
        #expect(try board.stoa("drafts").output.contains("First"))
    }

    @Test func whatWasOnlyLookedAtIsNoDraft() throws {
        let board = try TestBoard()
        _ = try board.post("A thread")
        _ = try board.screens("keys 2 enter e escape R escape")
        #expect(try board.stoa("drafts").output.contains("No drafts"))
    }

    @Test func whatIsAnsweredStaysInSight() throws {
        let board = try TestBoard()
        let thread = try board.post("A thread", (1...20).map { "Line \($0)" }.joined(separator: "\n\n"))
        try board.stoa("reply", thread, "-m", "The point")
        for size in ["80x24", "60x20"] {
            let screen = try #require(try board.screens("keys 2 enter end r\nscreen", size: size).first)
            #expect(screen.contains { $0.contains("The point") } && screen.contains { $0.contains("Reply to") })
        }
    }

    @Test func everythingThatMayFollowGIsShown() throws {
        let board = try TestBoard()
        let session = try board.open()
        try session.waitFor("Home")
        session.send("g")
        try session.waitFor("t Threads")
    }

    @Test func aBoardWithoutThreadsSaysHowToBegin() throws {
        let screens = try TestBoard().screens("screen\nkeys enter\nscreen")
        #expect(screens[0].contains { $0.contains("▶  c   write the first thread") })
        #expect(screens[1].contains { $0.contains("New thread") })
    }

    @Test func aTerminalThatCannotShowTheBoardIsToldSo() throws {
        let board = try TestBoard()
        let session = try board.open(environment: ["TERM": "dumb"])
        try session.waitFor("cannot show the board")
        #expect(session.waitForExit() == 1)
    }
}
