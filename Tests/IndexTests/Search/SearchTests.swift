import Index
import Journal
import TestSupport
import Testing

@Suite struct SearchTests {
    private let notes: NotesBoard

    init() throws {
        notes = try NotesBoard()
        try notes.write("Tides", "The tide comes in twice a day", by: "ana", day: 0)
        try notes.write("Café", "Über Cafés am Hafen", by: "ben", day: 10)
        try notes.write("Anchors", "Drop the anchor before the tide turns", by: "cleo", day: 40)
        try notes.write("漢字", "漢字の勉強は楽しいです", by: "ben", day: 41)
        try notes.write("ภาษาไทย", "สวัสดีครับ tide", by: "ben", day: 42)
        try notes.write("Link", "see https://example.org/tide:table at 12:30", by: "ana", day: 400)
    }

    /// What is typed, and the titles that are found, the newest first.
    @Test(arguments: [
        ("tide", ["Link", "ภาษาไทย", "Anchors", "Tides"]), ("TIDE", ["Link", "ภาษาไทย", "Anchors", "Tides"]),
        ("tide anchor", ["Anchors"]), ("tide -anchor", ["Link", "ภาษาไทย", "Tides"]), ("-tide", ["漢字", "Café"]),
        ("\"the tide\"", ["Anchors", "Tides"]), ("\"tide the\"", []), ("tide -\"the tide\"", ["Link", "ภาษาไทย"]),
        ("cafe", ["Café"]), ("uber", ["Café"]), ("Tides", ["Tides"]), ("nothing", []), ("tid", []),
        // Scripts without spaces: by three letters and more, by fewer, with others, and not.
        ("漢字の", ["漢字"]), ("漢字", ["漢字"]), ("字", ["漢字"]), ("楽しい", ["漢字"]), ("字漢", []), ("สวัส tide", ["ภาษาไทย"]),
        ("tide -สวัส", ["Link", "Anchors", "Tides"]), ("-漢", ["Link", "ภาษาไทย", "Anchors", "Café", "Tides"]),
        // Operators.
        ("author:ben", ["ภาษาไทย", "漢字", "Café"]), ("author:@ben tide", ["ภาษาไทย"]),
        ("-author:ben tide", ["Link", "Anchors", "Tides"]),
        ("Author:BEN", []), ("kind:note cafe", ["Café"]), ("kind:long tide", ["Link", "ภาษาไทย", "Anchors", "Tides"]),
        ("kind:nonsense", []),
        ("before:2024-01-05", ["Tides"]), ("after:2025", ["Link"]),
        ("after:2024-02 before:2025 tide", ["ภาษาไทย", "Anchors"]),
        ("before:someday", []), ("author:", []),
        // A colon after what is no operator is a letter like any other.
        ("example.org/tide:table", ["Link"]), ("12:30", ["Link"]), ("zzz:12", []),
    ])
    func finds(query: String, titles: [String]) throws {
        #expect(try notes.found(query) == titles)
    }

    @Test func saysOfAValueThatMeansNothingWhatItsOperatorTakes() throws {
        let sentence = "before:then means nothing; before: narrows to what is written before this day (2026-03-01)"
        #expect(notes.session.index.searchComplaint("tide before:then") == sentence)
        #expect(notes.session.index.searchComplaint("tide before:2026 kind:long") == nil)
    }

    @Test(arguments: [
        ("tid", ["Tides", "Anchors", "ภาษาไทย", "Link"]), ("tide anc", ["Anchors"]), ("\"the tid\"", []),
        ("caf", ["Café"]),
    ])
    func theWordThatIsBeingTypedMayGoOn(query: String, titles: [String]) throws {
        #expect(try Set(notes.found(query, isBeingTyped: true)) == Set(titles))
        if query != "tide anc" { #expect(try notes.found(query).isEmpty) }
    }

    @Test func aWordThatHasHardlyBegunIsNotLookedForYet() throws {
        #expect(try notes.found("tide a", isBeingTyped: true) == notes.found("tide"))
        #expect(try notes.found("ti", isBeingTyped: true).isEmpty)
    }

    @Test func theNewestComeFirstAndNoMoreThanAsked() throws {
        #expect(try notes.found("tide", limit: 2) == ["Link", "ภาษาไทย"])
        #expect(try notes.found("author:ben", limit: 1) == ["ภาษาไทย"])
    }

    @Test func snippetsMarkWhatMatched() throws {
        let snippet = try #require(try notes.session.index.search("anchor").first).snippet
        #expect(snippet.contains("\(Search.matchMark)anchor\(Search.matchMark)"))
    }

    @Test func whatIsRewordedOrHiddenIsFoundAsItIsNow() throws {
        let id = try notes.write("Draft", "harbour 港の朝は", day: 500)
        #expect(try notes.found("harbour") == ["Draft"])
        try notes.write(NoteWritten(title: "Final", body: "lighthouse 灯台の夜", rewords: id), day: 501)
        #expect(try notes.found("harbour").isEmpty)
        #expect(try notes.found("港の朝").isEmpty)
        #expect(try notes.found("lighthouse") == ["Final"])
        #expect(try notes.found("灯台の") == ["Final"])
        try notes.write(NoteWritten(title: "Final", body: "lighthouse", isSecret: true, rewords: id), day: 502)
        #expect(try notes.found("lighthouse").isEmpty)
        #expect(try notes.found("after:2025-05").isEmpty)
    }

    @Test func nothingThatIsTypedIsAnError() throws {
        let pieces = [
            "\"", "-", "*", "(", ")", ":", "^", "NEAR", " AND ", " OR ", " NOT ", "author:", "before:", "kind:",
            "title:", "{", "}", "+", "tide",
            "漢字の", "字", " ", "'", "\\", "%", "_", "\u{0}", "🙂", "﷽", "--", "\"\"",
        ]
        var random = SplitMix(state: 17)
        for _ in 0..<2_000 {
            let query = (0..<Int.random(in: 1...8, using: &random)).map { _ in random.pick(pieces) }.joined()
            #expect(throws: Never.self, "\(query.debugDescription)") {
                try notes.found(query, isBeingTyped: random.isOnce(in: 2))
            }
        }
    }
}
