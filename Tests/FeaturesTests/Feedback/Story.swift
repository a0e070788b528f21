import Foundation
import Index
import Journal

@testable import Features

/// Events of one request, made without a board, and what becomes of them.
struct Story {
    static let day: Int64 = 86_400_000
    static let start: Int64 = 1_700_000_000_000

    private(set) var steps: [FeedbackFold.Step] = []
    private(set) var request: EventID
    /// When the next event is written.
    var clock = Self.start

    /// A member's standing: `mo` moderates, `out` never joined, everyone else is a member.
    static func standing(_ name: String) -> Standing {
        switch name {
        case "mo": .member(.moderator)
        case "out": .outsider
        default: .member(.member)
        }
    }

    /// `ana` asks.
    init(
        needed: Int = 1, named: [String] = [], due: Int64? = nil, sealed: Bool = false, effort: Int = 15
    ) throws {
        let asked = FeedbackAsked(
            title: "Lemma 3", work: ReviewedWork(kind: .text, text: "one\ntwo\nthree"), about: "Is it clear?",
            effort: effort, due: due.map { Timestamp(rawValue: $0) }, needed: needed, named: named.map { Account($0) },
            sealed: sealed ? true : nil)
        request = EventID(hashing: UnsafeRawBufferPointer(start: nil, count: 0))
        request = try add("ana", asked)
    }

    /// Somebody writes something, a second after what was written last.
    @discardableResult
    mutating func add(_ name: String, _ payload: some EventPayload, at moment: Int64? = nil) throws -> EventID {
        clock = moment ?? clock + 1_000
        let new = try NewEvent(payload)
        let line = new.payload + Array("\(steps.count)\(name)\(clock)".utf8)
        let id = line.withUnsafeBytes { EventID(hashing: $0) }
        let log = LogName(account: Account(name), host: "here", isPrivate: false)
        let event = Event(
            id: id, seq: Int64(steps.count + 1), prev: nil, clock: Timestamp(rawValue: clock), kind: new.kind,
            by: Account(name), log: log, line: new.payload)
        steps.append(FeedbackFold.Step(event: event, standing: Self.standing(name)))
        return id
    }

    var fold: FeedbackFold {
        FeedbackFold(request, steps.sorted { $0.event.stamp < $1.event.stamp })
    }

    /// The request now.
    func now() throws -> FeedbackRequest {
        guard let request = fold.request else { throw CommandFailure("the request was refused") }
        return request
    }

    func state(after milliseconds: Int64 = 0) throws -> FeedbackState {
        try now().state(at: Timestamp(rawValue: clock + milliseconds))
    }

    /// Whose turn it is, as `holder: reason`, at a time after the last event.
    func turns(after milliseconds: Int64 = 0) throws -> Set<String> {
        let moment = Timestamp(rawValue: clock + milliseconds)
        let turns = FeedbackTurns.turns(of: try now()).filter { turn in
            turn.starts.map { $0 <= moment } ?? true && turn.ends.map { moment < $0 } ?? true
        }
        return Set(turns.map { "\($0.account?.rawValue ?? "anyone"): \($0.reason)" })
    }

    // MARK: - Acts, as short as they can be said

    @discardableResult
    mutating func claim(_ name: String, days: Int64 = 7) throws -> EventID {
        try add(name, FeedbackClaimed(request: request, until: Timestamp(rawValue: clock + days * Self.day)))
    }

    @discardableResult
    mutating func give(_ name: String, version: Int = 1, points: Int = 1) throws -> EventID {
        let points = (0..<points).map { ResponsePoint(field: "star", text: "Point \($0)") }
        return try add(
            name,
            FeedbackGiven(
                request: request, version: version, points: points.count, content: ResponseContent(points: points)))
    }

    /// `ana` marks everything.
    mutating func acknowledge() throws {
        let marks = try now().unmarkedPoints.map { MarkedPoint(point: $0, mark: .take) }
        try add("ana", FeedbackAcknowledged(request: request, marks: marks))
    }

    @discardableResult
    mutating func revise() throws -> EventID {
        try add("ana", FeedbackRevised(request: request, work: ReviewedWork(kind: .text, text: "one\nthree")))
    }
}
