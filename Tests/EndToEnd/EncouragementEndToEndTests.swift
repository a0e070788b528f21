import Foundation
import TestSupport
import Testing

/// Thanks and one's own weeks through the real program.
struct EncouragementEndToEndTests {
    @Test func thanksNeedAReasonAndSomebodyElse() throws {
        let board = try TestBoard()
        let thread = try board.post("Mine", "All mine")
        #expect(try board.stoa("kudos", thread).status == 64)
        let own = try board.stoa("kudos", thread, "-m", "Well done, me")
        #expect(own.status == 65 && own.errors.contains("for others"), "\(own)")
        #expect(try board.stoa("kudos", "@nobody", "-m", "Hello").status == 66)
        #expect(try board.stoa("kudos", "--json").output.contains("["))
    }

    @Test func ownWeeksAreOffUntilTheyAreWanted() throws {
        let board = try TestBoard()
        _ = try board.post("Hello", "All")
        #expect(try board.stoa("rhythm").output.contains("not shown"))
        let shown = try board.stoa("rhythm", "--on").output
        #expect(shown.contains("○●  1 of 12"), "\(shown)")
        #expect(try board.stoa("rhythm", "--rest", "soon").status == 64)
        #expect(try board.stoa("rhythm", "--off").output.contains("not shown"))
    }

    @Test(arguments: [(80, 24), (40, 12)])
    func theOwnPageShowsWeeksAndMilestones(_ columns: Int, _ rows: Int) throws {
        let board = try TestBoard()
        _ = try board.post("Hello", "All")
        let session = try board.open(columns: columns, rows: rows)
        try session.waitFor("Home")
        session.send("gw")
        try session.waitFor("Your last twelve weeks are not")
        session.send("e")
        try session.waitFor("1 of 12")
        session.send("G")
        try session.waitFor("★ your first post")
    }
}
