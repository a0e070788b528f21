import Foundation
import TestSupport
import Testing

/// Polls through the real program.
struct PollEndToEndTests {
    @Test func aPollIsOpenedVotedOnClosedAndConcludedByCommands() throws {
        let board = try TestBoard()
        let added = try board.stoa(
            "poll", "add", "Tea or coffee?", "--option", "Tea", "--option", "Coffee", "--closes", "2d")
        let id = try #require(added.lines.first)
        #expect(try board.stoa("poll", "list", "--waiting").output.contains("Tea or coffee?"))
        #expect(try board.stoa("poll", "vote", id, "2").status == 0)
        #expect(try board.stoa("poll", "list", "--waiting").output.contains("No poll waits"))
        let shown = try board.stoa("poll", "show", id).output
        #expect(shown.contains("(x) Coffee") && shown.contains("1  100%"), "\(shown)")
        let early = try board.stoa("poll", "outcome", id, "-m", "Coffee")
        #expect(early.status == 77 && early.errors.contains("close it before"), "\(early)")
        #expect(try board.stoa("poll", "vote", id, "3").status == 77)
        #expect(try board.stoa("poll", "close", id).status == 0)
        #expect(try board.stoa("poll", "vote", id, "1").errors.contains("closed"))
        #expect(try board.stoa("poll", "outcome", id, "-m", "Coffee it is.").status == 0)
        let document = try board.stoa("poll", "show", id, "--json").output
        let value = try #require(JSONSerialization.jsonObject(with: Data(document.utf8)) as? [String: Any])
        #expect(value["state"] as? String == "finished" && value["outcome"] as? String == "Coffee it is.")
        #expect(value["mine"] as? [Int] == [2])
    }

    @Test func whatHasNoOptionsOrNoSenseIsRefusedInOneLine() throws {
        let board = try TestBoard()
        let alone = try board.stoa("poll", "add", "Why?", "--option", "a")
        #expect(alone.status == 65 && alone.errors.split(separator: "\n").count == 1, "\(alone)")
        #expect(try board.stoa("poll", "show", "zzzz").status == 66)
        let soon = try board.stoa("poll", "add", "Why?", "--option", "a", "--option", "b", "--closes", "soon")
        #expect(soon.status == 64 && soon.errors.contains("is no time"), "\(soon)")
    }

    @Test(arguments: [(80, 24), (40, 12), (120, 40)])
    func oneKeyVotesAndTheResultShows(_ columns: Int, _ rows: Int) throws {
        let board = try TestBoard()
        _ = try board.stoa("poll", "add", "茶 or ☕?", "--option", "お茶 🍵", "--option", "Coffee")
        let session = try board.open(columns: columns, rows: rows)
        try session.waitFor("Home")
        session.send("gv")
        try session.waitFor("● 茶")
        session.send("\r")
        try session.waitFor("( ) お茶")
        session.send("2")
        try session.waitFor("(x) Coffee")
        try session.waitFor("1  100%")
        session.send("1")
        try session.waitFor("(x) お茶")
        session.send("u")
        try session.waitFor("(x) Coffee")
    }
}
