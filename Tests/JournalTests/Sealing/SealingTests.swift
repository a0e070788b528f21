import Foundation
import Testing

@testable import Journal

/// Texts that only their recipients can read.
struct SealingTests {
    private let board: TestBoard
    private let ben = Account("ben")
    private let here: SealingContext

    init() throws {
        board = try TestBoard()
        here = SealingContext(board: board.board.identity.id, author: board.account, kind: "test.sent", about: "ben")
    }

    private func ring() throws -> KeyRing { try KeyRing(board: board.board, account: board.account) }

    private func sealed(_ text: String, to key: SealingKey) throws -> SealedText {
        try SealedText(text, to: [board.account: key], in: here)
    }

    @Test func whatIsSealedOpensWithTheKeyOnEveryMachineOfTheMember() throws {
        var ring = try ring()
        let key = try ring.make()
        let text = try sealed("Wärme 🙂", to: key)
        #expect(text.open(as: board.account, with: ring, in: here) == .text("Wärme 🙂"))
        #expect(try text.open(as: board.account, with: self.ring(), in: here) == .text("Wärme 🙂"))
        #expect(text.recipients == [board.account])
        #expect(text.size == "Wärme 🙂".utf8.count)

        // An earlier key stays of use when a new one is made.
        _ = try ring.make()
        let both = try self.ring()
        #expect(both.publicKeys.count == 2)
        #expect(text.open(as: board.account, with: both, in: here) == .text("Wärme 🙂"))
    }

    @Test func nobodyElseOpensIt() throws {
        var ring = try ring()
        let text = try sealed("secret", to: ring.make())
        #expect(text.open(as: ben, with: ring, in: here) == .notForMe)
        let line = String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
        #expect(!line.contains("secret"))

        // Claiming to be a recipient does not help without the key.
        var other = try JSONDecoder().decode(SealedText.self, from: JSONEncoder().encode(text))
        other.keys[0].to = ben
        #expect(other.open(as: ben, with: try KeyRing(board: board.board, account: ben), in: here) != .text("secret"))
        #expect(other.open(as: ben, with: ring, in: here) == .damaged)
    }

    @Test func aTextTornFromItsPlaceIsDamaged() throws {
        var ring = try ring()
        let text = try sealed("secret", to: ring.make())
        var places = Array(repeating: here, count: 5)
        places[0].author = ben
        places[1].kind = "test.other"
        places[2].about = "cem"
        places[3].board = "another"
        // The same letters, divided otherwise.
        places[4].kind = "test.sentb"
        places[4].about = "en"
        for place in places { #expect(text.open(as: board.account, with: ring, in: place) == .damaged) }
    }

    @Test func changingAnyPartDamagesIt() throws {
        var ring = try ring()
        let text = try sealed("secret", to: ring.make())
        for place in text.text.indices {
            var changed = text
            changed.text[place] ^= 1
            #expect(changed.open(as: board.account, with: ring, in: here) == .damaged)
        }
        for place in text.keys[0].sealed.indices {
            var changed = text
            changed.keys[0].sealed[place] ^= 1
            #expect(changed.open(as: board.account, with: ring, in: here) == .damaged)
        }
        for count in [0, 1, 12, 31, 32, 33] {
            var changed = text
            changed.keys[0].sealed = text.keys[0].sealed.prefix(count)
            changed.text = text.text.prefix(count)
            #expect(changed.open(as: board.account, with: ring, in: here) == .damaged)
        }
    }

    @Test func aLostKeyIsSaidAndABackupBringsTheTextBack() throws {
        var ring = try ring()
        let key = try ring.make()
        let text = try sealed("secret", to: key)
        let folder = board.folder + "/keys"
        try FileManager.default.moveItem(atPath: folder, toPath: folder + "-backup")
        let opened = try text.open(as: board.account, with: self.ring(), in: here)
        #expect(opened == .keyMissing(key.fingerprint))
        #expect(opened.explanation(for: board.account)?.contains(key.fingerprint.text) == true)
        try FileManager.default.moveItem(atPath: folder + "-backup", toPath: folder)
        #expect(try text.open(as: board.account, with: self.ring(), in: here) == .text("secret"))
    }

    @Test func keysAreForTheirOwnerAlone() throws {
        let before = umask(0)
        defer { umask(before) }
        var ring = try ring()
        let key = try ring.make()
        let folder = board.folder + "/keys"
        func mode(_ path: String) -> mode_t {
            var status = stat()
            return lstat(path, &status) == 0 ? status.st_mode & 0o777 : 0
        }
        #expect(mode(folder) == 0o700)
        #expect(mode(folder + "/sealing-\(key.fingerprint)") == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 1)
    }

    @Test func whatIsNoKeyIsPassedOver() throws {
        var ring = try ring()
        _ = try ring.make()
        let folder = board.folder + "/keys/sealing-"
        try Data(repeating: 65, count: 100_000).write(to: URL(fileURLWithPath: folder + "large"))
        try Data().write(to: URL(fileURLWithPath: folder + "empty"))
        symlink("/etc/passwd", folder + "link")
        mkfifo(folder + "pipe", 0o600)
        #expect(try self.ring().publicKeys.count == 1)
    }

    @Test func sizesAreBoundedAndWhatIsNoKeyIsRefused() throws {
        var ring = try ring()
        let key = try ring.make()
        #expect(throws: JournalError.self) {
            try sealed(String(repeating: "a", count: SealedText.longestText + 1), to: key)
        }
        let many = (0...SealedText.mostRecipients).map { (Account("m\($0)"), key) }
        #expect(throws: JournalError.self) {
            try SealedText("a", to: Dictionary(uniqueKeysWithValues: many), in: here)
        }
        // Zero is a point of small order: agreeing on a secret with it fails.
        let zero = try #require(SealingKey(bytes: Data(count: 32)))
        #expect(throws: JournalError.self) { try sealed("a", to: zero) }
        #expect(SealingKey(bytes: Data(count: 31)) == nil)
        for text in ["", "../../../../etc/passwd", String(repeating: "/", count: 32)] {
            #expect(SealingKey.Fingerprint(text: text) == nil)
        }
    }

    @Test func theLongestTextForTheMostRecipientsFitsALine() throws {
        var ring = try ring()
        let key = try ring.make()
        let long = String(repeating: "\u{1}", count: SealedText.longestText)
        let many = (1...SealedText.mostRecipients).map { (Account(String(repeating: "m", count: 29) + "\($0)"), key) }
        let text = try SealedText(long, to: Dictionary(uniqueKeysWithValues: many), in: here)
        struct Sent: EventPayload {
            static let kind = "test.sent"
            var sealed: SealedText
        }
        _ = try board.pen().append([NewEvent(Sent(sealed: text))], after: Timestamp(rawValue: 0))
        #expect(try board.scan().events.count == 1)
    }
}
