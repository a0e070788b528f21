import Foundation
import TestSupport
import Testing

/// Boards that were apart, and meet again in any order, through remotes that are connected in any way.
struct TopologyTests {
    /// Which remotes each clone can reach.
    struct Topology: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var remotes: Int
        var reach: [[Int]]
    }

    @Test(arguments: [
        Topology(testDescription: "star", remotes: 1, reach: [[0], [0], [0], [0]]),
        Topology(testDescription: "chain", remotes: 3, reach: [[0], [0, 1], [1, 2], [2]]),
        Topology(testDescription: "ring", remotes: 4, reach: [[0, 1], [1, 2], [2, 3], [3, 0]]),
    ])
    func clonesThatWereApartMergeWithoutConflictOrLoss(_ topology: Topology) throws {
        let clones = try Clones(["ana", "ben", "cleo", "dan"], remotes: topology.remotes)
        var numbers = SplitMix(state: 7)
        var titles: Set<String> = []
        func sync(_ place: Int) throws {
            try clones.need(clones.members[place], "sync", clones.remotes[numbers.pick(topology.reach[place])])
        }
        for number in 1...24 {
            let place = Int.random(in: 0..<4, using: &numbers)
            let title = "Thread \(number)"
            try clones.need(clones.members[place], "post", "--channel", "general", "--title", title, "-m", "x")
            titles.insert(title)
            if numbers.isOnce(in: 3) { try sync(Int.random(in: 0..<4, using: &numbers)) }
        }
        // Word goes from one end to the other and back.
        for isBack in [false, true, false] {
            for place in isBack ? [3, 2, 1, 0] : [0, 1, 2, 3] {
                let reach = topology.reach[place]
                for remote in isBack ? reach.reversed() : reach {
                    try clones.need(clones.members[place], "sync", clones.remotes[remote])
                }
            }
        }
        let logs = try clones.logs("ana")
        for member in clones.members {
            #expect(try clones.logs(member) == logs, "\(member) differs")
            let list = try clones.stoa(member, ["list", "--limit", "100"]).output
            for title in titles { #expect(list.contains(title), "\(member) lacks \(title)") }
            #expect(try clones.stoa(member, ["doctor"]).status == 0)
        }
    }

    @Test func clonesThatSyncAtOnceAllGetThrough() async throws {
        let clones = try Clones(["ana", "ben", "cleo", "dan"])
        for member in clones.members {
            try clones.need(member, "post", "--channel", "general", "--title", "By \(member)", "-m", "x")
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for member in clones.members { group.addTask { try clones.need(member, "sync") } }
            try await group.waitForAll()
        }
        for member in clones.members { try clones.need(member, "sync") }
        let logs = try clones.logs("ana")
        for member in clones.members { #expect(try clones.logs(member) == logs) }
    }
}
