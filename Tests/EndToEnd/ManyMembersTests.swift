import Index
import Journal
import TestSupport
import Testing

/// A board of more members than a shell usually lets a program have files open.
struct ManyMembersTests {
    @Test func allOfThemAreRead() throws {
        let board = try HandlesBoard()
        let people = (0..<300).map { "person-\($0)" }
        for (number, name) in people.enumerated() {
            let pen = Pen(
                board: board.board, account: Account(name), host: "here",
                clock: FixedClock(time: 1_700_000_000_000 + Int64(number)))
            _ = try pen.append([NewEvent(MemberJoined(name: name))], after: Timestamp(rawValue: 0))
        }
        let environment = StoaProgram.environment(
            home: board.directory.path, ["STOA": StoaProgram.path, "STOA_BOARD": board.board.directory])
        let listed = try runProgram(
            ["-c", "ulimit -Sn 200; exec \"$STOA\" member list --as ana"], path: "/bin/sh", environment: environment)
        #expect(listed.status == 0, "\(listed.errors)")
        for name in people { #expect(listed.output.contains(name), "\(name) is not there") }
    }
}
