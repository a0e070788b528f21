import ArgumentParser
import Index
import Journal

/// `stoa meeting rsvp`.
struct MeetingAnswerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rsvp", abstract: "Says whether you come: going, maybe or no.",
        discussion: "For a meeting that happens again the next time is meant, with --all every one.")

    @OptionGroup var which: MeetingTimeOptions
    @Argument(help: "going, maybe or no.") var answer: MeetingAnswer?
    @Flag(name: .long, help: "To all times.") var all = false
    @Flag(name: .long, help: "Takes your answer back.") var undo = false

    func validate() throws {
        guard undo != (answer != nil) else { throw ValidationError("say going, maybe or no, or --undo") }
    }

    func run() throws {
        let session = try which.options.session()
        let (meeting, time) = try which.found(session)
        try session.send(MeetingWriting(session).answer(meeting.id, all ? nil : time.original, answer))
    }
}

extension MeetingAnswer: ExpressibleByArgument {}

/// `stoa meeting ask`.
struct MeetingAskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask", abstract: "Asks everyone who has not said whether they come; it is their turn.")

    @OptionGroup var which: MeetingTimeOptions
    @Flag(name: .long, help: "Asks nobody any more.") var undo = false

    func run() throws {
        let session = try which.options.session()
        let (meeting, time) = try which.found(session)
        let writing = MeetingWriting(session)
        if undo, meeting.asked.contains(where: { $0.occurrence == nil }) {
            var terms = MeetingTerms()
            terms.asks = false
            try session.send(writing.edit(meeting.id, terms))
            return
        }
        try session.send(writing.ask(meeting.id, time.original, !undo))
    }
}

/// `stoa meeting notes`.
struct MeetingNotesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notes", abstract: "Writes up what was said, in place of the notes before.",
        discussion: "Markdown. Lines that begin “- [ ]” are what follows. Without --at the latest time is meant.")

    @OptionGroup var which: MeetingTimeOptions
    @OptionGroup var source: TextSource
    @Flag(name: .long, help: "Takes the notes away.") var clear = false

    func run() throws {
        let session = try which.options.session()
        var (meeting, time) = try which.found(session)
        let now = session.clock.now()
        if which.at == nil, time.start > now {
            let year: Int64 = 366 * 86_400_000
            time = meeting.schedule.times(from: now.advanced(by: -year), until: now).last { !$0.isCancelled } ?? time
        }
        let writing = MeetingWriting(session)
        try writing.allow(.note, meeting.id)
        let text = clear ? "" : try source.text(editing: meeting.note(of: time.original)?.text ?? "")
        try session.send(writing.note(meeting.id, time.original, text))
    }
}

/// `stoa meeting attend`.
struct MeetingAttendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attend", abstract: "Says who was there: you, or others where you hold the meeting.",
        discussion: "Without --at the time that goes on, or the latest one, is meant.")

    @OptionGroup var which: MeetingTimeOptions
    @Argument(help: "Who; you if left out.") var members: [String] = []
    @Flag(name: .long, help: "They were not there after all.") var undo = false

    func run() throws {
        let session = try which.options.session()
        var (meeting, time) = try which.found(session)
        let now = session.clock.now()
        if which.at == nil, time.start > now.advanced(by: 900_000) {
            let year: Int64 = 366 * 86_400_000
            time = meeting.schedule.times(from: now.advanced(by: -year), until: now).last { !$0.isCancelled } ?? time
        }
        let accounts = members.isEmpty ? [session.me] : members.map { Account(String($0.drop { $0 == "@" })) }
        try session.send(MeetingWriting(session).attend(meeting.id, time.original, accounts, !undo))
    }
}
