import Foundation
import Index
import Journal
import Terminal
import TestSupport
import Testing
import Workbench

@testable import Features

/// The screens of members and moderation at every size, with what hostile members write.
struct ModerationScreenTests {
    private static let start: Int64 = 1_700_000_000_000
    private let board: HandlesBoard

    init() throws {
        board = try HandlesBoard(features: FeatureTable.projections)
        for name in ["ana", "ben", "cem"] {
            try board.write(name, NewEvent(MemberJoined(name: name == "ben" ? "Ben 山田 \u{1B}[31m" : name.capitalized)))
        }
        let channel = try #require(board.write("ana", NewEvent(ChannelAdded(name: "help"))).last).id
        let opened = ThreadOpened(
            channel: channel, threadKind: .question, title: "潮 🌊 why \u{202E}two?", body: "Hm\u{7}")
        let post = try #require(board.write("ben", at: Self.start + 10, NewEvent(opened)).last).id
        try board.write(
            "cem", at: Self.start + 20,
            NewEvent(ReportFiled(thing: Reference(kind: "post", id: post), reason: "Odd \u{1B}]0;title\u{7} letters")),
            NewEvent(
                MemberProfileSet(
                    about: "# Hi\n\u{1B}[2J", interests: "tides, 海", canHelpWith: "proofs", wantsToLearn: "R",
                    pronouns: "they/\u{202E}them", zone: "Asia/Tokyo")),
            NewEvent(MentorOffered(topics: "proofs, two", places: 1, when: "at \u{1B}[1m night")))
        try board.write(
            "ana", at: Self.start + 30,
            NewEvent(MemberProfileSet(interests: "the tides", canHelpWith: "R", wantsToLearn: "proofs")),
            NewEvent(ThreadLocked(thread: post, reason: "Enough \u{1B}[5m said")))
    }

    /// What a script shows a member.
    private func play(_ script: String, as name: String = "ana", columns: Int, rows: Int) throws -> String {
        let session = try board.session(name, now: Self.start + 3_600_000, index: UUID().uuidString)
        _ = try session.catchUp()
        let runner = ScriptRunner(
            session, fittings: try BoardFittings.make(session), settings: Settings(),
            size: Size(columns: columns, rows: rows))
        var screens: [String] = []
        if let problem = runner.run(script + "\nscreen", show: { screens.append($0) }) { Issue.record("\(problem)") }
        let screen = try #require(screens.last)
        let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == rows)
        #expect(lines.allSatisfy { TextWidth.columns(of: String($0)) <= columns }, "\(columns)x\(rows)\n\(screen)")
        #expect(!screen.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
        return screen
    }

    @Test(arguments: [(40, 12), (80, 24), (120, 40), (200, 60)])
    func theyHoldAtEverySize(_ columns: Int, _ rows: Int) throws {
        let queue = try play("keys g q", columns: columns, rows: rows)
        #expect(queue.contains("[Waiting 1]") && queue.contains("report"), "\(queue)")
        #expect(try play("keys g q enter", columns: columns, rows: rows).contains("Odd"))
        #expect(try play("keys g q a", columns: columns, rows: rows).contains("dismiss"))
        #expect(try play("keys g q ]", columns: columns, rows: rows).contains("locked"))
        #expect(try play("keys g m", columns: columns, rows: rows).contains("[Everyone]"))
        let matches = try play("keys g m ]", columns: columns, rows: rows)
        #expect(matches.contains("[Matches]") && matches.contains("Cem"), "\(matches)")
        let mentors = try play("keys g m ] ]", columns: columns, rows: rows)
        #expect(mentors.contains("[Mentors 1]") && mentors.contains("Cem"), "\(mentors)")
        let page = try play("keys g m ] enter", columns: columns, rows: rows)
        #expect(page.contains("Asia/Tokyo"), "\(page)")
        #expect(try play("keys g m e", columns: columns, rows: rows).contains("Your profile"))
        #expect(try play("keys g m E", columns: columns, rows: rows).contains("offer to mentor"))
        #expect(try play("keys g m ] c", columns: columns, rows: rows).contains("Ask Cem"))
        #expect(try play("keys g m T", columns: columns, rows: rows).contains("tides"))
    }

    @Test func onAWideScreenTheMembersShowOnce() throws {
        let screen = try play("keys g m", columns: 160, rows: 40)
        #expect(screen.components(separatedBy: "Cem").count == 2, "\(screen)")
        #expect(try play("keys 2", columns: 160, rows: 40).contains("Cem"))
    }

    @Test func othersSeeWhatWasDoneAndNotWhatWaits() throws {
        let screen = try play("keys g q", as: "ben", columns: 80, rows: 24)
        #expect(screen.contains("[What was done]") && !screen.contains("Waiting"), "\(screen)")
        #expect(screen.contains("locked") && !screen.contains("Odd"))
        let own = try play("keys g q ]", as: "cem", columns: 80, rows: 24)
        #expect(own.contains("[My reports]") && own.contains("open"), "\(own)")
    }

    @Test func aTagShowsThoseWhoHaveIt() throws {
        let screen = try play("keys g m T\ntype tides\nkeys enter", columns: 80, rows: 24)
        #expect(screen.contains("tagged “tides”") && screen.contains("Cem") && !screen.contains("Ben"), "\(screen)")
        #expect(try play("keys g m /\ntype proofs\nkeys enter", columns: 80, rows: 24).contains("Cem"))
    }

    @Test func aReportIsDecidedAtTheKeyboard() throws {
        let screen = try play(
            "keys g q a\nkeys down down down enter\ntype All is well\nkeys enter", columns: 80, rows: 24)
        #expect(screen.contains("Nothing waits for a moderator."), "\(screen)")
        let told = try board.session("cem", now: Self.start + 3_700_000, index: UUID().uuidString)
        _ = try told.catchUp()
        let inbox = try told.read { try InboxQueries.newest(reader: told.me, $0) }.map { $0.sentence(for: told.me) }
        #expect(inbox.contains("Ana looked at your report and found nothing to be done: All is well"), "\(inbox)")
    }

    @Test func noListLooksThroughTheBoard() throws {
        let session = try board.session("ana", now: Self.start + 3_600_000)
        _ = try session.catchUp()
        try session.read { database in
            let plan = try QueryPlan(
                of: { database in
                    let deeds = try DeedQueries.page(limit: 1, database)
                    _ = try DeedQueries.page(before: deeds.first, database)
                    _ = try ReportQueries.reports(by: "cem", database)
                    _ = try ReportQueries.open(database)
                    _ = try TurnQueries.ofRole(.moderator, now: session.clock.now(), database)
                    _ = try MentorQueries.mentorships(of: "ana", database)
                    _ = try ToldQueries.newest(database)
                    _ = try ToldQueries.unreadCount(database)
                    _ = try HoldQueries.notes(deeds[0].id, database)
                    _ = try ClaimQueries.postCounts(of: "ana", database)
                }, database)
            #expect(plan.scans.isEmpty, "\(plan.lines)")
            #expect(plan.sorts.isEmpty, "\(plan.lines)")
        }
    }
}
