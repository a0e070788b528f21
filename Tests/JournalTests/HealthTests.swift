import Glibc
import Testing

@testable import Journal

@Suite struct HealthTests {
    @Test func whatOthersMayWriteIsNamedAndMended() throws {
        let test = try TestBoard()
        try test.say("mine")
        #expect(chmod(test.log(), 0o660) == 0)
        #expect(chmod(test.board.directory, 0o2770) == 0)
        let health = try BoardHealth(checking: test.board, reader: test.account, now: test.clock.now())
        #expect(health.findings.map(\.kind) == [.writableByOthers, .writableByOthers])
        #expect(health.repair() == health.findings)
        let mended = try BoardHealth(checking: test.board, reader: test.account, now: test.clock.now())
        #expect(mended.findings.isEmpty)
        #expect(mended.eventCount == 1)
    }
}

@Suite struct WitnessTests {
    @Test func anotherEventUnderAWitnessedNumberIsNamed() throws {
        let test = try TestBoard()
        let events = try test.say("one", "two")
        let witnessed = LogWitnessed(try test.scan().positions)
        let head = try #require(witnessed.heads.first)
        #expect(head.seq == 2)
        #expect(head.finding(held: events.last?.id, lastSeq: 2) == nil)
        #expect(head.finding(held: nil, lastSeq: 1) == nil)
        #expect(head.finding(held: events.first?.id, lastSeq: 3)?.kind == .witnessDiffers)
    }
}
