import Foundation
import Index
import Journal
import TestSupport
import Testing

@testable import Features

/// Collections: an order with notes, made by its owner and moderators, read from top to bottom.
struct CollectionTests {
    private let board: HandlesBoard
    private let resources: [EventID]

    init() throws {
        board = try HandlesBoard(features: FeatureTable.projections)
        for name in ["ana", "ben", "cem"] { try board.write(name, NewEvent(MemberJoined(name: name))) }
        try board.write("ana", NewEvent(MemberRoleSet(account: Account("ben"), role: .moderator, last: [])))
        var added: [EventID] = []
        for number in 1...4 {
            let event = try NewEvent(ResourceAdded(resourceKind: .note, title: "R\(number)"))
            added += try board.write("ana", event).map(\.id)
        }
        resources = added
    }

    private func session(_ name: String) throws -> BoardSession {
        let session = try board.session(name, index: "index-" + name)
        _ = try session.catchUp()
        return session
    }

    private func act(_ name: String, _ make: (CollectionWriting) throws -> NewEvent) throws -> EventID {
        let session = try session(name)
        return try #require(try session.write([make(CollectionWriting(session))]).first).id
    }

    private func order(_ id: EventID) throws -> [String] {
        try session("ana").read { database in
            let known = try #require(try CollectionQueries.collection(id, database))
            return try CollectionQueries.steps(of: known, database).map { $0.resource?.title ?? "gone" }
        }
    }

    @Test func resourcesArePutInMovedAndTakenOut() throws {
        let id = try act("cem") { try $0.add(CollectionAdded(title: "Syllabus")) }
        for resource in resources {
            _ = try act("cem") { try $0.set(CollectionEntrySet(collection: id, resource: resource)) }
        }
        #expect(try order(id) == ["R1", "R2", "R3", "R4"])
        _ = try act("ben") {
            try $0.set(CollectionEntrySet(collection: id, resource: resources[3], note: "first", place: 1))
        }
        #expect(try order(id) == ["R4", "R1", "R2", "R3"])
        _ = try act("cem") { try $0.set(CollectionEntrySet(collection: id, resource: resources[1], place: 99)) }
        #expect(try order(id) == ["R4", "R1", "R3", "R2"])
        _ = try act("cem") { try $0.set(CollectionEntrySet(collection: id, resource: resources[0], removed: true)) }
        #expect(try order(id) == ["R4", "R3", "R2"])
        _ = try act("cem") { try $0.set(CollectionEntrySet(collection: id, resource: resources[3], heading: "Week 1")) }
        let first = try #require(try session("ana").read { try CollectionQueries.collection(id, $0) }?.entries.first)
        #expect(first.note == "first" && first.heading == "Week 1")
        try board.write("ana", NewEvent(ResourceRemoved(resource: resources[2])))
        #expect(try order(id) == ["R4", "gone", "R2"])
    }

    @Test func onlyItsOwnerAndModeratorsChangeIt() throws {
        let id = try act("ben") { try $0.add(CollectionAdded(title: "Syllabus")) }
        #expect(throws: CommandFailure.self) {
            try act("cem") { try $0.set(CollectionEntrySet(collection: id, resource: resources[0])) }
        }
        #expect(throws: CommandFailure.self) { try act("cem") { try $0.remove(id) } }
        #expect(throws: CommandFailure.self) {
            try act("ben") { try $0.set(CollectionEntrySet(collection: id, resource: id)) }
        }
        try board.write(
            "cem", NewEvent(CollectionEntrySet(collection: id, resource: resources[0])),
            NewEvent(CollectionEdited(collection: id, title: "Mine")), NewEvent(CollectionRemoved(collection: id)))
        try board.write("eve", NewEvent(CollectionAdded(title: "From outside")))
        #expect(try order(id).isEmpty)
        #expect(try session("ana").read { try CollectionQueries.page($0) }.map(\.title) == ["Syllabus"])
        #expect(try session("ana").read { try IndexHealth.refusals($0) }.count == 4)
    }

    @Test func itSaysHowMuchOneHasRead() throws {
        let id = try act("cem") { try $0.add(CollectionAdded(title: "Syllabus")) }
        for resource in resources {
            _ = try act("cem") { try $0.set(CollectionEntrySet(collection: id, resource: resource)) }
        }
        let cem = try session("cem")
        try cem.write([
            ResourceWriting(cem).reading(resources[0], .read), ResourceWriting(cem).reading(resources[1], .reading),
        ])
        #expect(try session("cem").read { try CollectionQueries.page($0) }.first?.completion.words == "1/4")
        #expect(try session("ana").read { try CollectionQueries.page($0) }.first?.completion.words == "0/4")
        #expect(try session("ana").read { try CollectionQueries.containing(resources[2], $0) } == [id])
    }
}
