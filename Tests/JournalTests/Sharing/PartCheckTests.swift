import Foundation
import Testing

@testable import Journal

/// Each way in which a part of a log may be wrong is told, with the line.
struct PartCheckTests {
    private let signed: SignedBoard

    init() throws {
        signed = try SignedBoard()
        try signed.say("one", "two", "three")
        try signed.say("five")
    }

    /// Checks the first part after a change of its lines.
    private func fault(_ change: (inout [String]) -> Void, seq: Int64 = 4) throws -> LogFault? {
        let bytes = try #require(try signed.parts().first).bytes
        var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        change(&lines)
        var check = try signed.check()
        do {
            _ = try check.take(Array(lines.map { $0 + "\n" }.joined().utf8), seq: seq)
            return nil
        } catch {
            return error
        }
    }

    /// A line with something else in it, and the hash of that.
    private static func forged(_ line: String, _ old: String, _ new: String) -> String {
        let content = line.dropFirst(41).replacing(old, with: new)
        let id = Array(content.utf8).withUnsafeBytes { EventID(hashing: $0) }
        return "{\"id\":\"\(id.text)\"," + content
    }

    @Test func whatWasSignedIsTakenPartByPart() throws {
        var check = try signed.check()
        let parts = try signed.parts()
        #expect(parts.map(\.seq) == [4, 6])
        for (part, count) in zip(parts, [4, 2]) {
            let lines = try check.take(part.bytes, seq: part.seq)
            #expect(lines.signer == (try signed.pair.published) && lines.count == count && lines.seq == part.seq)
        }
    }

    @Test func whatIsToBeNotedIs() throws {
        var check = PartCheck(
            after: LocalLog(nothingOf: try #require(try LocalLog.all(on: signed.board).first).log), on: signed.board,
            noting: [Said.kind])
        let lines = try check.take(try #require(try signed.parts().first).bytes, seq: 4)
        #expect(lines.noted.map(\.seq) == [1, 2, 3])
    }

    @Test func aChangedLineIsNamed() throws {
        let fault = try #require(try fault { $0[1] = $0[1].replacing("two", with: "2wo") })
        #expect(fault.line == 2 && fault.reason.contains("was changed"), "\(fault)")
        #expect(fault.sentence.hasPrefix("log-here of @ana, line 2: "))
    }

    @Test func aLineWithAnotherContentAndItsHashBreaksTheChain() throws {
        let fault = try #require(try fault { $0[1] = Self.forged($0[1], "two", "2wo") })
        #expect(fault.line == 3 && fault.reason.contains("does not follow"), "\(fault)")
    }

    @Test func aLineThatIsGoneOrTwiceThereIsMissed() throws {
        #expect(try fault { $0.remove(at: 1) }?.line == 2)
        #expect(try fault { $0.insert($0[1], at: 1) }?.line == 3)
        #expect(try fault { $0.swapAt(0, 1) }?.line == 1)
    }

    @Test func aLineOfAnotherMemberIsNamed() throws {
        let fault = try #require(try fault { $0[0] = Self.forged($0[0], "\"by\":\"ana\"", "\"by\":\"eve\"") })
        #expect(fault.line == 1 && fault.reason.contains("@eve"), "\(fault)")
    }

    @Test func whatNobodySignedIsNotTaken() throws {
        #expect(try fault { $0.removeLast() }?.reason.contains("was not signed") == true)
        #expect(try fault { $0.removeAll() }?.line == 1)
        #expect(try fault { $0.append($0[0]) }?.reason.contains("ends where") == true)
        #expect(try fault({ _ in }, seq: 5)?.line == 4)
    }

    @Test func aSignatureOfSomethingElseDoesNotHold() throws {
        let fault = try #require(
            try fault { lines in
                let clock = lines[3].firstMatch(of: /"clock":([0-9]+)/).flatMap { Int64($0.1) } ?? 0
                lines[3] = Self.forged(lines[3], "\"clock\":\(clock)", "\"clock\":\(clock + 1)")
            })
        #expect(fault.line == 4 && fault.reason.contains("signature"), "\(fault)")
        let padded = try #require(
            try self.fault { $0[3] = Self.forged($0[3], "\"signature\"", "\"more\":1,\"signature\"") })
        #expect(padded.line == 4 && padded.reason.contains("signature"), "\(padded)")
    }

    @Test func aPartOfAnotherBoardIsNoneOfThis() throws {
        let other = try SignedBoard()
        var check = PartCheck(
            after: LocalLog(nothingOf: try #require(try LocalLog.all(on: signed.board).first).log), on: other.board)
        #expect(throws: LogFault.self) { try check.take(try #require(try signed.parts().first).bytes, seq: 4) }
    }

    @Test func whatIsHeldInPartMustBeTheSame() throws {
        let parts = try signed.parts()
        let other = try SignedBoard()
        try FileManager.default.createDirectory(
            atPath: other.board.directory + "/members/ana", withIntermediateDirectories: true)
        // Some lines of the first part, as an exchange leaves them that was cut off.
        try Data(parts[0].bytes.prefix(parts[0].bytes.count / 2)).write(to: URL(fileURLWithPath: other.path))
        let held = try #require(try LocalLog.all(on: other.board).first)
        var check = PartCheck(after: held, on: signed.board)
        let lines = try check.take(parts[0].bytes, seq: 4)
        #expect(lines.count < 4 && lines.count > 0)
        let another = try SignedBoard()
        try another.say("uno", "dos", isSigned: false)
        var refusing = PartCheck(after: try #require(try LocalLog.all(on: another.board).first), on: signed.board)
        #expect(throws: LogFault(held.log, line: 1, "is not what it was here")) {
            try refusing.take(parts[0].bytes, seq: 4)
        }
    }

    @Test func theFirstLineThatDiffersIsFound() {
        let ours = Array("a\nb\nc\n".utf8)
        #expect(PartCheck.firstDifference(Array("a\nx\nc\n".utf8), from: ours, last: 9) == 8)
        #expect(PartCheck.firstDifference(Array("a\nb\n".utf8), from: ours, last: 9) == 9)
        #expect(PartCheck.firstDifference([], from: ours, last: 9) == 7)
    }
}
