import Foundation
import TestSupport
import Testing

/// Questions through the real program.
struct QuestionEndToEndTests {
    @Test func whatIsLikeATitleIsOpenedByAKeyAndTheTextStaysADraft() throws {
        let board = try TestBoard()
        _ = try board.post("Why may I swap rows but not columns?", "Elimination goes wrong.")
        let session = try board.open()
        try session.waitFor("Home")
        session.send("c")
        try session.waitFor("New thread")
        session.send("May columns be swapped")
        try session.waitFor("Alt-1 Why may I swap rows")
        session.send("\u{1B}1")
        try session.waitFor("Elimination goes wrong.")
        try waitUntil { try board.stoa("drafts").output.contains("May columns be swapped") }
    }

    @Test func aTitleThatEndsInAQuestionMarkAsksByCommandToo() throws {
        let board = try TestBoard()
        for title in ["What is a torsor?", "トーラスとは？", "A note"] {
            #expect(try board.stoa("post", "--channel", "general", "--title", title, "-m", "Please.").status == 0)
        }
        let told = ["post", "--channel", "general", "--kind", "discussion", "--title", "Shall we?", "-m", "Yes."]
        #expect(try runProgram(told, environment: board.environment(home: "home")).status == 0)
        let open = try board.stoa("list", "--unanswered").lines
        #expect(open.count == 2 && open.allSatisfy { $0.contains("[question]") }, "\(open)")
    }

    @Test func aQuestionIsLinkedToAnEarlierOneByCommand() throws {
        let board = try TestBoard()
        let ids = try ["What is a torsor?", "Torsors, what are they?"].map { title in
            let posted = try board.stoa(
                "post", "--channel", "general", "--kind", "question", "--title", title, "-m", "Please.")
            return try #require(posted.lines.first)
        }
        #expect(try board.stoa("duplicate", ids[1], ids[0]).status == 0)
        let open = try board.stoa("list", "--unanswered").output
        #expect(open.contains("What is a torsor?") && !open.contains("Torsors, what"), "\(open)")
        #expect(try board.stoa("list", "--json").output.contains("\"duplicate_of\" : \"\(ids[0])\""))
        #expect(try board.stoa("duplicate", ids[1], "--undo").status == 0)
        let own = try board.stoa("metoo", ids[0])
        #expect(own.status == 77 && own.errors.contains("your own question"), "\(own)")
    }
}
