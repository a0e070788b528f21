import Foundation
import Index
import Journal
import TestSupport
import Testing
import Workbench

@testable import Features

/// Goals as their events make them: who may do what, how far they have come, in every order of arrival.
struct GoalTests {
    private static let start: Int64 = 1_700_000_000_000
    private static let day: Int64 = 86_400_000
    /// When everything that is written is past.
    private static let later: Int64 = 400
    private let board: HandlesBoard

    /// Ana founded the board; Ben moderates; Cem and Dana are members.
    init() throws {
        board = try HandlesBoard(features: FeatureTable.projections)
        for name in ["ana", "ben", "cem", "dana"] { try board.write(name, NewEvent(MemberJoined(name: name))) }
        try board.write("ana", NewEvent(MemberRoleSet(account: Account("ben"), role: .moderator, last: [])))
    }

    private func session(_ name: String, day: Int64 = 0) throws -> BoardSession {
        let session = try board.session(name, now: Self.start + day * Self.day)
        _ = try session.catchUp()
        return session
    }

    /// Writes what the rules allow, as a screen or a command does.
    @discardableResult
    private func act(_ name: String, day: Int64 = 0, _ make: (GoalWriting) throws -> NewEvent) throws -> EventID {
        let session = try session(name, day: day)
        return try #require(try session.write([make(GoalWriting(session))]).first).id
    }

    private func goal(_ id: EventID) throws -> Goal {
        try #require(try session("ana", day: Self.later).read { try GoalQueries.goal(id, $0) })
    }

    private func summary(_ id: EventID) throws -> GoalSummary {
        try #require(try session("ana", day: Self.later).read { try GoalQueries.summary(id, $0) })
    }

    private func propose(_ name: String = "cem") throws -> EventID {
        try act(name) { try $0.add(GoalAdded(level: .community, statement: "Explain the tides", state: .proposed)) }
    }

    private func agreed() throws -> EventID {
        let goal = try propose()
        try act("ben") { try $0.move(goal, to: .agreed) }
        try act("cem") { try $0.move(goal, to: .active) }
        return goal
    }

    private func turns(_ name: String, day: Int64 = 0) throws -> [String] {
        let now = Timestamp(rawValue: Self.start + day * Self.day)
        return try session(name, day: Self.later).read {
            try TurnQueries.mine(Account(name), kind: "goal", now: now, $0)
        }.map(\.reason)
    }

    @Test func aGoalOfTheCommunityIsProposedByAnyMemberAndAgreedByAModerator() throws {
        let goal = try propose()
        #expect(throws: CommandFailure.self) { try act("cem") { try $0.move(goal, to: .agreed) } }
        #expect(throws: CommandFailure.self) { try act("dana") { try $0.move(goal, to: .dropped, text: "No.") } }
        #expect(throws: CommandFailure.self) { try act("cem") { try $0.move(goal, to: .active) } }
        #expect(try turns("ben") == ["agree"])
        #expect(try turns("ana") == ["agree"])
        #expect(try turns("cem").isEmpty)
        try act("ben") { try $0.move(goal, to: .agreed) }
        #expect(try self.goal(goal).state == .agreed)
        #expect(try self.goal(goal).agreedBy == "ben")
        #expect(try turns("ben").isEmpty)
    }

    @Test func theEventOfWhoMayNotIsRefusedByEveryReader() throws {
        let goal = try propose()
        try board.write("cem", NewEvent(GoalStateSet(goal: goal, state: .agreed)))
        try board.write("eve", NewEvent(GoalCheckedIn(goal: goal, confidence: 5)))
        try board.write("cem", NewEvent(GoalCheckedIn(goal: goal, confidence: 99)))
        try board.write("dana", NewEvent(GoalEdited(goal: goal, statement: "Something else")))
        #expect(try self.goal(goal).state == .proposed)
        #expect(try self.goal(goal).statement == "Explain the tides")
        let refusals = try session("ana", day: Self.later).read { try IndexHealth.refusals($0) }
        #expect(refusals.count == 4, "\(refusals)")
        #expect(refusals.contains { $0.contains("only a moderator agrees") })
    }

    @Test func whatIsNotWellSaidIsNotWritten() throws {
        func add(_ statement: String, _ level: GoalLevel = .community, _ state: GoalState = .proposed) throws {
            try act("cem") { try $0.add(GoalAdded(level: level, statement: statement, state: state)) }
        }
        #expect(throws: CommandFailure.self) { try add("  ") }
        #expect(throws: CommandFailure.self) { try add(String(repeating: "x", count: 201)) }
        #expect(throws: CommandFailure.self) { try add("two\nlines") }
        #expect(throws: CommandFailure.self) { try add("met at once", .community, .met) }
        #expect(throws: CommandFailure.self) { try add("agreed by myself", .community, .active) }
        let goal = try agreed()
        #expect(throws: CommandFailure.self) { try act("cem") { try $0.move(goal, to: .dropped) } }
        #expect(throws: CommandFailure.self) { try act("cem") { try $0.move(goal, to: .archived, text: "Early") } }
    }

    @Test func thatItIsMetTakesTwoMembersOrAModerator() throws {
        let goal = try agreed()
        #expect(throws: CommandFailure.self) { try act("dana") { try $0.move(goal, to: .met) } }
        try act("cem") { try $0.move(goal, to: .met, text: "All explained it.") }
        #expect(try self.goal(goal).state == .active)
        #expect(try self.goal(goal).claim?.by == "cem")
        #expect(try turns("ben") == ["confirm"])
        // The same member's word twice is one word.
        try act("cem") { try $0.move(goal, to: .met) }
        #expect(try self.goal(goal).state == .active)
        try act("dana") { try $0.move(goal, to: .met) }
        #expect(try self.goal(goal).state == .met)
        #expect(throws: CommandFailure.self) { try act("cem") { try $0.move(goal, to: .archived, text: " ") } }
        try act("cem") { try $0.move(goal, to: .archived, text: "Drawings first.") }
        #expect(try self.goal(goal).reflection == "Drawings first.")
        #expect(throws: CommandFailure.self) {
            try act("cem") { try $0.checkIn(GoalCheckedIn(goal: goal, confidence: 3)) }
        }
        try act("cem") { try $0.move(goal, to: .active) }

        let other = try agreed()
        try act("ben") { try $0.move(other, to: .partlyMet) }
        #expect(try self.goal(other).state == .partlyMet)
    }

    @Test func aPersonalGoalIsItsOwnersAlone() throws {
        let goal = try act("cem") {
            try $0.add(GoalAdded(level: .personal, statement: "A proof a week", target: 10, state: .active))
        }
        for name in ["dana", "ben"] {
            #expect(throws: CommandFailure.self) { try act(name) { try $0.edit(GoalEdited(goal: goal, why: "x")) } }
            #expect(throws: CommandFailure.self) {
                try act(name) { try $0.checkIn(GoalCheckedIn(goal: goal, confidence: 1)) }
            }
        }
        try act("cem") { try $0.checkIn(GoalCheckedIn(goal: goal, value: 4, confidence: 4)) }
        #expect(try summary(goal).progressWords == "4/10")
        try act("cem") { try $0.move(goal, to: .met) }
        #expect(try self.goal(goal).state == .met)
    }

    @Test func progressComesFromMilestonesTasksAndProjectsOrIsSetByHand() throws {
        let goal = try agreed()
        #expect(try summary(goal).completion == nil)
        try act("dana") { try $0.checkIn(GoalCheckedIn(goal: goal, value: 35, confidence: 2)) }
        #expect(try summary(goal).progressWords == "35%")
        let step = try act("cem") { try $0.addMilestone(MilestoneAdded(goal: goal, title: "Low tide")) }
        try act("cem") { try $0.addMilestone(MilestoneAdded(goal: goal, title: "High tide")) }
        #expect(try summary(goal).completion == Completion(done: 0, total: 2))
        try act("dana") { try $0.setMilestone(MilestoneSet(goal: goal, milestone: step, done: true)) }
        #expect(try summary(goal).progressWords == "1/2")
        #expect(try self.goal(goal).milestones.first?.doneBy == "dana")

        let cem = try session("cem")
        let project = try #require(
            try cem.write([ProjectWriting(cem).start(ProjectStarted(title: "A tide table"))]).first
        ).id
        _ = try cem.catchUp()
        let tasks = try cem.write(
            ["a", "b"].map { try ProjectWriting(cem).add(TaskAdded(project: project, title: $0)) })
        try act("cem") { try $0.link(Reference(kind: "project", id: project), to: goal) }
        #expect(try summary(goal).progressWords == "1/4")
        _ = try cem.catchUp()
        try cem.write([ProjectWriting(cem).change(TaskChanged(task: tasks[0].id, state: .done))])
        #expect(try summary(goal).progressWords == "2/4")
        try act("cem") { try $0.link(Reference(kind: "project", id: project), to: goal, false) }
        #expect(try summary(goal).progressWords == "1/2")
    }

    @Test func aGoalThatNobodyLooksAtDrifts() throws {
        let goal = try agreed()
        func drifts(_ day: Int64) throws -> Bool {
            try summary(goal).isDrifting(now: Timestamp(rawValue: Self.start + day * Self.day))
        }
        #expect(try !drifts(28))
        #expect(try drifts(29))
        #expect(try turns("cem", day: 13).isEmpty)
        #expect(try turns("cem", day: 15) == ["check_in"])
        try act("dana", day: 20) { try $0.checkIn(GoalCheckedIn(goal: goal, confidence: 3)) }
        #expect(try !drifts(29))
        #expect(try drifts(49))
        #expect(try turns("cem", day: 30).isEmpty)
    }

    @Test func linksAreTakenAwayByWhoMadeThemAnOwnerOrAModerator() throws {
        let goal = try agreed()
        let thing = Reference(kind: "resource", id: goal)
        #expect(throws: CommandFailure.self) { try act("cem") { try $0.link(thing, to: goal) } }
        let other = Reference(kind: "goal", id: try propose())
        try act("dana") { try $0.link(other, to: goal) }
        #expect(throws: CommandFailure.self) { try act("dana") { try $0.link(other, to: goal) } }
        #expect(
            try session("ana", day: Self.later).read { try GoalQueries.goals(servedBy: #require(other.id), $0) }.map(
                \.id) == [goal])
        try act("ben") { try $0.link(other, to: goal, false) }
        #expect(try self.goal(goal).links.isEmpty)
    }

    @Test func fieldsThatTwoMembersChangeAtOnceMergeTheSameInEveryOrder() throws {
        let goal = try agreed()
        // Neither host has seen what the other writes.
        let (ben, cem) = (
            try board.session("ben", host: "b", index: "b"), try board.session("cem", host: "c", index: "c")
        )
        _ = try ben.catchUp()
        _ = try cem.catchUp()
        try cem.write([
            NewEvent(GoalEdited(goal: goal, statement: "From Cem", why: "Because")),
            NewEvent(MilestoneAdded(goal: goal, title: "Cem's step")),
            NewEvent(GoalCheckedIn(goal: goal, value: 10, confidence: 2)),
            NewEvent(GoalStateSet(goal: goal, state: .met)),
        ])
        try ben.write([
            NewEvent(GoalEdited(goal: goal, statement: "From Ben", measure: "Asked")),
            NewEvent(MilestoneAdded(goal: goal, title: "Ben's step")),
            NewEvent(GoalCheckedIn(goal: goal, value: 20, confidence: 5)),
            NewEvent(GoalStateSet(goal: goal, state: .dropped, text: "Enough")),
        ])
        var seen: Set<Goal> = []
        for seed in 1...8 as ClosedRange<UInt64> {
            let late = try board.shuffledSession("ana", seed: seed)
            let merged = try #require(try late.read { try GoalQueries.goal(goal, $0) })
            seen.insert(merged)
            #expect(merged.why == "Because")
            #expect(merged.measure == "Asked")
            #expect(merged.milestones.count == 2)
            #expect(try late.read { try IndexHealth.waitingCount($0) } == 0)
        }
        #expect(seen.count == 1)
    }

    @Test func whatARemovedMemberDidAfterwardsDoesNotCount() throws {
        let goal = try agreed()
        let last = try session("ana", day: Self.later).read { try MemberQueries.lastEvents(of: Account("cem"), $0) }
        try board.write(
            "ana", at: Self.start + 10, NewEvent(MemberRemoved(account: "cem", reason: "spam", last: last)))
        try board.write("cem", at: Self.start + 5, NewEvent(GoalEdited(goal: goal, statement: "Buy my book")))
        for seed in 1...4 as ClosedRange<UInt64> {
            let late = try board.shuffledSession("dana", seed: seed)
            #expect(try late.read { try GoalQueries.goal(goal, $0)?.statement } == "Explain the tides")
        }
    }

    @Test func listsHoldWhatTheirNameSays() throws {
        let (going, past) = (try agreed(), try agreed())
        try act("ben") { try $0.move(past, to: .dropped, text: "Later") }
        let own = try act("cem") {
            try $0.add(
                GoalAdded(level: .personal, statement: "Mine", due: Timestamp(rawValue: Self.start), state: .active))
        }
        let session = try session("dana")
        func ids(_ filter: GoalFilter, _ reader: String) throws -> [EventID] {
            try session.read { try GoalQueries.page(filter, reader: Account(reader), $0) }.map(\.id)
        }
        #expect(try ids(.community, "dana") == [going])
        #expect(try ids(.mine, "cem") == [own, going])
        #expect(try ids(.mine, "dana").isEmpty)
        #expect(try ids(.others, "dana") == [own])
        #expect(try ids(.over, "dana") == [past])
        let counts = try session.read { try GoalQueries.counts(reader: "cem", $0) }
        #expect(counts == [.community: 1, .mine: 2, .over: 1])
        #expect(try SearchQueries.hits("tides", session).count == 2)
    }

    @Test func aGoalIsSupersededByAnotherThatIsNamed() throws {
        let (old, new) = (try agreed(), try agreed())
        #expect(throws: CommandFailure.self) { try act("dana") { try $0.supersede(old, by: new) } }
        #expect(throws: CommandFailure.self) { try act("cem") { try $0.supersede(old, by: old) } }
        #expect(throws: CommandFailure.self) { try act("cem") { try $0.move(old, to: .superseded) } }
        try act("cem") { try $0.supersede(old, by: new) }
        #expect(try goal(old).state == .superseded)
        #expect(try goal(old).successor == new)
        #expect(try goal(old).state.isOver)
        try act("cem") { try $0.move(old, to: .active) }
        #expect(try goal(old).state == .active)
    }

    private func page(_ id: EventID) throws -> GoalPage? {
        let session = try session("dana", day: 2)
        return try session.read { database in
            try GoalQueries.goal(id, database).flatMap {
                try GoalPage.read($0, now: session.clock.now(), columns: 60, database)
            }
        }
    }

    @Test func aLookSaysWhatStandsInTheWay() throws {
        let goal = try agreed()
        try act("cem") { try $0.checkIn(GoalCheckedIn(goal: goal, confidence: 2, note: "Slow", blocker: "No boat")) }
        let lines = try page(goal)?.lines.lines.map(\.line.text) ?? []
        #expect(lines.contains { $0.contains("Slow") && $0.contains("in the way: No boat") }, "\(lines)")
    }

    @Test func whatAGoalServesIsOnItsPage() throws {
        let (part, whole) = (try agreed(), try agreed())
        try act("dana") { try $0.link(Reference(kind: "goal", id: part), to: whole) }
        let page = try #require(try page(part))
        #expect(page.around.parents.map(\.reference.id) == [whole])
        #expect(page.lines.lines.map(\.line.text).contains { $0.contains("What it serves") })
    }
}

/// Goals that a member keeps to themselves.
struct PrivateGoalTests {
    private static let secret = "learn to whistle"
    private let board: HandlesBoard

    init() throws {
        board = try HandlesBoard(features: FeatureTable.projections)
        for name in ["ana", "ben"] { try board.write(name, NewEvent(MemberJoined(name: name))) }
    }

    private func session(_ name: String, index: String = "index") throws -> BoardSession {
        let session = try board.session(name, now: 1_700_000_000_000, index: index)
        _ = try session.catchUp()
        return session
    }

    @discardableResult
    private func act(_ name: String = "ben", _ make: (GoalWriting) throws -> NewEvent) throws -> EventID {
        let session = try session(name)
        let id = try #require(try session.write([make(GoalWriting(session))]).first).id
        _ = try session.catchUp()
        return id
    }

    private func secretGoal() throws -> EventID {
        try act {
            try $0.add(
                GoalAdded(level: .personal, statement: Self.secret, target: 10, state: .active), isPrivate: true)
        }
    }

    @Test func itDoesAllThatAnyGoalDoesForItsAuthor() throws {
        let goal = try secretGoal()
        let step = try act { try $0.addMilestone(MilestoneAdded(goal: goal, title: "One tone")) }
        try act { try $0.setMilestone(MilestoneSet(goal: goal, milestone: step, done: true)) }
        try act { try $0.edit(GoalEdited(goal: goal, why: "Birds")) }
        try act { try $0.checkIn(GoalCheckedIn(goal: goal, value: 4, confidence: 4, blocker: "the neighbours")) }
        // An index that is made anew finds the same.
        for index in ["index", "anew"] {
            let ben = try session("ben", index: index)
            let known = try #require(try ben.read { try GoalQueries.goal(goal, $0) })
            #expect(known.statement == Self.secret)
            #expect(known.why == "Birds")
            #expect(known.steps.map(\.isDone) == [true])
            #expect(known.checkIns.map(\.blocker) == ["the neighbours"])
            let listed = try ben.read { try GoalQueries.page(.mine, reader: "ben", $0) }
            #expect(listed.map(\.progressWords) == ["4/10"])
            #expect(listed.map(\.owner) == ["yours alone"])
        }
        try act { try $0.move(goal, to: .met) }
        #expect(try session("ben").read { try GoalQueries.goal(goal, $0)?.state } == .met)
    }

    @Test func nobodyElseSeesItAndNoLogHoldsAWordOfIt() throws {
        let goal = try secretGoal()
        let step = try act { try $0.addMilestone(MilestoneAdded(goal: goal, title: "whistle-step")) }
        try act { try $0.setMilestone(MilestoneSet(goal: goal, milestone: step, title: "whistle-again")) }
        let ana = try session("ana")
        #expect(try ana.read { try GoalQueries.goal(goal, $0) } == nil)
        #expect(try ana.read { try GoalQueries.counts(reader: "ana", $0) }.isEmpty)
        #expect(try SearchQueries.hits("whistle", ana).isEmpty)
        #expect(try SearchQueries.hits("whistle", session("ben")).count == 1)
        let files = try FileManager.default.subpathsOfDirectory(atPath: board.board.directory)
        for file in files {
            let data = FileManager.default.contents(atPath: board.board.directory + "/" + file) ?? Data()
            #expect(data.range(of: Data("whistle".utf8)) == nil, "\(file)")
        }
        #expect(files.count > 4)
    }

    @Test func whatOthersSeeAndWhatTheyDoNotIsNeverMixed() throws {
        let hidden = try secretGoal()
        let shown = try act { try $0.add(GoalAdded(level: .personal, statement: "Sing", state: .active)) }
        #expect(throws: CommandFailure.self) {
            try act { try $0.link(Reference(kind: "goal", id: hidden), to: shown) }
        }
        #expect(throws: CommandFailure.self) { try act { try $0.supersede(shown, by: hidden) } }
        #expect(throws: CommandFailure.self) {
            try act { try $0.edit(GoalEdited(goal: hidden, owners: ["ana", "ben"])) }
        }
        #expect(throws: CommandFailure.self) {
            try act { try $0.add(GoalAdded(level: .community, statement: "Ours", state: .proposed), isPrivate: true) }
        }
        // Written past the rules: said to all about what is private, and privately about what all see.
        let ben = try session("ben")
        try board.write("ben", NewEvent(GoalEdited(goal: hidden, statement: "Loud")))
        try board.write(
            "ben", GoalKept.holding(NewEvent(GoalEdited(goal: shown, statement: "Hum")), about: shown, ben))
        let seen = try session("ben")
        #expect(try seen.read { try GoalQueries.goal(hidden, $0)?.statement } == Self.secret)
        #expect(try seen.read { try GoalQueries.goal(shown, $0)?.statement } == "Sing")
    }
}
