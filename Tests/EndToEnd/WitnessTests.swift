import Foundation
import TestSupport
import Testing

/// Members who rewrite their own past.
@Suite(.enabled(if: UnixAccounts.canBeMade, "only root can make Unix accounts"))
struct WitnessTests {
    @Test func whoStartsTheirLogAnewIsNoticedByThoseWhoComeLater() throws {
        let accounts = try UnixAccounts(3)
        let board = accounts.directory + "/" + accounts.names[0] + "/board"
        func stoa(_ account: Int, _ words: String) throws -> ProgramResult {
            try accounts.shell(account, "stoa \(words) --board \(board)")
        }
        #expect(try accounts.shell(0, "stoa init \(board) --group \(accounts.group)").status == 0)
        #expect(try stoa(1, "join").status == 0)
        let thread = try #require(try stoa(1, "post --channel general --title Promise -m 'I will do it'").lines.first)
        // Whoever writes says what they have seen.
        #expect(try stoa(0, "reply \(thread) -m 'Good.'").status == 0)
        #expect(try stoa(0, "doctor").status == 0)

        let log = "\(board)/members/\(accounts.names[1])/log-*.jsonl"
        #expect(try accounts.shell(1, "rm \(log)").status == 0)
        for number in 1...3 {
            #expect(try stoa(1, "post --channel general --title Denial -m 'I never said that, \(number)'").status == 0)
        }

        #expect(try stoa(2, "join").status == 0)
        let doctor = try stoa(2, "doctor")
        #expect(doctor.status == 1)
        #expect(doctor.output.contains("(\(accounts.names[1]))"), "\(doctor.output)")
        #expect(doctor.output.contains("\(accounts.names[0]) saw it"), "\(doctor.output)")
    }
}
