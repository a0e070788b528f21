import TestSupport
import Testing

/// A way in which the program writes, as data: what has to be there first, the command, and how to tell what it did.
///
/// Words of commands may hold `$1`, what the first command of the preparation printed, and so on.
struct WritePath: Sendable, CustomTestStringConvertible {
    /// What is run again after a fault, and has to work.
    enum Repetition: Sendable {
        /// The same once more, whether it was done or not.
        case same
        /// The same, which says that it is there already when it was done.
        case once
    }

    var name: String
    var files: [String: String] = [:]
    var preparation: [[String]]
    var words: [String]
    /// Commands whose last output holds both marks when all is there, and none when nothing is.
    var evidence: [[String]]
    var begins = WritePath.begin
    var ends = WritePath.end
    /// Whether parts may be there that are whole by themselves; repeating it then adds what is missing, once.
    var isInParts = false
    var repetition = Repetition.same
    /// What the output says when it was done; nothing where the status says it.
    var acknowledgement: String?
    /// The board that `doctor` looks at, and as whom.
    var checked = ["--board", "board"]

    var testDescription: String { name }

    static let begin = "alphaalpha"
    static let end = "omegaomega"
    /// A text of which half is not the whole.
    static let text = begin + String(repeating: " between them", count: 60) + " " + end
    private static let title = begin + " to " + end

    /// Shows the board if there is one.
    private static let founded = "test -e board/board.json || exit 0; \"$STOA\" board --board board; "

    /// Shows all threads.
    private static let reading = """
        for id in $("$STOA" list --board board --json | grep '"id"' | cut -d '"' -f 4)
        do "$STOA" read $id --board board; done
        """

    private static let board = ["init", "board", "--title", "Test"]
    private static let thread = [
        "post", "--board", "board", "--channel", "general", "--title", "Topic", "-m", "Before",
    ]

    private static let letters = (0..<12).map { number in
        """
        From a@example.org Thu Nov 26 10:00:00 2026
        From: A <a@example.org>
        Date: Thu, 26 Nov 2026 10:00:\(10 + number) +0000
        Message-ID: <\(number)@example.org>
        Subject: \(number == 0 ? begin : number == 11 ? end : "Letter \(number)")

        Text \(number)

        """
    }.joined(separator: "\n")

    static let all = posting + keeping + handles + clones

    private static let posting = [
        WritePath(
            name: "post", preparation: [board],
            words: ["post", "--board", "board", "--channel", "general", "--title", "New", "-m", text],
            evidence: [["sh", "-c", reading]]),
        WritePath(
            name: "first look and post", preparation: [board, ["sh", "-c", "rm -rf home/.cache"]],
            words: ["post", "--board", "board", "--channel", "general", "--title", title, "-m", "x"],
            evidence: [["list", "--board", "board"]]),
        WritePath(
            name: "reply", preparation: [board, thread],
            words: ["reply", "$2", "--board", "board", "-m", text], evidence: [["read", "$2", "--board", "board"]]),
        WritePath(
            name: "edit", preparation: [board, thread],
            words: ["edit", "$2", "--board", "board", "-m", text], evidence: [["read", "$2", "--board", "board"]]),
        WritePath(
            name: "react", preparation: [board, thread],
            words: ["react", "$2", "👍", "--board", "board"], evidence: [["read", "$2", "--board", "board", "--json"]],
            begins: "👍", ends: "👍"),
        WritePath(
            name: "draft",
            files: ["keys": "keys c\ntype Title\nkeys tab\ntype \(begin) and \(end)\nkeys escape\nscreen\n"],
            preparation: [board], words: ["open", "--board", "board", "--script", "keys"],
            evidence: [["drafts", "--board", "board", "--json"]], acknowledgement: "kept as a draft"),
        WritePath(
            name: "long body", preparation: [board, thread],
            words: [
                "reply", "$2", "--board", "board", "-m",
                begin + String(repeating: " and so on", count: 9_000) + " " + end,
            ],
            evidence: [["read", "$2", "--board", "board"]]),
        WritePath(
            name: "attach a file", files: ["paper.txt": text], preparation: [board],
            words: ["resource", "add", "paper.txt", "--board", "board", "--title", title],
            evidence: [["resource", "list", "--board", "board", "--json"]], repetition: .once),
        WritePath(
            name: "import", files: ["letters": letters], preparation: [board],
            words: ["import", "mbox", "letters", "--channel", "general", "--board", "board"],
            evidence: [["list", "--board", "board", "--limit", "100"]], isInParts: true),
    ]

    private static let keeping = [
        WritePath(
            name: "private entry", preparation: [board],
            words: ["journal", "add", "--board", "board", "-m", text, "--title", title],
            evidence: [["journal", "list", "--board", "board"]]),
        WritePath(
            name: "own setting", preparation: [board],
            words: ["rhythm", "--on", "--board", "board"],
            evidence: [["rhythm", "--board", "board", "--json"]], begins: "\"on\" : true", ends: "\"on\" : true"),
        WritePath(
            name: "the board's setting", preparation: [board],
            words: ["board", "edit", "--board", "board", "--purpose", title], evidence: [["board", "--board", "board"]]),
        WritePath(
            name: "catch up", preparation: [board, thread, ["sh", "-c", "rm -rf home/.cache"]],
            words: ["list", "--board", "board"], evidence: [["list", "--board", "board"]], begins: "Topic",
            ends: "Topic"),
        WritePath(
            name: "build again", preparation: [board, thread],
            words: ["doctor", "--repair", "--board", "board"], evidence: [["list", "--board", "board"]],
            begins: "Topic", ends: "Topic"),
        WritePath(
            name: "init", preparation: [],
            words: ["init", "board", "--title", begin, "--goal", end, "--template", "academic"],
            evidence: [["sh", "-c", founded + "\"$STOA\" goal list --board board"]],
            repetition: .once),
        WritePath(
            name: "save a file", files: ["paper.txt": text],
            preparation: [board, ["resource", "add", "paper.txt", "--board", "board"]],
            words: ["resource", "save", "$2", "--to", "saved", "--board", "board"],
            evidence: [["sh", "-c", "cat saved 2>/dev/null; true"]], repetition: .once),
        WritePath(
            name: "export",
            preparation: [
                board, ["post", "--board", "board", "--channel", "general", "--title", "Topic", "-m", text],
            ],
            words: ["export", "markdown", "out", "--board", "board"],
            evidence: [["sh", "-c", "cat out/*/*.md 2>/dev/null; true"]], repetition: .once),
    ]

    private static let shared = ["init", "board", "--handles", "--as", "ana", "--title", "Test"]

    private static func of(_ name: String, _ words: String...) -> [String] {
        words + ["--as", name, "--board", "board"]
    }

    private static let ana = ["--board", "board", "--as", "ana"]

    private static let handles = [
        WritePath(
            name: "join", preparation: [shared], words: of("ben", "join", "--name", title),
            evidence: [of("ana", "member", "list")], repetition: .once, checked: ana),
        WritePath(
            name: "sealed message", preparation: [shared, of("ben", "join")],
            words: of("ana", "message", "@ben", "-m", text), evidence: [of("ben", "message", "@ana", "--read")],
            checked: ana),
        WritePath(
            name: "ask for feedback", preparation: [shared, of("ben", "join")],
            words: of("ana", "feedback", "request", "--title", title, "-m", text, "--about", "Right?", "--from", "ben"),
            evidence: [of("ben", "feedback", "list", "--all")], checked: ana),
        WritePath(
            name: "give feedback", files: ["points": "- Short and \(begin), plain and \(end).\n"],
            preparation: [
                shared, of("ben", "join"),
                of("ana", "feedback", "request", "--title", "Lemma", "-m", "One. Two.", "--about", "Right?"),
                [
                    "sh", "-c",
                    "\"$STOA\" feedback form $3 --as ben --board board | sed '/^## Stars/r points' > review.md",
                ],
            ],
            words: of("ben", "feedback", "give", "$3", "review.md"), evidence: [of("ana", "feedback", "show", "$3")],
            repetition: .once, checked: ana),
        WritePath(
            name: "let in by a key", files: ["key.pub": "ssh-ed25519 \(key) \(begin)\(end)\n"], preparation: [shared],
            words: ["access", "add", "ben", "key.pub", "--file", "keys", "--board", "board", "--as", "ana"],
            evidence: [["sh", "-c", "cat keys 2>/dev/null; true"]], begins: "ssh-ed25519", ends: "\n",
            repetition: .once, checked: ana),
    ]

    private static let key = "AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"

    private static let exchanged = [
        ["git", "init", "--quiet", "--bare", "remote.git"],
        ["init", "board", "--signatures", "--as", "ana", "--title", begin + end],
        ["sync", "remote.git", "--board", "board"],
        ["sync", "clone", "remote.git", "other", "--as", "ben"],
        ["sync", "--board", "board"], ["member", "approve", "ben", "--board", "board"], ["sync", "--board", "board"],
        ["sync", "--board", "other"],
    ]

    private static let clones = [
        WritePath(
            name: "send by sync",
            preparation: exchanged + [
                ["post", "--board", "board", "--channel", "general", "--title", title, "-m", text]
            ],
            words: ["sync", "--board", "board"],
            evidence: [["sync", "--board", "other"], ["list", "--board", "other"]]),
        WritePath(
            name: "take by sync",
            preparation: exchanged + [
                ["post", "--board", "other", "--channel", "general", "--title", title, "-m", text],
                ["sync", "--board", "other"],
            ],
            words: ["sync", "--board", "board"], evidence: [["list", "--board", "board"]], isInParts: true),
        WritePath(
            name: "clone", preparation: exchanged,
            words: ["sync", "clone", "remote.git", "third", "--as", "cem"],
            evidence: [["sh", "-c", "test ! -e third/board.json || \"$STOA\" board --board third"]],
            repetition: .once),
        WritePath(
            name: "found with keys", preparation: [],
            words: ["init", "board", "--signatures", "--as", "ana", "--title", title],
            evidence: [["sh", "-c", founded + "\"$STOA\" channel list --board board"]],
            repetition: .once),
    ]
}
