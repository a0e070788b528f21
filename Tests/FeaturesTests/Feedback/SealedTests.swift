import Foundation
import Index
import Journal
import TestSupport
import Testing

@testable import Features

/// Feedback for the asker's eyes only: what is given, what becomes of it, thanks and comments are for those two.
struct SealedTests {
    private static let secret = "xylophones"
    private static let answer = "zithers"
    private let board: HandlesBoard
    private let request: EventID

    /// `ana` asks `ben` and `cy`, sealed to her alone; ben answers, ana marks, thanks and revises.
    init() throws {
        board = try FeedbackProjectionTests.board()
        var asked = FeedbackProjectionTests.asked(named: ["ben", "cy"])
        asked.sealed = true
        let start = FeedbackProjectionTests.start
        let id = try #require(try board.write("ana", at: start + 1_000, NewEvent(asked)).first).id
        request = id
        try act("ben", at: 2_000) { [try $0.give(id, Self.content("Better \(Self.secret) here"))] }
        try act("cy", at: 3_000) { [try $0.give(id, Self.content("Cut the middle"))] }
        let session = try board.session("ana", now: start + 4_000)
        _ = try session.catchUp()
        let known = try #require(try session.read { try FeedbackQueries.request(id, $0) })
        let marks = known.allPoints.map {
            MarkedPoint(point: $0, mark: .take, reason: "I have no \(Self.answer) for \($0.point)")
        }
        try act("ana", at: 5_000) { try $0.acknowledge(id, marks) }
        try act("ana", at: 6_000) {
            [try $0.thank(id, response: known.responses[0].id, rating: .great, text: "Thanks for the \(Self.answer)")]
        }
        try act("ana", at: 7_000) {
            [try $0.revise(id, ReviewedWork(kind: .text, text: "new"), answers: [known.allPoints[0]])]
        }
    }

    private static func content(_ text: String) -> ResponseContent {
        ResponseContent(points: [ResponsePoint(field: "wish", text: text)])
    }

    private func act(_ name: String, at moment: Int64, _ make: (FeedbackWriting) throws -> [NewEvent]) throws {
        let session = try board.session(name, now: FeedbackProjectionTests.start + moment)
        _ = try session.catchUp()
        try session.write(try make(FeedbackWriting(session)))
        _ = try session.catchUp()
    }

    private func seen(by name: String) throws -> (BoardSession, FeedbackRequest) {
        let session = try board.session(name, now: FeedbackProjectionTests.start + 9_000)
        _ = try session.catchUp()
        return (session, try #require(try session.read { try FeedbackQueries.request(request, $0) }))
    }

    @Test func everyoneSeesTheSameStateAndNobodyElseTheWords() throws {
        for name in ["ana", "ben", "cy", "mo"] {
            let (session, seen) = try seen(by: name)
            #expect(seen.state(at: session.clock.now()) == .open && seen.round == 2, "\(name)")
            #expect(seen.unmarkedPoints.isEmpty)
            #expect(try session.read { try IndexHealth.refusals($0) } == [], "\(name)")
        }
        let (_, ana) = try seen(by: "ana")
        #expect(ana.marks.map(\.mark) == [.take, .take])
        #expect(ana.responses[0].content?.points.first?.text.contains(Self.secret) == true)
        #expect(ana.outcomes(of: ana.responses[0]) == "1 of 1 point changed the work")
        // Ben sees what became of his point, and nothing of cy's.
        let (_, ben) = try seen(by: "ben")
        #expect(ben.marks.map(\.mark) == [.take, nil])
        #expect(ben.marks[0].reason?.contains(Self.answer) == true && ben.marks[0].version == 2)
        #expect(ben.responses[0].thanks?.rating == .great)
        #expect(ben.responses[1].content == nil)
        let (_, mo) = try seen(by: "mo")
        #expect(mo.marks.map(\.mark) == [nil, nil] && mo.marks.allSatisfy { $0.reason == nil && $0.version == nil })
        #expect(mo.responses.allSatisfy { $0.content == nil })
        #expect(mo.responses[0].thanks?.rating == nil && mo.responses[0].thanks?.text.isEmpty == true)
    }

    @Test func whatWasSealedIsFoundByThoseWhoMayReadIt() throws {
        for (name, finds) in [("ana", true), ("ben", true), ("cy", false), ("mo", false)] {
            let (session, _) = try seen(by: name)
            #expect(try session.index.search(Self.secret, limit: 5).map(\.id) == (finds ? [request] : []), "\(name)")
        }
    }

    @Test func nothingOfItIsInTheLogsInClear() throws {
        let folder = board.board.directory
        var looked = 0
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder) where path.contains("log-") {
            guard let data = FileManager.default.contents(atPath: folder + "/" + path) else { continue }
            looked += 1
            for word in [Self.secret, Self.answer, "great"] {
                #expect(data.range(of: Data(word.utf8)) == nil, "\(path) holds \(word)")
            }
        }
        #expect(looked >= 4)
    }
}
