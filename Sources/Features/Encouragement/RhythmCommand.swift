import ArgumentParser
import Index
import Journal

/// `stoa rhythm`: one's own weeks.
public struct RhythmCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "rhythm", abstract: "Shows your own last weeks and half a year of days; only you see them.",
        discussion: """
            Off until you turn it on. A week counts when you wrote, read, gave feedback or came to a meeting in it; a week \
            of rest neither counts nor breaks anything.
            """)

    @OptionGroup var options: BoardOptions
    @Flag(name: .long, help: "Shows your weeks from here on.") var on = false
    @Flag(name: .long, help: "Shows them no more.") var off = false
    @Option(name: .long, help: ArgumentHelp("Plans a week of rest, such as 2026-W48.", valueName: "week"))
    var rest: String?
    @Option(name: .long, help: ArgumentHelp("Takes a week of rest back.", valueName: "week")) var noRest: String?
    @Flag(name: .long, help: "As a JSON document.") var json = false

    /// The command before its words are read.
    public init() {}

    /// Refuses words that do not go together.
    public func validate() throws {
        guard !(on && off) else { throw ValidationError("--on or --off, not both") }
        for week in [rest, noRest].compactMap({ $0 }) where Week(week) == nil {
            throw ValidationError("“\(week)” is no week; write 2026-W48")
        }
    }

    private struct Shown: Encodable {
        struct Week: Encodable {
            var week: String
            var state: Rhythm.State
        }
        var on: Bool
        var weeks: [Week]
        var days: [[Int?]]
        var milestones: [String]
    }

    /// Does what the words say.
    public func run() throws {
        let session = try options.session()
        var events: [NewEvent] = []
        if on || off { events.append(try NewEvent(RhythmSet(on: on), isPrivate: true)) }
        if let week = rest.flatMap(Week.init) { events.append(try NewEvent(RhythmRested(week: week), isPrivate: true)) }
        if let week = noRest.flatMap(Week.init) {
            events.append(try NewEvent(RhythmRested(week: week, rest: false), isPrivate: true))
        }
        if !events.isEmpty {
            try session.write(events)
            try session.seeWritten()
        }
        let isOn = try session.read { try RhythmQueries.isOn($0) }
        let rhythm = try RhythmQueries.rhythm(session)
        if json {
            return try Output.json(
                Shown(
                    on: isOn, weeks: rhythm.weeks.map { .init(week: $0.week.text, state: $0.state) }, days: rhythm.days,
                    milestones: try RhythmQueries.milestones(session).map(\.name)))
        }
        guard isOn else { return Output.line("Your weeks are not shown; `stoa rhythm --on` shows them, to you alone.") }
        Output.line(rhythm.line)
        Output.line()
        for line in rhythm.calendar { Output.line(line) }
        Output.line("   " + Rhythm.legend)
    }
}
