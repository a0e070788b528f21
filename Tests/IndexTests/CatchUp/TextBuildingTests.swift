import Foundation
import GRDB
import Index
import Journal
import TestSupport
import Testing

/// The text index of a whole board is built beside the rest of it, and comes out as if each text had been added by itself.
@Suite struct TextBuildingTests {
    private let notes: NotesBoard
    private let directory: TemporaryDirectory

    init() throws {
        notes = try NotesBoard()
        directory = try TemporaryDirectory()
        var first: EventID?
        for number in 0..<60 {
            let id = try notes.write("Note \(number)", "tide number\(number) 潮の満ち引き")
            first = first ?? id
            if number % 20 == 19 { try notes.write(NoteWritten(title: "Ebb \(number)", body: "ebb", rewords: first)) }
        }
    }

    private func location(_ name: String) -> IndexLocation {
        IndexLocation(directory: directory.file(name), host: "here")
    }

    private func session(_ name: String, features: [Projection] = [NoteWritten.feature]) throws -> BoardSession {
        try BoardSession(
            board: notes.board.board, me: "ana", host: "here", clock: FixedClock(time: 1_800_000_000_000),
            features: features, location: location(name))
    }

    /// Several transactions, bundles that change texts which were handed over before, and the newest things first.
    private var much: CatchUpManner { CatchUpManner(batchSize: 7, muchBytes: 0, newestThings: 5) }

    private func expectWhole(_ session: BoardSession, _ name: String) throws {
        for word in ["tide", "number7", "number0", "ebb", "Ebb", "Note", "満ち引"] {
            let found = try session.index.search(word, limit: 100).map(\.id)
            #expect(try found == notes.session.index.search(word, limit: 100).map(\.id), "\(word)")
        }
        let database = try DatabaseQueue(path: location(name).database)
        // FTS5 compares what it holds with the texts themselves.
        try database.write { try $0.execute(sql: "INSERT INTO document_text(document_text) VALUES('integrity-check')") }
        let files = try FileManager.default.contentsOfDirectory(atPath: location(name).directory)
        #expect(files.allSatisfy { $0.hasPrefix("here.sqlite") || $0 == "here.lock" }, "\(files)")
    }

    @Test func aBoardThatIsReadAtOnceIsSearchedLikeOneThatGrew() throws {
        let session = try session("index")
        #expect(try session.catchUp(manner: much).eventCount == 63)
        try expectWhole(session, "index")
        try notes.write("Late", "tide and flood")
        _ = try session.catchUp(manner: much)
        try expectWhole(session, "index")
    }

    @Test func whatABuildThatWasKilledLeftIsFinished() throws {
        let killed = try session("index")
        _ = try killed.catchUp(manner: much)
        // As it is until the texts move in: everything is there but the text index.
        let database = try DatabaseQueue(path: location("index").database)
        try database.write { database in
            try database.execute(sql: "INSERT INTO document_text(document_text) VALUES('delete-all')")
            try database.execute(sql: "DELETE FROM setting WHERE name = 'text_number'")
        }
        try database.close()
        try Data("half".utf8).write(to: URL(fileURLWithPath: directory.file("index") + "/here.texts"))
        let session = try session("index")
        #expect(try session.catchUp().eventCount == 0)
        try expectWhole(session, "index")
    }

    @Test func aBuildThatFailsLeavesNothingBehindAndIsDoneAgain() throws {
        struct Failure: Error {}
        let notesHandler = try #require(NoteWritten.feature.handlers.first)
        let failing = Projection(
            name: "Notes", schema: [], handlers: [notesHandler],
            settle: { projecting in
                let documents = try projecting.rows("SELECT count(*) AS count FROM document")
                if documents[0]["count"] as Int > 30 { throw Failure() }
            })
        let broken = try session("index", features: [failing])
        #expect(throws: Failure.self) { try broken.catchUp(manner: much) }
        let session = try session("index")
        _ = try session.catchUp()
        try expectWhole(session, "index")
    }
}
