import Foundation
import Glibc
import Testing

@testable import Journal

@Suite struct WritingTests {
    @Test func whatIsWrittenIsReadBack() throws {
        let test = try TestBoard()
        let written = try test.say("one", "two \"quoted\"\n", "three")
        let scan = try test.scan()
        #expect(scan.texts == ["one", "two \"quoted\"\n", "three"])
        #expect(scan.events.map(\.id) == written.map(\.id))
        #expect(scan.findings.isEmpty)
        #expect(try test.scan(scan.positions).events.isEmpty)
    }

    @Test func aTornLineIsFencedOff() throws {
        let test = try TestBoard()
        try test.say("whole")
        try test.append(Array("{\"id\":\"torn".utf8), to: test.log())
        #expect(try test.scan().findings.isEmpty, "a line that is still being written is left for the next look")
        try test.say("after")
        let scan = try test.scan()
        #expect(scan.texts == ["whole", "after"])
        #expect(scan.findings == [.torn])
    }

    @Test func manyThreadsAndPensMakeOneChain() async throws {
        let test = try TestBoard()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    let pen = test.pen()
                    for number in 0..<25 {
                        let event = try NewEvent(Said(text: "\(writer)-\(number)"))
                        _ = try pen.append([event], after: Timestamp(rawValue: 0))
                    }
                }
            }
            try await group.waitForAll()
        }
        let scan = try test.scan()
        #expect(Set(scan.texts).count == 100)
        #expect(scan.events.map(\.seq) == Array(1...100))
        #expect(scan.findings.isEmpty)
    }

    @Test func hostsWriteLogsOfTheirOwn() throws {
        let test = try TestBoard()
        try test.say("a", "c", host: "first")
        try test.say("b", host: "second")
        let scan = try test.scan()
        #expect(Set(scan.texts) == ["a", "b", "c"])
        #expect(scan.positions.count == 2)
        #expect(scan.events.map(\.stamp) == scan.events.map(\.stamp).sorted())
    }

    @Test func tooLongALineIsRefusedAndNothingIsLost() throws {
        let test = try TestBoard()
        try test.say("before")
        #expect(throws: JournalError.self) { try test.say(String(repeating: "x", count: 300 << 10)) }
        try test.say("after")
        let scan = try test.scan()
        #expect(scan.texts == ["before", "after"])
        #expect(scan.findings.isEmpty)
    }

    @Test func modesDoNotDependOnTheUmask() throws {
        let test = try TestBoard()
        try test.say("x")
        func mode(_ path: String) -> mode_t {
            var status = stat()
            return stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
        }
        #expect(mode(test.board.directory) == 0o2750)
        #expect(mode(test.board.directory + "/members") == 0o3770)
        #expect(mode(test.folder) == 0o2750)
        #expect(mode(test.log()) == 0o640)
    }
}
