import Foundation
import TestSupport
import Testing

/// The commands as programs and scripts hold on to them.
struct CommandTests {
    @Test func aThreadIsPostedAnsweredReadAndFound() throws {
        let board = try TestBoard()
        let thread = try board.post("Why is the sky blue?", "Asked with 漢字 and 😀")
        let reply = try board.stoa("reply", String(thread.prefix(8)), "-m", "First.", "-m", "Second.")
        #expect(reply.status == 0)

        let read = try json(board.stoa("read", thread, "--json"))
        let posts = try #require(read["posts"] as? [[String: Any]])
        #expect(posts.map { $0["depth"] as? Int } == [0, 1])
        #expect(posts.last?["body"] as? String == "First.\n\nSecond.")
        #expect(posts.last?["parent"] as? String == thread)

        let found = try board.stoa("search", "second", "--json")
        #expect(found.output.contains(try #require(reply.lines.first)))
        #expect(try board.stoa("search", "漢字").output.contains(String(thread.prefix(8))))
    }

    @Test func whatABoardOfHandlesSaysToOpenItByOpensIt() throws {
        let board = try TestBoard()
        let path = board.directory.file("shared")
        let made = try board.stoa("init", path, "--handles", "--as", "ana")
        #expect(made.lines.last?.hasSuffix("/shared --as ana") == true, "\(made)")
        #expect(try board.stoa("list", "--board", path, "--as", "ana").status == 0)
    }

    @Test func aPipeGetsTextAndAFileGivesIt() throws {
        let board = try TestBoard()
        let piped = try board.stoa("post", "--channel", "general", "--title", "Piped", "-", input: "From a pipe\n")
        #expect(piped.status == 0)
        let file = board.directory.file("text.md")
        try "From a file".write(toFile: file, atomically: true, encoding: .utf8)
        let thread = try #require(piped.lines.first)
        #expect(try board.stoa("reply", thread, file).status == 0)
        let text = try board.stoa("read", thread, "--raw").output
        #expect(text.contains("From a pipe"))
        #expect(text.contains("From a file"))
        #expect(!text.contains("\u{1B}"))
    }

    @Test(arguments: [
        (["read", "zzzz"], 66), (["read", "x"], 64), (["list", "--channel", "nowhere"], 66), (["nonsense"], 64),
        (["post", "--channel", "general", "--title", "Empty", "-m", "  "], 65), (["list", "--limit", "0"], 64),
        (["resource", "add", "javascript:alert(1)"], 66), (["react", "zzzz", "👍"], 66),
        (["--board", "/nowhere", "list"], 66), (["list", "--as", "somebody"], 77), (["theme", "show", "none"], 66),
        (["init", ""], 64), (["demo"], 1), (["post", "--channel", "general", "--title", " ", "-m", "words"], 65),
        (["channel", "add", "Bad Name"], 65), (["channel", "add", "general"], 73),
        (["channel", "edit", "announcements", "--name", "general"], 73),
        (["post", "--channel", "general", "--title", "T", "-m", "words", "/dev/null"], 64),
        (["post", "--channel", "general", "--title", "T", "/"], 74),
        (["init", "made", "--group", "no-such-group"], 66),
    ])
    func whatIsWrongIsOneLineAndACode(arguments: [String], status: Int) throws {
        let board = try TestBoard()
        let result = try runProgram(arguments, environment: board.environment)
        #expect(Int(result.status) == status, "\(result.errors)")
        #expect(result.output.isEmpty)
        #expect(!result.errors.isEmpty)
    }

    @Test func aQuotedReplyBeginsWithTheQuotation() throws {
        let board = try TestBoard()
        let thread = try board.post("Title", "First line\n\nSecond line")
        let reply = try #require(try board.stoa("reply", thread, "--quote", "-m", "My answer").lines.first)
        let read = try json(board.stoa("read", reply, "--json"))
        let body = try #require((read["posts"] as? [[String: Any]])?.first?["body"] as? String)
        #expect(body.hasSuffix("wrote:\n> First line\n>\n> Second line\n\nMy answer"), "\(body)")
    }

    @Test func aTextMayBeginWithADash() throws {
        let board = try TestBoard()
        let posted = try board.stoa(
            "post", "--channel", "general", "--title", "-- why? --", "-m", "- one", "-m", "--two")
        let thread = try #require(posted.lines.first, "\(posted.errors)")
        let text = try board.stoa("read", thread, "--raw").output
        #expect(text.contains("-- why? --"))
        #expect(text.contains("- one\n\n--two"))
    }

    @Test func anEditThatChangesNothingLeavesNoTrace() throws {
        let board = try TestBoard()
        let thread = try board.post("Title", "Words")
        #expect(try board.stoa("edit", thread, "-m", "Words").status == 0)
        #expect(try board.stoa("read", thread, "--history").output.contains("never edited"))
    }

    @Test func outputThatCannotBeWrittenIsAnError() throws {
        let board = try TestBoard()
        _ = try board.post("Title")
        let full = try shell("\"$0\" list > /dev/full", at: board)
        #expect(full.status == 74)
        #expect(full.errors.contains("No space left"))
        let cut = try shell("\"$0\" list --json | true; exit ${PIPESTATUS[0]}", at: board)
        #expect(cut.status == 0)
        #expect(cut.errors.isEmpty)
    }

    @Test func watchingEndsWhenNobodyReads() throws {
        let board = try TestBoard()
        let watched = try shell("timeout 50 \"$0\" watch | true; exit ${PIPESTATUS[0]}", at: board)
        #expect(watched.status == 0)
        #expect(watched.errors.isEmpty)
    }

    @Test func aMistakeInTheConfigurationIsNamedAndTheCommandRuns() throws {
        let board = try TestBoard()
        let folder = board.directory.file("home/.config/stoa")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try "\nthme = \"dark\"\n".write(toFile: folder + "/config.toml", atomically: true, encoding: .utf8)
        let listed = try board.stoa("list", "--json")
        #expect(listed.status == 0)
        #expect(listed.errors.contains("config.toml, line 2: there is no setting thme"))
        #expect(try JSONSerialization.jsonObject(with: Data(listed.output.utf8)) is [Any])
    }

    @Test func theBoardMayBeNamedBeforeTheCommand() throws {
        let board = try TestBoard()
        let environment = StoaProgram.environment(home: board.directory.path)
        let listed = try runProgram(["--board", board.path, "channel", "list"], environment: environment)
        #expect(listed.output.contains("#general"))
        let posted = try runProgram(
            ["--board=\(board.path)", "post", "--channel", "general", "--title", "Hi", "-m", "there"],
            environment: environment)
        #expect(posted.status == 0, "\(posted.errors)")
        #expect(try board.stoa("list").output.contains("Hi"))
    }

    @Test func withoutABoardItSaysWhatToDo() throws {
        let directory = try TemporaryDirectory()
        let result = try runProgram(
            ["list"], environment: StoaProgram.environment(home: directory.path), directory: directory.path)
        #expect(result.status == 66)
        #expect(result.errors.contains("stoa init"))
    }

    @Test func aBoardIsNotMadeOverSomethingElse() throws {
        let board = try TestBoard()
        #expect(try board.stoa("init", board.path).status == 73)
        #expect(try board.stoa("init", board.directory.path).status == 73)
        #expect(try board.stoa("init", board.directory.file("a/b/c")).status == 73)
    }

    @Test func aBoardThatCannotBeFoundedLeavesNothing() throws {
        let directory = try TemporaryDirectory()
        let (path, file) = (directory.file("board"), directory.file("file"))
        try "no folder".write(toFile: file, atomically: true, encoding: .utf8)
        var environment = StoaProgram.environment(home: directory.path, ["XDG_CACHE_HOME": file])
        #expect(try runProgram(["init", path], environment: environment).status == 74)
        environment["XDG_CACHE_HOME"] = directory.file("cache")
        #expect(try runProgram(["init", path], environment: environment).status == 0)
    }

    @Test func statusSaysWhatWaits() throws {
        let board = try TestBoard()
        let status = try json(board.stoa("status", "--json"))
        #expect(status["unread"] as? Int == 0)
        #expect(status["next_meeting"] is NSNull)
        #expect(try board.stoa("status", "--exit-status").status == 0)
    }

    @Test func anEditIsShownAndARetractionLeavesANote() throws {
        let board = try TestBoard()
        let thread = try board.post("Title", "Old words")
        #expect(try board.stoa("edit", thread, "-m", "New words", "--title", "New title").status == 0)
        #expect(try board.stoa("search", "old").output.contains("Nothing was found"))
        let reply = try #require(try board.stoa("reply", thread, "-m", "Oops").lines.first)
        #expect(try board.stoa("retract", reply, "--reason", "wrong thread").status == 0)
        let text = try board.stoa("read", thread).output
        #expect(text.contains("New title"))
        #expect(text.contains("New words"))
        #expect(text.contains("wrong thread"))
        #expect(!text.contains("Oops"))
    }

    @Test func aFileResourceComesBackAsItWas() throws {
        let board = try TestBoard()
        let file = board.directory.file("notes.txt")
        try "what was learned".write(toFile: file, atomically: true, encoding: .utf8)
        let added = try board.stoa("resource", "add", file, "--tag", "notes")
        let id = try #require(added.lines.first)
        let saved = board.directory.file("saved.txt")
        #expect(try board.stoa("resource", "save", id, "--to", saved).status == 0)
        #expect(try String(contentsOfFile: saved, encoding: .utf8) == "what was learned")
        #expect(try board.stoa("resource", "save", id, "--to", saved).status == 73)
        #expect(try board.stoa("resource", "list", "--tag", "notes").output.contains("notes.txt"))
    }

    @Test func theDoctorNamesWhatIsWrong() throws {
        let board = try TestBoard()
        #expect(try board.stoa("doctor").status == 0)
        let log = try #require(try logs(of: board).first)
        let handle = try #require(FileHandle(forWritingAtPath: log))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("this is no event\n".utf8))
        try handle.close()
        let result = try board.stoa("doctor")
        #expect(result.status == 1)
        #expect(result.output.contains("is no event"))
        #expect(try board.stoa("list").status == 0)
    }

    @Test func theDoctorRemembersThatALogWasCutOrTakenAway() throws {
        let board = try TestBoard()
        _ = try board.post("Title")
        #expect(try board.stoa("list").output.contains("Title"))
        let log = try #require(try logs(of: board).first)
        let content = try Data(contentsOf: URL(fileURLWithPath: log))
        #expect(truncate(log, 0) == 0)
        #expect(try board.stoa("list").output.contains("Title"))
        for _ in 1...2 {
            let result = try board.stoa("doctor")
            #expect(result.status == 1)
            #expect(result.output.contains("is shorter than it was"), "\(result.output)")
        }
        try content.write(to: URL(fileURLWithPath: log))
        let other = board.directory.file("elsewhere")
        try FileManager.default.moveItem(atPath: log, toPath: other)
        #expect(try board.stoa("doctor").output.contains("is not there any more"))
        try FileManager.default.moveItem(atPath: other, toPath: log)
        #expect(try !board.stoa("doctor").output.contains("is not there any more"))
    }

    @Test(arguments: [5, 20, 60]) func aDamagedIndexIsBuiltAgain(_ page: Int) throws {
        let board = try TestBoard()
        let thread = try board.post("Title", "Body")
        let cache = board.directory.file("home/.cache/stoa")
        let name = try #require(
            FileManager.default.subpathsOfDirectory(atPath: cache).first { $0.hasSuffix(".sqlite") })
        let file = try #require(FileHandle(forWritingAtPath: cache + "/" + name))
        try file.seek(toOffset: UInt64(page) << 12)
        try file.write(contentsOf: Data(repeating: 0xA5, count: 40 << 12))
        try file.close()
        #expect(try board.stoa("list").output.contains("Title"))
        #expect(try board.stoa("read", thread).output.contains("Body"))
        #expect(try board.stoa("search", "body").output.contains("Title"))
        #expect(try board.stoa("doctor").status == 0)
    }

    private func shell(_ line: String, at board: TestBoard) throws -> ProgramResult {
        try runProgram(["-c", line, StoaProgram.path], path: "/bin/bash", environment: board.environment)
    }

    private func json(_ result: ProgramResult) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
        return try #require(value as? [String: Any], "\(result.errors)")
    }

    private func logs(of board: TestBoard) throws -> [String] {
        let members = board.path + "/members"
        return try FileManager.default.subpathsOfDirectory(atPath: members)
            .filter { $0.contains("/log-") }.map { members + "/" + $0 }
    }
}
