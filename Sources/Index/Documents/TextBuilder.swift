import Dispatch
import Foundation
import GRDB
import Synchronization

/// Builds the text index of a board that has none yet on another core, in a file of its own, while the rest of the index is
/// built; in the end its rows move into the index, as they are.
///
/// The file is worth nothing before that: whoever is killed meanwhile leaves an index without texts, and the next one
/// begins anew with the texts.
final class TextBuilder: Sendable {
    /// The text of a document.
    struct Text: Sendable {
        var number: Int64
        var title: String
        var body: String
    }

    /// Bundles of texts that may wait, so that they do not fill the memory.
    private static let mostWaiting = 4
    /// Texts in a bundle.
    static let bundle = 2_000

    private let scratch: DatabaseQueue
    private let path: String
    private let room = DispatchSemaphore(value: mostWaiting)
    private let failure = Mutex<(any Error)?>(nil)
    private let next = Mutex<Int64>(1)

    /// The first document that was not handed over yet.
    var firstNewText: Int64 { next.withLock { $0 } }

    init(_ location: IndexLocation) throws {
        path = location.texts
        unlink(path)
        let descriptor = Glibc.open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if descriptor >= 0 { Glibc.close(descriptor) }
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { database in
            try database.execute(
                sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
            try database.execute(sql: "PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY")
        }
        scratch = try DatabaseQueue(path: path, configuration: configuration)
        try scratch.writeWithoutTransaction { database in
            try database.execute(sql: DocumentSchema.textIndex(content: ""))
            try TextIndex.prepareForMany(database)
            try database.beginTransaction()
        }
    }

    /// Lets go of the file; what waits for its turn is left undone.
    func close() {
        failure.withLock { $0 = $0 ?? CancellationError() }
        try? scratch.close()
        unlink(path)
    }

    /// Takes texts in the order of their numbers; `next` is the first document that is yet to come.
    func add(_ texts: [Text], next number: Int64) {
        next.withLock { $0 = number }
        perform { database in
            for text in texts {
                try database.run(
                    "INSERT INTO document_text(rowid, title, body) VALUES(?, ?, ?)", text.number, text.title, text.body)
            }
        }
    }

    /// Takes another text for one that it has.
    func change(_ old: Text, to new: Text) {
        perform { try TextIndex.change(old, to: new, $0) }
    }

    private func perform(_ body: @escaping @Sendable (Database) throws -> Void) {
        room.wait()
        scratch.asyncWriteWithoutTransaction { [self] database in
            defer { room.signal() }
            guard failure.withLock({ $0 == nil }) else { return }
            do { try body(database) } catch { failure.withLock { $0 = error } }
        }
    }

    /// Moves what was built into the index. It goes past the connections that use the text index, and they notice what
    /// another one wrote.
    func moveIn(to location: IndexLocation) throws {
        let end = firstNewText
        try scratch.writeWithoutTransaction { database in
            if let failure = failure.withLock({ $0 }) { throw failure }
            try database.commit()
            try database.execute(sql: "ATTACH ? AS board", arguments: [location.database])
            try database.execute(sql: "PRAGMA board.synchronous = OFF; PRAGMA wal_autocheckpoint = 8192")
            try database.inTransaction(.immediate) {
                for table in ["document_text_data", "document_text_idx"] {
                    try database.execute(sql: "DELETE FROM board.\(table)")
                    try database.execute(sql: "INSERT INTO board.\(table) SELECT * FROM main.\(table)")
                }
                try database.execute(
                    sql: "INSERT OR REPLACE INTO board.setting(name, value) VALUES('text_number', ?)", arguments: [end])
                return .commit
            }
            try database.execute(sql: "DETACH board")
        }
    }
}
