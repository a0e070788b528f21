import ArgumentParser
import Foundation
import Index
import Journal

/// `stoa feedback comment`.
struct FeedbackCommentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "comment", abstract: "Says something on lines, on a point, on a comment or on the whole.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The request.", completion: .things) var id: String
    @OptionGroup var source: TextSource
    @Option(name: .long, help: "The lines it speaks of: 12 or 12-15.") var lines: String?
    @Option(name: .long, help: "The version that they count in; the newest if left out.") var version: Int?
    @Option(name: .long, help: "The point it answers, as `show` numbers them.") var point: Int?
    @Option(name: .long, help: "The comment it answers.", completion: .things) var reply: String?
    @Option(name: .long, help: ArgumentHelp("Who should answer.", valueName: "handle")) var ask: String?
    @Option(name: .long, help: ArgumentHelp("Only says that this comment is dealt with.", valueName: "comment"))
    var resolve: String?
    @Option(name: .long, help: ArgumentHelp("Only says that this comment is not dealt with.", valueName: "comment"))
    var unresolve: String?

    func run() throws {
        let session = try options.session()
        let request = try FeedbackLookup.request(id, session)
        let writing = FeedbackWriting(session)
        if let named = resolve ?? unresolve {
            let comment = try comment(named, request)
            let root = request.comments.first { $0.id == comment }?.root ?? comment
            return _ = try session.send(writing.resolve(request.id, comment: root, resolve != nil))
        }
        let event = try writing.comment(
            request.id, source.text(), version: version, lines: try lines.map(FeedbackLookup.lines),
            point: try point.flatMap { try FeedbackLookup.points("\($0)", in: request).first },
            parent: try reply.map { try comment($0, request) }, asks: ask.map(FeedbackLookup.account))
        Output.line(try session.send(event).text)
    }

    private func comment(_ name: String, _ request: FeedbackRequest) throws -> EventID {
        try FeedbackLookup.event(name, among: request.comments.map(\.id), what: "comment")
    }
}

/// `stoa feedback acknowledge`.
struct FeedbackAcknowledgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "acknowledge",
        abstract: "Says what becomes of each point; when all have a mark, you have taken note.",
        discussion: "Points have the numbers that `stoa feedback show` gives them: --take 1,3-5 --leave 2.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The request.", completion: .things) var id: String
    @Option(name: .long, help: "Points that you take up.") var take: [String] = []
    @Option(name: .long, help: "Points for later.") var later: [String] = []
    @Option(name: .long, help: "Points that you leave as they are.") var leave: [String] = []
    @Option(name: .long, help: "Points to talk about; with --reason their reviewer is asked.") var talk: [String] = []
    @Option(name: .long, help: "The mark of every point that has none.") var rest: PointMark?
    @Option(name: .long, help: "Why, for the points of this command.") var reason: String?
    @Option(name: .long, help: "The version that answers the points of --take; 0 for none.") var answeredBy: Int?

    func run() throws {
        let session = try options.session()
        let request = try FeedbackLookup.request(id, session)
        var marks = try [(take, .take), (later, .later), (leave, .leave), (talk, .talk)].flatMap {
            (texts: [String], mark: PointMark) in
            try texts.flatMap { try FeedbackLookup.points($0, in: request) }
                .map {
                    MarkedPoint(point: $0, mark: mark, reason: reason, version: mark == .take ? answeredBy : nil)
                }
        }
        let named = Set(marks.map(\.point))
        guard named.count == marks.count else { throw CommandFailure("a point has one mark", .usage) }
        let left = request.unmarkedPoints.filter { !named.contains($0) }
        if let rest { marks += left.map { MarkedPoint(point: $0, mark: rest, reason: reason) } }
        let writing = FeedbackWriting(session)
        let isWhole = rest != nil || left.isEmpty
        if isWhole, request.state(at: session.clock.now()) == .given {
            return _ = try session.write(writing.acknowledge(request.id, marks))
        }
        guard !marks.isEmpty || request.state(at: session.clock.now()) == .given else {
            return _ = try session.write(writing.acknowledge(request.id))
        }
        if !marks.isEmpty { try session.write(writing.mark(request.id, marks)) }
        guard !isWhole else {
            return Output.line("Marked; the request waits for more reviews, or had been acknowledged.")
        }
        let numbers = left.compactMap { FeedbackLookup.number(of: $0, in: request).map(String.init) }
        Output.line("Marked. Without a mark yet: \(numbers.joined(separator: ", ")).")
    }
}

/// `stoa feedback thank`.
struct FeedbackThankCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "thank", abstract: "Thanks a reviewer of your work.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The request.", completion: .things) var id: String
    @Argument(help: "The reviewer's handle; needless when there is one.", completion: .members) var reviewer: String?
    @Option(name: .short, help: "A line of thanks.") var m: String?
    @Option(name: .long, help: "How it was: \(ResponseRating.allCases.map(\.rawValue).joined(separator: ", ")).")
    var rating: ResponseRating?
    @Option(name: .long, help: "The points that helped, as `show` numbers them.") var helpful: String?

    func run() throws {
        let session = try options.session()
        let request = try FeedbackLookup.request(id, session)
        let account = reviewer.map(FeedbackLookup.account)
        let responses = request.responses.filter { account == nil || $0.reviewer == account }
        guard let response = responses.last, Set(responses.map(\.reviewer)).count == 1 else {
            throw CommandFailure(
                responses.isEmpty ? "there is no such response" : "name the reviewer; there are several",
                responses.isEmpty ? .notFound : .usage)
        }
        let points = try helpful.map { try FeedbackLookup.points($0, in: request) } ?? []
        try session.send(
            FeedbackWriting(session).thank(
                request.id, response: response.id, rating: rating,
                helpful: points.filter { $0.response == response.id }.map(\.point), text: m ?? ""))
    }
}

/// `stoa feedback snooze`.
struct FeedbackSnoozeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snooze", abstract: "Puts a request off, until a time or until the other side acts.",
        discussion: "When you promised it or were asked for it, its asker sees until when.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The request.", completion: .things) var id: String
    @Option(name: .long, help: "Until when: 3h, tomorrow, monday; until the other side acts if left out.")
    var until: String?
    @Flag(name: .long, help: "Brings it back.") var wake = false

    func run() throws {
        let session = try options.session()
        let request = try FeedbackLookup.request(id, session)
        let writing = FeedbackWriting(session)
        let now = session.clock.now()
        let times = try session.read { try TurnQueries.snooze(of: request.id, $0)?.times } ?? 0
        if wake {
            let plan = try writing.plan(request.id, at: nil)
            return _ = try session.write([writing.wake(request.id)] + [plan].compactMap { $0 })
        }
        let moment = try until.map { try TypedMoment.moment($0, now: now) }
        let plan = try writing.plan(request.id, at: moment)
        try session.write([writing.snooze(request.id, until: moment)] + [plan].compactMap { $0 })
        if times >= 2, request.slot(of: session.me)?.isLive(at: now) == true {
            Output.remark("that is the third time; `stoa feedback release` gives it back to the group")
        }
    }
}

extension PointMark: ExpressibleByArgument {}
extension ResponseRating: ExpressibleByArgument {}
