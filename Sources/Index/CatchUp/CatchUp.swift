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
        guard !scanner.hasReturnedLogs else { throw LogsReturned() }
        let totalBytes = scanner.totalBytes
        let isMuch = totalBytes > manner.muchBytes
        let largest = totalBytes > 0 ? try index.pool.read(BoardIndex.largestClock) : Timestamp(rawValue: 0)
        let firstSeen = FirstSeen(now: now, after: largest)
        var changes = ChangeSet()
        if isMuch {
            changes.merge(try applyNewest(&memory, firstSeen))
            progress(CatchUpProgress(readBytes: 0, totalBytes: totalBytes))
        }
        let texts = try isMuch || memory.textsAreBehind ? index.textBuilder() : nil
        defer { texts?.close() }
        if isMuch { try index.prepareForMany(isAdding: texts == nil) }
        defer { if isMuch { index.prepareForFew(wasAdding: texts == nil) } }
        let reading = ReadAhead(scanner, firstSeen: firstSeen)
        var part = reading.next()
        if part.isEmpty && memory.textsAreBehind { changes.merge(try project(&memory, texts) { _ in }) }
        while !part.isEmpty {
            changes.merge(try apply(&part, reading, texts, &memory))
            for position in part.positions { memory.positions[position.path] = position }
            progress(CatchUpProgress(readBytes: part.readBytes, totalBytes: totalBytes))
            if part.isLast { break }
            part = reading.next()
        }
        try texts?.moveIn(to: index.location)
        try GlanceStore.save(&memory.glance, in: index)
        memory.textsAreBehind = false
        changes.findings = part.findings.filter { !$0.isSeenOnce }
        changes.findings += try KeptFindings.keep(part.findings.filter(\.isSeenOnce), in: index)
        if changes.eventCount > 0 {
            changes.findings += try index.pool.write { try Witnessing.check(index.board, now: now, $0) }
        }
        return changes
    }

    /// Applies the newest things before everything else; see `Skim`.
    private func applyNewest(_ memory: inout CatchUpMemory, _ firstSeen: FirstSeen) throws -> ChangeSet {
        var firstSeen = firstSeen
        let scanner = try BoardScanner(
            board: index.board, reader: index.reader, positions: Array(memory.positions.values), now: now,
            isChecking: false)
        var skim = Skim(EventRouter.handlers(index.projections), mostThings: manner.newestThings)
        var place: Int64 = 0
        while let event = scanner.next() {
            skim.take(firstSeen.date(event), at: place)
            place += 1
        }
        let newest = skim.events()
        return try project(&memory, nil, isAhead: true) { projecting in
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

    /// Applies a batch, from `part` on; leaves the last part of it there.
    private func apply(
        _ part: inout ReadAhead.Part, _ reading: ReadAhead, _ texts: TextBuilder?, _ memory: inout CatchUpMemory
    ) throws -> ChangeSet {
        var count = 0
        var changes = try project(&memory, texts) { projecting in
            let router = try EventRouter(index.projections, projecting)
            var largest: Timestamp?
            while true {
                for event in part.events {
                    try router.route(event)
                    largest = max(largest ?? event.clock, event.clock)
                }
                count += part.events.count
                if part.isLast || count >= manner.batchSize { break }
                part = reading.next()
            }
            try router.settle(isLast: part.isLast)
            if part.isLast { try projecting.passAllDocuments() }
            try LogPositionStore.save(part.positions, projecting.database)
            if let largest { try note(largest, projecting.database) }
        }
        changes.eventCount = count
        return changes
    }

    /// Changes the index in one transaction, and answers what was changed.
    private func project(
        _ memory: inout CatchUpMemory, _ texts: TextBuilder?, isAhead: Bool = false,
        _ body: (Projecting) throws -> Void
    ) throws -> ChangeSet {
        try index.pool.writeWithoutTransaction { database in
            var changes = ChangeSet()
            try database.inTransaction(.immediate) {
                let known = try memory.projecting ?? ProjectingMemory(index.board.identity, database)
                let projecting = try Projecting(
                    database: database, board: index.board, reader: index.reader, known: known, texts: texts)
                try body(projecting)
                // What comes ahead of its turn gets its text indexed when that has come.
                if !isAhead { try projecting.indexNewTexts() }
                try projecting.saveNumbers()
                changes.rows = projecting.touched
                changes.standings = projecting.changedStandings
                memory.projecting = projecting.changedStandings.isEmpty ? projecting.memory(of: known) : nil
                return .commit
            }
            index.answers.note(changes)
            return changes
        }
    }

    private func note(_ largest: Timestamp, _ database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO setting(name, value) VALUES('largest_clock', ?1)
                ON CONFLICT DO UPDATE SET value = max(value, ?1)
                """,
            arguments: [largest])
    }
}

/// Logs have come back to their authors, so what was read of them is to be read again from the beginning.
struct LogsReturned: Error {}

/// What a catch-up leaves for the next one, as long as no other process writes the index.
struct CatchUpMemory: Sendable {
    /// SQLite's count of what other processes committed.
    var dataVersion: Int
    /// Where reading each log goes on, by the log's path.
    var positions: [String: LogPosition]
    /// How the board looked.
    var glance: BoardGlance
    /// Whether a build ended before all texts were in the text index.
    var textsAreBehind: Bool
    /// What the next transaction begins with.
    var projecting: ProjectingMemory?
}
