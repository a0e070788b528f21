import Foundation
import TestSupport
import Testing

/// A remote behind a real sshd.
@Suite(.serialized, .enabled(if: SecureShell.canBeServed, "needs sshd, and root to start one"))
struct SyncOverSecureShellTests {
    private let clones: Clones
    private let shell: SecureShell
    private let remote: String

    init() throws {
        clones = try Clones(["ana", "ben"])
        let shell = try SecureShell()
        self.shell = shell
        remote = "ssh://root@127.0.0.1" + clones.remotes[0]
        try waitUntil { try shell.run("true").status == 0 }
    }

    private var overThere: [String: String] { ["GIT_SSH_COMMAND": shell.command] }

    @Test func clonesExchangeOverIt() throws {
        try clones.need("ana", "post", "--channel", "general", "--title", "Over the wire", "-m", "x")
        try clones.need("ana", "sync", remote, with: overThere)
        try clones.need("ben", "sync", remote, with: overThere)
        #expect(try clones.need("ben", "list").contains { $0.contains("Over the wire") })
        // The address is kept for the next time.
        #expect(try clones.need("ben", "sync", with: overThere) == ["Nothing is new on either side."])
        let folder = clones.directory.file("cleo")
        let cloned = try clones.stoa(
            "cleo", ["sync", "clone", remote, folder, "--as", "cleo"], isOnBoard: false, overThere)
        #expect(cloned.status == 0, "\(cloned)")
        let wrong = try clones.stoa("ben", ["sync", "ssh://root@127.0.0.1/nowhere"], overThere)
        #expect(wrong.status == 74 && wrong.errors.contains("cannot reach"), "\(wrong)")
        // Without the key nobody gets in, and nobody is asked for a password.
        let refused = try clones.stoa(
            "ben", ["sync", remote],
            ["GIT_SSH_COMMAND": "/usr/bin/ssh -F /dev/null -o BatchMode=yes -o IdentityFile=/dev/null -p 1"])
        #expect(refused.status == 74, "\(refused)")
    }

    /// The connection is cut after so many bytes in one direction or the other.
    @Test(arguments: ["down", "up"]) func aConnectionThatIsCutLeavesBothSidesWhole(_ direction: String) throws {
        let script = clones.directory.file("ssh-" + direction)
        // An ssh whose connection is gone ends, whether git reads from it or writes to it.
        let down = """
            exec 3<&0
            mkfifo "$0.$$"
            \(shell.command) "$@" <&3 >"$0.$$" &
            dd if="$0.$$" bs=1 count=$CUT 2>/dev/null; kill $!; rm "$0.$$"
            """
        let command = direction == "down" ? down : "dd bs=1 count=$CUT 2>/dev/null | \(shell.command) \"$@\""
        try "#!/bin/sh\n\(command)\n".write(toFile: script, atomically: true, encoding: .utf8)
        chmod(script, 0o755)
        var cuts = 0
        for (number, cut) in [0, 50, 100, 200, 400, 800, 1_600].enumerated() {
            try clones.need("ana", "post", "--channel", "general", "--title", "Ana's \(number)", "-m", "x")
            try clones.need("ana", "sync", remote, with: overThere)
            try clones.need("ben", "post", "--channel", "general", "--title", "Ben's \(number)", "-m", "x")
            let result = try clones.stoa("ben", ["sync", remote], ["GIT_SSH_COMMAND": script, "CUT": "\(cut)"])
            #expect([0, 74].contains(result.status), "\(cut): \(result)")
            if result.status != 0 { cuts += 1 }
            #expect(try clones.stoa("ben", ["doctor"]).status == 0)
            try clones.git("-C", clones.remotes[0], "fsck", "--strict")
        }
        #expect(cuts > 1, "only \(cuts) were cut")
        for member in ["ben", "ana"] { try clones.need(member, "sync", remote, with: overThere) }
        #expect(try clones.logs("ana") == clones.logs("ben"))
        #expect(try clones.need("ana", "list", "--limit", "100").count == 14)
    }
}
