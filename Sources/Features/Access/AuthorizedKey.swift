import Crypto
import Foundation
import Journal

/// A line of `authorized_keys` (sshd(8)) that lets a member in, and nobody else, and to nothing else.
struct AuthorizedKey: Hashable, Sendable {
    /// Whom it lets in.
    var member: Account
    /// The board, as an absolute path.
    var board: String
    /// The key's type, such as `ssh-ed25519`.
    var type: String
    /// The key, base64.
    var key: String
    /// What its owner wrote behind it.
    var comment: String

    /// What tells the lines that are ours from others of the same file.
    private static let mark = " access enter"
    private static let types: Set<String> = [
        "ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
        "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
    ]

    /// A key as `ssh-keygen` writes it to a `.pub` file. Throws `CommandFailure` (65) when it is none.
    init(publicKey text: String, member: Account, board: String) throws {
        let lines = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
        guard lines.count == 1, let parts = Self.parts(lines[0]) else {
            throw CommandFailure(
                "this is no public key; give the file that ssh-keygen wrote, which ends in .pub", .badData)
        }
        self.init(member: member, board: board, type: parts.type, key: parts.key, comment: parts.comment)
    }

    /// A line of ours; nothing for all others.
    init?(line: String) {
        guard let match = line.wholeMatch(of: /restrict,pty,command="((?:[^"\\]|\\.)*)" (.*)/),
            case let command = String(match.1).replacing("\\\"", with: "\""), command.hasSuffix(Self.mark),
            let words = try? CommandWords.split(command), words.count == 7, words[1] == "--board", words[3] == "--as",
            let parts = Self.parts(match.2)
        else { return nil }
        self.init(
            member: Account(words[4]), board: words[2], type: parts.type, key: parts.key, comment: parts.comment)
    }

    private init(member: Account, board: String, type: String, key: String, comment: String) {
        self.member = member
        self.board = board
        self.type = type
        self.key = key
        self.comment = comment
    }

    /// The line: `restrict` turns off all that sshd knows to forward or run, `pty` lets a screen be shown, and the
    /// command runs whatever the person asked for.
    func line(program: String) -> String {
        let words = [program, "--board", board, "--as", member.rawValue].map(CommandWords.quoted)
        let command = (words.joined(separator: " ") + Self.mark).replacing("\"", with: "\\\"")
        return "restrict,pty,command=\"\(command)\" \(type) \(key)" + (comment.isEmpty ? "" : " " + comment)
    }

    /// `SHA256:…`, as `ssh-keygen -l` and sshd's log name a key.
    var fingerprint: String {
        let bytes = Data(base64Encoded: key) ?? Data()
        let digest = Data(SHA256.hash(data: bytes)).base64EncodedString()
        return "SHA256:" + digest.trimmingCharacters(in: ["="])
    }

    private static func parts(_ text: Substring) -> (type: String, key: String, comment: String)? {
        let words = text.split(separator: " ", maxSplits: 2)
        guard words.count >= 2, types.contains(String(words[0])), words[1].utf8.count <= 8_192,
            let bytes = Data(base64Encoded: String(words[1])),
            // The bytes begin with the type once more, after its length (RFC 4253, 6.6).
            bytes.count > 4 + words[0].utf8.count, bytes.dropFirst(4).starts(with: words[0].utf8)
        else { return nil }
        let comment = words.count > 2 ? words[2].filter { !$0.isNewline && $0 != "\0" } : ""
        return (String(words[0]), String(words[1]), String(comment.prefix(200)))
    }
}
