import ArgumentParser
import Foundation
import GRDB
import Index
import Journal

/// `stoa journal prompts`.
struct JournalPromptsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prompts", abstract: "Lists what the board asks members to look back on, and when.",
        discussion: """
            A moderator sets them with --set; --text prints what is set, to be changed and set again. A prompt is:

              [[prompts]]
              name = "friday"
              day = "friday"
              every = 1
              frame = "free"
              text = "What can you now explain without notes?"

            every is in weeks, and frame one of those that `stoa journal frames` lists.
            """)

    @OptionGroup var options: BoardOptions
    @Option(name: .long, help: "A file of prompts, or none.") var set: String?
    @Flag(name: .long, help: "The prompts as the text they are set by.") var text = false
    @Flag(name: .long, help: "Lets those that are offered to you pass this time.") var skip = false
    @Flag(name: .long, inversion: .prefixedNo, help: "Whether prompts are offered to you.") var offer: Bool?
    @Flag(name: .long, help: "As a JSON array.") var json = false

    private struct Listed: Encodable {
        var name: String
        var day: String
        var every: Int
        var frame: String
        var text: String
        var offered: Bool
        var muted: Bool
    }

    func run() throws {
        let session = try options.session()
        let writing = JournalWriting(session: session)
        let now = session.clock.now()
        if let set { try session.send(writing.setPrompts(Self.text(set))) }
        if let offer { try session.send(writing.mute(!offer)) }
        if skip {
            try session.write(session.read { try JournalQueries.offered(now: now, $0) }.map { try writing.meet($0) })
        }
        guard set == nil, offer == nil, !skip else { return }
        let (prompts, offered, isMuted, raw) = try session.read { database in
            (
                try JournalQueries.prompts(database), try JournalQueries.offered(now: now, database).map(\.prompt),
                try JournalQueries.isMuted(database),
                try String.fetchOne(database, sql: "SELECT text FROM reflection_prompts") ?? ""
            )
        }
        if text { return Output.text(raw) }
        if json {
            return try Output.json(
                prompts.map {
                    Listed(
                        name: $0.name, day: ReflectionPrompt.days[$0.day], every: $0.every, frame: $0.frame,
                        text: $0.text, offered: offered.contains($0), muted: isMuted)
                })
        }
        if prompts.isEmpty { Output.line("The board asks nothing; a moderator sets prompts with --set.") }
        for prompt in prompts {
            let sign = offered.contains(prompt) ? "✎ " : "  "
            Output.line("\(sign)\(prompt.name): \(prompt.text)  (\(prompt.cadence), \(prompt.frame))")
        }
        if isMuted { Output.line("None of them is offered to you; --offer takes that back.") }
    }

    private static func text(_ name: String) throws -> String {
        if name == "none" { return "" }
        guard let text = try? String(contentsOfFile: name, encoding: .utf8) else {
            throw CommandFailure("there is no file \(name) that can be read", .notFound)
        }
        return text
    }
}

/// `stoa journal frames`.
struct JournalFramesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "frames", abstract: "Lists the frames, or prints one as the text that can be copied and changed.",
        discussion: "A moderator gives the board a frame with --set; your own lie in ~/.config/stoa/frames/NAME.toml.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "A frame.") var name: String?
    @Option(name: .long, help: "A file to set it from, or none to take the board's own away.") var set: String?

    func run() throws {
        let session = try options.session()
        let library = try session.read { try FrameLibrary.current($0) }
        guard let name else {
            guard set == nil else { throw CommandFailure("name the frame to set", .usage) }
            for name in library.names {
                let frame = try? library.find(name)
                Output.line(
                    "\(name.padding(to: 24)) \(frame.map { "\($0.title)  \($0.about)" } ?? "(is not readable)")")
            }
            return
        }
        guard let set else {
            guard let text = library.text(name) else { return _ = try library.find(name) }
            return Output.text(text.text)
        }
        let text = set == "none" ? "" : try? String(contentsOfFile: set, encoding: .utf8)
        guard let text else { throw CommandFailure("there is no file \(set) that can be read", .notFound) }
        try session.send(JournalWriting(session: session).setFrame(name, text))
    }
}

/// `stoa journal timeline`.
struct JournalTimelineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline",
        abstract: "Your own path: goals, milestones, meetings, feedback, thanks and reflections, the latest first.",
        discussion: "Only you see them side by side.")

    @OptionGroup var options: BoardOptions
    @Option(name: .long, help: "At most so many of each.") var limit = 100
    @Flag(name: .long, help: "As a JSON array.") var json = false

    private struct Listed: Encodable {
        var at: String
        var kind: String
        var words: String
        var id: String?
    }

    func run() throws {
        let session = try options.session()
        let moments = try FeatureTable.moments(limit: max(1, limit), session)
        if json {
            return try Output.json(
                moments.map { Listed(at: $0.at.rfc3339, kind: $0.kind, words: $0.words, id: $0.thing?.id?.text) })
        }
        if moments.isEmpty { Output.line("Your path begins with the first thing you do here.") }
        var month = ""
        for moment in moments {
            let next = JournalRow.month(moment.at)
            if next != month {
                month = next
                Output.line(month)
            }
            let day = ShortDate.day(moment.at, now: moment.at)
            Output.line("  \(day.padding(to: 7)) \(moment.kind.padding(to: 16)) \(moment.words)")
        }
    }
}
