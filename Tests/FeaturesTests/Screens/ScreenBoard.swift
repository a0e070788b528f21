import Features
import Foundation
import Index
import Journal
import Terminal
import TestSupport
import Testing
import Workbench

/// A small board of several members, in letters of many scripts, and its screens as text. Its clock stands still.
struct ScreenBoard {
    private static let start: Int64 = 1_700_000_000_000
    private static let hour: Int64 = 3_600_000
    private let board: HandlesBoard

    init() throws {
        board = try HandlesBoard(features: FeatureTable.projections)
        try say(
            "ana", MemberJoined(name: "Ana Souza"),
            BoardDescribed(title: "Tide tables", purpose: "Reading the sea together."))
        try say("ben", MemberJoined(name: "Ben 山田"))
        try say("dana", MemberJoined(name: "דנה לוי"))
        let general = try say("ana", ChannelAdded(name: "general", topic: "Anything"))
        let help = try say("ana", ChannelAdded(name: "help", topic: "Ask here"))
        let question = try say(
            "ben", hour: 1,
            ThreadOpened(
                channel: help, threadKind: .question, title: "Why are there two tides a day?",
                body: "The moon goes round **once**, so I expected one. 漢字も試します。"))
        try say(
            "ana", hour: 2,
            PostAdded(
                thread: question, parent: question,
                body:
                    "Because the far side bulges too:\n\n- near side: pulled more\n- far side: pulled less\n\n> so I expected one\n\n`high = 2 * moons`"
            ))
        try say("dana", hour: 3, PostAdded(thread: question, parent: question, body: "שלום! גם אני רוצה לדעת."))
        try say(
            "ben", hour: 4,
            ThreadOpened(
                channel: general, threadKind: .discussion, title: "潮の満ち引き 👩‍🚀 e\u{301}te\u{301} \u{1B}[31mred",
                body: "Wide 🙂 letters @ana"))
        try say(
            "dana", hour: 5,
            ThreadOpened(
                channel: general, threadKind: .announcement, title: "Refused: only moderators announce",
                body: "never shown"))
        try say(
            "dana", hour: 5,
            ResourceAdded(
                resourceKind: .link, title: "Tide predictions 潮汐", address: "https://example.org/tides", tags: ["tides"]
            ))
    }

    @discardableResult
    private func say(_ handle: String, hour: Int64 = 0, _ payloads: any EventPayload...) throws -> EventID {
        let events = try payloads.map { try NewEvent($0) }
        let session = try board.session(handle, now: Self.start + hour * Self.hour, index: "writing")
        _ = try session.catchUp()
        let written = try session.write(events)
        return try #require(written.last).id
    }

    /// What a script shows Ana on a screen of this size, screen by screen.
    func play(_ script: String, columns: Int, rows: Int) throws -> [String] {
        let session = try board.session("ana", now: Self.start + 6 * Self.hour, index: UUID().uuidString)
        _ = try session.catchUp()
        let runner = ScriptRunner(
            session, fittings: try BoardFittings.make(session), settings: Settings(),
            size: Size(columns: columns, rows: rows))
        var screens: [String] = []
        if let problem = runner.run(script, show: { screens.append($0) }) { Issue.record("\(problem)") }
        return screens
    }
}
