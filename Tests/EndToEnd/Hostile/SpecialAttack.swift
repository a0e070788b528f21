import Foundation
import TestSupport
import Testing

/// One thing that a member, or a file that somebody hands over, does to the program, and what has to come of it.
struct SpecialAttack: Sendable, CustomTestStringConvertible {
    var name: String
    /// What `doctor` has to say of it; nothing where it is no matter of the board's health.
    var complaint: String?
    /// What is still to be seen of eve's, besides all of ana's.
    var stays: String?
    var attack: @Sendable (AttackedBoard) throws -> Void

    init(
        _ name: String, complaint: String? = nil, stays: String? = nil,
        _ attack: @escaping @Sendable (AttackedBoard) throws -> Void
    ) {
        self.name = name
        self.complaint = complaint
        self.stays = stays
        self.attack = attack
    }

    var testDescription: String { name }

    static let all = lines + texts + imports + settings + times + powers + logs

    /// How large the largest are: all of them take a while in a debug build, so `STOA_ATTACKS=all` asks for those.
    private static let scale = ProcessInfo.processInfo.environment["STOA_ATTACKS"] == "all" ? 1 : 50

    private static func many(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }

    // MARK: - Lines

    private static let lines: [SpecialAttack] = [
        SpecialAttack("a line of 1 MB", complaint: "is no event", stays: "words after it") { board in
            try board.append(Array((many(1 << 20, "x") + "\n").utf8))
            try board.say("post.added", ["thread": board.thread, "parent": board.thread, "body": "words after it"])
        },
        SpecialAttack("a line of 1 MB that looks like an event", complaint: "is no event", stays: "words after it") {
            board in
            let before = try board.line("post.added", ["thread": board.thread, "body": many(1 << 20, "y")])
            try board.append(before.bytes)
            try board.say("post.added", ["thread": board.thread, "parent": board.thread, "body": "words after it"])
        },
        SpecialAttack("a line without an end", complaint: "is no event", stays: "harmless words") {
            try $0.append(Array(many(3 << 20, "z").utf8))
        },
        SpecialAttack("a million empty lines", stays: "words after it") { board in
            try board.append([UInt8](repeating: 10, count: 1_000_000))
            try board.say("post.added", ["thread": board.thread, "parent": board.thread, "body": "words after it"])
        },
        SpecialAttack("a chain of replies, each to the one before", stays: "harmless words") { board in
            var (bytes, parent) = ([UInt8](), board.thread)
            for number in 0..<100_000 / scale {
                let line = try board.line(
                    "post.added", ["thread": board.thread, "parent": parent, "body": "deep \(number)"])
                bytes += line.bytes
                parent = line.id
            }
            try board.append(bytes)
        },
        SpecialAttack("events of kinds that nobody knows", complaint: "A newer Stoa is in use") { board in
            for number in 0..<200 { try board.say("later.kind_\(number)", ["deep": ["er": [1, 2, 3]], "text": "x"]) }
        },
        SpecialAttack("a JSON value as deep as a line allows", stays: "harmless words") { board in
            let deep = many(60_000, "[") + many(60_000, "]")
            let fields = "\"thread\":\"\(board.thread)\",\"parent\":\"\(board.thread)\",\"body\":\"x\",\"y\":\(deep)"
            try board.append(board.line("post.added", raw: fields).bytes)
        },
    ]

    // MARK: - Texts

    /// Markdown that makes careless readers take long or go deep.
    private static let markdown: [(String, String)] = [
        ("nested quotes", many(50_000, ">") + " end"),
        ("nested lists", (0..<400).map { many($0, "  ") + "- item\n" }.joined()),
        ("lists in quotes", many(10_000, "> - ") + "end"),
        ("open brackets", many(100_000, "[")), ("open links", many(40_000, "[a](")),
        ("open images", many(40_000, "![[")), ("emphasis", many(28_000, "*a **b ")),
        ("underscores", many(60_000, "_a__")),
        ("backticks", (1...600).map { many($0, "`") + " " }.joined()), ("code", many(45_000, "```\n")),
        ("a wide table", many(20_000, "|a") + "|\n" + many(20_000, "|-") + "|\n" + many(20_000, "|b") + "|"),
        ("rows that are filled up", many(4_000, "|a") + "|\n" + many(4_000, "|-") + "|\n" + many(40_000, "|b\n")),
        ("a long table", "|a|b|\n|-|-|\n" + many(20_000, "|c|d|\n")), ("angles", many(60_000, "<a <")),
        ("entities", many(22_000, "&#x10FFFF;")), ("definitions", (0..<9_000).map { "[a\($0)]: /b\n" }.joined()),
        ("references", "[a]: /b\n" + many(50_000, "[a]")), ("rules", many(45_000, "---\n")),
        ("tildes", many(60_000, "~~a~")), ("tabs", many(100_000, "\t") + "x"), ("one long word", many(200_000, "w")),
        ("comments", many(40_000, "<!--")), ("addresses", many(20_000, "https://a.b/")),
    ]

    private static let texts: [SpecialAttack] =
        [
            SpecialAttack("100,000 marks on one letter") { try $0.post("a" + many(100_000, "\u{301}") + " after") },
            SpecialAttack("marks on a title") { try $0.post("x", title: "T" + many(400, "\u{301}")) },
            SpecialAttack("joined emoji without end") {
                try $0.post(many(30_000, "\u{1F469}\u{200D}") + " after")
            },
            SpecialAttack("flags and variation selectors") {
                try $0.post(many(20_000, "\u{1F1E6}") + many(30_000, "\u{FE0F}") + " after")
            },
        ]
        + markdown.map { name, text in
            SpecialAttack("Markdown: \(name)", stays: "harmless words") { try $0.post(text) }
        }

    // MARK: - Files that are handed over

    private static let letter =
        "From a@b Thu Nov 26 10:00:00 2026\nFrom: A <a@b.c>\nMessage-ID: <1@b>\nSubject: Letter\n"

    private static let archives: [(format: String, name: String, content: String)] = [
        (
            "mbox", "parts in parts",
            letter
                + (0..<5_000).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }.joined()
                + "\nend\n"
        ),
        ("mbox", "100,000 headers", letter + (0..<100_000).map { "X-\($0): y\n" }.joined() + "\nText\n"),
        ("mbox", "a giant header", letter + "X-Long: " + many(8 << 20, "h") + "\n\nText\n"),
        ("mbox", "a giant folded header", letter + "References: " + many(200_000, "<a@b>\n ") + "\n\nText\n"),
        (
            "mbox", "a gigabyte declared",
            letter + "Content-Length: 1073741824\nContent-Transfer-Encoding: base64\nContent-Type: image/png; "
                + "name=\"x.png\"\n\n" + many(4_000, many(76, "A") + "\n")
        ),
        (
            "mbox", "letters that answer each other",
            (0..<300).map { number in
                "From a@b Thu Nov 26 10:00:00 2026\nFrom: A <a@b.c>\nMessage-ID: <\(number)@b>\nIn-Reply-To: "
                    + "<\((number + 1) % 300)@b>\nSubject: Ring\n\nText\n\n"
            }.joined()
        ),
        (
            "ics", "days without end",
            "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:a\nDTSTART:20261126T100000Z\nSUMMARY:Forever\n"
                + "RRULE:FREQ=SECONDLY\nEND:VEVENT\nEND:VCALENDAR\n"
        ),
        (
            "ics", "components in components",
            "BEGIN:VCALENDAR\nVERSION:2.0\n" + many(20_000, "BEGIN:VEVENT\n") + many(20_000, "END:VEVENT\n")
                + "END:VCALENDAR\n"
        ),
        (
            "ics", "100,000 properties",
            "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:a\nDTSTART:20261126T100000Z\nSUMMARY:x\n"
                + many(100_000, "X-A:b\n") + "END:VEVENT\nEND:VCALENDAR\n"
        ),
        (
            "ics", "100,000 exceptions",
            "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:a\nDTSTART:20261126T100000Z\nSUMMARY:x\nRRULE:FREQ=DAILY\n"
                + (0..<100_000).map { "EXDATE:2\(String($0 % 900 + 100))0101T100000Z\n" }.joined()
                + "END:VEVENT\nEND:VCALENDAR\n"
        ),
        ("bibtex", "open braces", "@book{a, title = {" + many(200_000, "{") + "x}\n}\n@book{b, title={Second}}\n"),
        (
            "bibtex", "strings of strings",
            (0..<2_000).map {
                "@string{s\($0 + 1) = s\($0) # s\($0)}\n"
            }.joined() + "@book{a, title = s2000, author = \"A\"}\n"
        ),
        (
            "bibtex", "100,000 fields",
            "@book{a, title = {x}, " + (0..<100_000).map { "f\($0) = {y}, " }.joined() + "}\n"
        ),
        ("bibtex", "100,000 authors", "@book{a, title = {x}, author = {" + many(100_000, "A and ") + "B}}\n"),
    ]

    private static let imports: [SpecialAttack] =
        archives.map { format, name, content in
            SpecialAttack("import \(format): \(name)") { board in
                let file = try board.file("bomb", content)
                let place = format == "mbox" ? ["--channel", "general"] : []
                let result = try board.runBounded(["import", format, file, "--as", "ana"] + place, kilobytes: 900_000)
                #expect([0, 65].contains(result.status), "\(result.status) \(result.errors.suffix(500))")
                #expect(result.errors.utf8.count < 8_000, "what went wrong is told at length")
            }
        }

    private static let settings: [SpecialAttack] = [
        SpecialAttack("names of files that lead elsewhere", stays: "harmless words") { board in
            let names = [
                "../../outside", "/etc/outside", "a/b", "..", ".", "", "~/.profile", "-rf", "a\nb", "a\u{1B}[31mb",
                "a\u{0}b", many(300, "n"), many(200, "名"), ".hidden", "CON", "a\u{202E}gpj.exe", " ",
            ]
            let content = Array("content".utf8)
            let stored = try FileStoreOfEve.put(content, on: board)
            try FileManager.default.createDirectory(
                atPath: board.directory.file("saved/here"), withIntermediateDirectories: true)
            for name in names {
                let id = try board.say(
                    "resource.added",
                    [
                        "resource_kind": "file", "title": "R", "note": "", "tags": [String](),
                        "file": ["hash": stored, "name": name, "size": content.count],
                    ])
                let saved = try board.run(
                    ["resource", "save", id, "--to", "saved/here", "--replace", "--as", "ana"])
                #expect(saved.status == 0, "\(name.debugDescription): \(saved.errors)")
                #expect(!saved.output.contains("\u{1B}"))
            }
            let outside = try FileManager.default.contentsOfDirectory(atPath: board.directory.file("saved"))
            #expect(outside == ["here"])
            for name in try FileManager.default.contentsOfDirectory(atPath: board.directory.file("saved/here")) {
                #expect(!name.hasPrefix(".") && !name.hasPrefix("-") && name.utf8.count <= 255, "\(name)")
            }
        },
        SpecialAttack("a configuration that nests without end") { board in
            try configure(board, "theme = " + many(200_000, "[") + "\n")
        },
        SpecialAttack("a configuration of 20 MB") { try configure($0, "theme = \"" + many(20 << 20, "x") + "\"\n") },
        SpecialAttack("a pipe for a configuration and a theme") { board in
            try configure(board, "")
            for name in ["config.toml", "themes/dark.toml", "themes/default.toml"] {
                let path = board.directory.file("home/.config/stoa/" + name)
                unlink(path)
                mkfifo(path, 0o600)
            }
        },
        SpecialAttack("a configuration and themes that speak to the terminal") { board in
            try configure(board, "theme = \"\u{1B}]0;t\u{7}\"\n[keys]\n\"\u{1B}[31m\" = \"\u{9B}31m\"\nx\u{202E} = 1\n")
        },
    ]

    private static func configure(_ board: AttackedBoard, _ text: String) throws {
        let folder = board.directory.file("home/.config/stoa/themes")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        _ = try board.file("home/.config/stoa/config.toml", text)
    }

    // MARK: - Times and powers

    private static let times: [SpecialAttack] = [
        SpecialAttack("clocks of the far future", complaint: "far ahead", stays: "words after it") { board in
            for clock in [4_102_444_800_000, 253_402_300_799_999, Int64.max / 2] {
                try board.say(
                    "post.added", ["thread": board.thread, "parent": board.thread, "body": "words after it"], at: clock)
            }
        },
        SpecialAttack("clocks of the far past", complaint: "refused", stays: "harmless words") { board in
            for clock: Int64 in [0, 1, 1000] {
                try board.say(
                    "post.added", ["thread": board.thread, "parent": board.thread, "body": "words after it"], at: clock)
            }
        },
        SpecialAttack("a role that one gives oneself, dated back", complaint: "refused") { board in
            try board.say("member.role_set", ["account": "eve", "role": "admin", "last": [Any]()], at: 1)
            try board.say("channel.added", ["name": "evil", "topic": "", "starters": "members"], at: 2)
            try board.say("member.removed", ["account": "ana", "reason": "x", "last": [Any]()], at: 3)
            let channels = try board.run(["channel", "list", "--as", "ana"])
            #expect(!channels.output.contains("evil"))
            let members = try board.run(["member", "show", "ana", "--as", "ana", "--json"])
            #expect(members.output.contains("admin"))
        },
    ]

    private static let powers: [SpecialAttack] = [
        SpecialAttack("what belongs to others, changed", complaint: "refused", stays: "harmless words") { board in
            try board.say("post.edited", ["post": board.thread, "body": "words that eve put there"])
            try board.say("post.retracted", ["post": board.thread, "retracted": true, "reason": ""])
            try board.say("thread.locked", ["thread": board.thread, "locked": true, "reason": ""])
            try board.say("thread.moved", ["thread": board.thread, "channel": board.channel])
            try board.say("channel.edited", ["channel": board.channel, "archived": true])
            try board.say("board.described", ["title": "Eve's", "purpose": "evil"])
            let shown = try board.run(["board", "--as", "ana"])
            #expect(!shown.output.contains("evil"))
            let read = try board.run(["read", board.thread, "--as", "ana"])
            #expect(!read.output.contains("that eve put there"))
        }
    ]

    // MARK: - Logs that change

    private static let logs: [SpecialAttack] = [
        log("shrinks", "is shorter than it was") { truncate($0.log, 10) },
        log("loses all", "is shorter than it was") { truncate($0.log, 0) },
        log("is written anew", "history") { board in
            try board.file("other", String(decoding: board.line("thread.opened", ["x": 1]).bytes, as: UTF8.self))
                .withCString { _ = rename($0, board.log) }
            chmod(board.log, 0o600)
        },
        log("goes away", "is not there any more") { unlink($0.log) },
        log("becomes a link", "link, a pipe or a folder") { board in
            unlink(board.log)
            symlink("/etc/passwd", board.log)
        },
        log("becomes a pipe", "link, a pipe or a folder") { board in
            unlink(board.log)
            mkfifo(board.log, 0o600)
        },
        log("becomes a folder", "link, a pipe or a folder") { board in
            unlink(board.log)
            mkdir(board.log, 0o700)
        },
        log("becomes a link to a device", "link, a pipe or a folder") { board in
            unlink(board.log)
            symlink("/dev/zero", board.log)
        },
        log("is swapped for ana's", "history") { board in
            let anas = try FileManager.default.contentsOfDirectory(atPath: board.members + "/ana")
            let name = try #require(anas.first { $0.hasPrefix("log-") })
            unlink(board.log)
            try FileManager.default.copyItem(atPath: board.members + "/ana/" + name, toPath: board.log)
        },
        log("is open to everybody", "others may write here") { chmod($0.log, 0o666) },
        SpecialAttack("1,000 logs of one member", complaint: "holds over", stays: "harmless words") { board in
            for number in 0..<1_000 {
                _ = try board.file("board/members/eve/log-h\(number).1.jsonl", "")
            }
        },
        SpecialAttack("20,000 folders that are nobody's", complaint: "more entries than a group has") { board in
            for number in 0..<20_100 { mkdir(board.members + "/junk-\(number)", 0o700) }
        },
    ]

    private static func log(
        _ change: String, _ complaint: String, _ attack: @escaping @Sendable (AttackedBoard) throws -> Void
    ) -> SpecialAttack {
        SpecialAttack("a log \(change)", complaint: complaint, stays: "harmless words", attack)
    }
}
