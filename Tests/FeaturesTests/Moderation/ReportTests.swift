import Foundation
import Index
import Journal
import TestSupport
import Testing
import Workbench

@testable import Features

/// Reports: filed, looked at, decided, told; and what everyone can read of it.
struct ReportTests {
    private static let start: Int64 = 1_700_000_000_000
    private static let day: Int64 = 86_400_000
    private let board: HandlesBoard
    private let post: EventID

    init() throws {
        board = try HandlesBoard(features: FeatureTable.projections)
        for name in ["ana", "ben", "cem", "dan"] {
            try board.write(name, NewEvent(MemberJoined(name: name.capitalized)))
        }
        try board.write(
            "ana", at: Self.start + 1,
            NewEvent(MemberRoleSet(account: "cem", role: .moderator, last: [LastEvent(host: "here", seq: 9)])))
        let channel = try #require(board.write("ana", NewEvent(ChannelAdded(name: "general"))).last).id
        let opened = ThreadOpened(channel: channel, threadKind: .discussion, title: "Buy this", body: "Cheap!")
        post = try #require(board.write("dan", at: Self.start + 2, NewEvent(opened)).last).id
    }

    private func session(_ name: String, later: Int64 = 100) throws -> BoardSession {
        let session = try board.session(name, now: Self.start + later)
        _ = try session.catchUp()
        return session
    }

    private func file(by name: String = "ben", later: Int64 = 10) throws -> EventID {
        let session = try session(name, later: later)
        let event = try ReportWriting(session: session).filing(
            Reference(kind: "post", id: post), reason: "An advertisement")
        return try #require(try session.write([event]).first).id
    }

    private func report(_ id: EventID) throws -> Report {
        try #require(try session("ana").read { try ReportQueries.report(id, $0) })
    }

    private func decide(_ id: EventID, _ name: String, by moderator: String, later: Int64, why: String) throws {
        let session = try session(moderator, later: later)
        try session.write(try ReportQueries.waiting(id, session).decision(name).events(why))
    }

    private func turns(_ name: String, later: Int64 = 100) throws -> Int {
        let session = try session(name, later: later)
        return try session.read {
            try TurnQueries.mine(session.me, kind: ReportWords.kind, now: session.clock.now(), $0).count
        }
    }

    private func told(_ name: String) throws -> [Told] {
        try session(name).read { try ToldQueries.newest($0) }.filter { $0.kind == ReportWords.kind }
    }

    @Test func aReportIsDecidedAndBothSidesAreTold() throws {
        let id = try file()
        #expect(try turns("ana") == 1 && turns("cem") == 1 && turns("ben") == 0)
        try decide(id, "hide", by: "cem", later: 20, why: "We do not sell here")
        #expect(try session("ben").read { try PostQueries.post(post, $0) }?.isHidden ?? false)
        #expect(try told("ben").map(\.reason) == ["reporter-hidden"] && told("dan").map(\.reason) == ["subject-hidden"])
        // Whom it is about learns why, and not who reported.
        #expect(try told("dan").first?.by == "cem" && told("dan").first?.text == "We do not sell here")
        #expect(try told("ana").isEmpty && turns("ana") == 0)
        let deeds = try session("dan").read { try DeedQueries.page($0) }.map(DeedWords.sentence)
        #expect(deeds[0] == "answered a report: hid it “Buy this” by @dan: We do not sell here")
        #expect(deeds[1] == "hid “Buy this”: We do not sell here")
    }

    @Test func oneModeratorLooksAtItUntilTheirClaimLapses() throws {
        let id = try file()
        try board.write("cem", at: Self.start + 20, NewEvent(ReportClaimed(report: id)))
        #expect(try turns("cem") == 1 && turns("ana") == 0)
        try board.write("ana", at: Self.start + 30, NewEvent(ReportClaimed(report: id)))
        #expect(try report(id).claim?.account == "cem")
        #expect(try turns("ana", later: 3 * Self.day) == 1 && turns("cem", later: 3 * Self.day) == 1)
        try board.write("cem", at: Self.start + 40, NewEvent(ReportClaimed(report: id, taken: false)))
        #expect(try turns("ana") == 1)
    }

    @Test func onlyModeratorsDecideAndNeverAboutThemselves() throws {
        let id = try file()
        for (name, payload) in [
            ("ben", ReportDecided(report: id, decision: .dismissed, reason: "mine")),
            ("dan", ReportDecided(report: id, decision: .dismissed, reason: "me")),
            ("cem", ReportDecided(report: id, decision: .dismissed, reason: "  ")),
        ] {
            try board.write(name, at: Self.start + 20, NewEvent(payload))
        }
        let mine = try session("ana", later: 25)
        let own = ReportFiled(thing: Reference(kind: "member", name: "cem"), reason: "He hides too much")
        let about = try #require(try mine.write([NewEvent(own)]).first).id
        try board.write(
            "cem", at: Self.start + 30, NewEvent(ReportDecided(report: about, decision: .dismissed, reason: "no")))
        try board.write(
            "ana", at: Self.start + 31, NewEvent(ReportDecided(report: about, decision: .dismissed, reason: "no")))
        #expect(try report(id).isOpen && report(about).isOpen)
        let refusals = try session("ana").read { try IndexHealth.refusals($0) }.joined(separator: "\n")
        for reason in ["only a moderator", "say why", "report is about you", "report is yours"] {
            #expect(refusals.contains(reason), "\(reason) is not among \(refusals)")
        }
    }

    @Test func hostileReportsAreRefused() throws {
        let things = [
            ReportFiled(thing: Reference(kind: "post", id: post), reason: ""),
            ReportFiled(thing: Reference(kind: "post", id: post), reason: String(repeating: "x", count: 2_001)),
            ReportFiled(thing: Reference(kind: "member", name: String(repeating: "y", count: 200)), reason: "z"),
            ReportFiled(thing: Reference(kind: "post", name: "no id"), reason: "z"),
            ReportFiled(thing: Reference(kind: "member", name: "ben"), reason: "me"),
        ]
        for thing in things { try board.write("ben", at: Self.start + 10, NewEvent(thing)) }
        try board.write("eve", at: Self.start + 11, NewEvent(ReportFiled(thing: things[0].thing, reason: "no member")))
        let session = try session("ana")
        #expect(try session.read { try ReportQueries.reports(by: "ben", $0) }.isEmpty)
        #expect(try session.read { try IndexHealth.refusals($0) }.count == 6 && turns("ana") == 0)
    }

    @Test func aReportIsTakenBackAndNotFiledTwice() throws {
        let id = try file()
        #expect(throws: CommandFailure.self) { try file(later: 11) }
        let ben = try session("ben", later: 12)
        try ben.write([try ReportWriting(session: ben).withdrawing(try report(id))])
        #expect(try !report(id).isOpen && turns("ana") == 0)
        _ = try file(later: 20)
    }

    @Test func theAuditHoldsWhatCountsAndNothingElse() throws {
        try board.write("ben", at: Self.start + 10, NewEvent(PostHidden(post: post, reason: "I may not")))
        try board.write("dan", at: Self.start + 11, NewEvent(ThreadPinned(thread: post)))
        try board.write("cem", at: Self.start + 12, NewEvent(ThreadLocked(thread: post, reason: "Enough said")))
        let deeds = try session("ben").read { try DeedQueries.page($0) }
        #expect(deeds.map(\.account) == ["cem", "ana", "ana"], "\(deeds)")
        #expect(deeds[0].deed.reason == "Enough said")
        let next = try session("ben").read { try DeedQueries.page(before: deeds[0], $0) }
        #expect(next == Array(deeds.dropFirst()))
    }

    @Test(arguments: 0..<8)
    func everyOrderOfArrivalGivesTheSame(_ seed: UInt64) throws {
        let id = try file()
        try board.write("cem", at: Self.start + 20, NewEvent(ReportClaimed(report: id)))
        try decide(id, "dismiss", by: "ana", later: 30, why: "Dan asked first")
        try board.write(
            "cem", at: Self.start + 40, NewEvent(ReportDecided(report: id, decision: .hidden, reason: "late")))
        let expected = try report(id)
        #expect(expected.verdict?.account == "ana")
        let shuffled = try board.shuffledSession("dan", seed: seed)
        #expect(try shuffled.read { try ReportQueries.report(id, $0) } == expected)
        #expect(try shuffled.read { try ToldQueries.newest($0) }.map(\.reason) == ["subject-dismissed"])
        let deeds = try session("dan").read { try DeedQueries.page($0) }
        #expect(try shuffled.read { try DeedQueries.page($0) } == deeds)
    }
}
