import GRDB
import Index
import Journal
import TestSupport
import Testing

/// Answers that are kept follow what changes them.
struct KeptAnswersTests {
    private let board: HandlesBoard

    init() throws {
        board = try HandlesBoard()
        try board.write("ana", NewEvent(MemberJoined(name: "Ana")))
    }

    private func names(_ session: BoardSession) throws -> [String] {
        try session.readKept("names", from: ["standing"]) {
            try String.fetchAll($0, sql: "SELECT account FROM standing ORDER BY account")
        }
    }

    @Test func anAnswerIsAskedForOnce() throws {
        let session = try board.session("ana")
        _ = try session.catchUp()
        var asked = 0
        for _ in 0..<3 {
            _ = try session.readKept("count", from: ["standing"]) { _ in asked += 1 }
        }
        #expect(asked == 1)
    }

    @Test func whatAnswersComeFromReplacesThem() throws {
        let session = try board.session("ana")
        _ = try session.catchUp()
        #expect(try names(session) == ["ana"])
        try board.write("ben", NewEvent(MemberJoined(name: "Ben")))
        _ = try session.catchUp()
        #expect(try names(session) == ["ana", "ben"])
    }

    @Test func whatAnotherProcessTookInReplacesThem() throws {
        let (session, other) = (try board.session("ana"), try board.session("ana"))
        _ = try session.catchUp()
        #expect(try names(session) == ["ana"])
        try board.write("ben", NewEvent(MemberJoined(name: "Ben")))
        _ = try other.catchUp()
        _ = try session.catchUp()
        #expect(try names(session) == ["ana", "ben"])
    }

    @Test func anAnswerOfAnotherMinuteIsNotKept() throws {
        let session = try board.session("ana")
        _ = try session.catchUp()
        func minute(_ milliseconds: Int64) throws -> Int64 {
            try session.readKept("minute", from: [], now: Timestamp(rawValue: milliseconds)) { _ in milliseconds }
        }
        #expect(try [minute(60_000), minute(119_999), minute(120_000)] == [60_000, 60_000, 120_000])
    }
}
