import ArgumentParser
import Index
import Journal
import Terminal
import Workbench

/// `stoa feedback step`.
struct FeedbackStepCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "step", abstract: "Shows the steps of a request's protocol and goes through them.",
        discussion: """
            Each step says who speaks, how long it takes and what of the form is written in it; when its time is over, \
            nothing is forced. Where asker and reviewers go through the steps together, all see where they are; else \
            your place is kept with what you have typed, on any machine. `stoa feedback form ID` prints that.
            """)

    @OptionGroup var options: BoardOptions
    @Argument(help: "The request.", completion: .things) var id: String
    @Flag(name: .long, help: "Goes to the next step; to the first when none has begun.") var next = false
    @Flag(name: .long, help: "Goes to the step before.") var back = false
    @Option(name: .long, help: ArgumentHelp("Goes to this step, from 1.", valueName: "number")) var to: Int?
    @Flag(name: .long, help: "As a JSON document.") var json = false

    func validate() throws {
        let ways = [next, back, to != nil].count { $0 }
        if ways > 1 { throw ValidationError("--next, --back and --to exclude one another") }
    }

    func run() throws {
        let session = try options.session()
        let request = try FeedbackLookup.request(id, session)
        let method = try session.read { try ProtocolLibrary.current($0).forRequest(request) }
        guard !method.steps.isEmpty else {
            throw CommandFailure("“\(method.title)” has no steps; `stoa feedback form` prints its form")
        }
        let place = try self.place(of: request, method, session)
        if let number = try wanted(after: place?.number ?? 0, method) { try go(to: number, request, method, session) }
        let now = try self.place(of: try FeedbackLookup.request(id, session), method, session)
        let shown = ShownSteps(method, at: now, isAsker: request.asker == session.me, now: session.clock.now())
        if json { return try Output.json(shown) }
        shown.lines.forEach { Output.line($0) }
    }

    private func place(
        of request: FeedbackRequest, _ method: FeedbackProtocol, _ session: BoardSession
    ) throws -> StoredDraft.Step? {
        method.isTogether ? request.place?.step : try FeedbackDrafts.review(of: request.id, session)?.step
    }

    private func wanted(after number: Int, _ method: FeedbackProtocol) throws -> Int? {
        guard let wanted = to ?? (next ? number + 1 : back ? number - 1 : nil) else { return nil }
        guard (1...method.steps.count).contains(wanted) else {
            let why =
                next ? "that was the last step" : back ? "nothing came before this step" : "there is no step \(wanted)"
            throw CommandFailure("\(why); “\(method.title)” has \(method.steps.count)")
        }
        return wanted
    }

    private func go(
        to number: Int, _ request: FeedbackRequest, _ method: FeedbackProtocol, _ session: BoardSession
    ) throws {
        if method.isTogether {
            try session.send(FeedbackWriting(session).begin(step: number, request.id))
            _ = try session.catchUp()
            return
        }
        try FeedbackWriting(session).allow(.give, request.id)
        let draft = try FeedbackDrafts.review(of: request.id, session)
        let text = try draft?.body ?? FeedbackForm.of(request, session).empty()
        try FeedbackDrafts.keep(
            text, step: StoredDraft.Step(number: number, since: session.clock.now()), in: draft, of: request, session)
    }
}

/// The steps of a protocol, as commands show them.
struct ShownSteps: Encodable {
    /// One step.
    struct Step: Encodable {
        var number: Int
        var title: String
        var minutes: Int?
        var speaks: FeedbackProtocol.Step.Speaker
        var who: String
        var fields: [String]
    }

    var `protocol`: String
    var together: Bool
    var minutes: Int
    var step: Int?
    var since_at: String?
    var left_seconds: Int64?
    var steps: [Step]
    private let title: String
    private let timed: TimedSteps?
    private let now: Timestamp

    private enum CodingKeys: String, CodingKey {
        case `protocol`, together, minutes, step, since_at, left_seconds, steps
    }

    init(_ method: FeedbackProtocol, at place: StoredDraft.Step?, isAsker: Bool, now: Timestamp) {
        title = method.title
        timed = method.timed(forAsker: isAsker, at: place)
        self.now = now
        `protocol` = method.name
        together = method.isTogether
        minutes = method.minutes
        step = place?.number
        since_at = place?.since.rfc3339
        left_seconds = timed?.left(at: now).map { $0 / 1_000 }
        steps = method.steps.enumerated().map { index, step in
            Step(
                number: index + 1, title: step.title, minutes: step.minutes, speaks: step.speaks, who: step.who,
                fields: step.fields)
        }
    }

    /// As text: a step a line, what is expected below the one that is on.
    var lines: [String] {
        guard let timed else { return ["\(title): no steps"] }
        let width = timed.all.map { TextWidth.columns(of: $0.title) }.max() ?? 0
        let pace = together ? "together" : "each at their own pace"
        let head = "\(title): \(timed.all.count) steps, \(minutes) min, \(pace)"
        return [head]
            + timed.all.enumerated().flatMap { index, step in
                let isCurrent = index + 1 == timed.place?.number
                let title = StyledLine(step.title).padded(to: width).text
                let time = step.minutes.map { "\($0) min" } ?? "no hurry"
                let left = isCurrent && step.minutes != nil ? ", " + timed.words(at: now) : ""
                var lines = ["\(isCurrent ? ">" : " ") \(index + 1)  \(title)  \(time)\(left)"]
                if !step.expected.isEmpty { lines.append("     \(step.expected)") }
                if !step.headings.isEmpty { lines.append("     write under \(step.headings.joined(separator: ", "))") }
                return lines
            }
    }
}
