import Foundation
import TestSupport
import Testing

@testable import Journal

/// Each special attack against the real commands and the real program on a terminal: they answer, within bounds, show
/// all of what others wrote, and say what is wrong.
struct SpecialAttackTests {
    /// Kilobytes that the program may use for its data; it needs a tenth of that.
    private static let kilobytes = 500_000

    @Test(arguments: SpecialAttack.all) func everythingElseGoesOn(_ attack: SpecialAttack) throws {
        let board = try AttackedBoard()
        // Somebody looks at the board while it happens.
        let session = try board.open(board.thread, kilobytes: Self.kilobytes)
        try session.waitFor("honest words")
        try attack.attack(board)
        try expectAnswers(session)
        session.signal(SIGHUP)
        #expect(session.waitForExit() != nil, "it did not leave")
        for words in [
            ["list"], ["status"], ["inbox"], ["search", "honest"], ["digest"], ["member", "list"], ["insights"],
        ] {
            let result = try board.runBounded(words + ["--as", "ana"], kilobytes: Self.kilobytes)
            #expect(result.status == 0, "\(words): \(result.status) \(result.errors.suffix(300))")
        }
        let read = try board.runBounded(["read", board.thread, "--as", "ana"], kilobytes: Self.kilobytes)
        #expect(read.output.contains(AttackedBoard.words), "\(read.status) \(read.errors.suffix(300))")
        if let stays = attack.stays { #expect(read.output.contains(stays)) }
        try expectAnswers(try board.open(kilobytes: Self.kilobytes))

        let doctor = try board.runBounded(["doctor", "--as", "ana"], kilobytes: Self.kilobytes)
        #expect([0, 1].contains(doctor.status), "\(doctor.status) \(doctor.errors.suffix(300))")
        if let complaint = attack.complaint {
            #expect(doctor.output.contains(complaint), "\(doctor.output.suffix(600))")
        } else {
            #expect(doctor.status == 0, "\(doctor.output.suffix(600))")
        }
        let reply = try board.run(["reply", board.thread, "-m", "and on it goes", "--as", "ana"])
        #expect(reply.status == 0, "\(reply.errors.suffix(300))")
    }

    /// The program on a terminal shows the honest thread in the list, goes into the newest one, and still answers.
    private func expectAnswers(_ session: TerminalSession) throws {
        session.send("1")
        try session.waitFor("For you", timeout: 60)
        session.send("2")
        try session.waitFor(AttackedBoard.topic, timeout: 60)
        session.send("\r")
        session.send("  G")
        session.send("1")
        try session.waitFor("For you", timeout: 60)
    }
}

/// Eve's files.
enum FileStoreOfEve {
    static func put(_ bytes: [UInt8], on board: AttackedBoard) throws -> String {
        try FileStore(board: Board.open(at: board.path), account: "eve").put(bytes).hash
    }
}
