import Foundation
import TestSupport
import Testing

/// Several real Unix accounts on one board.
@Suite(.enabled(if: UnixAccounts.canBeMade, "only root can make Unix accounts"))
struct AccountTests {
    @Test func membersShareABoardAndNobodyActsForAnother() throws {
        let accounts = try UnixAccounts(3)
        let board = accounts.directory + "/" + accounts.names[0] + "/board"
        func stoa(_ account: Int, _ words: String) throws -> ProgramResult {
            try accounts.shell(account, "stoa \(words) --board \(board)")
        }
        #expect(try accounts.shell(0, "stoa init \(board) --title Shared --group \(accounts.group)").status == 0)
        let thread = try #require(try stoa(0, "post --channel general --title Hi -m hello").lines.first)

        #expect(try stoa(1, "reply \(thread) -m early").status == 77)
        #expect(try stoa(1, "join --name Second").status == 0)
        #expect(try stoa(1, "reply \(thread) -m 'hello @\(accounts.names[0])'").status == 0)
        #expect(try stoa(0, "status --json").output.contains("\"mentions\" : 1"))
        #expect(try stoa(2, "join").status == 0)

        // What the rules refuse.
        #expect(try stoa(1, "edit \(thread) -m hacked").status == 77)
        #expect(try stoa(1, "moderate lock \(thread)").status == 77)
        #expect(try stoa(1, "member role \(accounts.names[1]) admin").status == 77)
        #expect(try stoa(0, "member role \(accounts.names[1]) moderator").status == 0)
        #expect(try stoa(1, "moderate lock \(thread) --reason done").status == 0)
        #expect(try stoa(2, "reply \(thread) -m late").status == 77)

        // What the operating system refuses.
        let first = "\(board)/members/\(accounts.names[0])"
        #expect(try accounts.shell(2, "rm -rf \(first)").status != 0)
        #expect(try accounts.shell(2, "echo forged >> \(first)/log-*.jsonl").status != 0)
        #expect(try accounts.shell(2, "mv \(first) \(first)-gone").status != 0)
        #expect(try stoa(0, "read \(thread)").output.contains("hello"))
        #expect(try stoa(0, "doctor").status == 0)
    }

    @Test func theDoctorOpensWhatTheGroupNeedsAndClosesTheRest() throws {
        let accounts = try UnixAccounts(2)
        let board = accounts.directory + "/" + accounts.names[0] + "/board"
        func stoa(_ account: Int, _ words: String) throws -> ProgramResult {
            try accounts.shell(account, "stoa \(words) --board \(board)")
        }
        #expect(try accounts.shell(0, "stoa init \(board) --group \(accounts.group)").status == 0)
        let thread = try #require(try stoa(0, "post --channel general --title Mine -m words").lines.first)
        #expect(try stoa(0, "read \(thread) --mark").status == 0)
        #expect(try stoa(0, "doctor").status == 0)
        let own = "\(board)/members/\(accounts.names[0])"
        let breaking =
            "chmod 600 \(own)/log-* && chmod 700 \(own) && chmod 755 \(own)/keys && chmod 2770 \(board)/members"
        #expect(try accounts.shell(0, breaking).status == 0)
        #expect(try stoa(1, "doctor").output.contains("members: lets members take each other's folders away"))
        let doctor = try stoa(0, "doctor").output
        for part in ["/log-", "members/\(accounts.names[0]) (", "/keys", "members: "] {
            #expect(doctor.contains(part), "\(doctor)")
        }
        #expect(try stoa(0, "doctor --repair").status == 0)
        #expect(try stoa(1, "join").status == 0)
        #expect(try stoa(1, "read \(thread)").output.contains("words"))
        #expect(try stoa(1, "doctor").status == 0)
    }

    @Test func aCopiedLogTakesNothingFromItsAuthor() throws {
        let accounts = try UnixAccounts(3)
        let board = accounts.directory + "/" + accounts.names[0] + "/board"
        func stoa(_ account: Int, _ words: String) throws -> ProgramResult {
            try accounts.shell(account, "stoa \(words) --board \(board)")
        }
        #expect(try accounts.shell(0, "stoa init \(board) --group \(accounts.group)").status == 0)
        let thread = try #require(try stoa(0, "post --channel general --title Mine -m words").lines.first)
        #expect(try stoa(1, "join").status == 0)
        let copying = """
            mkdir \(board)/members/0 && cp \(board)/members/\(accounts.names[0])/log-* \(board)/members/0/ &&
            chmod 2750 \(board)/members/0 && chmod 640 \(board)/members/0/*
            """
        #expect(try accounts.shell(1, copying).status == 0)
        // Who has never seen the board meets the copy first.
        #expect(try stoa(2, "join").status == 0)
        #expect(try stoa(2, "read \(thread) --json").output.contains("\"author\" : \"\(accounts.names[0])\""))
        #expect(try stoa(2, "member list").output.contains("(admin)"))
        let doctor = try stoa(2, "doctor")
        #expect(doctor.status == 1)
        #expect(doctor.output.contains("members/0/log-"), "\(doctor.output)")
        #expect(!doctor.output.contains("refused"), "\(doctor.output)")
    }

    @Test func whatAHostileMemberLeavesAboutStopsNobody() throws {
        let accounts = try UnixAccounts(2)
        let board = accounts.directory + "/" + accounts.names[0] + "/board"
        func stoa(_ account: Int, _ words: String) throws -> ProgramResult {
            try accounts.shell(account, "stoa \(words) --board \(board)")
        }
        #expect(try accounts.shell(0, "stoa init \(board) --group \(accounts.group)").status == 0)
        #expect(try stoa(1, "join").status == 0)
        let mine = "\(board)/members/\(accounts.names[1])"
        let mess = """
            cd \(mine) && mkfifo log-pipe.1.jsonl && ln -s /etc/passwd log-link.1.jsonl && mkdir log-folder.1.jsonl &&
            head -c 600000 /dev/zero > log-zero.1.jsonl && printf 'not json\\n' > log-bad.1.jsonl &&
            chmod 640 log-zero.1.jsonl log-bad.1.jsonl && ln -s / ../link && touch ../file && mkdir ../\(accounts.names[0])~1
            """
        #expect(try accounts.shell(1, mess).status == 0)
        let thread = try #require(try stoa(0, "post --channel general --title Calm -m on").lines.first)
        #expect(try stoa(0, "read \(thread)").output.contains("on"))
        let doctor = try stoa(0, "doctor")
        #expect(doctor.status == 1)
        for name in ["log-pipe", "log-link", "log-folder", "log-bad", "members/link", "members/file"] {
            #expect(doctor.output.contains(name), "\(doctor.output)")
        }
    }
}
