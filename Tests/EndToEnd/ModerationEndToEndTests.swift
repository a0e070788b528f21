import Foundation
import TestSupport
import Testing

/// Members, mentoring, reports and the moderators' queue through the real program, on a board that three people share.
struct ModerationEndToEndTests {
    private let directory: TemporaryDirectory
    private let board: String

    init() throws {
        directory = try TemporaryDirectory()
        board = directory.file("demo")
        let made = try runProgram(
            ["demo", "--no-open", "--at", board],
            environment: StoaProgram.environment(home: directory.file("home"), [:]))
        try #require(made.status == 0, "\(made)")
    }

    private func stoa(_ name: String, _ arguments: String...) throws -> ProgramResult {
        try runProgram(
            arguments + ["--as", name, "--board", board],
            environment: StoaProgram.environment(home: directory.file("home"), [:]))
    }

    private func id(_ result: ProgramResult) throws -> String {
        try #require(result.status == 0, "\(result)")
        return try #require(result.lines.first)
    }

    private func json(_ result: ProgramResult) throws -> [[String: Any]] {
        try #require(result.status == 0, "\(result)")
        return try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
    }

    @Test func aReportGoesFromFiledToToldAndIntoTheAudit() throws {
        let thread = try id(stoa("jun", "post", "--channel", "general", "--title", "Cheap pens", "-m", "Buy!"))
        let own = try stoa("jun", "report", thread, "-m", "Oops")
        #expect(own.status == 77 && own.errors.contains("your own"), "\(own)")
        let report = try id(stoa("marta", "report", thread, "-m", "An advertisement"))
        #expect(try stoa("marta", "report", thread, "-m", "Again").status == 77)
        #expect(try stoa("marta", "moderation", "list").status == 77)
        #expect(try json(stoa("rena", "moderation", "list", "--json")).contains { $0["id"] as? String == report })
        #expect(try stoa("rena", "moderation", "claim", report).status == 0)
        #expect(try stoa("rena", "moderation", "list").output.contains("@rena looks at it"))
        #expect(try stoa("rena", "moderation", "decide", report, "burn", "-m", "x").status == 64)
        #expect(try stoa("rena", "moderation", "decide", report, "hide").status == 65)
        #expect(try stoa("rena", "moderation", "decide", report, "hide", "-m", "We do not sell").status == 0)
        #expect(try stoa("aiko", "read", thread).output.contains("hidden by a moderator: We do not sell"))
        #expect(try stoa("marta", "inbox").output.contains("looked at your report and hid it: We do not sell"))
        #expect(try stoa("jun", "inbox").output.contains("looked at a report about what is yours and hid it"))
        #expect(try stoa("marta", "moderation", "mine").output.contains("hidden: We do not sell"))
        let log = try json(stoa("aiko", "moderation", "log", "--json", "--limit", "2"))
        #expect(log.map { $0["moderator"] as? String } == ["rena", "rena"])
        #expect(log.allSatisfy { $0["reason"] as? String == "We do not sell" })
        #expect(try stoa("marta", "report", "@nobody", "-m", "x").status == 66)
        #expect(try stoa("rena", "doctor").output.contains("All is well"))
    }

    @Test func aNewcomersPostWaitsUntilAModeratorHasReadIt() throws {
        #expect(try stoa("jun", "moderation", "newcomers", "hold").status == 77)
        #expect(try stoa("rena", "moderation", "newcomers", "hold").status == 0)
        #expect(try stoa("lea", "join", "--name", "Lea").status == 0)
        let post = try id(stoa("lea", "post", "--channel", "general", "--title", "Hello all", "-m", "I am Lea"))
        #expect(try !stoa("jun", "list").output.contains("Hello all"))
        #expect(try stoa("lea", "list").output.contains("Hello all"))
        #expect(try stoa("rena", "moderation", "show", post).output.contains("I am Lea"))
        #expect(try stoa("rena", "moderation", "decide", post, "refuse").status == 65)
        #expect(try stoa("rena", "moderation", "decide", post, "approve").status == 0)
        #expect(try stoa("jun", "list").output.contains("Hello all"))
        #expect(try stoa("lea", "inbox").output.contains("let your post go"))
    }

    @Test func aMentorIsAskedAcceptsAndFinishes() throws {
        let none = try stoa("jun", "member", "mentor", "ask", "@marta", "--topic", "Papers", "-m", "Please")
        #expect(none.status == 77 && none.errors.contains("offers no mentoring"), "\(none)")
        #expect(try stoa("marta", "member", "mentor", "offer", "papers, archives", "--places", "1").status == 0)
        #expect(try stoa("marta", "member", "mentor", "offer", "x", "--places", "0").status == 65)
        let request = try id(stoa("jun", "member", "mentor", "ask", "@marta", "--topic", "Papers", "-m", "Please"))
        #expect(try stoa("jun", "member", "mentor", "accept", request).status == 77)
        #expect(try stoa("marta", "member", "mentor", "accept", request, "-m", "Gladly").status == 0)
        #expect(try stoa("jun", "inbox").output.contains("says yes to being your mentor"))
        #expect(try stoa("jun", "member", "mentor", "begin", request).status == 0)
        #expect(try stoa("marta", "member", "mentor", "finish", request, "-m", "Well done").status == 0)
        #expect(try stoa("jun", "member", "mentor").output.contains("(finished)"))
        #expect(try stoa("jun", "member", "mentor", "finish", request).status == 65)
    }

    @Test func whoAsksToJoinIsAdmittedOrRefusedInTheQueue() throws {
        let guild = directory.file("guild")
        let environment = StoaProgram.environment(home: directory.file("home"), [:])
        func stoa(_ arguments: String...) throws -> ProgramResult {
            try runProgram(arguments + ["--board", guild], environment: environment)
        }
        try #require(try runProgram(["init", guild, "--invite"], environment: environment).status == 0)
        #expect(try stoa("moderation", "list").output.contains("Nothing waits"))
        #expect(try stoa("moderation", "decide", "zzzz", "approve").status == 66)
        #expect(try stoa("moderation").output.contains("made the channel"))
    }

    @Test func aProfileIsEditedAndFindsOthers() throws {
        #expect(try stoa("marta", "member", "edit", "--zone", "Stockholm", "--wants-to-learn", "Python").status == 0)
        let wrong = try stoa("marta", "member", "edit", "--zone", "Atlantis")
        #expect(wrong.status == 65 && wrong.errors.split(separator: "\n").count == 1, "\(wrong)")
        #expect(try stoa("marta", "member", "show").output.contains("Europe/Stockholm"))
        #expect(try stoa("marta", "member", "matches").output.contains("Jun Park can help you with Python"))
        let tagged = try json(stoa("marta", "member", "list", "--tag", "python", "--json"))
        #expect(tagged.contains { $0["handle"] as? String == "jun" } && tagged.count < 6)
        #expect(try stoa("marta", "member", "edit", "--away", "2w").status == 0)
        #expect(try stoa("jun", "member", "list").output.contains("Marta Lindqvist (away)"))
    }

    @Test(arguments: [(80, 24), (40, 12)])
    func aMemberReportsAndAModeratorDecidesOnScreen(_ columns: Int, _ rows: Int) throws {
        let environment = StoaProgram.environment(home: directory.file("home"), [:])
        let marta = try TerminalSession(
            ["open", "--as", "marta", "--board", board], environment: environment, columns: columns, rows: rows)
        try marta.waitFor("Linear")
        marta.send("gm")
        // The board is read while the program shows what it has.
        try marta.waitFor("3 online")
        try marta.waitFor("Jun Park")
        marta.send("/jun\r!")
        try marta.waitFor("Report @jun")
        marta.send("Sells pens\r")
        try marta.waitFor("reported")
        let rena = try TerminalSession(
            ["open", "--as", "rena", "--board", board], environment: environment, columns: columns, rows: rows)
        try rena.waitFor("your turn")
        rena.send("gq")
        try rena.waitFor("Waiting 2")
        rena.send("Ga")
        try rena.waitFor("talk to @jun")
        rena.send("\u{1B}[B\r")
        try rena.waitFor("Dismiss")
        rena.send("They talked\r")
        try rena.waitFor("decided")
        marta.send("gi")
        try marta.waitFor("now  · Rena")
    }
}
