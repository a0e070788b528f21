import TestSupport
import Testing

/// Insights through the real program.
struct InsightEndToEndTests {
    @Test func theyAreSaidWithHowTheyAreMade() throws {
        let board = try TestBoard()
        let posted = try board.stoa(
            "post", "--channel", "general", "--title", "Why two tides a day?", "--kind", "question", "-m", "Anyone?")
        let thread = try #require(posted.lines.first)
        try board.stoa("reply", thread, "-m", "I should know.")
        let text = try board.stoa("insights", "--ascii")
        #expect(text.status == 0)
        #expect(text.output.contains("1 question waits for an answer."))
        #expect(text.output.contains("In 100% of threads only their author wrote."))
        #expect(text.output.unicodeScalars.allSatisfy { $0.isASCII })
        let csv = try board.stoa("insights", "--csv", "--days", "7")
        #expect(csv.lines.first == "measure,value,unit,n,before,trend,days,weeks,finding")
        #expect(csv.lines.contains { $0.hasPrefix("solo,100,percent,1,,,7,") })
        #expect(csv.lines.last?.hasSuffix(",2") == true)
        #expect(try board.stoa("insights", "--json").output.contains("\"measure\" : \"first_reply\""))
        #expect(try board.stoa("insights", "--days", "0").status == 64)
    }

    @Test func everyScreenHoldsAtEverySize() throws {
        let board = try TestBoard()
        _ = try board.post("潮汐 😀?", "Text")
        for (columns, rows) in [(40, 12), (60, 20), (80, 24), (120, 40), (200, 60)] {
            let screens = try board.screens(
                "keys g n\nscreen\nkeys G\nscreen\nkeys e\nscreen\nkeys escape ]\nscreen", size: "\(columns)x\(rows)")
            #expect(screens.count == 4)
            #expect(screens.allSatisfy { $0.count == rows }, "\(columns)x\(rows)")
            #expect(screens[0].contains { $0.contains("[30 days]") })
            #expect(screens[1].contains { $0.contains("fewer ") }, "\(screens[1])")
            #expect(screens[2].contains { $0.contains("measure,value") }, "\(screens[2])")
            #expect(screens[3].contains { $0.contains("[90 days]") }, "\(screens[3])")
        }
    }
}
