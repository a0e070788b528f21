import Foundation
import Index
import Journal
import TestSupport
import Testing

@Suite struct CatchUpTests {
    private func open(_ notes: NotesBoard, _ directory: TemporaryDirectory) throws -> BoardSession {
        try BoardSession(
            board: notes.board.board, me: "ana", host: "here", clock: FixedClock(time: 1_800_000_000_000),
            features: [NoteWritten.feature], location: IndexLocation(directory: directory.file("index"), host: "here"))
    }

    @Test func severalCatchUpWithOneIndexWhileOthersWrite() async throws {
        let (notes, directory) = (try NotesBoard(), try TemporaryDirectory())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for account in ["ana", "ben"] as [Account] {
                group.addTask {
                    let pen = Pen(
                        board: notes.board.board, account: account, host: "there",
                        clock: FixedClock(time: 1_704_067_200_000))
                    for number in 0..<40 {
                        let note = NoteWritten(title: "\(account) \(number)", body: "tide")
                        _ = try pen.append([NewEvent(note)], after: Timestamp(rawValue: 0))
                    }
                }
            }
            for _ in 0..<3 {
                group.addTask {
                    let session = try open(notes, directory)
                    for _ in 0..<20 {
                        _ = try session.catchUp()
                        _ = try session.index.search("tide")
                    }
                }
            }
            try await group.waitForAll()
        }
        let session = try open(notes, directory)
        _ = try session.catchUp()
        let titles = try session.index.search("tide", limit: 1_000).map(\.title)
        #expect(titles.count == 80)
        #expect(Set(titles).count == 80)
        #expect(try session.catchUp().eventCount == 0)
    }

    @Test func anotherSessionsCatchUpIsNoticed() throws {
        let (notes, directory) = (try NotesBoard(), try TemporaryDirectory())
        let (one, other) = (try open(notes, directory), try open(notes, directory))
        _ = try one.catchUp()
        _ = try other.catchUp()
        try notes.write("News", "tide")
        #expect(try one.catchUp().eventCount == 1)
        #expect(try other.catchUp().isUnbounded)
        #expect(try other.index.search("tide").map(\.title) == ["News"])
        #expect(try !other.catchUp().isUnbounded)
    }

    @Test func whatNobodyKnowsIsCountedAndHasNoEffect() throws {
        struct Unknown: EventPayload {
            static let kind = "test.from_the_future"
            var what = "else"
        }
        let notes = try NotesBoard()
        try notes.board.write("ana", NewEvent(Unknown()), NewEvent(Unknown()))
        _ = try notes.session.catchUp()
        #expect(try notes.session.read { try IndexHealth.unknownKinds($0) } == [Unknown.kind: 2])
    }

    @Test func whatSaysTooLittleIsRefusedAndCostsItselfOnly() throws {
        struct Broken: EventPayload {
            static let kind = NoteWritten.kind
            var title = 7
        }
        let notes = try NotesBoard()
        try notes.board.write("ana", NewEvent(Broken()))
        try notes.write("Sound", "tide")
        #expect(try notes.found("tide") == ["Sound"])
        #expect(try notes.session.read { try IndexHealth.refusals($0) }.count == 1)
    }

    @Test func whatWaitsIsTakenUpWhenItsTurnComes() throws {
        let notes = try NotesBoard()
        let source = try NotesBoard()
        let id = try source.write("Before", "tide")
        try notes.write(NoteWritten(title: "After", body: "ebb", rewords: id))
        #expect(try notes.session.read { try IndexHealth.waitingCount($0) } == 1)
        let member = "/members/ana"
        try FileManager.default.copyItem(
            atPath: source.board.board.directory + member + "/log-there.1.jsonl",
            toPath: notes.board.board.directory + member + "/log-elsewhere.1.jsonl")
        _ = try notes.session.catchUp()
        #expect(try notes.found("ebb") == ["After"])
        #expect(try notes.session.read { try IndexHealth.waitingCount($0) } == 0)
    }
}
