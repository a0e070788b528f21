import Foundation
import GRDB
import Journal

/// Reads what the logs hold beyond what the index knows, and applies it in batches.
struct CatchUp {
    let index: BoardIndex
    let now: Timestamp
    let manner: CatchUpManner

    /// Applies everything new. `progress` is told after each batch.
    func run(_ memory: inout CatchUpMemory, progress: (CatchUpProgress) -> Void) throws -> ChangeSet {
        let scanner = try BoardScanner(
            board: index.board, reader: index.reader, positions: memory.positions, glance: &memory.glance, now: now)
        var changes = ChangeSet()
        let isMuch = scanner.totalBytes > manner.muchBytes
        if isMuch {
            changes.merge(try applyNewest(after: memory.positions))
            progress(CatchUpProgress(readBytes: 0, totalBytes: scanner.totalBytes))
            try index.pool.write { try TextIndex.prepareForMany($0) }
        }
        defer { if isMuch { try? index.pool.write { try TextIndex.prepareForFew($0) } } }
        while true {
            let batch = nextBatch(scanner)
            if batch.isEmpty && scanner.positions.isEmpty { break }
            let isLast = scanner.isAtEnd
            changes.merge(try apply(batch, from: scanner, isLast: isLast))
            for position in scanner.positions { memory.positions[position.path] = position }
            progress(CatchUpProgress(readBytes: scanner.readBytes, totalBytes: scanner.totalBytes))
            if isLast { break }
        }
        changes.findings = scanner.findings.filter { !$0.isSeenOnce }
        changes.findings += try KeptFindings.keep(scanner.findings.filter(\.isSeenOnce), in: index)
        if changes.eventCount > 0 {
            changes.findings += try index.pool.write { try Witnessing.check(index.board, now: now, $0) }
        }
        return changes
    }

    private func nextBatch(_ scanner: BoardScanner) -> [Event] {
        var batch: [Event] = []
        while batch.count < manner.batchSize, let event = scanner.next() {
            batch.append(settingClockStraight(event))
        }
        return batch
    }

    /// An event whose clock is far ahead counts from when it was first seen, and moves nobody's clock.
    private func settingClockStraight(_ event: Event) -> Event {
        event.flags.contains(.isFromFuture) ? event.dated(now) : event
    }

    /// Applies the newest things before everything else; see `Skim`.
    private func applyNewest(after known: [String: LogPosition]) throws -> ChangeSet {
        let scanner = try BoardScanner(
            board: index.board, reader: index.reader, positions: Array(known.values), now: now)
        var skim = Skim(EventRouter.handlers(index.projections), mostThings: manner.newestThings)
        var place: Int64 = 0
        while let event = scanner.next() {
            skim.take(settingClockStraight(event), at: place)
            place += 1
        }
        let newest = skim.events()
        return try project { projecting in
            let router = try EventRouter(index.projections, projecting, isAhead: true)
            // Numbers are given in the order of arrival; what is yet to come before an event keeps room for its own.
            let start = projecting.nextNumber
            for placed in newest {
                projecting.nextNumber = max(projecting.nextNumber, start + placed.place)
                try router.route(placed.event)
            }
            try router.settle(isLast: false)
            projecting.nextNumber = start
        }
    }

    private func apply(_ batch: [Event], from scanner: BoardScanner, isLast: Bool) throws -> ChangeSet {
        var changes = try project { projecting in
            let router = try EventRouter(index.projections, projecting)
            for event in batch { try router.route(event) }
            try router.settle(isLast: isLast)
            try LogPositionStore.save(scanner.positions, projecting.database)
            try noteLargestClock(batch, projecting.database)
        }
        changes.eventCount = batch.count
        return changes
    }

    /// Changes the index in one transaction, and answers what was changed.
    private func project(_ body: (Projecting) throws -> Void) throws -> ChangeSet {
        try index.pool.writeWithoutTransaction { database in
            var changes = ChangeSet()
            try database.inTransaction(.immediate) {
                let projecting = try Projecting(
                    database: database, board: index.board, reader: index.reader,
                    authority: try Authority(of: index.board.identity, database))
                try body(projecting)
                try projecting.indexNewTexts()
                try projecting.saveNextNumber()
                changes.rows = projecting.touched
                changes.standings = projecting.changedStandings
                return .commit
            }
            return changes
        }
    }

    private func noteLargestClock(_ batch: [Event], _ database: Database) throws {
        guard let largest = batch.map(\.clock).max() else { return }
        try database.execute(
            sql: """
                INSERT INTO setting(name, value) VALUES('largest_clock', ?1)
                ON CONFLICT DO UPDATE SET value = max(value, ?1)
                """,
            arguments: [largest])
    }
}

/// What a catch-up leaves for the next one, as long as no other process writes the index.
struct CatchUpMemory: Sendable {
    /// SQLite's count of what other processes committed.
    var dataVersion: Int
    /// Where reading each log goes on, by the log's path.
    var positions: [String: LogPosition]
    /// How the board looked.
    var glance: BoardGlance
}

/// Where reading each log goes on.
enum LogPositionStore {
    static func load(_ database: Database) throws -> [String: LogPosition] {
        let positions = try Row.fetchAll(database, sql: "SELECT position FROM log_position").map(position)
        return Dictionary(positions.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    }

    static func position(_ row: Row) throws -> LogPosition {
        try JSONDecoder().decode(LogPosition.self, from: row["position"] as Data)
    }

    static func save(_ positions: [LogPosition], _ database: Database) throws {
        let encoder = JSONEncoder()
        for position in positions {
            try database.execute(
                sql: """
                    INSERT OR REPLACE INTO log_position(path, account, host, private, seq, position)
                    VALUES(?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    position.path, position.account, position.host, position.isPrivate, position.seq,
                    try encoder.encode(position),
                ])
        }
    }
}

/// How far each log is known.
public enum LogHeads {
    /// The number of the last event of every log.
    public static func all(_ database: Database) throws -> [LogName: Int64] {
        var heads: [LogName: Int64] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT account, host, private, seq FROM log_position") {
            let log = LogName(account: row["account"], host: row["host"], isPrivate: row["private"])
            heads[log] = max(heads[log] ?? 0, row["seq"])
        }
        return heads
    }
}
