import ArgumentParser
import GRDB
import Index
import Journal

/// `stoa feedback list`.
struct FeedbackListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists what waits for you and what you wait for, the most urgent first.",
        discussion: "Views: \(QueueView.allCases.map(\.rawValue).joined(separator: ", ")).")

    @OptionGroup var options: BoardOptions
    @Option(name: .long, help: "Only this view of the queue.") var view: QueueView?
    @Flag(name: .long, help: "All requests of the board, the newest first.") var all = false
    @Flag(name: .long, help: "Says for each why it stands where it stands.") var why = false
    @Option(name: .long, help: "At most so many.") var limit = 100
    @Flag(name: .long, help: "As a JSON array.") var json = false

    func validate() throws {
        guard limit > 0 else { throw ValidationError("a limit is at least 1") }
    }

    func run() throws {
        let session = try options.session()
        let now = session.clock.now()
        if all { return try listAll(session, now) }
        try session.read { database in
            let queue = try FeedbackQueue(session.me, now: now, database)
            let views = view.map { [$0] } ?? [.yourTurn, .waiting]
            let sections = try views.map { ($0, try queue.rows($0, limit: limit)) }
            guard !json else { return try Output.json(sections.flatMap { $1.map { ListedRequest($0, now: now) } }) }
            for (view, rows) in sections where !rows.isEmpty || view == .yourTurn || sections.count == 1 {
                try show(view, rows, now, database)
            }
            guard view == nil else { return }
            Output.line()
            try Output.line(LoadQueries.waits(now: now, database)?.words ?? WaitingTimes.notEnough)
        }
    }

    private func show(_ view: QueueView, _ rows: [QueueRow], _ now: Timestamp, _ database: Database) throws {
        guard !rows.isEmpty else {
            return Output.line(view == .yourTurn ? "Nothing waits for you." : "\(view.title): nothing.")
        }
        Output.line("\(view.title) \(rows.count)")
        for row in rows {
            let due = row.due.map {
                $0 < now ? "overdue" : "due in \(QueueOrder.Span.words($0.rawValue - now.rawValue))"
            }
            let parts = [
                "@\(row.summary.asker)", row.why, "\(row.summary.effort) min", due,
                row.writers.isEmpty ? nil : row.writers.map { "@\($0)" }.joined(separator: " ") + " at it",
            ]
            Output.line(
                "\(try IDLookup.shortest(row.summary.id, database))  \(Age.short(row.since, now: now))  "
                    + row.summary.title)
            Output.line("      " + parts.compactMap { $0 }.joined(separator: " · "))
            if why { Output.line("      " + row.terms.joined(separator: "; ")) }
        }
    }

    private func listAll(_ session: BoardSession, _ now: Timestamp) throws {
        try session.read { database in
            let found = try FeedbackQueries.page(limit: limit, database)
            guard !json else {
                return try Output.json(
                    found.map {
                        ListedRequest($0, reason: $0.state(at: now).words, since: $0.waitingSince, now: now)
                    })
            }
            guard !found.isEmpty else { return Output.line("No requests.") }
            for summary in found {
                Output.line(
                    "\(try IDLookup.shortest(summary.id, database))  \(summary.state(at: now).words)  "
                        + "@\(summary.asker)  \(summary.title)")
            }
        }
    }
}

extension QueueView: ExpressibleByArgument {
    /// From what is typed, `-` standing for `_`.
    public init?(argument: String) { self.init(rawValue: argument.replacing("-", with: "_")) }
}
