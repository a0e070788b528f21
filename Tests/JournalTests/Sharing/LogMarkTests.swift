import Foundation
import Testing

@testable import Journal

/// A log is read from where it is known, unless it is not what it was there.
struct LogMarkTests {
    private let signed: SignedBoard
    private let marks: [LogMark]

    init() throws {
        signed = try SignedBoard()
        try signed.say("one", "two", "three")
        marks = try LocalLog.all(on: signed.board).compactMap(\.mark)
    }

    @Test func onlyWhatIsNewIsRead() throws {
        #expect(try #require(try LocalLog.all(on: signed.board, after: marks)?.first).parts.isEmpty)
        try signed.say("five")
        try signed.say("seven", isSigned: false)
        let whole = try #require(try LocalLog.all(on: signed.board).first)
        let rest = try #require(try LocalLog.all(on: signed.board, after: marks)?.first)
        #expect(rest.parts == Array(whole.parts.dropFirst()) && rest.parts.map(\.seq) == [6])
        #expect(rest.signedSeq == 6 && !rest.isSigned && rest.mark == whole.mark)
        var bytes: [Int64: [UInt8]] = [:]
        rest.read([4, 6]) { bytes[$0] = $1 }
        #expect(bytes == [6: try signed.parts()[1].bytes])
    }

    @Test func aMarkOutlivesBeingKept() throws {
        let kept = try JSONDecoder().decode([LogMark].self, from: JSONEncoder().encode(marks))
        #expect(kept == marks)
        #expect(try LocalLog.all(on: signed.board, after: kept)?.count == 1)
    }

    @Test(arguments: ["cut", "changed", "gone", "another"]) func aLogThatIsNotWhatItWasIsReadAnew(_ change: String)
        throws
    {
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: signed.path)))
        switch change {
        case "cut": bytes.removeLast(20)
        case "changed": bytes[bytes.count - 10] ^= 1
        case "another":
            let other = try SignedBoard()
            try other.say("uno", "dos", "tres")
            bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: other.path)))
        default: break
        }
        try FileManager.default.removeItem(atPath: signed.path)
        if change != "gone" { try Data(bytes).write(to: URL(fileURLWithPath: signed.path)) }
        #expect(try LocalLog.all(on: signed.board, after: marks)?.count == nil)
    }
}
