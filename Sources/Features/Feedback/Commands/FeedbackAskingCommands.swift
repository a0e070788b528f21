import ArgumentParser
import Foundation
import Index
import Journal

/// Where a command takes a piece of work from.
struct WorkSource: ParsableArguments {
    @Argument(help: ArgumentHelp("The work: a file, or - for a text from a pipe.", valueName: "file"))
    var file: String?
    @Option(name: .short, help: ArgumentHelp("The work as a text; may be repeated.", valueName: "text"))
    var m: [String] = []
    @Option(name: .long, help: ArgumentHelp("A post or resource of the board.", valueName: "id")) var on: String?

    var isAbsent: Bool { file == nil && m.isEmpty && on == nil }

    /// The work, and the title that it would have by itself.
    func work(_ session: BoardSession) throws -> (work: ReviewedWork, title: String?) {
        let making = FeedbackWork(session)
        if let on {
            let id = try session.read { try ReferenceLookup.id(on, $0) }
            return (try making.thing(id), try making.title(of: id))
        }
        if let file, file != "-" {
            try Confinement.checkFiles()
            guard FileManager.default.isReadableFile(atPath: file) else {
                throw CommandFailure("there is no file \(file) that can be read", .notFound)
            }
            return (try making.file(file), (file as NSString).lastPathComponent)
        }
        let text = try TextSource.text(m, file)
        let first = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return (try making.text(text), String(first.drop { $0 == "#" || $0 == " " }.prefix(80)))
    }
}

/// `stoa feedback request`.
struct FeedbackRequestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request", abstract: "Asks for feedback on a piece of work, and prints the request's id.")

    @OptionGroup var options: BoardOptions
    @OptionGroup var source: WorkSource
    @Option(name: .long, help: "What you want looked at: one to three questions.") var about: String
    @Option(name: .long, help: "Its title; the work's own if left out.") var title: String?
    @Option(name: .long, help: "What you do not want to hear about now.") var notWanted: String?
    @Option(
        name: .long, help: "How rough it is: \(WorkStage.allCases.map(\.rawValue).joined(separator: ", ")).")
    var stage = WorkStage.draft
    @Option(name: .long, help: "How many minutes a review should take.") var effort = 15
    @Option(name: .long, help: "By when: 2d, friday, 2026-12-01.") var due: String?
    @Option(name: .long, help: "How many reviews; the board's usual number, or as many as you name.") var needed: Int?
    @Option(
        name: .long, help: ArgumentHelp("Whom you ask; may be repeated. All, if left out.", valueName: "handle"),
        completion: .members)
    var from: [String] = []
    @Flag(name: .long, help: "You will review their work in turn.") var swap = false
    @Option(name: .long, help: ArgumentHelp("The request to which this is the other half.", valueName: "id"))
    var swapFor: String?
    @Option(name: .customLong("protocol"), help: "By which protocol; `stoa feedback protocol` lists them.")
    var method: String?
    @Option(name: .long, help: "By which rubric: its id or title.") var rubric: String?
    @Flag(name: .long, help: "For your eyes only: what is given is sealed to you.") var sealed = false
    @Flag(name: .long, help: "With --sealed: the reviewers may read it too.") var shared = false
    @Option(name: .long, help: "A word to find reviewers by; may be repeated.") var tag: [String] = []

    func run() throws {
        let session = try options.session()
        let (work, ownTitle) = try source.work(session)
        let now = session.clock.now()
        let rubric = try rubric.map { name in
            guard let found = try session.read({ try RubricQueries.named(name, $0) }) else {
                throw CommandFailure("there is no rubric \(name); `stoa rubric list` shows them", .notFound)
            }
            return found.id
        }
        let terms = try session.read { try FeedbackBoardTerms.current($0) }
        let asked = FeedbackAsked(
            title: title ?? ownTitle ?? "", work: work, about: about, notWanted: notWanted, stage: stage,
            effort: effort, due: try due.map { try TypedMoment.moment($0, now: now) },
            needed: needed ?? (from.isEmpty ? terms.needed : nil),
            named: from.map(FeedbackLookup.account), wantsSwap: swap ? true : nil,
            swap: try swapFor.map { try FeedbackLookup.request($0, session).id },
            method: method ?? (rubric == nil ? terms.method : nil), rubric: rubric,
            sealed: sealed ? true : nil, shared: sealed && shared ? true : nil, tags: tag)
        let event = try FeedbackWriting(session).ask(asked)
        if let hint = try session.read({ try LoadQueries.intake(for: session.me, now: now, $0) }) {
            Output.remark(hint.words)
        }
        Output.line(try session.send(event).text)
    }
}

/// `stoa feedback revise`.
struct FeedbackReviseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revise", abstract: "Hands in a new version of your work, or says that you set to work on it.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The request.", completion: .things) var id: String
    @OptionGroup var source: WorkSource
    @Flag(name: .long, help: "Only says that you set to work.") var start = false
    @Option(name: .long, help: "What changed, in a few words.") var note: String?
    @Option(name: .long, help: "The points that it answers, as `show` numbers them: 1,3-5; what you took, if left out.")
    var answers: String?
    @Option(name: .long, help: "By when the next round.") var due: String?

    func run() throws {
        let session = try options.session()
        let request = try FeedbackLookup.request(id, session)
        let writing = FeedbackWriting(session)
        if start { return _ = try session.send(writing.startRevising(request.id)) }
        let points = try answers.map { try FeedbackLookup.points($0, in: request) }
        // Asked before the work is copied onto the board.
        let due = try due.map { try TypedMoment.moment($0, now: session.clock.now()) }
        try writing.allow(.revise, request.id)
        try session.send(
            writing.revise(request.id, source.work(session).work, note: note, answers: points, due: due))
    }
}

/// `stoa feedback adjust`.
struct FeedbackAdjustCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adjust", abstract: "Asks more people, opens a request to all, needs fewer reviews or gives time.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The request; yours, or any for moderators.", completion: .things) var id: String
    @Option(name: .long, help: ArgumentHelp("Asks somebody by name; may be repeated.", valueName: "handle"))
    var ask: [String] = []
    @Flag(name: .long, help: "Opens it to the whole group.") var open = false
    @Option(name: .long, help: "How many reviews it needs.") var needed: Int?
    @Option(name: .long, help: "By when.") var due: String?

    func validate() throws {
        guard !ask.isEmpty || open || needed != nil || due != nil else {
            throw ValidationError("say what changes: --ask, --open, --needed or --due")
        }
    }

    func run() throws {
        let session = try options.session()
        let request = try FeedbackLookup.request(id, session)
        try session.send(
            FeedbackWriting(session).adjust(
                FeedbackAdjusted(
                    request: request.id, named: ask.isEmpty ? nil : ask.map(FeedbackLookup.account),
                    audience: open ? .pool : nil, needed: needed,
                    due: try due.map { try TypedMoment.moment($0, now: session.clock.now()) })))
    }
}

/// `stoa feedback close`.
struct FeedbackCloseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "close", abstract: "Ends a request, with a reason.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The request.", completion: .things) var id: String
    @Option(
        name: .long,
        help: "Why: \(CloseReason.allCases.map { $0.rawValue.replacing("_", with: "-") }.joined(separator: ", ")).")
    var reason: CloseReason
    @Option(name: .long, help: "More about why.") var note: String?

    func run() throws {
        let session = try options.session()
        let request = try FeedbackLookup.request(id, session)
        try session.send(FeedbackWriting(session).close(request.id, reason, note: note))
    }
}

/// `stoa feedback reopen`.
struct FeedbackReopenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Goes on with a request of yours that had ended.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The request.", completion: .things) var id: String
    @Option(name: .long, help: "Why.") var note: String?

    func run() throws {
        let session = try options.session()
        let request = try FeedbackLookup.request(id, session)
        try session.send(FeedbackWriting(session).reopen(request.id, note: note))
    }
}

/// `stoa feedback withdraw`.
struct FeedbackWithdrawCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Takes a request of yours back before any feedback came.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The request.", completion: .things) var id: String
    @Option(name: .long, help: "Why.") var note: String?

    func run() throws {
        let session = try options.session()
        let request = try FeedbackLookup.request(id, session)
        try session.send(FeedbackWriting(session).withdraw(request.id, note: note))
    }
}

extension WorkStage: ExpressibleByArgument {}

extension CloseReason: ExpressibleByArgument {
    /// From what is typed, `-` standing for `_`.
    public init?(argument: String) { self.init(rawValue: argument.replacing("-", with: "_")) }
}
