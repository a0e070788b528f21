import Foundation
import Index
import Journal
import TestSupport
import Testing

/// Looking for news only where some can be, as the machine's notices tell.
struct LookScopeTests {
    private let board: HandlesBoard
    private let session: BoardSession
    private let later: Int64 = 1_800_000_000_000

    init() throws {
        board = try HandlesBoard()
        for name in ["ana", "ben", "cem"] { try board.write(name, NewEvent(MemberJoined(name: name))) }
        session = try board.session("ana", now: later, index: "watching")
        _ = try session.catchUp()
    }

    private func leave(_ name: String) throws { try board.write(name, at: later, NewEvent(MemberLeft())) }

    private func standings() throws -> [String] {
        try ["ben", "cem"].filter { try session.standing(of: Account($0)) == .outsider }
    }

    @Test func noticesNameTheFolderThatChanged() throws {
        let watcher = BoardWatcher(board: board.board)
        try #require(watcher.fileDescriptor >= 0)
        #expect(watcher.drain() == nil)
        try leave("ben")
        #expect(watcher.drain() == .folders(["ben"]))
        #expect(watcher.drain() == nil)
    }

    @Test func aNewFolderIsNoticedAndWatched() throws {
        let watcher = BoardWatcher(board: board.board)
        try #require(watcher.fileDescriptor >= 0)
        try board.write("dil", NewEvent(MemberJoined(name: "Dil")))
        #expect(watcher.drain() == .everywhere)
        try board.write("dil", at: later, NewEvent(MemberLeft()))
        #expect(watcher.drain() == .folders(["dil"]))
    }

    @Test func aFolderThatComesBackUnderItsNameIsWatchedAgain() throws {
        let watcher = BoardWatcher(board: board.board)
        try #require(watcher.fileDescriptor >= 0)
        try FileManager.default.removeItem(atPath: board.board.directory + "/members/ben")
        #expect(watcher.drain() != nil)
        try board.write("ben", at: later, NewEvent(MemberJoined(name: "Ben")))
        #expect(watcher.drain() == .everywhere)
        try board.write("ben", at: later, NewEvent(MemberLeft()))
        #expect(watcher.drain() == .folders(["ben"]))
    }

    @Test func whereNothingCanBeNewIsNotLookedInto() throws {
        // What was looked into a moment ago is always looked into again, so the first looks are everywhere.
        try leave("ben")
        try leave("cem")
        _ = try session.catchUp(in: .folders(["ben"]))
        #expect(try standings().contains("ben"))
        _ = try session.catchUp()
        #expect(try standings() == ["ben", "cem"])
    }

    @Test func scopesJoin() {
        #expect(LookScope.folders(["a"]).merged(with: .folders(["b"])) == .folders(["a", "b"]))
        #expect(LookScope.folders(["a"]).merged(with: .everywhere) == .everywhere)
        #expect(LookScope.everywhere.merged(with: .folders(["a"])) == .everywhere)
    }
}
