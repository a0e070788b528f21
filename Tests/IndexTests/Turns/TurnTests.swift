import GRDB
import Index
import Journal
import TestSupport
import Testing

/// Who is expected to act, by the ledger.
struct TurnTests {
    /// A feature whose every event says outright whose turn it is.
    private struct Passed: EventPayload {
        static let kind = "test.passed"
        var subject: EventID
        var to: [String]
        var starts: Timestamp?
        var ends: Timestamp?
    }

    private static let feature = Projection(
        name: "Test", schema: [],
        handlers: [
            .ordered(Passed.kind) { event, projecting in
                let payload: Passed = try event.payload()
                let turns = payload.to.map { name in
                    let holder: Turn.Holder =
                        name.isEmpty ? .anyone : Role(rawValue: name).map { .role($0) } ?? .account(Account(name))
                    return Turn(
                        subject: payload.subject, kind: "test", holder: holder, reason: "passed", since: event.clock,
                        starts: payload.starts, ends: payload.ends)
                }
                try projecting.setTurns(of: payload.subject, kind: "test", turns)
                return .applied
            }
        ])
    private static let start: Int64 = 1_700_000_000_000
    private let board: HandlesBoard
    private let subject: EventID

    init() throws {
        board = try HandlesBoard(features: [Self.feature])
        for name in ["ana", "ben", "cem"] { try board.write(name, NewEvent(MemberJoined(name: name))) }
        subject = try #require(EventID(bytes: Array(repeating: 7, count: EventID.byteCount)))
    }

    private func pass(
        by name: String = "ana", at now: Int64 = start, to names: String..., starts: Int64? = nil, ends: Int64? = nil
    ) throws {
        try board.write(
            name, at: now,
            NewEvent(
                Passed(
                    subject: subject, to: names, starts: starts.map(Timestamp.init(rawValue:)),
                    ends: ends.map(Timestamp.init(rawValue:)))))
    }

    private func count(_ name: String, at now: Int64 = start + 1_000) throws -> Int {
        let session = try board.session(name)
        _ = try session.catchUp()
        return try session.read {
            try TurnQueries.countByKind(Account(name), now: Timestamp(rawValue: now), $0).values.reduce(0, +)
        }
    }

    @Test func theLatestWordDecidesWhoseTurnItIs() throws {
        try pass(to: "ben", "cem")
        #expect(try count("ben") == 1)
        #expect(try count("cem") == 1)
        try pass(by: "ben", at: Self.start + 10, to: "cem")
        #expect(try count("ben") == 0)
        let session = try board.session("cem")
        let turns = try session.read { try TurnQueries.mine(Account("cem"), now: Timestamp(rawValue: .max), $0) }
        #expect(turns.map(\.reason) == ["passed"])
        #expect(turns.first?.account == Account("cem"))
    }

    @Test func turnsOfRolesAndOfAnyoneFindTheirPeople() throws {
        try pass(to: "moderator", "")
        #expect(try count("ana") == 1, "the founder is an admin, who may do what a moderator may")
        #expect(try count("ben") == 0)
        let session = try board.session("ben")
        _ = try session.catchUp()
        #expect(try session.read { try TurnQueries.pool(now: Timestamp(rawValue: .max), $0).count } == 1)
        #expect(try session.read { try TurnQueries.of(subject, now: Timestamp(rawValue: .max), $0).count } == 2)
    }

    @Test func leasesBeginAndLapseWhenTheyAreRead() throws {
        try pass(to: "ben", starts: Self.start + 100, ends: Self.start + 200)
        #expect(try count("ben", at: Self.start + 99) == 0)
        #expect(try count("ben", at: Self.start + 100) == 1)
        #expect(try count("ben", at: Self.start + 199) == 1)
        #expect(try count("ben", at: Self.start + 200) == 0)
    }

    @Test func aSnoozeEndsByTimeByTheOthersDoingAndByWish() throws {
        try pass(to: "ben")
        let until = Timestamp(rawValue: Self.start + 5_000)
        try board.write("ben", at: Self.start + 50, TurnSnoozed(subject: subject, until: until).event())
        #expect(try count("ben", at: Self.start + 4_999) == 0)
        #expect(try count("ben", at: Self.start + 5_000) == 1)
        let session = try board.session("ben")
        #expect(
            try session.read { try TurnQueries.snoozed(Account("ben"), now: Timestamp(rawValue: Self.start), $0) }.count
                == 1)

        try board.write("ben", at: Self.start + 6_000, TurnSnoozed(subject: subject, until: nil).event())
        #expect(try count("ben", at: Self.start + 1_000_000) == 0, "without a time it sleeps until somebody acts")
        #expect(try count("cem") == 0)
        try pass(at: Self.start + 7_000, to: "ben")
        #expect(try count("ben", at: Self.start + 7_001) == 1)

        try board.write("ben", at: Self.start + 8_000, TurnSnoozed(subject: subject, until: nil).event())
        #expect(try count("ben", at: Self.start + 8_001) == 0)
        try board.write("ben", at: Self.start + 9_000, TurnSnoozed(lifting: subject).event())
        #expect(try count("ben", at: Self.start + 9_001) == 1)
        #expect(try session.read { try TurnQueries.snooze(of: subject, $0)?.times } == 3)
    }

    @Test func anotherMembersSnoozeIsNoneOfOurs() throws {
        try pass(to: "ben")
        // In the public log, or in somebody else's private one, it has no effect.
        try board.write("cem", at: Self.start + 50, NewEvent(TurnSnoozed(subject: subject, until: nil)))
        try board.write("cem", at: Self.start + 50, TurnSnoozed(subject: subject, until: nil).event())
        #expect(try count("ben") == 1)
    }

    @Test func everyOrderOfArrivalGivesTheSameLedger() throws {
        try pass(to: "ben", "cem")
        try board.write("ben", host: "there", at: Self.start + 10, TurnSnoozed(subject: subject, until: nil).event())
        try pass(by: "cem", at: Self.start + 20, to: "ben")
        try board.write("ben", at: Self.start + 30, TurnSnoozed(lifting: subject).event())
        try pass(by: "ben", at: Self.start + 40, to: "ana", "moderator")
        for seed in 1...8 as ClosedRange<UInt64> {
            let session = try board.shuffledSession("ben", seed: seed)
            let ledger = try session.read { try TurnQueries.of(subject, now: Timestamp(rawValue: .max), $0) }
            #expect(ledger.map(\.holder) == [.account(Account("ana")), .role(.moderator)], "seed \(seed)")
            #expect(try session.read { try TurnQueries.snooze(of: subject, $0)?.isLifted } == true, "seed \(seed)")
        }
    }

    @Test func aMembersQueueIsFoundByKey() throws {
        let session = try board.session("ben")
        _ = try session.catchUp()
        let plans = try session.read { database in
            var statements: [String] = []
            database.trace { event in
                if case .statement(let statement) = event { statements.append(statement.expandedSQL) }
            }
            _ = try TurnQueries.mine(Account("ben"), now: Timestamp(rawValue: .max), database)
            database.trace(options: [])
            let query = try #require(statements.last { $0.contains("FROM turn") })
            return try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + query).map { $0["detail"] as String }
        }
        #expect(plans.contains { $0.contains("turn_by_account") }, "\(plans)")
        #expect(plans.contains { $0.contains("turn_by_role") }, "\(plans)")
        #expect(!plans.contains { $0.hasPrefix("SCAN") }, "\(plans)")
    }
}

/// Requests to join, in the ledger.
struct JoinTurnTests {
    @Test func admittingAnApplicantIsAModeratorsTurnUntilItIsDone() throws {
        let board = try HandlesBoard(joining: .invite)
        try board.write("ana", NewEvent(MemberJoined(name: "Ana")))
        let asked = try board.write("ben", NewEvent(MemberJoined(name: "Ben")))
        let session = try board.session("ana")
        func waiting() throws -> [EventID] {
            _ = try session.catchUp()
            return try session.read { try TurnQueries.mine(Account("ana"), now: Timestamp(rawValue: .max), $0) }
                .map(\.subject)
        }
        #expect(try waiting() == asked.map(\.id))
        try board.write("ana", NewEvent(MemberApproved(account: Account("ben"))))
        #expect(try waiting().isEmpty)
        for seed in 1...4 as ClosedRange<UInt64> {
            let late = try board.shuffledSession("ana", seed: seed)
            #expect(
                try late.read {
                    try TurnQueries.countByKind(Account("ana"), now: Timestamp(rawValue: .max), $0).isEmpty
                })
        }
    }
}
