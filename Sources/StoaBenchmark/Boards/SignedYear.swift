import Features
import Foundation
import Index
import Journal

/// A year of a busy group whose members sign: everyone writes every day, those with clones sync daily, the others weekly.
struct SignedYear {
    let events: Int
    static let members = 50
    static let clones = 12
    private static let days = 365
    private static let day: Int64 = 86_400_000
    private static let start = Timestamp(rawValue: 1_700_000_000_000)

    /// A clock that is set.
    private final class SetClock: Clock, @unchecked Sendable {
        // Read and set by the one thread that generates.
        var time = start
        func now() -> Timestamp { time }
    }

    static func name(_ member: Int) -> Account { Account(member == 0 ? "ana" : "member-\(member)") }

    /// A member's key, the same in every run.
    static func pair(_ member: Int) throws -> SigningPair {
        guard let pair = SigningPair(seed: (0..<32).map { UInt8(truncatingIfNeeded: member &* 31 &+ $0) }) else {
            throw CocoaError(.coderInvalidValue)
        }
        return pair
    }

    /// What a member writes in a day of the month after the year.
    static func writeDay(_ day: Int, of member: Int, at directory: String, channel: EventID) throws {
        var random = SeededGenerator(seed: UInt64(day * members + member))
        let clock = SetClock()
        clock.time = start.advanced(by: Int64(days + day) * Self.day + Int64(member) * 60_000)
        let pen = Pen(board: try Board.open(at: directory), account: name(member), host: "host", clock: clock)
        let payloads = (0..<5).map { _ in
            ThreadOpened(
                channel: channel, threadKind: .discussion, title: Words.title(using: &random),
                body: Words.text(using: &random))
        }
        _ = try pen.append(payloads.map { try NewEvent($0) }, after: clock.time)
    }

    /// Makes the first member's clone, with the whole year in it, and answers everyone's keys and the channel.
    func make(at directory: String) throws -> (pairs: [SigningPair], channel: EventID) {
        let pairs = try (0..<Self.members).map(Self.pair)
        let board = try Board.create(
            at: directory, title: "A year", identity: .signatures, founder: Self.name(0),
            founderKey: try pairs[0].published, now: Self.start)
        try board.setCloneMember(Self.name(0))
        try pairs[0].save(for: Self.name(0), on: board)
        let clock = SetClock()
        let pens = (0..<Self.members).map { Pen(board: board, account: Self.name($0), host: "host", clock: clock) }
        var random = SeededGenerator(seed: UInt64(events))
        var largest = Timestamp(rawValue: 0)
        func write(_ member: Int, _ payloads: [any EventPayload]) throws -> [EventID] {
            let written = try pens[member].append(payloads.map { try NewEvent($0) }, after: largest)
            largest = written.last?.clock ?? largest
            return written.map(\.id)
        }
        for member in pens.indices { _ = try write(member, [MemberJoined(name: "Member \(member)")]) }
        _ = try write(
            0, (1..<Self.members).map { MemberApproved(account: Self.name($0), key: try pairs[$0].published) })
        let channel = try write(0, [ChannelAdded(name: "week", topic: "All weeks")])[0]
        var threads: [EventID] = []
        for day in 0..<Self.days {
            clock.time = Self.start.advanced(by: Int64(day) * Self.day)
            for member in pens.indices {
                let count = events / Self.days / Self.members + (Int.random(in: 0..<2, using: &random))
                let payloads = (0..<count).map { number -> any EventPayload in
                    let body = Words.text(using: &random)
                    guard number > 0 || member > 1, let thread = threads.last else {
                        return ThreadOpened(
                            channel: channel, threadKind: .discussion, title: Words.title(using: &random), body: body)
                    }
                    return PostAdded(thread: thread, parent: thread, body: body)
                }
                let ids = try write(member, payloads)
                if member < 2 || threads.isEmpty { threads.append(contentsOf: ids.prefix(1)) }
                if member < Self.clones || day % 7 == member % 7 || day == Self.days - 1 {
                    try pens[member].sign(with: pairs[member], after: largest)
                }
            }
        }
        return (pairs, channel)
    }
}
