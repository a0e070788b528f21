import Features
import Foundation
import Index
import Journal
import TestSupport
import Testing

/// Two programs of different versions on one board, and on one index.
struct VersionTests {
    /// A kind of event that only the newer program knows.
    private struct Weather: EventPayload {
        static let kind = "weather.noted"
        var sky: String
    }

    private static let later = Projection(
        name: "weather", schema: ["CREATE TABLE weather(id BLOB PRIMARY KEY, sky TEXT)"],
        handlers: [
            .anyOrder(Weather.kind) { event, projecting in
                let weather: Weather = try event.payload()
                try projecting.execute("INSERT OR IGNORE INTO weather VALUES(?, ?)", event.id, weather.sky)
                return .applied
            }
        ])

    /// The member's session in a newer program, with the same index.
    private func newer(_ board: TestBoard) throws -> BoardSession {
        let opened = try Board.open(at: board.path)
        let me = Account.ofProcess()
        let host = CommandEnvironment.hostName()
        return try BoardSession(
            board: opened, me: me, host: host, clock: SystemClock(), features: FeatureTable.projections + [Self.later],
            location: .usual(for: opened, reader: me, host: host, environment: board.environment))
    }

    @Test func aNewerProgramsEventsAreKeptAndTheIndexServesBoth() throws {
        let board = try TestBoard()
        let thread = try board.post("Topic", "Before")
        let session = try board.open()
        try session.waitFor("For you")
        for round in 0..<3 {
            // A newer program takes the index over while the older one shows it.
            let newer = try newer(board)
            _ = try newer.catchUp()
            try newer.write([NewEvent(Weather(sky: "clear \(round)"))])
            _ = try newer.catchUp()
            #expect(try newer.read { try IndexHealth.unknownKinds($0) }.isEmpty)
            // The older one goes on, on the screen and as a command.
            #expect(try board.stoa("reply", thread, "-m", "round \(round)").status == 0)
            session.send("2")
            try session.waitFor("Topic")
            session.send("\r")
            try session.waitFor("round \(round)")
            session.send("1")
            try session.waitFor("For you")
            #expect(!session.screen.contains { $0.contains("index") }, "\(session.screen)")
            session.send("S")
            session.send("round\u{1B}")
            // And what it writes the newer one sees.
            _ = try newer.catchUp()
        }
        let doctor = try board.stoa("doctor")
        #expect(doctor.status == 0 && doctor.output.contains("A newer Stoa is in use"), "\(doctor.output)")
        #expect(doctor.output.contains("weather.noted"))
        session.signal(SIGHUP)
        #expect(session.waitForExit() != nil)
    }

    @Test func aBoardOfANewerFormatIsLeftAlone() throws {
        let board = try TestBoard()
        _ = try board.post("Topic")
        let file = board.path + "/board.json"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try text.replacing("\"format\" : 1", with: "\"format\" : 2").write(
            toFile: file, atomically: true, encoding: .utf8)
        let before = try Data(contentsOf: URL(fileURLWithPath: file))
        for command in [
            ["list"], ["doctor", "--repair"], ["post", "--channel", "general", "--title", "x", "-m", "y"],
        ] {
            let result = try runProgram(command, environment: board.environment)
            #expect(result.status == 65, "\(command): \(result)")
            #expect(result.errors.contains("was made by a newer Stoa; install that one"), "\(result.errors)")
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == before)
    }
}
