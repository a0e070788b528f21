import Foundation
import Index
import Journal
import TestSupport
import Testing

@testable import Features

/// Logs that somebody, or a disk, has been at.
@Suite struct DamagedLogTests {
    @Test(arguments: 1...6)
    func whateverIsInALogTheRestIsRead(seed: Int) throws {
        let directory = try TemporaryDirectory()
        let board = try Board.create(
            at: directory.file("board"), title: "Story", identity: .handles, founder: "ana")
        var teller = StoryTeller(board: board, seed: UInt64(seed))
        try teller.tell(80)
        var random = SplitMix(state: UInt64(seed))
        var (lines, damaged) = (0, 0)
        let members = board.directory + "/members"
        for path in try FileManager.default.subpathsOfDirectory(atPath: members).sorted() where path.hasSuffix(".jsonl")
        {
            let file = URL(fileURLWithPath: members + "/" + path)
            var log = try Data(contentsOf: file).split(separator: 10).map { Data($0) }
            lines += log.count
            for place in log.indices where random.isOnce(in: 5) {
                log[place] = damage(log[place], &random)
                damaged += 1
            }
            // Written over in place, as a bad disk or a bad program would.
            let handle = try FileHandle(forWritingTo: file)
            try handle.truncate(atOffset: 0)
            try handle.write(contentsOf: Data(log.joined(separator: [10])) + [10])
            try handle.close()
        }
        let session = try BoardSession(
            board: board, me: StoryTeller.reader, host: "index", clock: FixedClock(time: 1_800_000_000_000),
            features: FeatureTable.projections,
            location: IndexLocation(directory: directory.file("index"), host: "index"))
        let changes = try session.catchUp()
        #expect(changes.eventCount >= lines - damaged)
        #expect(changes.findings.contains { $0.kind == .noEvent })
        #expect(changes.findings.contains { $0.kind == .chainBroken })
        _ = try BoardPicture(session)
        let health = try BoardHealth(checking: board, reader: session.me, now: session.clock.now())
        #expect(health.eventCount == changes.eventCount)
        #expect(health.findings.contains { $0.kind == .noEvent })
    }

    /// Something else in the place of a line: never the same, and never two lines of two events.
    private func damage(_ line: Data, _ random: inout SplitMix) -> Data {
        var bytes = [UInt8](line)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return Data("{}".utf8)
        case 1:
            return Data(
                (0..<Int.random(in: 1...400, using: &random)).map { _ in UInt8.random(in: 11...255, using: &random) })
        case 2: bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random))
        case 3: bytes.insert(0, at: Int.random(in: 0..<bytes.count, using: &random))
        default:
            let place = Int.random(in: 0..<bytes.count, using: &random)
            bytes[place] = bytes[place] == 0x78 ? 0x79 : 0x78
        }
        return Data(bytes)
    }
}
