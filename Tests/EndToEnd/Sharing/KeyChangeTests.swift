import Features
import Foundation
import Index
import Journal
import TestSupport
import Testing

/// Keys that are changed, lost and stolen: what they signed before counts, and nothing after.
struct KeyChangeTests {
    private let clones: Clones

    init() throws { clones = try Clones(["ana", "ben", "cleo"]) }

    private func post(_ member: String, _ title: String) throws {
        try clones.need(member, "post", "--channel", "general", "--title", title, "-m", "x")
        try clones.need(member, "sync")
    }

    private func titles(_ member: String) throws -> String { try clones.need(member, "list").joined(separator: "\n") }

    /// A thread that somebody else writes in a member's name.
    private func thread(_ title: String) throws -> NewEvent {
        struct Channel: Decodable {
            var id: String
            var name: String
        }
        let list = try clones.stoa("ana", ["channel", "list", "--json"]).output
        let channels = try JSONDecoder().decode([Channel].self, from: Data(list.utf8))
        let id = try #require(channels.first { $0.name == "general" }?.id)
        return try NewEvent(
            ThreadOpened(
                channel: try #require(EventID(text: id)), threadKind: .discussion, title: title, body: "Send money"))
    }

    @Test func aMemberChangesTheirKeyAndTheOldOneIsWorthNothingMore() throws {
        try post("ben", "By the old key")
        let stolen = try #require(try clones.stolenKey("ben"))
        let copy = clones.directory.file("copy")
        try FileManager.default.copyItem(atPath: clones.board("ben"), toPath: copy)
        let before = try clones.need("ana", "sync", "key", "ben")
        let changed = try clones.need("ben", "sync", "key", "change")
        try post("ben", "By the new key")
        for member in ["ana", "cleo"] { try clones.need(member, "sync") }
        let after = try clones.need("ana", "sync", "key", "ben")
        #expect(after != before && after.count == 1)
        #expect(changed[0].contains(try #require(after[0].split(separator: " ").last)), "\(changed) \(after)")

        // A machine that still has the old key is told, and a thief who does without the program gains nothing.
        let old = try clones.stoa("other", ["sync", "--board", copy], isOnBoard: false)
        #expect(old.status == 77 && old.errors.contains("changed or revoked"), "\(old)")
        try clones.tamper { try clones.forge("ben", host: "evil", signedBy: stolen, [thread("Stolen")], in: $0) }
        for member in clones.members {
            try clones.need(member, "sync")
            let list = try titles(member)
            #expect(list.contains("By the old key") && list.contains("By the new key"), "\(member): \(list)")
            #expect(!list.contains("Stolen"), "\(member): \(list)")
        }
    }

    @Test func aStolenKeyIsRevokedWhateverItSignedAndInWhateverOrderThatArrives() throws {
        try post("ben", "Before")
        for member in ["ana", "cleo"] { try clones.need(member, "sync") }
        let stolen = try #require(try clones.stolenKey("ben"))
        // The moderator revokes what cleo, who syncs first, takes for ben's.
        let revoked = try clones.need("ana", "sync", "key", "revoke", "ben", "--reason", "his laptop was stolen")
        #expect(revoked[0].contains("revoked"))
        try clones.tamper { try clones.forge("ben", host: "evil", signedBy: stolen, [thread("Stolen")], in: $0) }
        try clones.need("cleo", "sync")
        #expect(try titles("cleo").contains("Stolen"))
        try clones.need("ana", "sync")
        try clones.need("cleo", "sync")
        for member in ["ana", "cleo"] {
            #expect(try titles(member).contains("Before") && !titles(member).contains("Stolen"), "\(member)")
        }
        // The thief can change the key for none of their own, nor leave in ben's name.
        let own = SigningPair()
        try clones.tamper { folder in
            let events = [
                try NewEvent(KeyChanged(key: own.published, last: [])), try NewEvent(MemberLeft()), try thread("Mine"),
            ]
            try clones.forge("ben", host: "worse", signedBy: stolen, events, in: folder)
        }
        for member in ["ana", "cleo"] {
            try clones.need(member, "sync")
            #expect(try !titles(member).contains("Mine"))
            #expect(try clones.stoa(member, ["sync", "key", "ben"]).status == 66)
            #expect(try clones.stoa(member, ["member", "show", "ben"]).status == 0)
        }
        let told = try clones.stoa("ben", ["sync"])
        #expect(told.status == 77 && told.errors.contains("--lost-key"), "\(told)")
    }

    @Test func aLostKeyIsReplacedByOneThatAModeratorAccepts() throws {
        try post("ben", "Before")
        try clones.need("ana", "sync")
        let fresh = clones.directory.file("fresh")
        func ben(_ words: String...) throws -> ProgramResult {
            try clones.stoa("ben", words + ["--board", fresh], isOnBoard: false)
        }
        let early = try clones.stoa(
            "dan", ["sync", "clone", clones.remotes[0], clones.directory.file("dan"), "--as", "dan", "--lost-key"],
            isOnBoard: false)
        #expect(early.status == 66 && early.errors.contains("no @dan"), "\(early)")
        let cloned = try clones.stoa(
            "ben", ["sync", "clone", clones.remotes[0], fresh, "--as", "ben", "--lost-key"], isOnBoard: false)
        #expect(cloned.status == 0, "\(cloned)")
        let words = try #require(cloned.lines.first { $0.hasPrefix("stoa sync key replace ben ") }).split(
            separator: " ")
        let key = String(try #require(words.last))
        #expect(try ben("post", "--channel", "general", "--title", "After", "-m", "x").status == 0)
        let waiting = try ben("sync")
        #expect(waiting.status == 77 && waiting.errors.contains(key), "\(waiting)")
        try clones.need("ana", "sync")
        #expect(try !titles("ana").contains("After"))

        let refusals: [(String, [String], Int32)] = [
            ("cleo", ["replace", "ben", key], 77), ("cleo", ["revoke", "ben", "--reason", "x"], 77),
            ("ana", ["replace", "ben", "nonsense"], 65), ("ana", ["replace", "nobody", key], 77),
            ("ana", ["replace", "ana", key], 77), ("ana", ["revoke", "../ben", "--reason", "x"], 64),
            ("ana", ["revoke", "ben"], 64),
        ]
        for (member, words, status) in refusals {
            let result = try clones.stoa(member, ["sync", "key"] + words)
            #expect(result.status == status && !result.errors.isEmpty, "\(words): \(result)")
        }
        try clones.need("ana", "sync", "key", "replace", "ben", key)
        try clones.need("ana", "sync")
        let accepted = try ben("sync")
        #expect(accepted.status == 0, "\(accepted)")
        for member in ["ana", "cleo"] {
            try clones.need(member, "sync")
            #expect(try titles(member).contains("Before") && titles(member).contains("After"), "\(member)")
        }
        let shown = try clones.stoa("cleo", ["sync", "key", "ben", "--json"]).output
        #expect(shown.contains("valid") && shown.replacing("\\/", with: "/").contains(key), "\(shown)")
    }

    @Test func aMemberRevokesTheirOwnKey() throws {
        try post("ben", "Before")
        let stolen = try #require(try clones.stolenKey("ben"))
        try clones.need("ben", "sync", "key", "revoke", "--reason", "my disk was copied")
        let sent = try clones.stoa("ben", ["sync"])
        #expect(sent.status == 77, "\(sent)")
        try clones.tamper { try clones.forge("ben", host: "evil", signedBy: stolen, [thread("Stolen")], in: $0) }
        try clones.need("cleo", "sync")
        #expect(try titles("cleo").contains("Before") && !titles("cleo").contains("Stolen"))
        #expect(try clones.stoa("cleo", ["sync", "key", "ben"]).status == 66)
    }

    @Test func aChangeThatWasInterruptedIsEndedByTheNextExchange() throws {
        let (board, ben) = (try Board.open(at: clones.board("ben")), Account("ben"))
        let old = try #require(try clones.stolenKey("ben"))
        try clones.need("ben", "sync", "key", "change")
        let keys = clones.board("ben") + "/members/ben/keys/"
        // As it was when the change had been signed and the new key was not in its place yet.
        try FileManager.default.moveItem(atPath: keys + "signing", toPath: keys + "signing.next")
        try old.save(for: ben, on: board)
        try post("ben", "After")
        try clones.need("ana", "sync")
        #expect(try titles("ana").contains("After"))
        #expect(!FileManager.default.fileExists(atPath: keys + "signing.next"))
    }
}
