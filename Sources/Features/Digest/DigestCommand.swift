import ArgumentParser
import Foundation
import Index
import Journal

/// `stoa digest`: what happened, for mail or cron.
struct DigestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "digest", abstract: "What happened, and what waits for you: as text, Markdown or HTML.",
        discussion: """
            Without --since it is what you have not read, and it marks nothing read. In a crontab, cron mails what is \
            printed:

              0 7 * * 1  stoa --board DIR digest --since 7d --quiet-if-empty

            or sends a whole mail, HTML too:

              0 7 * * *  stoa --board DIR digest --since 1d --format html --mail me@example.org --quiet-if-empty > \
            ~/.digest && [ -s ~/.digest ] && sendmail -t < ~/.digest
            """)

    @OptionGroup var options: BoardOptions
    @Option(
        name: .long,
        help: "Since when: 7d, 12h, 2w, yesterday, monday, 2026-11-01, or read, for what you have not read.")
    var since = "read"
    @Option(name: .long, help: "text, markdown or html.") var format = DigestFormat.text
    @Flag(name: .long, help: "Prints nothing when there is nothing to say, so that cron sends no mail.")
    var quietIfEmpty = false
    @Option(name: .long, help: ArgumentHelp("A whole mail to this address, for `sendmail -t`.", valueName: "address"))
    var mail: String?
    @Flag(name: .long, help: "Answers 2 when there is something to say, else 0.") var exitStatus = false
    @Flag(name: .long, help: "As a JSON document.") var json = false

    private struct Document: Encodable {
        struct Item: Encodable {
            var section: DigestHeading
            var title: String
            var detail: String
            var at: String
            var id: EventID?
        }
        var board: String
        var since: String
        var until: String
        var unread_only: Bool
        var items: [Item]
    }

    func validate() throws {
        if let mail, let refusal = DigestMail.refusal(ofAddress: mail) { throw ValidationError(refusal) }
        guard mail == nil || !json else {
            throw ValidationError("a mail is no JSON document; give one of --mail and --json")
        }
    }

    func run() throws {
        let session = try options.session()
        let now = session.clock.now()
        let span =
            since == "read"
            ? try Digest.sinceLastRead(session)
            : DigestSpan(since: try DigestSince.moment(since, now: now), until: now, isUnreadOnly: false)
        let digest = try Digest(span, session)
        try write(digest)
        if exitStatus, !digest.isEmpty { throw ExitCode(2) }
    }

    private func write(_ digest: Digest) throws {
        if json {
            let items = digest.sections.flatMap(\.items).map {
                Document.Item(section: $0.heading, title: $0.title, detail: $0.detail, at: $0.at.rfc3339, id: $0.id)
            }
            return try Output.json(
                Document(
                    board: digest.board, since: digest.span.since.rfc3339, until: digest.span.until.rfc3339,
                    unread_only: digest.span.isUnreadOnly, items: items))
        }
        guard !digest.isEmpty || !quietIfEmpty else { return }
        let body = format.write(digest)
        guard let mail else { return Output.text(body) }
        Output.text(DigestMail(to: mail, subject: digest.heading, format: format, body: body + "\n").text)
    }

    static let keys = "board since until unread_only items"
}

extension DigestFormat: ExpressibleByArgument {}

/// Moments that are past, as people type them.
enum DigestSince {
    /// Throws `CommandFailure` (64) for what is no time, or is yet to come.
    static func moment(_ text: String, now: Timestamp, calendar: Calendar = .current) throws -> Timestamp {
        let word = text.lowercased()
        if let match = word.wholeMatch(of: /([0-9]{1,4})([hdw])/), let count = Int64(match.1) {
            let hours: Int64 = ["h": 1, "d": 24, "w": 168][String(match.2)] ?? 1
            return now.advanced(by: -count * hours * 3_600_000)
        }
        let today = calendar.startOfDay(for: Date(timeIntervalSince1970: Double(now.rawValue) / 1_000))
        if let date = day(word, today, calendar) ?? (try? Date(text, strategy: .iso8601)) {
            let moment = Timestamp(rawValue: Int64(date.timeIntervalSince1970 * 1_000))
            guard moment <= now else { throw CommandFailure("“\(text)” is yet to come; a digest looks back", .usage) }
            return moment
        }
        throw CommandFailure("“\(text)” is no time; write 7d, 12h, 2w, yesterday, monday, 2026-11-01, or read", .usage)
    }

    /// The beginning of a day.
    private static func day(_ word: String, _ today: Date, _ calendar: Calendar) -> Date? {
        if word == "today" { return today }
        if word == "yesterday" { return calendar.date(byAdding: .day, value: -1, to: today) }
        let days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
        if word.count >= 3, let wanted = days.firstIndex(where: { $0.hasPrefix(word) }) {
            let ago = (calendar.component(.weekday, from: today) - 1 - wanted + 7) % 7
            return calendar.date(byAdding: .day, value: -(ago == 0 ? 7 : ago), to: today)
        }
        guard word.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil else { return nil }
        let parts = word.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, (1...12).contains(parts[1]), (1...31).contains(parts[2]) else { return nil }
        return calendar.date(from: DateComponents(year: parts[0], month: parts[1], day: parts[2]))
    }
}
