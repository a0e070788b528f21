import Features
import Foundation
import Index
import TestSupport
import Testing

/// A catalogue of attacks by members whose logs are sound and whose events are not, run against the real program: it goes
/// on, whatever it is asked for, and gives the terminal nothing that a terminal obeys.
struct HostileMemberTests {
    /// A value put in place of others, in every field of every event.
    struct Attack: Sendable, CustomTestStringConvertible {
        var name: String
        var number: HostileValue?
        var text: String?

        var testDescription: String { name }
    }

    private static let escapes =
        "\u{1B}[31m\u{1B}]0;t\u{07}\u{9B}31m\u{202E}\u{2066}\u{378}\u{E0001}\u{200B}\u{FEFF}\u{7F}"

    static let attacks = [
        Attack(name: "the largest number", number: .whole(.max)),
        Attack(name: "the smallest number", number: .whole(.min)),
        Attack(name: "below nothing", number: .whole(-1)),
        Attack(name: "nothing", number: .whole(0)),
        Attack(name: "the last moment of the calendar", number: .whole(253_402_300_799_999)),
        Attack(name: "beyond whole numbers", number: .broken(1e300)),
        Attack(name: "escapes in one line", text: " x" + escapes),
        Attack(name: "escapes over lines", text: " x\r\n\u{85}\u{2028}" + escapes + "\u{0B}\u{08}\n"),
        Attack(name: "right to left", text: "\u{202E}\u{200F}א\u{2066}"),
        Attack(name: "marks upon marks", text: " e" + String(repeating: "\u{301}", count: 300)),
        Attack(name: "nothing to read", text: ""),
    ]

    /// Fields whose texts are words of the format: another word costs the event, and shows nothing.
    private static let formal: Set<String> = [
        "thread_kind", "role", "level", "state", "resource_kind", "audience", "protocol", "stage", "kind", "poll_kind",
        "rotates", "answer", "decision", "meeting_kind", "verdict", "zone", "start", "occurrence", "for_whom", "key",
        "emoji", "named", "accounts", "to", "account", "field", "frame", "week", "host", "kudos_kind", "hash", "tags",
        "mark", "rating", "outcome", "reader", "id", "rule", "sealed", "ciphertext", "encapsulated", "name",
        "assignees",
    ]

    private static func isID(_ text: String) -> Bool {
        text.count == 32 && text.allSatisfy { $0.isLetter || $0.isNumber }
    }

    private static func change(_ attack: Attack, _ field: String, _ value: HostileValue) -> HostileValue {
        switch value {
        case .whole, .broken: attack.number ?? value
        case .text(let text) where !formal.contains(field) && !isID(text):
            attack.text.map { .text($0.isEmpty ? "" : text + $0) } ?? value
        default: value
        }
    }

    /// What lists things, in every feature.
    private static let commands = [
        "status", "list", "inbox", "kudos", "rhythm", "channel list", "resource list", "member list", "goal list",
        "project list", "journal list", "insights", "digest", "digest --format markdown", "meeting list",
        "activity list", "poll list", "feedback list --all", "drafts", "doctor", "board", "duty list",
        "search text",
    ]

    /// Those that everything is rewritten with at once; what they lead to is reached by all of them.
    private static let whole = attacks.filter { ![.whole(.min), .whole(0), .broken(1e300)].contains($0.number) }

    @Test(arguments: whole) func theProgramGoesOn(_ attack: Attack) throws {
        let board = try HostileBoard(rewriting: { Self.change(attack, $0, $1) }) {
            [$0.changed { Self.change(attack, $0, $1) }]
        }
        try check(board, asDocuments: false)
    }

    /// Every field by itself, so that an event is not refused for another field of it.
    @Test func everyFieldMayHoldAnything() throws {
        let board = try HostileBoard { payload in
            payload.variants { field, value in
                Self.attacks.map { Self.change($0, field, value) }.filter { $0 != value }
                    + Self.formats[field, default: []]
            }
        }
        try check(board, asDocuments: true)
    }

    /// What fields of a format of their own are given.
    private static let formats: [String: [HostileValue]] = [
        "rule": ["FREQ=SECONDLY", "FREQ=DAILY;INTERVAL=99999999999", "FREQ=YEARLY;COUNT=-1", "FREQ=WEEKLY;BYDAY=99MO"],
        "zone": ["../../etc/passwd", "\u{1B}[31m"],
        "start": ["0001-01-01T00:00", "9999-12-31T23:59", "2026-11-31T25:61", ""],
        "occurrence": ["0001-01-01T00:00", "9999-12-31T23:59", ""],
        "emoji": ["\u{1B}[31m", "\u{202E}"],
        "week": ["9999-W53", "0000-W01"],
        "address": ["file:///etc/passwd", "-rf", "javascript:x"],
    ].mapValues { $0.map(HostileValue.text) }

    private func check(_ board: HostileBoard, asDocuments: Bool) throws {
        for command in Self.commands {
            let shown = try board.onTerminal(command)
            #expect([0, 1].contains(shown.status), "\(command): \(shown.status) \(shown.output.suffix(300))")
            let raw = shown.output.unicodeScalars.first(where: Self.isObeyed)
            #expect(raw == nil, "\(command): \(shown.output.debugDescription.suffix(600))")
            guard asDocuments else { continue }
            let document = try board.run([command, "--json"].joined(separator: " ").components(separatedBy: " "))
            #expect([0, 1, 64].contains(document.status), "\(command) --json: \(document.status) \(document.errors)")
        }
        for (size, rows) in [("80x24", 24), ("40x12", 12)] { try walk(board, size, rows) }
    }

    private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 9, 10, 13: false
        case 0..<32, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Opens every view, and what its first entries lead to, and goes back.
    private func walk(_ board: HostileBoard, _ size: String, _ rows: Int) throws {
        var script = ""
        for view in FeatureTable.views {
            script += "keys g \(view.letter)\nscreen\n"
            for entry in 0..<3 {
                script += "keys " + String(repeating: "j ", count: entry) + "enter\nscreen\nkeys tab\nscreen\n"
                script += "keys escape escape g \(view.letter)\n"
            }
            script += "keys G enter\nscreen\nkeys escape escape\n"
        }
        let file = board.directory.file("script")
        try script.write(toFile: file, atomically: true, encoding: .utf8)
        let played = try board.run(["open", "--script", file, "--size", size])
        #expect(played.status == 0, "\(played.errors.suffix(1_000))")
        let screens = FeatureTable.views.count * 8
        #expect(played.lines.count >= screens, "only \(played.lines.count) lines of \(screens) screens of \(rows) rows")
        let raw = played.output.unicodeScalars.first(where: Self.isObeyed)
        #expect(raw == nil, "\(String(describing: raw))")
    }

    @Test func noKindOfEventIsForgotten() throws {
        let board = try HostileBoard { [$0] }
        let known = Set(FeatureTable.projections.flatMap(\.handlers).map(\.kind))
        #expect(known.subtracting(board.kinds).sorted() == [])
    }
}
