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

@Suite struct LookupTests {
    @Test func anyEventIsFoundByItsNumber() throws {
        let test = try TestBoard()
        var events: [Event] = []
        for number in 0..<300 {
            events += try test.say(String(repeating: "word ", count: number % 7 * 40) + "\(number)")
        }
        try test.append(Array("torn".utf8), to: test.log())
        events += try test.say("after the torn line")
        let lookup = try LogLookup(test.board)
        for event in events { #expect(lookup.event(event.seq, of: test.account, host: "here") == event.id) }
        #expect(lookup.event(0, of: test.account, host: "here") == nil)
        #expect(lookup.event(302, of: test.account, host: "here") == nil)
        #expect(lookup.event(1, of: test.account, host: "elsewhere") == nil)
        #expect(lookup.event(1, of: Account("nobody"), host: "here") == nil)
    }
}
