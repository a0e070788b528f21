import Journal
import Testing

@testable import Features

/// Lines of `authorized_keys`, and command lines without a shell.
struct AccessLineTests {
    private static let publicKey =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9f3bDqk8b6bY6jXz9oY0Pq7nO3o7m0m3J6S4rj3b5x ana@laptop"

    @Test(arguments: ["/srv/algebra", "/srv/it's \"ours\"", "/srv/a b/$(x)"])
    func aLineIsReadBackAsItWasWritten(board: String) throws {
        let key = try AuthorizedKey(publicKey: Self.publicKey + "\n", member: "ana", board: board)
        let line = key.line(program: "/usr/bin/stoa")
        #expect(line.hasPrefix("restrict,pty,command=\"'/usr/bin/stoa' --board ") || line.contains("'--board'"))
        #expect(AuthorizedKey(line: line) == key)
    }

    @Test(arguments: [
        "", "hello", "ssh-ed25519", "ssh-ed25519 AAAA", "ssh-dss AAAAB3NzaC1kc3M= x",
        "command=\"sh\" " + publicKey, publicKey + "\n" + publicKey, "ssh-rsa " + publicKey.split(separator: " ")[1],
    ])
    func whatIsNoKeyIsRefused(text: String) {
        #expect(throws: CommandFailure.self) { try AuthorizedKey(publicKey: text, member: "ana", board: "/b") }
    }

    @Test(arguments: [
        publicKey, "command=\"sh\" " + publicKey, "restrict,pty,command=\"stoa\" " + publicKey, "# a remark",
    ])
    func linesOfOthersAreNotOurs(line: String) { #expect(AuthorizedKey(line: line) == nil) }

    @Test(arguments: [
        ("list --json", ["list", "--json"]), ("post -m 'a b' \"c d\"", ["post", "-m", "a b", "c d"]),
        ("a\\ b", ["a b"]), ("''", [""]), ("a'b'\"c\"d", ["abcd"]),
        ("a; b|c $(d) `e` *", ["a;", "b|c", "$(d)", "`e`", "*"]),
        ("\"a\\\"b\\n\"", ["a\"b\\n"]), ("'a\\'", ["a\\"]), ("  ", []), ("a\nb", ["a", "b"]),
    ])
    func wordsAreTakenApartWithoutAShell(line: String, words: [String]) throws {
        #expect(try CommandWords.split(line) == words)
    }

    @Test(arguments: ["'a", "\"a", "a\\"])
    func aQuotationThatDoesNotEndIsRefused(line: String) {
        #expect(throws: CommandFailure.self) { try CommandWords.split(line) }
    }
}
