import Foundation
import Testing

@testable import Journal

@Suite struct FilesTests {
    @Test func aDraftIsReplacedWhole() throws {
        let test = try TestBoard()
        let drafts = DraftStore(board: test.board, account: test.account)
        var draft = StoredDraft(kind: "thread", body: "one", updated: test.clock.now(), host: "here")
        try drafts.save(draft)
        draft.body = "two"
        try drafts.save(draft)
        #expect(try drafts.all() == [draft])
        #expect(try FileManager.default.contentsOfDirectory(atPath: test.folder + "/drafts") == [draft.id])
        try drafts.discard(draft.id)
        #expect(try drafts.all().isEmpty)
    }

    @Test func aDraftThatTheBoardDoesNotTakeIsKeptElsewhere() throws {
        let test = try TestBoard()
        try test.say("a folder of one's own")
        try Data().write(to: URL(fileURLWithPath: test.folder + "/drafts"))
        let spare = test.board.directory + "-spare/drafts"
        defer { try? FileManager.default.removeItem(atPath: test.board.directory + "-spare") }
        let drafts = DraftStore(board: test.board, account: test.account, spare: spare)
        var draft = StoredDraft(kind: "thread", body: "one", updated: test.clock.now(), host: "here")
        try drafts.save(draft)
        #expect(try drafts.all() == [draft])
        // Once the board takes drafts again, the latest wording counts.
        try FileManager.default.removeItem(atPath: test.folder + "/drafts")
        draft.body = "two"
        draft.updated = draft.updated.advanced(by: 1)
        try drafts.save(draft)
        #expect(try drafts.all() == [draft])
        try drafts.discard(draft.id)
        #expect(try drafts.all().isEmpty)
    }

    @Test func aFileIsCheckedAgainstItsName() throws {
        let test = try TestBoard()
        let files = FileStore(board: test.board, account: test.account)
        let stored = try files.put(Array("content".utf8))
        #expect(try files.read(stored.hash) == Array("content".utf8))
        try Data("CONTENT".utf8).write(to: URL(fileURLWithPath: test.folder + "/files/" + stored.hash))
        #expect(throws: JournalError.self) { try files.read(stored.hash) }
        #expect(throws: JournalError.self) { try files.read("../../board.json") }
    }

    @Test func whoTouchedIsHereUntilLeaving() throws {
        let test = try TestBoard()
        let presence = Presence(board: test.board)
        try presence.touch(test.account, host: "here")
        let now = SystemClock().now()
        #expect(try presence.online(now: now) == [test.account])
        #expect(try presence.online(now: now.advanced(by: 10 * Presence.window)).isEmpty)
        presence.leave(test.account, host: "here")
        #expect(try presence.online(now: now).isEmpty)
    }
}
