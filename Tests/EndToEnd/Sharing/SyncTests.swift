import Foundation
import TestSupport
import Testing

/// Machines that share no folder: each member's clone, and git between them.
struct SyncTests {
    @Test func aBoardGoesThroughARemoteToWhoeverIsAdmitted() throws {
        let clones = try Clones(["ana", "ben"])
        let id = try clones.need("ana", "post", "--channel", "general", "--title", "Hello", "-m", "Hi all")[0]
        try Data("A proof".utf8).write(to: URL(fileURLWithPath: clones.directory.file("proof.txt")))
        try clones.need("ana", "resource", "add", clones.directory.file("proof.txt"), "--title", "Proof")
        try clones.need("ana", "sync")
        let received = try clones.stoa("ben", ["sync", "--json"])
        #expect(received.output.contains("\"files\" : 1"), "\(received)")
        try clones.need("ben", "reply", id, "-m", "Hi Ana")
        try clones.need("ben", "sync")
        try clones.need("ana", "sync")
        #expect(try clones.need("ana", "read", id).contains("  Hi Ana"))
        for member in clones.members { #expect(try clones.stoa(member, ["doctor"]).status == 0) }
        #expect(try clones.need("ana", "sync") == ["Nothing is new on either side."])
        // Nothing that is a member's own leaves their machine.
        let shared = try clones.git("-C", clones.remotes[0], "ls-tree", "-r", "--name-only", "stoa").lines
        #expect(!shared.contains { $0.contains("private") || $0.contains("keys") || $0.contains("draft") }, "\(shared)")
    }

    @Test func whoWasNotAdmittedHasNoVoice() throws {
        let clones = try Clones(["ana"])
        let me = "eve"
        try clones.need(
            me, "sync", "clone", clones.remotes[0], clones.board(me), "--as", me, isOnBoard: false)
        #expect(try clones.stoa(me, ["post", "--channel", "general", "--title", "I", "-m", "I"]).status == 77)
        let taken = try clones.stoa(
            "ben", ["sync", "clone", clones.remotes[0], clones.board("ben"), "--as", "ana"], isOnBoard: false)
        #expect(taken.status == 73 && taken.errors.contains("@ana is on the board already"), "\(taken)")
        #expect(!FileManager.default.fileExists(atPath: clones.board("ben")))
        let doubted = try clones.stoa(
            "ben", ["sync", "clone", clones.remotes[0], clones.board("ben"), "--as", "ben", "--key", "0000-0000"],
            isOnBoard: false)
        #expect(doubted.status == 65 && doubted.errors.contains("not to be trusted"), "\(doubted)")
    }

    @Test(arguments: [
        "--upload-pack=touch pwned", "ext::sh -c touch% pwned", "-u", "git://host/x", "ssh://-oProxyCommand=touch/x",
        "host:-x", "file\u{1B}[2J",
    ])
    func whatIsNoRemoteIsRefused(_ remote: String) throws {
        let clones = try Clones(["ana"])
        let result = try clones.stoa("ana", ["sync", "--board", clones.board("ana"), "--", remote], isOnBoard: false)
        #expect(result.status == 64, "\(result)")
        #expect(!result.errors.contains("\u{1B}"))
    }

    @Test func aRemoteThatIsNotThereSaysWhatToDo() throws {
        let clones = try Clones(["ana"])
        let result = try clones.stoa("ana", ["sync", clones.directory.file("nowhere")])
        #expect(result.status == 74 && result.errors.contains("git init --bare"), "\(result)")
        let other = try Clones(["ana"])
        let foreign = try clones.stoa("ana", ["sync", other.remotes[0]])
        #expect(foreign.status == 65 && foreign.errors.contains("another board"), "\(foreign)")
    }

    @Test func anExchangeKilledAtAnyCallOfGitLeavesBothSidesWhole() throws {
        let clones = try Clones(["ana", "ben"])
        let folder = clones.directory.file("bin")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // The program dies with the call of git that is due, before or after git has done it.
        let script = """
            #!/bin/sh
            count=$(($(cat "$COUNTER") + 1)); echo $count > "$COUNTER"
            [ $count = "$DIES_BEFORE" ] && kill -9 $PPID
            /usr/bin/git "$@"; status=$?
            [ $count = "$DIES_AFTER" ] && kill -9 $PPID
            exit $status
            """
        try Data(script.utf8).write(to: URL(fileURLWithPath: folder + "/git"))
        chmod(folder + "/git", 0o755)
        var kills = 0
        for call in 1...12 {
            for when in ["DIES_BEFORE", "DIES_AFTER"] {
                try clones.need("ana", "post", "--channel", "general", "--title", "\(when) \(call)", "-m", "x")
                try clones.need("ana", "sync")
                try clones.need("ben", "post", "--channel", "general", "--title", "Ben's \(when) \(call)", "-m", "x")
                try Data("0".utf8).write(to: URL(fileURLWithPath: clones.directory.file("count")))
                let result = try clones.stoa(
                    "ben", ["sync"],
                    ["PATH": folder + ":/usr/bin:/bin", "COUNTER": clones.directory.file("count"), when: "\(call)"])
                if result.status != 0 { kills += 1 }
                #expect(try clones.stoa("ben", ["doctor"]).status == 0)
            }
        }
        #expect(kills > 8, "only \(kills) were killed")
        for member in ["ben", "ana"] { try clones.need(member, "sync") }
        #expect(try clones.logs("ana") == clones.logs("ben"))
        #expect(try clones.need("ana", "list", "--limit", "100").count == 48)
        try clones.git("-C", clones.remotes[0], "fsck", "--strict")
    }

    @Test func anOldBackupOfACloneGetsWhatItLacksUnlessItHasWrittenSince() throws {
        let clones = try Clones(["ana", "ben"])
        let (clone, backup) = (clones.board("ben"), clones.directory.file("backup"))
        try FileManager.default.copyItem(atPath: clone, toPath: backup)
        try clones.need("ben", "post", "--channel", "general", "--title", "After the backup", "-m", "x")
        try clones.need("ben", "sync")
        func restore() throws {
            try FileManager.default.removeItem(atPath: clone)
            try FileManager.default.copyItem(atPath: backup, toPath: clone)
            try? FileManager.default.removeItem(atPath: clones.directory.file("home-ben/.cache"))
        }
        try restore()
        try clones.need("ben", "sync")
        #expect(try clones.need("ben", "list").contains { $0.contains("After the backup") })
        #expect(try clones.need("ben", "sync") == ["Nothing is new on either side."])
        try clones.need("ben", "post", "--channel", "general", "--title", "Goes on", "-m", "x")
        try clones.need("ben", "sync")
        try restore()
        try clones.need("ben", "post", "--channel", "general", "--title", "Too early", "-m", "x")
        let result = try clones.stoa("ben", ["sync"])
        #expect(result.status == 65 && result.errors.contains("your own log is another in the remote"), "\(result)")
    }

    @Test func whatIsRememberedIsNotLookedAtAndIsDisposable() throws {
        let clones = try Clones(["ana", "ben"])
        try clones.need("ana", "post", "--channel", "general", "--title", "Known", "-m", "first words")
        try clones.need("ana", "sync")
        try clones.need("ben", "sync")
        #expect(try clones.need("ben", "sync") == ["Nothing is new on either side."])
        let caches = clones.directory.file("home-ben/.cache/stoa")
        let name = try #require(
            try FileManager.default.subpathsOfDirectory(atPath: caches).first { $0.hasSuffix(".exchange") })
        let memory = caches + "/" + name
        let sound = try Data(contentsOf: URL(fileURLWithPath: memory))
        // Whether it is gone, damaged or of another time, what is there is found out anew.
        let others = [nil, Data(), Data("{}".utf8), sound.prefix(sound.count / 2), Data(repeating: 0, count: 1_000)]
        for (number, other) in others.enumerated() {
            try FileManager.default.removeItem(atPath: memory)
            try other?.write(to: URL(fileURLWithPath: memory))
            try clones.need("ana", "post", "--channel", "general", "--title", "News \(number)", "-m", "x")
            try clones.need("ana", "sync")
            try clones.need("ben", "sync")
            #expect(try clones.logs("ana") == clones.logs("ben"))
        }
        try sound.write(to: URL(fileURLWithPath: memory))
        #expect(try clones.need("ben", "sync") == ["Nothing is new on either side."])
        #expect(try clones.logs("ana") == clones.logs("ben"))
        // Lines before a signature that is known are not read: nobody but `doctor` sees what the disk did to one.
        let path =
            clones.board("ben") + "/members/"
            + (try #require(try clones.logs("ben").keys.first { $0.hasPrefix("ana/") }))
        let file = try #require(FileHandle(forUpdatingAtPath: path))
        try file.seek(toOffset: 10)
        try file.write(contentsOf: Data("!".utf8))
        try file.close()
        #expect(try clones.need("ben", "sync") == ["Nothing is new on either side."])
        #expect(try clones.stoa("ben", ["doctor"]).status == 1)
    }

    @Test func aRepositoryThatIsGoneIsFetchedAnew() throws {
        let clones = try Clones(["ana", "ben"])
        for member in ["ana", "ben"] {
            try FileManager.default.removeItem(atPath: clones.board(member) + "/.sync/git")
            try clones.need(member, "post", "--channel", "general", "--title", "By \(member)", "-m", "x")
            try clones.need(member, "sync")
        }
        try clones.need("ana", "sync")
        #expect(try clones.logs("ana") == clones.logs("ben"))
        // A remote that lost what both had gets it back.
        try clones.reset(to: clones.git("-C", clones.remotes[0], "rev-list", "--max-parents=0", "stoa").lines[0])
        try clones.need("ben", "sync")
        try clones.need("ana", "sync")
        #expect(try clones.need("ana", "sync") == ["Nothing is new on either side."])
        let third = clones.directory.file("third")
        let made = try clones.stoa(
            "cleo", ["sync", "clone", clones.remotes[0], third, "--as", "cleo"], isOnBoard: false)
        #expect(made.status == 0, "\(made)")
        #expect(try clones.stoa("cleo", ["list", "--board", third], isOnBoard: false).output.contains("By ben"))
    }

    @Test func aFileThatIsGoneFromACloneComesBack() throws {
        let clones = try Clones(["ana", "ben"])
        try Data("A proof".utf8).write(to: URL(fileURLWithPath: clones.directory.file("proof.txt")))
        try clones.need("ana", "resource", "add", clones.directory.file("proof.txt"), "--title", "Proof")
        try clones.need("ana", "sync")
        try clones.need("ben", "sync")
        let folder = clones.board("ben") + "/members/ana/files"
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
        try FileManager.default.removeItem(atPath: folder + "/" + name)
        try clones.need("ben", "sync")
        #expect(FileManager.default.fileExists(atPath: folder + "/" + name))
    }

    @Test func theScreenExchangesInTheBackgroundAndSaysWhatCameOfIt() throws {
        let clones = try Clones(["ana", "ben"])
        try clones.need("ben", "post", "--channel", "general", "--title", "From afar", "-m", "x")
        try clones.need("ben", "sync")
        let script = clones.directory.file("script")
        try "keys :\ntype sync\nkeys enter\nscreen\nkeys g h\nscreen\n".write(
            toFile: script, atomically: true, encoding: .utf8)
        let played = try clones.stoa("ana", ["open", "--script", script])
        #expect(played.output.contains("Received"), "\(played)")
        #expect(played.output.contains("Exchanged just now. Received"), "\(played)")
        #expect(try clones.need("ana", "list").contains { $0.contains("From afar") })
        try FileManager.default.removeItem(atPath: clones.remotes[0])
        let refused = try clones.stoa("ana", ["open", "--script", script]).output
        #expect(refused.contains("cannot reach") && refused.contains("Not exchanged just now"), "\(refused)")
        let last = try clones.stoa("ana", ["sync", "last", "--json"])
        #expect(last.output.contains("cannot reach"), "\(last)")
    }

    @Test func aLogThatWasTakenInPartIsMadeWhole() throws {
        let clones = try Clones(["ana", "ben"])
        for number in 1...3 {
            try clones.need("ana", "post", "--channel", "general", "--title", "Post \(number)", "-m", "x")
        }
        try clones.need("ana", "sync")
        let before = try clones.logs("ben")
        try clones.need("ben", "sync")
        let (name, whole) = try #require(try clones.logs("ben").first { $0.key.hasPrefix("ana/") })
        let known = try #require(before[name]).count
        for cut in [known + 10, (known + whole.count) / 2, whole.count - 1] {
            let path = clones.board("ben") + "/members/" + name
            truncate(path, off_t(cut))
            try? FileManager.default.removeItem(atPath: clones.directory.file("home-ben/.cache"))
            try clones.need("ben", "sync")
            let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            let wholeLines = String(decoding: whole, as: UTF8.self).split(separator: "\n")
            // What was torn stays fenced off, and everything that was signed is there.
            #expect(Set(wholeLines).isSubset(of: Set(lines)))
            #expect(try clones.need("ben", "list").count == 3)
            try clones.need("ben", "sync")
        }
    }
}
