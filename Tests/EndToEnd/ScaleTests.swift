import Features
import Foundation
import Index
import Journal
import TestSupport
import Testing

/// The real program where there is much of something: what it shows is right, whatever it took.
struct ScaleTests {
    /// A board whose members write with pens that wait for nobody.
    private struct Scene {
        let board: HandlesBoard
        let channel: EventID
        private let start = Int64(1_700_000_000_000)

        init() throws {
            board = try HandlesBoard(features: FeatureTable.projections)
            try board.write("ana", NewEvent(MemberJoined(name: "Ana")))
            try board.write("ben", NewEvent(MemberJoined(name: "Ben")))
            channel = try board.write("ana", NewEvent(ChannelAdded(name: "general", topic: "All of it")))[0].id
        }

        /// Writes threads of so many posts each into a new log of a member, all of it at once.
        func write(_ handle: String, host: String, threads: Int, posts: Int, after minutes: Int64) throws {
            var composer = LogComposer(LogName(account: Account(handle), host: host, isPrivate: false))
            var (lines, moment) = (Data(), start + minutes * 60_000)
            func add(_ payload: any EventPayload) throws -> EventID {
                moment += 1
                let event = try composer.compose(NewEvent(payload), now: Timestamp(rawValue: moment))
                lines += event.line + [10]
                return event.id
            }
            for number in 1...threads {
                let opening = ThreadOpened(
                    channel: channel, threadKind: .discussion, title: "\(host) \(number)", body: "The first post.")
                let thread = try add(opening)
                for post in 1..<posts {
                    _ = try add(PostAdded(thread: thread, parent: thread, body: "Thought number \(post + 1)."))
                }
            }
            let path = board.board.directory + "/members/\(handle)/log-\(host).1.jsonl"
            let isMade = FileManager.default.createFile(
                atPath: path, contents: lines, attributes: [.posixPermissions: 0o600])
            #expect(isMade)
        }

        func open(_ handle: String, home: String = "home") throws -> TerminalSession {
            let home = board.directory.file(home)
            try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
            return try TerminalSession(
                ["open", "--board", board.board.directory, "--as", handle],
                environment: StoaProgram.environment(home: home))
        }
    }

    @Test func aThreadOfThousandsIsReadFromItsBeginningToItsEnd() throws {
        let scene = try Scene()
        try scene.write("ben", host: "long", threads: 1, posts: 2_000, after: 1)
        let session = try scene.open("ana")
        try session.waitFor("Home")
        session.send("2")
        try session.waitFor("long 1", timeout: 90)
        session.send("\r")
        try session.waitFor("post 1 of 2000", timeout: 60)
        session.send("G")
        try session.waitFor("post 2000 of 2000", timeout: 60)
        try session.waitFor("Thought number 2000.")
        session.send("k")
        try session.waitFor("post 1999 of 2000")
        // A live answer is counted and changes nothing of where one is.
        let thread = try scene.board.session("ben", index: "seeing")
        _ = try thread.catchUp()
        let opened = try #require(try thread.read { try ThreadQueries.page(ThreadFilter(), limit: 1, $0) }.first?.id)
        try scene.board.write(
            "ben", at: 1_700_001_000_000, NewEvent(PostAdded(thread: opened, parent: opened, body: "A late thought.")))
        try session.waitFor("post 1999 of 2001", timeout: 60)
        session.send("G")
        try session.waitFor("A late thought.")
        session.send("gg")
        try session.waitFor("The first post.")
        try session.waitFor("post 1 of 2001")
        session.send("Z")
        try session.waitForNo("Thought number 2.", timeout: 60)
    }

    @Test func muchNewsArrivesWhileKeysAreAnswered() throws {
        let scene = try Scene()
        try scene.write("ben", host: "old", threads: 40, posts: 2, after: 0)
        let session = try scene.open("ana")
        try session.waitFor("Home")
        session.send("2")
        try session.waitFor("old 40")
        let before = session.residentMegabytes
        try scene.write("ben", host: "news", threads: 300, posts: 20, after: 60)
        for _ in 0..<5 {
            session.send("?")
            try session.waitFor("Keys of this screen")
            session.send("q")
            try session.waitForNo("Keys of this screen")
        }
        session.send("gg")
        #expect(session.wait(timeout: 90) { $0.contains { $0.contains("news 300") } }, "\(session.screen)")
        let titles = session.screen.compactMap { $0.firstMatch(of: /news (\d+)/).flatMap { Int($0.1) } }
        #expect(titles == Array(titles.sorted().reversed()), "the newest come first: \(titles)")
        #expect(session.residentMegabytes - before < 150)
    }

    @Test func aPostReachesManySessions() throws {
        let scene = try Scene()
        try scene.write("ben", host: "old", threads: 3, posts: 2, after: 0)
        let sessions = try (0..<8).map { try scene.open("ana", home: "home-\($0)") }
        for session in sessions {
            try session.waitFor("Home", timeout: 60)
            session.send("2")
            try session.waitFor("old 3", timeout: 60)
        }
        try scene.write("ben", host: "news", threads: 1, posts: 1, after: 60)
        for session in sessions { try session.waitFor("news 1", timeout: 60) }
        for session in sessions { session.send("qqq") }
        for session in sessions { #expect(session.waitForExit() == 0) }
    }
}
