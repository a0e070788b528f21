import Foundation
import Index
import Journal
import TestSupport
import Testing
import Workbench

@testable import Features

/// Resources as their events make them: who may do what, what members say, how far one has come.
struct ResourceTests {
    private static let start: Int64 = 1_700_000_000_000
    private static let day: Int64 = 86_400_000
    private let board: HandlesBoard

    /// Ana founded the board; Ben moderates; Cem and Dana are members; Eve is none.
    init() throws {
        board = try HandlesBoard(features: FeatureTable.projections)
        for name in ["ana", "ben", "cem", "dana"] { try board.write(name, NewEvent(MemberJoined(name: name))) }
        try board.write("ana", NewEvent(MemberRoleSet(account: Account("ben"), role: .moderator, last: [])))
    }

    private func session(_ name: String, day: Int64 = 0) throws -> BoardSession {
        let session = try board.session(name, now: Self.start + day * Self.day, index: "index-" + name)
        _ = try session.catchUp()
        return session
    }

    @discardableResult
    private func act(_ name: String, day: Int64 = 0, _ make: (ResourceWriting) throws -> NewEvent) throws -> EventID {
        let session = try session(name, day: day)
        return try #require(try session.write([make(ResourceWriting(session))]).first).id
    }

    private func add(_ resource: ResourceAdded? = nil, by name: String = "cem") throws -> EventID {
        try act(name) {
            try $0.adding(
                resource ?? ResourceAdded(resourceKind: .link, title: "Tides", address: "https://example.org/tides"))
        }
    }

    private func record(_ id: EventID, as name: String = "ana") throws -> ResourceRecord {
        try #require(try session(name, day: 400).read { try ResourceQueries.record(id, $0) })
    }

    private func row(_ id: EventID, as name: String = "ana") throws -> Resource {
        try #require(try session(name, day: 400).read { try ResourceQueries.resource(id, $0) })
    }

    @Test func fieldsAreKeptChangedAndTakenAway() throws {
        let id = try add(
            ResourceAdded(
                resourceKind: .book, title: "A book",
                fields: [
                    "authors": "Ana Souza and Ben Li", "year": "2016", "doi": "https://doi.org/10.1000/X", "odd": "x",
                ]))
        #expect(try record(id).fields == ["authors": "Ana Souza and Ben Li", "year": "2016", "doi": "10.1000/x"])
        #expect(try row(id).writers == "Souza & Li")
        try act("cem") {
            try $0.editing(
                ResourceEdited(resource: id, fields: ["year": "", "publisher": "P"], depth: .deep, minutes: 30), of: id)
        }
        let changed = try record(id)
        #expect(changed[.year] == nil && changed[.publisher] == "P" && changed[.authors] != nil)
        #expect(changed.depth == .deep && changed.minutes == 30)
        #expect(throws: CommandFailure.self) {
            try act("dana") { try $0.editing(ResourceEdited(resource: id, title: "Mine"), of: id) }
        }
        #expect(throws: CommandFailure.self) {
            try act("cem") { try $0.editing(ResourceEdited(resource: id, fields: ["doi": "none"]), of: id) }
        }
        #expect(try session("ana").read { try ResourceQueries.page(limit: 100, $0) }.map(\.id) == [id])
    }

    @Test func aResourceGoesFromProposedToReplaced() throws {
        let id = try add(
            ResourceAdded(resourceKind: .link, title: "New", address: "https://example.org/new", proposed: true))
        let turns = try session("ben").read {
            try TurnQueries.mine(Account("ben"), kind: "resource", now: Timestamp(rawValue: Self.start + 1), $0)
        }
        #expect(turns.map(\.reason) == ["list"])
        #expect(throws: CommandFailure.self) {
            try act("cem") { try $0.move(ResourceStateSet(resource: id, state: .listed)) }
        }
        try act("ben") { try $0.move(ResourceStateSet(resource: id, state: .listed)) }
        #expect(throws: CommandFailure.self) {
            try act("cem") { try $0.move(ResourceStateSet(resource: id, state: .recommended)) }
        }
        try act("ben") { try $0.move(ResourceStateSet(resource: id, state: .recommended)) }
        #expect(try record(id).state == .recommended)
        let better = try add(ResourceAdded(resourceKind: .note, title: "Better"))
        try act("cem") {
            try $0.move(ResourceStateSet(resource: id, state: .outdated, replacedBy: better, reason: "moved"))
        }
        #expect(try record(id).successor == better)
        var listed = ResourceFilter()
        listed.isCurrent = true
        #expect(try session("ana").read { try ResourceQueries.page(listed, $0) }.map(\.id) == [better])
        #expect(throws: CommandFailure.self) {
            try act("cem") { try $0.move(ResourceStateSet(resource: id, state: .proposed)) }
        }
    }

    @Test func eachMemberHasOneWordWithAReason() throws {
        let id = try add()
        #expect(throws: CommandFailure.self) {
            try act("dana") { try $0.rating(ResourceRated(resource: id, verdict: .helped, reason: " ")) }
        }
        try act("dana") { try $0.rating(ResourceRated(resource: id, verdict: .failed, reason: "slow")) }
        try act("dana", day: 1) { try $0.rating(ResourceRated(resource: id, verdict: .helped, reason: "the figures")) }
        #expect(try row(id).helped == 1 && row(id).failed == 0)
        try act("dana", day: 2) { try $0.rating(ResourceRated(resource: id, verdict: nil)) }
        #expect(try record(id).ratings.isEmpty)
    }

    @Test func whatDoesNotWorkNeedsALookUntilSomebodyLooked() throws {
        let id = try add()
        let now = Timestamp(rawValue: Self.start + 3 * Self.day)
        #expect(try row(id).check.reason(now: now) == nil)
        #expect(try row(id).check.reason(now: Timestamp(rawValue: Self.start + 181 * Self.day)) != nil)
        try act("dana") { try $0.rating(ResourceRated(resource: id, verdict: .failed, reason: "dead link")) }
        #expect(try row(id).check.reason(now: now) == nil)
        try act("ben") { try $0.rating(ResourceRated(resource: id, verdict: .failed, reason: "404")) }
        #expect(try row(id).check.reason(now: now) != nil)
        var filter = ResourceFilter()
        filter.needsCheck = now
        #expect(try session("ana").read { try ResourceQueries.page(filter, $0) }.map(\.id) == [id])
        try act("ana", day: 2) { try $0.checking(id) }
        #expect(try row(id).check.reason(now: now) == nil)
        #expect(try record(id).checkedBy == "ana")
        #expect(try session("ana").read { try ResourceQueries.page(filter, $0) }.isEmpty)
        let note = try add(ResourceAdded(resourceKind: .note, title: "A note"))
        #expect(try row(note).check.reason(now: Timestamp(rawValue: Self.start + 9_000 * Self.day)) == nil)
    }

    @Test func commentsAreTakenBackByTheirAuthorOrAModerator() throws {
        let id = try add()
        let comment = try act("dana") {
            try $0.commenting(ResourceCommented(resource: id, anchor: "p. 3", text: "Why?"))
        }
        #expect(try record(id).comments.map(\.text) == ["Why?"])
        #expect(throws: CommandFailure.self) { try act("cem") { try $0.retracting(comment, of: id) } }
        try act("ben") { try $0.retracting(comment, of: id) }
        #expect(try record(id).comments.first?.isRetracted == true && row(id).comments == 0)
        #expect(try SearchQueries.hits("Why", limit: 10, session("ana")).isEmpty)
    }

    @Test func howFarOneHasComeIsOnesOwn() throws {
        let id = try add()
        try act("dana") { try $0.reading(id, .reading) }
        #expect(try row(id, as: "dana").reading == .reading)
        #expect(try row(id, as: "cem").reading == nil)
        // In somebody's public log it counts for nobody.
        try board.write("cem", NewEvent(ResourceReading(resource: id, state: .read)))
        #expect(try row(id, as: "cem").reading == nil)
        try act("dana", day: 1) { try $0.reading(id, nil) }
        #expect(try row(id, as: "dana").reading == nil)
    }

    @Test func theEventOfWhoMayNotIsRefusedByEveryReader() throws {
        let id = try add()
        let comment = try act("dana") { try $0.commenting(ResourceCommented(resource: id, text: "Hm")) }
        try board.write(
            "eve", NewEvent(ResourceRated(resource: id, verdict: .helped, reason: "x")),
            NewEvent(ResourceCommented(resource: id, text: "spam")), NewEvent(ResourceChecked(resource: id)))
        try board.write(
            "dana", NewEvent(ResourceEdited(resource: id, title: "Taken")), NewEvent(ResourceRemoved(resource: id)),
            NewEvent(ResourceStateSet(resource: id, state: .recommended)))
        try board.write(
            "cem", NewEvent(ResourceCommentRetracted(resource: id, comment: comment)),
            NewEvent(ResourceEdited(resource: id, address: "javascript:alert(1)")),
            NewEvent(ResourceCommented(resource: id, text: String(repeating: "x", count: 30_000))),
            NewEvent(ResourceLinked(resource: id, thing: Reference(kind: "thread", name: "nonsense"))))
        let record = try record(id)
        #expect(record.title == "Tides" && record.ratings.isEmpty && record.comments.count == 1 && !record.isRemoved)
        #expect(record.state == .listed && record.links.isEmpty)
        #expect(try session("ana").read { try IndexHealth.refusals($0) }.count == 10)
    }

    @Test func theSameThingIsNoticed() throws {
        _ = try add()
        let paper = try add(ResourceAdded(resourceKind: .paper, title: "P", fields: ["doi": "10.1000/x"]))
        let session = try session("dana")
        let writing = ResourceWriting(session)
        let again = ResourceAdded(
            resourceKind: .link, title: "Other", address: "http://www.example.org/tides/?utm_source=m")
        #expect(try writing.alike(again).map(\.title) == ["Tides"])
        let link = ResourceAdded(resourceKind: .link, title: "L", address: "https://dx.doi.org/10.1000/X")
        #expect(try writing.alike(link).map(\.id) == [paper])
        let file = AttachedFile(hash: String(repeating: "a", count: 64), size: 1, name: "x")
        let attached = try add(ResourceAdded(resourceKind: .file, title: "F", file: file))
        let copy = AttachedFile(hash: file.hash, size: 1, name: "y")
        _ = try session.catchUp()
        #expect(try writing.alike(ResourceAdded(resourceKind: .file, title: "G", file: copy)).map(\.id) == [attached])
        #expect(try writing.alike(ResourceAdded(resourceKind: .note, title: "Tides")).isEmpty)
    }

    @Test func aPostThatIsKeptSaysSo() throws {
        let channel = try #require(try board.write("ana", NewEvent(ChannelAdded(name: "general"))).first).id
        let opened = try NewEvent(ThreadOpened(channel: channel, threadKind: .discussion, title: "T", body: "b"))
        let thread = try #require(try board.write("ana", opened).first).id
        let id = try add(ResourceAdded(resourceKind: .note, title: "Kept", note: "b", thread: thread, post: thread))
        let session = try session("ana")
        let notes = try FeatureTable.postNotes(thread, session)
        #expect(notes[thread]?.map(\.text) == ["▥ In the library \(id.text.prefix(6))  Kept"])
        var filter = ResourceFilter()
        filter.thread = thread
        #expect(try session.read { try ResourceQueries.page(filter, $0) }.map(\.id) == [id])
    }

    @Test func aGoalKeepsWhatServesIt() throws {
        let id = try add()
        let ana = try session("ana")
        let goal = try #require(
            try ana.write([
                GoalWriting(ana).add(GoalAdded(level: .community, statement: "Know the tides", state: .proposed))
            ])
            .first
        ).id
        let cem = try session("cem")
        let linker = try #require(try FeatureTable.linker(to: goal, cem))
        try cem.write([linker(Reference(kind: "resource", id: id))])
        let uses = try session("ana").read { try FeatureTable.uses(of: id, $0) }
        #expect(uses == [Reference(kind: "goal", id: goal)])
        #expect(try session("ana").read { try FeatureTable.things(linkedTo: goal, $0) }?.compactMap(\.id) == [id])
        #expect(try FeatureTable.linker(to: id, cem) == nil)
    }
}
