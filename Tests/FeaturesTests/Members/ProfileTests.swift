import Foundation
import Index
import Journal
import TestSupport
import Testing

@testable import Features

/// What members say of themselves, and whom that brings together.
struct ProfileTests {
    static let start: Int64 = 1_700_000_000_000
    private let board: HandlesBoard

    init() throws {
        board = try HandlesBoard(features: FeatureTable.projections)
        for name in ["ana", "ben", "cem"] { try board.write(name, NewEvent(MemberJoined(name: name.capitalized))) }
    }

    private func session(_ name: String, later: Int64 = 10) throws -> BoardSession {
        let session = try board.session(name, now: Self.start + later)
        _ = try session.catchUp()
        return session
    }

    private func set(_ profile: MemberProfileSet, by name: String, later: Int64 = 10) throws {
        let session = try session(name, later: later)
        try session.write([try MemberWriting(session: session).setting(profile)])
    }

    private func member(_ name: String, seenBy reader: String = "ana", later: Int64 = 20) throws -> Member {
        try MemberLookup.member(name, session(reader, later: later))
    }

    @Test func tagsAreTidiedAndNamedOnce() {
        #expect(MemberTopic.split(" proofs ,Proofs; Python\n,, R、統計 ") == ["proofs", "Python", "R", "統計"])
        #expect(MemberTopic("Proofs by induction").meets(MemberTopic("PROOFS")))
        #expect(MemberTopic("Álgebra").meets(MemberTopic("algebra")))
        #expect(!MemberTopic("the").meets(MemberTopic("of the")))
        #expect(!MemberTopic("R").meets(MemberTopic("Rust")))
    }

    @Test func aTimeZoneIsOneThatTheSystemKnows() throws {
        #expect(try MemberZone.named("europe/lisbon") == "Europe/Lisbon")
        #expect(try MemberZone.named("Lisbon") == "Europe/Lisbon")
        #expect(try MemberZone.named("none").isEmpty)
        for name in ["Atlantis", "../../etc/passwd", "Europe/Lisbon; rm"] {
            #expect(throws: CommandFailure.self) { try MemberZone.named(name) }
        }
    }

    @Test func aClockShowsWhatTimeItIsThere() throws {
        let utc = try #require(TimeZone(identifier: "UTC"))
        let now = Timestamp(rawValue: Self.start)
        #expect(MemberZone.time(in: "Asia/Tokyo", at: now, reader: utc) == "07:13, 9 h ahead of you")
        #expect(MemberZone.time(in: "Asia/Kolkata", at: now, reader: utc) == "03:43, 5.5 h ahead of you")
        #expect(MemberZone.time(in: "UTC", at: now, reader: utc) == "22:13, as with you")
        #expect(MemberZone.time(in: "", at: now) == nil && MemberZone.time(in: "No/Where", at: now) == nil)
    }

    @Test func aProfileIsSetInPartsAndReadBack() throws {
        try set(MemberProfileSet(about: "One\nTwo", interests: "tides ,tides, sea", zone: "lisbon"), by: "ben")
        try set(MemberProfileSet(pronouns: "they/them", greets: true), by: "ben", later: 12)
        let ben = try member("ben")
        #expect(ben.about == "One\nTwo" && ben.interests == "tides, sea" && ben.zone == "Europe/Lisbon")
        #expect(ben.pronouns == "they/them" && ben.greets && !ben.isAway(at: Timestamp(rawValue: Self.start)))
    }

    @Test(arguments: [
        MemberProfileSet(pronouns: String(repeating: "x", count: 41)), MemberProfileSet(pronouns: "a\nb"),
        MemberProfileSet(zone: "a b;c"), MemberProfileSet(zone: String(repeating: "A", count: 65)),
    ])
    func hostileProfilesAreRefused(_ profile: MemberProfileSet) throws {
        try board.write("ben", NewEvent(profile))
        let session = try session("ana")
        #expect(try session.read { try IndexHealth.refusals($0) }.count == 1)
        #expect(try member("ben").pronouns.isEmpty)
    }

    @Test func whatOneTypesTooMuchOfIsSaidBeforeItIsWritten() {
        let many = (0...MemberTopic.most).map { "tag \($0)" }.joined(separator: ",")
        #expect(MemberRules.complaint(about: MemberProfileSet(interests: many))?.contains("at most 20") ?? false)
        #expect(MemberRules.complaint(about: MemberProfileSet(name: "  ")) != nil)
        #expect(MemberRules.complaint(about: MemberProfileSet(about: String(repeating: "a\n", count: 13))) != nil)
        #expect(MemberRules.complaint(about: MemberProfileSet(about: "Fine.")) == nil)
    }

    @Test func matchesSayWhyBothWaysAndRankNobody() throws {
        try set(MemberProfileSet(interests: "sea", canHelpWith: "Python", wantsToLearn: "proofs"), by: "ana")
        try set(MemberProfileSet(canHelpWith: "proofs by induction", wantsToLearn: "python"), by: "cem")
        try set(MemberProfileSet(interests: "the sea"), by: "ben")
        let session = try session("ana")
        let all = try session.read { try MemberQueries.all($0) }
        let matches = MemberMatch.all(for: try member("ana"), among: all)
        #expect(matches.map(\.member.account) == ["cem", "ben"])
        #expect(
            matches[0].words
                == "can help you with proofs by induction; wants to learn python, which you can help with")
        #expect(matches[1].words == "is interested in the sea too")
        // The other sees the same from the other side.
        let other = MemberMatch.all(for: try member("cem"), among: all)
        #expect(other.map(\.member.account) == ["ana"])
        #expect(other[0].words == "can help you with Python; wants to learn proofs, which you can help with")
    }

    @Test func fiveHundredMembersAreMatchedInAMoment() throws {
        let template = try member("ben")
        let members = (0..<500).map { number in
            var member = template
            member.account = Account("m\(number)")
            member.canHelpWith = (0..<10).map { "topic \(number * 7 % 91) \($0)" }.joined(separator: ", ")
            member.wantsToLearn = (0..<10).map { "topic \(number * 3 % 89) \($0)" }.joined(separator: ", ")
            return member
        }
        let start = ContinuousClock.now
        #expect(!MemberMatch.all(for: members[3], among: members).isEmpty)
        // Without optimisation, on a machine that does other things as well.
        #expect(ContinuousClock.now - start < .seconds(2))
    }

    @Test func whoComesBackHasTheirNameAndTheirPosts() throws {
        let channel = try #require(board.write("ana", NewEvent(ChannelAdded(name: "general"))).last).id
        try set(MemberProfileSet(name: "Ben 山田", interests: "tides"), by: "ben")
        let thread = try #require(
            board.write(
                "ben", at: Self.start + 20,
                NewEvent(ThreadOpened(channel: channel, threadKind: .discussion, title: "Tides", body: "Mine"))
            ).last
        ).id
        try board.write("ben", at: Self.start + 30, NewEvent(MemberLeft()))
        #expect(try member("ben", later: 40).state == "left")
        #expect(try session("ana").read { try MemberQueries.all($0) }.map(\.account) == ["ana", "cem"])
        let name = try MemberWriting(session: session("ben", later: 50)).usualName()
        #expect(name == "Ben 山田")
        try board.write("ben", at: Self.start + 60, NewEvent(MemberJoined(name: name)))
        let back = try member("ben", later: 70)
        #expect(back.state == "member" && back.name == "Ben 山田" && back.interests == "tides" && back.role == .member)
        #expect(back.joined < Timestamp(rawValue: Self.start + 20))
        let post = try session("ana", later: 70).read { try PostQueries.post(thread, $0) }
        #expect(post?.author.name == "Ben 山田" && post?.body == "Mine")
    }

    @Test func onesAbsenceEndsByItself() throws {
        try set(MemberProfileSet(awayUntil: Timestamp(rawValue: Self.start + 1_000)), by: "ben")
        let ben = try member("ben")
        #expect(ben.isAway(at: Timestamp(rawValue: Self.start + 999)))
        #expect(!ben.isAway(at: Timestamp(rawValue: Self.start + 1_000)))
    }
}
