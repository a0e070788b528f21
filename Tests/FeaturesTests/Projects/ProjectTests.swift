import Features
import Foundation
import Index
import Journal
import TestSupport
import Testing
import Workbench

/// Projects and tasks as their events make them: who may do what, whose turn it is, in every order of arrival.
struct ProjectTests {
    private static let start: Int64 = 1_700_000_000_000
    private static let day: Int64 = 86_400_000
    /// When everything that is written is past.
    private static let later: Int64 = 400
    private let board: HandlesBoard

    /// Ana founded the board; Ben moderates; the others are members.
    init() throws {
        board = try HandlesBoard(features: FeatureTable.projections)
        for name in ["ana", "ben", "cem", "dana", "eli"] { try board.write(name, NewEvent(MemberJoined(name: name))) }
        try board.write("ana", NewEvent(MemberRoleSet(account: Account("ben"), role: .moderator, last: [])))
    }

    private func session(_ name: String, day: Int64 = 0) throws -> BoardSession {
        let session = try board.session(name, now: Self.start + day * Self.day)
        _ = try session.catchUp()
        return session
    }

    @discardableResult
    private func act(_ name: String, day: Int64 = 0, _ make: (ProjectWriting) throws -> NewEvent) throws -> EventID {
        let session = try session(name, day: day)
        return try #require(try session.write([make(ProjectWriting(session))]).first).id
    }

    private func start(open: Bool = true) throws -> EventID {
        try act("cem") { try $0.start(ProjectStarted(title: "A tide table", brief: "For the pier.", open: open)) }
    }

    private func project(_ id: EventID) throws -> Project {
        try #require(try session("ana", day: Self.later).read { try ProjectQueries.project(id, $0) })
    }

    private func tasks(_ id: EventID, seenBy session: BoardSession? = nil) throws -> [TaskSummary] {
        let session = try session ?? self.session("ana", day: Self.later)
        return try session.read { database in
            let summary = try #require(try ProjectQueries.summary(id, reader: session.me, database))
            return try ProjectQueries.tasks(of: summary.number, database)
        }
    }

    private func turns(_ name: String, kind: String) throws -> [String] {
        try session(name, day: Self.later).read { database in
            try TurnQueries.mine(Account(name), kind: kind, now: Timestamp(rawValue: .max), database)
                .map { "\(try Document.title(of: $0.subject, database) ?? ""): \($0.reason)" }
        }
    }

    @Test func anOpenProjectIsJoinedAtOnceAndAnotherByAsking() throws {
        let open = try start()
        try act("dana") { try $0.join(open) }
        #expect(try project(open).members.map(\.account) == ["cem", "dana"])
        #expect(throws: CommandFailure.self) { try act("dana") { try $0.join(open) } }

        let closed = try start(open: false)
        try act("dana") { try $0.join(closed, note: "I know the harbour.") }
        try act("eli") { try $0.join(closed) }
        #expect(try project(closed).members.map(\.account) == ["cem"])
        #expect(try turns("cem", kind: "project") == ["A tide table: asks"])
        #expect(throws: CommandFailure.self) {
            try act("eli") { try $0.setMember(ProjectMemberSet(project: closed, account: "eli", member: true)) }
        }
        try act("cem") { try $0.setMember(ProjectMemberSet(project: closed, account: "dana", member: true)) }
        try act("cem") { try $0.setMember(ProjectMemberSet(project: closed, account: "eli", member: false)) }
        #expect(try project(closed).members.map(\.account) == ["cem", "dana"])
        #expect(try turns("cem", kind: "project").isEmpty)
        // Who was told no may ask again, and who asks may think again.
        try act("eli") { try $0.join(closed) }
        try act("eli") { try $0.leave(closed) }
        #expect(try project(closed).requests.isEmpty)
    }

    @Test func theLastOwnerDoesNotLeaveAndAnotherOneMay() throws {
        let project = try start()
        try act("dana") { try $0.join(project) }
        #expect(throws: CommandFailure.self) { try act("cem") { try $0.leave(project) } }
        #expect(throws: CommandFailure.self) {
            try act("cem") { try $0.setMember(ProjectMemberSet(project: project, account: "cem", owner: false)) }
        }
        try act("cem") {
            try $0.setMember(ProjectMemberSet(project: project, account: "dana", owner: true, part: "sums"))
        }
        try act("cem") { try $0.leave(project) }
        #expect(try self.project(project).members.map(\.account) == ["dana"])
        #expect(try self.project(project).member("dana")?.part == "sums")
        #expect(throws: CommandFailure.self) {
            try act("cem") { try $0.edit(ProjectEdited(project: project, title: "x")) }
        }
        try act("ben") { try $0.edit(ProjectEdited(project: project, title: "Tides")) }
    }

    @Test func onlyWhoTakesPartWorksOnTasks() throws {
        let project = try start()
        #expect(throws: CommandFailure.self) {
            try act("dana") { try $0.add(TaskAdded(project: project, title: "Measure")) }
        }
        // The event itself has no effect either.
        try board.write("dana", NewEvent(TaskAdded(project: project, title: "Sneaked in")))
        let task = try act("cem") { try $0.add(TaskAdded(project: project, title: "Measure")) }
        try board.write("eli", NewEvent(TaskChanged(task: task, state: .done)))
        #expect(try tasks(project).map { "\($0.title) \($0.state)" } == ["Measure todo"])
        #expect(try SearchQueries.hits("sneaked", session("ana")).isEmpty)
        #expect(throws: CommandFailure.self) {
            try act("cem") { try $0.change(TaskChanged(task: task, assignees: ["eli"])) }
        }
        try act("eli") { try $0.join(project) }
        try act("eli") { try $0.change(TaskChanged(task: task, state: .doing)) }
        try act("ben") { try $0.change(TaskChanged(task: task, title: "Measure twice")) }
        #expect(try tasks(project).map { "\($0.title) \($0.state)" } == ["Measure twice doing"])
    }

    @Test func aTaskIsTheTurnOfWhoDoesItUnlessItWaitsForAnother() throws {
        let project = try start()
        try act("dana") { try $0.join(project) }
        let first = try act("cem") { try $0.add(TaskAdded(project: project, title: "Measure", assignees: ["cem"])) }
        let due = Timestamp(rawValue: Self.start + Self.day)
        let second = try act("cem") {
            try $0.add(TaskAdded(project: project, title: "Print", assignees: ["dana"], due: due, after: [first]))
        }
        #expect(try turns("cem", kind: "task") == ["Measure: todo"])
        #expect(try turns("dana", kind: "task").isEmpty)
        #expect(try tasks(project).first { $0.id == second }?.isBlocked == true)
        #expect(throws: CommandFailure.self) {
            try act("cem") { try $0.change(TaskChanged(task: first, after: [second])) }
        }
        #expect(throws: CommandFailure.self) {
            try act("cem") { try $0.change(TaskChanged(task: first, after: [first])) }
        }

        try act("cem") { try $0.change(TaskChanged(task: first, state: .done)) }
        #expect(try turns("cem", kind: "task").isEmpty)
        #expect(try turns("dana", kind: "task") == ["Print: todo"])
        let turn = try session("dana").read {
            try TurnQueries.mine("dana", kind: "task", now: Timestamp(rawValue: .max), $0)
        }.first
        #expect(turn?.due == due)
        // What is taken away stands in nobody's way, and who leaves has no turn.
        try act("cem") { try $0.change(TaskChanged(task: first, state: .todo)) }
        #expect(try turns("dana", kind: "task").isEmpty)
        try act("cem") { try $0.change(TaskChanged(task: first, removed: true)) }
        #expect(try turns("dana", kind: "task") == ["Print: todo"])
        try act("dana") { try $0.leave(project) }
        #expect(try turns("dana", kind: "task").isEmpty)
        try act("cem") { try $0.change(TaskChanged(task: first, removed: false)) }
        #expect(try tasks(project).count == 2)
    }

    @Test func aProjectIsShownLookedBackOnAndArchived() throws {
        let project = try start()
        try act("dana") { try $0.join(project) }
        let task = try act("cem") { try $0.add(TaskAdded(project: project, title: "Measure", assignees: ["dana"])) }
        #expect(throws: CommandFailure.self) { try act("dana") { try $0.move(project, to: .active) } }
        try act("cem") { try $0.move(project, to: .active) }
        #expect(throws: CommandFailure.self) { try act("cem") { try $0.move(project, to: .showing) } }
        let resource = try #require(
            try board.write("dana", NewEvent(ResourceAdded(resourceKind: .note, title: "The table"))).first
        ).id
        try act("dana") { try $0.link(Reference(kind: "resource", id: resource), to: project) }
        try act("cem") { try $0.move(project, to: .showing) }

        // What there is to see can be asked feedback on.
        let cem = try session("cem")
        let work = try FeedbackWork(cem).thing(project)
        #expect(work.kind == .project)
        #expect(work.subject == project)
        #expect(work.text?.contains("For the pier.") == true)
        #expect(work.text?.contains("The table") == true)
        #expect(try FeedbackWork(cem).title(of: project) == "A tide table")

        try act("cem") { try $0.move(project, to: .reflecting) }
        #expect(try turns("dana", kind: "project") == ["A tide table: reflect"])
        #expect(throws: CommandFailure.self) { try act("eli") { try $0.reflect(project, "Nice") } }
        try act("cem") { try $0.reflect(project, "Measure at night too.") }
        #expect(throws: CommandFailure.self) { try act("cem") { try $0.move(project, to: .archived) } }
        try act("dana") { try $0.reflect(project, "") }
        #expect(try turns("dana", kind: "project").isEmpty)
        try act("cem") { try $0.move(project, to: .archived, note: "Hangs at the pier.") }
        #expect(throws: CommandFailure.self) { try act("cem") { try $0.change(TaskChanged(task: task, state: .done)) } }
        #expect(try turns("dana", kind: "task").isEmpty)
        try board.write("cem", NewEvent(TaskChanged(task: task, state: .done)))
        #expect(try tasks(project).first?.state == .todo)
        let shown = try session("eli").read { try ProjectQueries.page(.showcase, reader: "eli", $0) }
        #expect(shown.map(\.id) == [project])
    }

    @Test func whoIsSilentHoldsAnArchiveUpForTwoWeeksOnly() throws {
        let project = try start()
        try act("dana") { try $0.join(project) }
        let resource = try #require(
            try board.write("cem", NewEvent(ResourceAdded(resourceKind: .note, title: "It"))).first
        ).id
        try act("cem") { try $0.link(Reference(kind: "resource", id: resource), to: project) }
        for state in [.active, .showing, .reflecting] as [ProjectState] {
            try act("cem") { try $0.move(project, to: state) }
        }
        #expect(throws: CommandFailure.self) { try act("cem", day: 13) { try $0.move(project, to: .archived) } }
        try act("cem", day: 15) { try $0.move(project, to: .archived) }
        #expect(try self.project(project).state == .archived)
    }

    @Test func givingUpNeedsAWord() throws {
        let project = try start()
        #expect(throws: CommandFailure.self) { try act("cem") { try $0.move(project, to: .abandoned, note: " ") } }
        try act("cem") { try $0.move(project, to: .abandoned, note: "The pier is gone.") }
        #expect(throws: CommandFailure.self) { try act("dana") { try $0.join(project) } }
        try act("cem") { try $0.move(project, to: .active) }
        try act("dana") { try $0.join(project) }
    }

    @Test func whatSeveralMembersDoAtOnceMergesTheSameInEveryOrder() throws {
        let project = try start()
        try act("dana") { try $0.join(project) }
        let task = try act("cem") { try $0.add(TaskAdded(project: project, title: "Measure")) }
        let other = try act("cem") { try $0.add(TaskAdded(project: project, title: "Print", after: [task])) }
        let (cem, dana) = (
            try board.session("cem", host: "c", index: "c"), try board.session("dana", host: "d", index: "d")
        )
        _ = try cem.catchUp()
        _ = try dana.catchUp()
        try cem.write([
            NewEvent(TaskChanged(task: task, state: .doing, title: "Measure by day")),
            NewEvent(TaskChanged(task: other, assignees: ["cem"])),
            NewEvent(TaskAdded(project: project, title: "From Cem")),
            NewEvent(ProjectMemberSet(project: project, account: "dana", member: false)),
        ])
        try dana.write([
            NewEvent(TaskChanged(task: task, title: "Measure by night", assignees: ["dana"])),
            NewEvent(TaskChanged(task: other, state: .done)),
            NewEvent(TaskAdded(project: project, title: "From Dana")),
            NewEvent(ProjectDecided(project: project, question: "When?", chosen: "At night")),
        ])
        // Eli works without ever having joined; Ben says who they are only later.
        try board.write("eli", host: "e", NewEvent(TaskChanged(task: task, state: .done)))
        var seen: Set<String> = []
        for seed in 1...10 as ClosedRange<UInt64> {
            let late = try board.shuffledSession("ana", seed: seed)
            let whole = try #require(try late.read { try ProjectQueries.project(project, $0) })
            let facts = try tasks(project, seenBy: late).map {
                "\($0.id) \($0.title) \($0.state) \($0.assignees) \($0.isBlocked) \($0.last)"
            }
            let turns = try ["cem", "dana"].flatMap { name in
                try late.read { try TurnQueries.mine(Account(name), now: Timestamp(rawValue: .max), $0) }
            }
            let refusals = try late.read { try IndexHealth.refusals($0) }
            seen.insert("\(whole) \(facts.sorted()) \(turns.map { "\($0)" }.sorted()) \(refusals.sorted())")
            #expect(try late.read { try IndexHealth.waitingCount($0) } == 0)
        }
        #expect(seen.count == 1, "\(seen.sorted().prefix(2))")
    }

    @Test func aProjectOfWhoWasNoMemberComesToBeWhenTheyAre() throws {
        // Frida writes before the board hears that she joined.
        let far = try board.session("frida", host: "far", index: "far")
        let joined = try far.write([NewEvent(MemberJoined(name: "Frida"))])
        #expect(!joined.isEmpty)
        _ = try far.catchUp()
        let project = try #require(try far.write([NewEvent(ProjectStarted(title: "Far away"))]).first).id
        _ = try far.catchUp()
        try far.write([NewEvent(TaskAdded(project: project, title: "Come home", assignees: ["frida"]))])
        for seed in 1...4 as ClosedRange<UInt64> {
            let late = try board.shuffledSession("ana", seed: seed)
            #expect(try tasks(project, seenBy: late).map(\.title) == ["Come home"])
        }
    }
}
