import Foundation
import TestSupport
import Testing

/// A digest as cron would ask for it.
struct DigestEndToEndTests {
    @Test func anEmptyOneIsQuietWhenItIsToBe() throws {
        let board = try TestBoard()
        let said = try board.stoa("digest")
        #expect(said.status == 0 && said.output.contains("You have read everything"))
        let quiet = try board.stoa("digest", "--quiet-if-empty", "--exit-status")
        #expect(quiet.status == 0 && quiet.output.isEmpty && quiet.errors.isEmpty)
        #expect(try board.stoa("digest", "--quiet-if-empty", "--mail", "me@here").output.isEmpty)
    }

    @Test func itIsWrittenInEveryFormat() throws {
        let board = try TestBoard()
        let poll = try board.stoa("goal", "add", "Explain the tides", "--due", "3d")
        let id = try #require(poll.lines.first)
        #expect(try board.stoa("digest", "--since", "1d").output.contains("Explain the tides"))
        #expect(try board.stoa("digest", "--since", "1d").output.contains("[\(id.prefix(8))]"))
        #expect(try board.stoa("digest", "--since", "1d", "--format", "markdown").output.hasPrefix("# Test board"))
        #expect(try board.stoa("digest", "--since", "1d", "--format", "html").output.hasPrefix("<!DOCTYPE html>"))
        #expect(try board.stoa("digest", "--since", "1d", "--json").output.contains("\"section\" : \"ahead\""))
        let mail = try board.stoa("digest", "--since", "1d", "--mail", "me@example.org", "--exit-status")
        #expect(mail.status == 2 && mail.output.hasPrefix("To: me@example.org\nSubject: Test board: since"))
        #expect(try board.stoa("digest", "--since", "tomorrow").status == 64)
        #expect(try board.stoa("digest", "--mail", "a@b,c@d").status == 64)
    }
}
