import ArgumentParser
import Foundation
import Index
import Journal

/// `stoa feedback claim`.
struct FeedbackClaimCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claim", abstract: "Promises a review, or renews the promise.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The request.", completion: .things) var id: String

    func run() throws {
        let session = try options.session()
        let request = try FeedbackLookup.request(id, session)
        try session.send(FeedbackWriting(session).claim(request.id))
        try session.seeWritten()
        let slot = try session.read { try FeedbackQueries.request(request.id, $0) }?.slot(of: session.me)
        if slot?.state == .late {
            throw CommandFailure(
                "\(slot?.note ?? "others") took it first; you may still review it with `stoa feedback give`")
        }
        if let until = slot?.until { Output.line("Yours until \(ShortDate.time(until, now: session.clock.now())).") }
    }
}

/// `stoa feedback decline`.
struct FeedbackDeclineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "decline", abstract: "Says no to a request.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The request.", completion: .things) var id: String
    @Option(
        name: .long,
        help: "Why: \(DeclineReason.allCases.map { $0.rawValue.replacing("_", with: "-") }.joined(separator: ", ")).")
    var reason: DeclineReason
    @Option(name: .long, help: "More about why.") var note: String?

    func run() throws {
        let session = try options.session()
        let request = try FeedbackLookup.request(id, session)
        try session.send(FeedbackWriting(session).decline(request.id, reason, note: note))
    }
}

/// `stoa feedback release`.
struct FeedbackReleaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Gives a claim back, or hands it over.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The request.", completion: .things) var id: String
    @Option(name: .long, help: ArgumentHelp("Who is asked in your stead.", valueName: "handle"), completion: .members)
    var to: String?
    @Option(name: .long, help: "Why.") var note: String?

    func run() throws {
        let session = try options.session()
        let request = try FeedbackLookup.request(id, session)
        try session.send(
            FeedbackWriting(session).release(request.id, to: to.map(FeedbackLookup.account), note: note))
    }
}

/// `stoa feedback form`.
struct FeedbackFormCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "form", abstract: "Prints the form of a request as Markdown, to be filled in anywhere.",
        discussion: "What you have typed into it before, on this or another machine, is in it.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The request.", completion: .things) var id: String
    @Flag(name: .long, help: "The empty form, whatever you have typed.") var empty = false

    func run() throws {
        let session = try options.session()
        let request = try FeedbackLookup.request(id, session)
        if !empty, let draft = try FeedbackDrafts.review(of: request.id, session) { return Output.text(draft.body) }
        Output.text(try FeedbackForm.of(request, session).empty())
    }
}

/// `stoa feedback give`.
struct FeedbackGiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "give", abstract: "Sends a filled form, from a file, a pipe or your editor.",
        discussion: """
            What is wrong with the form is named by line, and nothing is sent. What might be thought about once more is \
            said, and it is sent all the same; --check only says it.
            """)

    @OptionGroup var options: BoardOptions
    @Argument(help: "The request.", completion: .things) var id: String
    @Argument(help: ArgumentHelp("The filled form, or - for a pipe; your editor if left out.", valueName: "file"))
    var file: String?
    @Flag(name: .long, help: "Only reads it and says what the asker would see.") var check = false

    func run() throws {
        let session = try options.session()
        let request = try FeedbackLookup.request(id, session)
        let writing = FeedbackWriting(session)
        if !check { try writing.allow(.give, request.id) }
        let form = try FeedbackForm.of(request, session)
        let draft = try FeedbackDrafts.review(of: request.id, session)
        let isEdited = file == nil && TextSource.mayEdit
        let text = try TextSource.text([], file, editing: draft?.body ?? form.empty())
        let filled = form.read(text)
        guard filled.problems.isEmpty else {
            if isEdited { try FeedbackDrafts.keep(text, in: draft, of: request, session) }
            let kept = isEdited ? "; what you wrote is kept as a draft" : ""
            throw CommandFailure(filled.problems.joined(separator: "; ") + kept, .badData)
        }
        for hint in GentleCheck.hints(filled.content, by: form.method, about: request.terms.about) {
            Output.remark(hint)
        }
        if check { return RequestText.response(filled.content, form.method).forEach { Output.line($0) } }
        let id = try session.send(writing.give(request.id, version: filled.version, filled.content))
        if let draft { try session.drafts.discard(draft.id) }
        Output.line(id.text)
    }
}

extension FeedbackForm {
    /// The form by which a request is answered now.
    public static func of(_ request: FeedbackRequest, _ session: BoardSession) throws -> FeedbackForm {
        let (method, rubric) = try session.read { database in
            (
                try ProtocolLibrary.current(database).forRequest(request),
                try request.terms.rubric.flatMap { try RubricQueries.version($0, database)?.content }
            )
        }
        var lines: Int?
        if case .text(let text, _) = try? FeedbackText.content(of: request.latest, on: session.board) {
            lines = FeedbackText.lines(text).count
        }
        return FeedbackForm(request: request, method: method, rubric: rubric, lineCount: lines)
    }
}

extension DeclineReason: ExpressibleByArgument {
    /// From what is typed, `-` standing for `_`.
    public init?(argument: String) { self.init(rawValue: argument.replacing("-", with: "_")) }
}
