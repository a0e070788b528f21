import Foundation
import TestSupport
import Testing

/// Activities through the real program.
struct ActivityEndToEndTests {
    @Test func anActivityIsOpenedListedChangedAndRespondedTo() throws {
        let board = try TestBoard()
        let added = try board.stoa(
            "activity", "add", "--channel", "general", "--title", "Draw a torus", "--due", "3d", "--hidden", "-m",
            "Anyhow.")
        let id = try #require(added.lines.first)
        let listed = try board.stoa("activity", "list").output
        #expect(listed.contains("Draw a torus") && listed.contains("due in"), "\(listed)")
        #expect(try board.stoa("activity", "edit", id, "--due", "never", "--no-hidden").status == 0)
        let document = try board.stoa("activity", "show", id, "--json").output
        let value = try #require(JSONSerialization.jsonObject(with: Data(document.utf8)) as? [String: Any])
        #expect(value["due_at"] == nil && value["hides_responses"] as? Bool == false)
        let other = try board.post("No activity", "At all")
        #expect(try board.stoa("activity", "show", other).status == 66)
    }

    @Test func theComposerAsksWhenItIsDueAndWhetherResponsesAreHidden() throws {
        let board = try TestBoard()
        let session = try board.open()
        try session.waitFor("Home")
        session.send("gy")
        try session.waitFor("No activities yet")
        session.send("c")
        try session.waitFor("Hidden responses are hidden")
        session.send("Draw a torus\t\tAnyhow.")
        try session.waitFor("Anyhow.")
        session.send("\u{18}y")
        try session.waitFor("due in")
        #expect(try board.stoa("read", try firstID(board)).output.contains("Anyhow."))
        #expect(try !board.stoa("read", try firstID(board)).output.contains("responses: open"))
    }

    private func firstID(_ board: TestBoard) throws -> String {
        let listed = try board.stoa("activity", "list").output
        return String(try #require(listed.split(separator: " ").first))
    }
}
