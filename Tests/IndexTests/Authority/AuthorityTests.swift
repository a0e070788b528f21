import Journal
import TestSupport
import Testing

@testable import Index

@Suite struct AuthorityTests {
    private let id: EventID

    init() throws { id = try #require(EventID(bytes: Array(repeating: 7, count: EventID.byteCount))) }

    private func stamp(_ clock: Int64) -> Stamp { Stamp(clock: Timestamp(rawValue: clock), id: id) }

    private func standing(_ authority: Authority, _ account: Account, at clock: Int64, seq: Int64 = 1) -> Standing {
        authority.standing(of: account, at: stamp(clock), host: "one", seq: seq)
    }

    @Test func theFounderIsAnAdminBeforeAnyEvent() {
        let authority = Authority(founder: "ana", admitsByApproval: false)
        #expect(standing(authority, "ana", at: 0) == .member(.admin))
        #expect(standing(authority, "ben", at: 0) == .outsider)
    }

    @Test func aChangeCountsForWhatComesAfterIt() {
        var authority = Authority(founder: "ana", admitsByApproval: false)
        authority.set("ben", .member(.member), at: stamp(10))
        authority.set("ben", .member(.moderator), at: stamp(20))
        #expect(
            [9, 10, 11, 20, 21].map { standing(authority, "ben", at: $0) } == [
                .outsider, .outsider, .member(.member), .member(.member), .member(.moderator),
            ])
        #expect(authority.standing(of: "ben") == .member(.moderator))
    }

    @Test func whatIsDatedBackBehindARemovalDoesNotCount() {
        var authority = Authority(founder: "ana", admitsByApproval: false)
        authority.set("ben", .member(.member), at: stamp(10))
        authority.set("ben", .outsider, at: stamp(50), last: [LastEvent(host: "one", seq: 3)])
        #expect(standing(authority, "ben", at: 20, seq: 3) == .member(.member))
        #expect(standing(authority, "ben", at: 20, seq: 4) == .outsider, "written after the removal was known")
        #expect(
            authority.standing(of: "ben", at: stamp(20), host: "other", seq: 1) == .outsider,
            "a log that the removal does not name")
        authority.set("ben", .member(.member), at: stamp(90))
        #expect(standing(authority, "ben", at: 91, seq: 5) == .member(.member), "having joined again")
    }

    @Test func whatIsForeseenCountsBeforeItsTurn() {
        var authority = Authority(founder: "ana", admitsByApproval: false)
        authority.set("ben", .member(.member), at: stamp(10))
        authority.set("ben", .outsider, at: stamp(50), last: [LastEvent(host: "one", seq: 3)])
        let takings = authority.takings
        authority.removeAll(foreseeing: takings)
        authority.set("ben", .member(.member), at: stamp(10))
        #expect(standing(authority, "ben", at: 20, seq: 3) == .member(.member))
        #expect(standing(authority, "ben", at: 20, seq: 4) == .outsider)
    }

    @Test func aDifferenceReachesBackToItsFirstChange() {
        var before = Authority(founder: "ana", admitsByApproval: false)
        before.set("ben", .member(.member), at: stamp(10))
        var after = before
        #expect(after.differences(from: before).isEmpty)
        after.set("ben", .member(.moderator), at: stamp(30))
        after.set("cleo", .member(.member), at: stamp(40))
        #expect(after.differences(from: before).mapValues(\.rawValue) == ["ben": 30, "cleo": 40])
        #expect(before.differences(from: after).mapValues(\.rawValue) == ["ben": 30, "cleo": 40])
        after.set("cleo", .outsider, at: stamp(50), last: [])
        #expect(after.differences(from: before)["cleo"]?.rawValue == 0, "a removal reaches back to everything")
    }
}
