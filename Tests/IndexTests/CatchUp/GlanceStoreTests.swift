import Foundation
import GRDB
import Index
import Journal
import TestSupport
import Testing

/// What a process saw of the board serves the next one.
struct GlanceStoreTests {
    private let board: HandlesBoard
    private let later: Int64 = 1_800_000_000_000
    private let names = (0..<20).map { "member\($0)" }

    init() throws {
        board = try HandlesBoard()
        for name in names { try board.write(name, NewEvent(MemberJoined(name: name))) }
    }

    private func session() throws -> BoardSession { try board.session("ana", now: later, index: "kept") }

    /// Looks until most folders have been quiet for long enough to be trusted, some two seconds; few are kept by no
    /// transaction of their own.
    private func lookUntilMostAreKept() throws {
        let session = try session()
        let end = Date().addingTimeInterval(30)
        while try session.read({ try Int.fetchOne($0, sql: "SELECT count(*) FROM glance") ?? 0 }) < names.count - 4 {
            try #require(Date() < end, "the folders are not kept")
            usleep(50_000)
            _ = try session.catchUp()
        }
    }

    @Test func theNextProcessSeesWhatChangedSince() throws {
        try lookUntilMostAreKept()
        try board.write("member7", at: later, NewEvent(MemberLeft()))
        let next = try session()
        #expect(try next.catchUp().eventCount > 0)
        #expect(try next.standing(of: Account("member7")) == .outsider)
    }

    @Test func aLogThatIsGoneIsStillMissed() throws {
        try lookUntilMostAreKept()
        let folder = board.board.directory + "/members/member3"
        let log = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix(".jsonl") })
        try FileManager.default.removeItem(atPath: folder + "/" + log)
        let findings = try session().catchUp().findings
        #expect(findings.contains { $0.kind == .gone })
    }
}
