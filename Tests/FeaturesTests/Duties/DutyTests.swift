import Foundation
import Index
import Journal
import TestSupport
import Testing

@testable import Features

/// Duties: who may what, and whose turn it is.
struct DutyTests {
    /// Monday, 2023-11-20, 00:00 UTC.
    private static let monday: Int64 = 1_700_438_400_000
    private static let day: Int64 = 86_400_000
    private let board: HandlesBoard

    init() throws {
        board = try HandlesBoard(features: FeatureTable.projections)
        for name in ["ana", "ben", "cem"] { try board.write(name, NewEvent(MemberJoined(name: name))) }
    }

    private func session(_ name: String, days: Int64 = 0) throws -> BoardSession {
        let session = try board.session(name, now: Self.monday + days * Self.day)
        _ = try session.catchUp()
        return session
    }

    private func add(_ rotates: Rotation) throws -> EventID {
        let session = try session("ana")
        let event = try DutyWriting(session: session).adding(DutyAdded(name: "scribe", rotates: rotates))
        return try #require(try session.write([event]).first?.id)
    }

    private func duty(_ id: EventID, days: Int64) throws -> DutySummary {
        let session = try session("ana", days: days)
        return try #require(try session.read { try DutyQueries.duty(id, at: session.clock.now(), $0) })
    }

    private func take(_ id: EventID, _ name: String, days: Int64, _ taken: Bool = true) throws {
        let session = try session(name, days: days)
        let known = try #require(try session.read { try DutyQueries.duty(id, at: session.clock.now(), $0) })
        try session.write([try DutyWriting(session: session).taking(known.duty, taken)])
    }

    private func pass(_ id: EventID, _ name: String, days: Int64) throws {
        let session = try session(name, days: days)
        let known = try #require(try session.read { try DutyQueries.duty(id, at: session.clock.now(), $0) })
        try session.write([try DutyWriting(session: session).passing(known.duty)])
    }

    @Test func eachOfTheRotaHasItOnceBeforeAnybodyHasItTwice() throws {
        let id = try add(.weekly)
        for name in ["ana", "ben", "cem"] { try take(id, name, days: 1) }
        let turns = try (1...6).map { try duty(id, days: $0 * 7).holders }
        #expect(Set(turns[0..<3]) == [["ana"], ["ben"], ["cem"]])
        #expect(turns[0..<3] == turns[3..<6])
        #expect(try duty(id, days: 7).next == turns[1].first)
    }

    @Test func allTurnsBeginInOneColumn() throws {
        let id = try add(.weekly)
        try take(id, "ana", days: 1)
        let short = try duty(id, days: 8)
        for name in ["ben", "cem"] { try take(id, name, days: 9) }
        let long = try duty(id, days: 16)
        #expect(DutyLine(summary: short, me: "dan").turn.count < DutyLine(summary: long, me: "dan").turn.count)
        for columns in [38, 58, 120] {
            let places = [short, long].map { summary in
                let text = DutyLine(summary: summary, me: "dan").line(columns: columns).text
                return text.range(of: "this week").map { text.distance(from: text.startIndex, to: $0.lowerBound) }
            }
            #expect(places[0] != nil && places[0] == places[1], "\(columns): \(places)")
        }
    }

    @Test func comingAndGoingMovesNobodysTurn() throws {
        let id = try add(.weekly)
        for name in ["ana", "ben"] { try take(id, name, days: 1) }
        let holder = try #require(try duty(id, days: 8).holders.first)
        let other = holder == "ana" ? "ben" : "ana"
        try take(id, "cem", days: 8)
        #expect(try duty(id, days: 9).holders == [holder])
        try take(id, other, days: 9, false)
        #expect(try duty(id, days: 10).holders == [holder])
        // Whose turn it is and goes leaves it to the next who is there.
        try take(id, holder.rawValue, days: 10, false)
        #expect(try duty(id, days: 11).holders.isEmpty)
        #expect(try duty(id, days: 15).holders == ["cem"])
    }

    @Test func whoCannotPassesItToTheNext() throws {
        let id = try add(.monthly)
        try take(id, "ana", days: 1)
        try take(id, "ben", days: 2)
        let holder = try #require(try duty(id, days: 20).holders.first)
        try pass(id, holder.rawValue, days: 20)
        #expect(try duty(id, days: 21).holders == [holder == "ana" ? "ben" : "ana"])
        #expect(try duty(id, days: 21).duty.rota == ["ana", "ben"])
    }

    @Test func whatDoesNotRotateIsEverybodysWhoTookIt() throws {
        let id = try add(.never)
        try take(id, "cem", days: 0)
        try take(id, "ben", days: 1)
        #expect(try duty(id, days: 1).holders == ["cem", "ben"])
        #expect(throws: CommandFailure.self) { try pass(id, "cem", days: 1) }
    }

    @Test func whoHasLeftTheBoardHasNoTurn() throws {
        let id = try add(.never)
        try take(id, "cem", days: 0)
        try take(id, "ben", days: 1)
        try session("cem", days: 2).write([try NewEvent(MemberLeft())])
        #expect(try duty(id, days: 3).holders == ["ben"])
    }

    @Test func onlyModeratorsMakeDuties() throws {
        let session = try session("ben")
        #expect(throws: CommandFailure.self) { try DutyWriting(session: session).adding(DutyAdded(name: "king")) }
        // Written past the rule, it has no effect, and is named.
        try board.write("ben", NewEvent(DutyAdded(name: "king")))
        let seen = try self.session("ana", days: 1)
        #expect(try seen.read { try DutyQueries.all(at: seen.clock.now(), $0) }.isEmpty)
        #expect(try seen.read { try IndexHealth.refusals($0) }.contains { $0.contains("only moderators") })
    }

    @Test func periodsBeginWhereTheySay() {
        for rotation in [Rotation.weekly, .fortnightly, .monthly] {
            for days in stride(from: Int64(0), to: 400, by: 13) {
                let moment = Timestamp(rawValue: Self.monday + days * Self.day + 5)
                let period = rotation.period(of: moment)
                #expect(rotation.start(of: period) <= moment && moment < rotation.start(of: period + 1))
            }
        }
        #expect(
            Rotation.weekly.start(of: Rotation.weekly.period(of: Timestamp(rawValue: Self.monday))).rawValue
                == Self.monday)
    }
}
