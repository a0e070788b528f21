import Foundation
import GRDB
import Index
import Journal
import TestSupport
import Testing

/// An index is private, disposable and never in the way.
@Suite struct IndexFileTests {
    private let notes: NotesBoard
    private let directory: TemporaryDirectory
    private var location: IndexLocation { IndexLocation(directory: directory.file("index"), host: "here") }

    init() throws {
        notes = try NotesBoard()
        directory = try TemporaryDirectory()
        for number in 0..<50 {
            try notes.write("Note \(number)", "tide and \(String(repeating: "harbour ", count: 60))")
        }
    }

    private func session() throws -> BoardSession {
        try BoardSession(
            board: notes.board.board, me: "ana", host: "here", clock: FixedClock(time: 1_800_000_000_000),
            features: [NoteWritten.feature], location: location)
    }

    private func found() throws -> Int {
        let session = try session()
        _ = try session.catchUp()
        return try session.index.search("tide", limit: 1_000).count
    }

    @Test func isForItsOwnerAlone() throws {
        _ = try found()
        func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(location.directory) == 0o700)
        #expect(try mode(location.database) == 0o600)
    }

    @Test(arguments: ["", "this is no database at all", String(repeating: "x", count: 100_000)])
    func aFileThatIsNoDatabaseIsReplaced(content: String) throws {
        try FileManager.default.createDirectory(atPath: location.directory, withIntermediateDirectories: true)
        try content.write(toFile: location.database, atomically: true, encoding: .utf8)
        #expect(try found() == 50)
    }

    @Test func aDatabaseOfAnotherShapeIsReplaced() throws {
        try FileManager.default.createDirectory(atPath: location.directory, withIntermediateDirectories: true)
        let queue = try DatabaseQueue(path: location.database)
        try queue.write { try $0.execute(sql: "CREATE TABLE document(x); PRAGMA user_version = 9999") }
        try queue.close()
        #expect(try found() == 50)
    }

    /// From which part of the file on it is damaged.
    @Test(arguments: [0, 0.3, 0.6, 0.9])
    func aDamagedDatabaseIsBuiltAgain(from part: Double) throws {
        #expect(try found() == 50)
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: location.database))
        let size = try handle.seekToEnd()
        let first = max(1, UInt64(Double(size) * part) / 4096)
        for page in stride(from: first * 4096, to: size, by: 4096) {
            try handle.seek(toOffset: page)
            try handle.write(contentsOf: Data(repeating: 0xA5, count: 4096))
        }
        try handle.close()
        #expect(try found() == 50)
    }

    @Test func aFolderOfSomebodyElseIsNotUsed() throws {
        try FileManager.default.createDirectory(atPath: directory.file("elsewhere"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: directory.file("index"), withDestinationPath: directory.file("elsewhere"))
        #expect(throws: IndexError.self) { try session() }
    }
}
