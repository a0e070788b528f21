import Foundation
import Glibc
import TestSupport
import Testing

@testable import Journal

@Suite struct ReadingTests {
    @Test(arguments: [
        Array("no json at all".utf8), [123, 0, 125], [0xFF, 0xFE, 123, 125], [UInt8](repeating: 120, count: 600 << 10),
        Array(
            "{\"id\":\"00000000000000000000000000000000\",\"seq\":2,\"prev\":\"\",\"clock\":1,\"kind\":\"a\",\"by\":\"b\"}"
                .utf8),
    ])
    func aLineThatIsNoEventCostsItselfOnly(_ line: [UInt8]) throws {
        let test = try TestBoard()
        try test.say("before")
        try test.append(line + [10], to: test.log())
        try test.say("after")
        let scan = try test.scan()
        #expect(scan.texts == ["before", "after"])
        #expect(scan.findings == [.noEvent])
    }

    @Test func linesUnderANameThatNobodyHasAnyMoreAreTheOwners() throws {
        let test = try TestBoard()
        try test.say("own")
        var composer = LogComposer(LogName(account: Account("nobody-has-this"), host: "old", isPrivate: false))
        let line = try composer.compose(NewEvent(Said(text: "old")), now: test.clock.now()).line
        #expect(FileManager.default.createFile(atPath: test.log("old"), contents: Data(line + [10])))
        #expect(chmod(test.log("old"), 0o640) == 0)
        let scan = try test.scan()
        #expect(Set(scan.texts) == ["own", "old"])
        #expect(scan.events.allSatisfy { $0.by == test.account })
        #expect(scan.findings.isEmpty)
    }

    @Test(arguments: ["nobody", "another"]) func linesOfSomebodyElseAreSkipped(_ name: String) throws {
        let test = try TestBoard()
        try test.say("own")
        if name == "another" {
            // Without an account of that name the folder tells whose it is.
            let folder = test.board.directory + "/members/another"
            #expect(mkdir(folder, 0o750) == 0)
            try #require(geteuid() != 0 || chown(folder, 12_345, 12_345) == 0)
        }
        var composer = LogComposer(LogName(account: Account(name), host: "copy", isPrivate: false))
        let line = try composer.compose(NewEvent(Said(text: "theirs")), now: test.clock.now()).line
        #expect(FileManager.default.createFile(atPath: test.log("copy"), contents: Data(line + [10])))
        #expect(chmod(test.log("copy"), 0o640) == 0)
        let scan = try test.scan()
        guard name == "nobody" || geteuid() == 0 else { return }
        #expect(scan.texts == ["own"])
        #expect(scan.findings == [.copied])
    }

    @Test(.enabled(if: geteuid() == 0, "only root can make folders of others"))
    func whoeverFillsTheFolderOfMembersHidesNobody() throws {
        // In memory: some disks take a minute to forget so many folders.
        let memory = "/dev/shm"
        let test = try access(memory, W_OK) == 0 ? TestBoard(in: memory) : TestBoard()
        for number in 0..<20_100 {
            let path = test.board.directory + "/members/!\(number)"
            try #require(mkdir(path, 0o750) == 0)
            try #require(chown(path, 12_345, 12_345) == 0)
        }
        try test.say("still here")
        let scan = try test.scan()
        #expect(scan.texts == ["still here"])
        #expect(scan.findings == [.tooManyEntries])
    }

    @Test func aChangedByteIsNoticed() throws {
        let test = try TestBoard()
        try test.say("one", "two", "three")
        var text = try String(contentsOfFile: test.log(), encoding: .utf8)
        text.replace("\"two\"", with: "\"TWO\"")
        try text.write(toFile: test.log(), atomically: false, encoding: .utf8)
        let scan = try test.scan()
        #expect(scan.texts == ["one", "three"])
        #expect(scan.findings == [.noEvent, .chainBroken])
        #expect(scan.events.last?.flags == .isChainBroken)
    }

    @Test func aShorterLogIsNoticed() throws {
        let test = try TestBoard()
        try test.say("one", "two")
        let known = try test.scan().positions
        let text = try String(contentsOfFile: test.log(), encoding: .utf8)
        let first = try #require(text.split(separator: "\n").first)
        #expect(truncate(test.log(), first.utf8.count + 1) == 0)
        #expect(try test.scan(known).findings.contains(.shrank))
    }

    @Test func whatIsNoLogIsNeverRead() throws {
        let test = try TestBoard()
        try test.say("sound")
        #expect(symlink("log-here.1.jsonl", test.log("link")) == 0)
        #expect(mkfifo(test.log("pipe"), 0o640) == 0)
        #expect(mkdir(test.log("folder"), 0o750) == 0)
        let scan = try test.scan()
        #expect(scan.texts == ["sound"])
        #expect(scan.findings == [.notAFile])
    }

    @Test func whatOthersMayWriteIsNotRead() throws {
        let test = try TestBoard()
        try test.say("mine")
        #expect(chmod(test.log(), 0o660) == 0)
        let scan = try test.scan()
        #expect(scan.events.isEmpty)
        #expect(scan.findings == [.writableByOthers])
    }

    @Test func aClockFarAheadIsFlagged() throws {
        let test = try TestBoard()
        let ahead = test.clock.time + 11 * 60 * 1000
        _ = try test.pen(time: ahead).append([try NewEvent(Said(text: "early"))], after: Timestamp(rawValue: 0))
        let scan = try test.scan()
        #expect(scan.events.map(\.flags) == [.isFromFuture])
        #expect(scan.findings == [.fromFuture])
    }

    @Test func mutatedLinesAreRefusedAndNeverCrash() throws {
        let test = try TestBoard()
        let line = try #require(try test.say("héllo \\ \"x\"").first?.line)
        var random = SplitMix(state: 20)
        for _ in 0..<5_000 {
            var changed = line
            changed[Int.random(in: 0..<changed.count, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
            changed.removeLast(Int.random(in: 0...3, using: &random))
            #expect((try? changed.withUnsafeBytes { try EnvelopeScanner.scan($0) }) == nil)
            _ = FieldScanner(changed).string("text")
        }
    }
}
