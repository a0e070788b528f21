import Features
import Foundation
import Index
import Journal
import TestSupport
import Testing

/// The same events give the same board in whatever order, and in whatever pieces, they arrive.
@Suite struct OrderOfArrivalTests {
    @Test(arguments: 1...seeds)
    func everyOrderOfArrivalShowsTheSameBoard(seed: Int) throws {
        let directory = try TemporaryDirectory()
        let board = try Board.create(
            at: directory.file("source"), title: "Story", identity: .handles,
            joining: seed.isMultiple(of: 3) ? .invite : .open, founder: "ana")
        var teller = StoryTeller(board: board, seed: UInt64(seed))
        try teller.tell(60 + seed % 4 * 60)
        var random = SplitMix(state: UInt64(seed) &* 31)

        let whole = try Arrivals(of: board, reader: StoryTeller.reader)
        try whole.arrive(pieces: .max, &random)
        try whole.session.index.rebuild(now: whole.session.clock.now())
        let expected = try BoardPicture(whole.session)
        for pieces in [1, 4, 30] {
            let arrivals = try Arrivals(of: board, reader: StoryTeller.reader)
            try arrivals.arrive(pieces: pieces, &random)
            let differences = try BoardPicture(arrivals.session).differences(from: expected)
            #expect(differences.isEmpty, "in pieces of \(pieces):\n\(differences.prefix(12).joined(separator: "\n"))")
        }
        // As a large board is read: the newest first, then everything, in several batches.
        for pieces in [30, .max] {
            let manner = CatchUpManner(batchSize: 17, muchBytes: 500, newestThings: 3)
            let arrivals = try Arrivals(of: board, reader: StoryTeller.reader, manner: manner)
            try arrivals.arrive(pieces: pieces, &random)
            let differences = try BoardPicture(arrivals.session).differences(from: expected)
            #expect(
                differences.isEmpty,
                "newest first, pieces of \(pieces):\n\(differences.prefix(12).joined(separator: "\n"))")
        }
    }

    /// `STOA_STORIES` tells more of them than a quick run does.
    private static let seeds = ProcessInfo.processInfo.environment["STOA_STORIES"].flatMap { Int($0) } ?? 12
}
