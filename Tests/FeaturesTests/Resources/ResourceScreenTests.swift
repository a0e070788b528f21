import Foundation
import Index
import Journal
import Terminal
import TestSupport
import Testing
import Workbench

@testable import Features

/// The library at the keyboard, on screens of all sizes.
struct ResourceScreenTests {
    private let board: HandlesBoard
    private static let sizes = [(40, 12), (80, 24), (120, 40), (200, 60)]

    init() throws {
        board = try HandlesBoard(features: FeatureTable.projections)
        try board.write("ana", NewEvent(MemberJoined(name: "Ana")))
        try board.write(
            "ana",
            NewEvent(
                ResourceAdded(
                    resourceKind: .book, title: "Tide tables 潮汐 \u{1B}[31mred \u{202E}x", note: "Read **it**.",
                    tags: ["tides"], fields: ["authors": "Ana Souza", "year": "1999"])),
            NewEvent(ResourceAdded(resourceKind: .link, title: "Moon", address: "https://example.org/moon")),
            NewEvent(CollectionAdded(title: "Week by week", about: "In this order.")))
    }

    private func play(_ script: String, _ columns: Int = 80, _ rows: Int = 24) throws -> [String] {
        let session = try board.session("ana", index: UUID().uuidString)
        _ = try session.catchUp()
        let runner = ScriptRunner(
            session, fittings: try BoardFittings.make(session), settings: Settings(),
            size: Size(columns: columns, rows: rows))
        var screens: [String] = []
        if let problem = runner.run(script, show: { screens.append($0) }) { Issue.record("\(problem)") }
        return screens
    }

    private func resources() throws -> [Resource] {
        let session = try board.session("ana", index: UUID().uuidString)
        _ = try session.catchUp()
        return try session.read { try ResourceQueries.page(limit: 100, $0) }
    }

    @Test func aNoteOfSeveralLinesIsEditedWhereItStands() throws {
        try board.write(
            "ana",
            NewEvent(ResourceAdded(resourceKind: .person, title: "Dr. Reef", note: "Knows corals.\nAsk in spring.")))
        let screens = try play(
            """
            keys g r / R e e f enter escape e
            screen
            keys down down
            screen
            keys ctrl-n M a i l . ctrl-x
            screen
            """)
        #expect(screens[0].contains("Knows corals.↵Ask in spring."), "\(screens[0])")
        #expect(screens.joined().contains("new line"), "\(screens)")
        let note = try resources().first { $0.title == "Dr. Reef" }?.note
        #expect(note == "Knows corals.\nAsk in spring.\nMail.", "\(screens)")
    }

    @Test func peopleAndToolsAreResources() throws {
        try board.write(
            "ana", NewEvent(ResourceAdded(resourceKind: .person, title: "Dr. Reef")),
            NewEvent(ResourceAdded(resourceKind: .tool, title: "Tide clock", fields: ["authors": "B. Buoy"])))
        let screen = try play("keys g r\nscreen")[0]
        #expect(screen.contains("@ Dr. Reef") && screen.contains("⌘ Tide clock"), "\(screen)")
        var export = BibTeXExport()
        let session = try board.session("ana", index: UUID().uuidString)
        _ = try session.catchUp()
        for resource in try resources() where resource.kind == .person || resource.kind == .tool {
            let record = try session.read { try ResourceQueries.record(resource.id, $0) }
            export.add(try #require(record))
        }
        #expect(export.count == 1 && export.leftOut == 1 && export.text.contains("Tide clock"))
    }

    @Test(arguments: sizes.map(\.0))
    func everyScreenHolds(columns: Int) throws {
        let rows = try #require(Self.sizes.first { $0.0 == columns }).1
        let screens = try play(
            """
            keys g r
            screen
            keys j enter
            screen
            keys q i
            screen
            keys escape + enter
            screen
            keys escape E
            screen
            keys escape ] ] ]
            screen
            keys enter
            screen
            keys q [ [ [ L
            screen
            """, columns, rows)
        try #require(screens.count == 8)
        for screen in screens {
            let lines = screen.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            #expect(lines.count == rows)
            #expect(lines.allSatisfy { TextWidth.columns(of: $0) <= columns }, "\(screen)")
            #expect(!screen.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
        }
        #expect(screens[0].contains("Moon"))
        #expect(screens[1].contains("Souza"), "\(screens[1])")
        #expect(screens[5].contains("Week by week"), "\(screens[5])")
    }

    @Test func theColumnBesideShowsWhatIsSelected() throws {
        let screens = try play("keys g r\nscreen\nkeys j\nscreen\nkeys enter\nscreen\nkeys 2\nscreen", 120, 40)
        #expect(screens[0].contains("This one") && screens[0].contains("https://example.org/moon"), "\(screens[0])")
        #expect(screens[1].contains("Ana Souza"), "\(screens[1])")
        for screen in screens.dropFirst(2) { #expect(!screen.contains("This one"), "\(screen)") }
    }

    @Test func aResourceIsSharedReadRatedAndCommentedAtTheKeyboard() throws {
        _ = try play(
            """
            keys g r L
            type doi:10.1000/ABC
            keys enter
            type A paper
            keys ctrl-x
            """)
        let paper = try #require(try resources().first { $0.title == "A paper" })
        #expect(paper.kind == .paper && paper.address == "https://doi.org/10.1000/abc")
        let screens = try play(
            """
            keys g r m + enter
            type the proof
            keys ctrl-x r
            type Nice one
            keys ctrl-x y
            screen
            keys d
            screen
            """)
        let after = try #require(try resources().first { $0.title == "A paper" })
        #expect(after.reading == .read && after.helped == 1 && after.comments == 1, "\(screens)")
        let twice = try play(
            """
            keys g r L
            type https://dx.doi.org/10.1000/abc
            keys ctrl-x
            screen
            """)
        #expect(twice.last?.contains("has it already") == true, "\(twice)")
        #expect(try resources().count == 3)
    }

    @Test func aCollectionIsMadeAndOrderedAtTheKeyboard() throws {
        let screens = try play(
            """
            keys g r A enter j A enter ] ] ] enter
            screen
            keys J
            screen
            keys e
            type look at the moon
            keys ctrl-x m
            screen
            """)
        func place(_ word: String, in screen: String) -> String.Index? { screen.range(of: word)?.lowerBound }
        let (first, second) = (screens[0], screens[1])
        #expect(try #require(place("1 · → Moon", in: first)) < #require(place("2 · ▥ Tide", in: first)), "\(first)")
        #expect(second.contains("2 · → Moon"), "\(second)")
        #expect(screens[2].contains("look at the moon") && screens[2].contains("● → Moon"), "\(screens[2])")
    }
}
