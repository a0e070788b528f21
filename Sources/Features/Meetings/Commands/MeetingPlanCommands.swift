import ArgumentParser
import Foundation
import Index
import Journal

/// What is settled about a meeting, as options; what is left out stays, or is as usual.
struct MeetingTermsOptions: ParsableArguments {
    @Option(name: .long, help: "When: \"2026-11-26 18:00\", \"thu 18:00\", 18:00.") var when: String?
    @Option(name: .long, help: "Whose clocks those are: Europe/Berlin, UTC; yours if left out.") var zone: String?
    @Option(name: .long, help: "How long it takes.") var minutes: Int?
    @Option(name: .long, help: "once, daily, weekly, \"2 weeks until 2027-01-31\", monthly, or FREQ=… of RFC 5545.")
    var `repeat`: String?
    @Option(name: .long, help: "session, webinar, talk or office_hours.") var kind: MeetingKind?
    @Option(name: .long, help: "What it is for. Markdown.") var about: String?
    @Option(name: .long, help: "Where: a room or a link.") var place: String?
    @Option(name: .long, help: "A step of the agenda, its minutes first: \"10 Welcome\"; may be repeated.")
    var step: [String] = []
    @Option(name: .long, help: "Who takes notes.") var scribe: String?
    @Option(name: .long, help: "The thread, project or channel that it belongs to.") var belongs: String?

    /// What the options say; `old` is what was settled before.
    func terms(_ session: BoardSession, old: Meeting? = nil) throws -> MeetingTerms {
        var terms = MeetingTerms()
        let wall = WallClock(zone: zone ?? old?.schedule.zone ?? WallClock.reader.zone)
        guard wall.isKnown else {
            throw CommandFailure("“\(wall.zone)” is no time zone here; name one as in Europe/Berlin or UTC", .usage)
        }
        if zone != nil || old == nil { terms.zone = wall.zone }
        terms.start = try when.map { try TypedMeetingTime.time($0, now: session.clock.now(), on: wall) }
        terms.minutes = minutes
        let start = terms.start ?? old?.schedule.start ?? LocalTime(seconds: 0)
        terms.rule = try self.repeat.map { try TypedMeetingTime.rule($0, start: start) }
        terms.meetingKind = kind
        terms.about = about
        terms.place = place
        if !step.isEmpty { terms.agenda = try TypedMeetingTime.agenda(step.joined(separator: "\n")) }
        terms.scribe = scribe.map { Account(String($0.drop { $0 == "@" })) }
        terms.belongs = try belongs.map { name in try session.read { try LinkedThing.named(name, $0) } }
        return terms
    }
}

extension MeetingKind: ExpressibleByArgument {}

/// `stoa meeting add`.
struct MeetingAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Plans a meeting that you hold, and prints its id.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "What it is called.") var title: String
    @OptionGroup var settled: MeetingTermsOptions
    @Flag(name: .long, help: "Asks everyone whether they come.") var ask = false

    func run() throws {
        let session = try options.session()
        var terms = try settled.terms(session)
        guard terms.start != nil else { throw CommandFailure("say when: --when \"thu 18:00\"", .usage) }
        terms.title = title
        if ask { terms.asks = true }
        Output.line(try session.send(MeetingWriting(session).plan(terms)).text)
    }
}

/// `stoa meeting edit`.
struct MeetingEditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Plans all times of a meeting otherwise; what you leave out stays.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The meeting.", completion: .things) var id: String
    @Option(name: .long, help: "What it is called.") var title: String?
    @OptionGroup var settled: MeetingTermsOptions
    @Option(name: .long, help: "Who holds it.") var host: String?

    func run() throws {
        let session = try options.session()
        let meeting = try MeetingCommand.meeting(id, session)
        var terms = try settled.terms(session, old: meeting)
        terms.title = title
        terms.host = host.map { Account(String($0.drop { $0 == "@" })) }
        guard terms != MeetingTerms() else {
            throw CommandFailure("nothing changes; `stoa help meeting edit` says what can", .usage)
        }
        try session.send(MeetingWriting(session).edit(meeting.id, terms))
    }
}

/// `stoa meeting agenda`.
struct MeetingAgendaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agenda", abstract: "Sets what is done, a line a step, its minutes first: 10 Welcome.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The meeting.", completion: .things) var id: String
    @OptionGroup var source: TextSource

    func run() throws {
        let session = try options.session()
        let meeting = try MeetingCommand.meeting(id, session)
        let writing = MeetingWriting(session)
        // Asked before anything is typed.
        try writing.allow(.plan, meeting.id)
        var terms = MeetingTerms()
        terms.agenda = try TypedMeetingTime.agenda(
            source.text(editing: TypedMeetingTime.text(of: meeting.agenda)))
        try session.send(writing.edit(meeting.id, terms))
    }
}

/// `stoa meeting move`.
struct MeetingMoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Moves one time of a meeting; `edit` changes all of them.")

    @OptionGroup var which: MeetingTimeOptions
    @Option(name: .long, help: "To when, by the clocks of the meeting's zone.") var to: String?
    @Option(name: .long, help: "How long it takes then.") var minutes: Int?
    @Option(name: .long, help: "Why.") var reason: String?
    @Flag(name: .long, help: "It goes as planned after all.") var undo = false

    func run() throws {
        let session = try which.options.session()
        let (meeting, time) = try which.found(session)
        guard undo || to != nil || minutes != nil else {
            throw CommandFailure("say to when: --to \"fri 18:00\", or --undo", .usage)
        }
        let wall = WallClock(zone: meeting.schedule.zone)
        let start = try to.map { try TypedMeetingTime.time($0, now: session.clock.now(), on: wall) }
        let change =
            undo
            ? MeetingOccurrenceSet(meeting.id, time.original)
            : MeetingOccurrenceSet(
                meeting.id, time.original, start: start ?? time.local, minutes: minutes, reason: reason)
        try session.send(MeetingWriting(session).set(change))
    }
}

/// `stoa meeting cancel`.
struct MeetingCancelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Calls a meeting off, or with --at one time of it.")

    @OptionGroup var which: MeetingTimeOptions
    @Option(name: .long, help: "Why.") var reason: String?
    @Flag(name: .long, help: "It takes place after all.") var undo = false

    func run() throws {
        let session = try which.options.session()
        let (meeting, time) = try which.found(session)
        let writing = MeetingWriting(session)
        guard which.at != nil else {
            try session.send(writing.cancel(meeting.id, !undo, reason: reason))
            return
        }
        let change = MeetingOccurrenceSet(meeting.id, time.original, cancelled: undo ? nil : true, reason: reason)
        try session.send(writing.set(change))
    }
}

/// `stoa meeting link`.
struct MeetingLinkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link", abstract: "Says that something on the board, such as a resource, is for a meeting.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The meeting.", completion: .things) var id: String
    @Argument(help: "A resource, thread, project or goal.", completion: .things) var thing: String
    @Flag(name: .long, help: "Takes the link away.") var undo = false

    func run() throws {
        let session = try options.session()
        let meeting = try MeetingCommand.meeting(id, session)
        let thing = try session.read { try LinkedThing.named(self.thing, $0) }
        try session.send(MeetingWriting(session).link(thing, to: meeting.id, !undo))
    }
}
