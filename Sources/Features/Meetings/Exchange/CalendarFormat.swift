import Index
import Journal

extension ExchangeFormat {
    /// Calendars of other programs (RFC 5545).
    static let calendar = ExchangeFormat(
        name: "ics",
        help: "events become meetings that you hold, and meetings a calendar that other programs open",
        take: { try CalendarImport.take($0, $1) }, give: { try CalendarWriter.give($0, $1) })
}

extension CalendarImport {
    /// `stoa import ics`: what was taken in before is left alone or, where the calendar has changed it, changed.
    fileprivate static func take(
        _ request: ExchangeFormat.Request, _ session: BoardSession
    ) throws -> ExchangeFormat.Report {
        guard request.tags.isEmpty, request.into == nil else {
            throw CommandFailure("meetings have no tags and go nowhere; leave out --tag and --into", .usage)
        }
        var importing = try CalendarImport(session, isDryRun: request.isDryRun)
        let report = try importing.run(try LocalFile.read(request.path, atMost: CalendarLimits.bytes))
        if !request.isDryRun { try session.seeWritten() }
        if report.read > 0, report.failures.count == report.read {
            throw CommandFailure("nothing of \(request.path) can be used, so nothing was imported", .badData)
        }
        return ExchangeFormat.Report(text: report.text) { try Output.json(report) }
    }
}

extension CalendarWriter {
    private static let name = "meetings.ics"

    /// `stoa export ics`: all meetings, in one file of a new folder.
    fileprivate static func give(_ path: String, _ session: BoardSession) throws -> ExchangeFormat.Report {
        let (writer, count) = try all(session)
        guard path != "-" else {
            Output.text(writer.text)
            return ExchangeFormat.Report(text: "") {}
        }
        do {
            let folder = try ExportFolder(at: path)
            let file = try folder.makeFile(name)
            try file.write(writer.text)
            try file.close()
            try folder.finish()
        } catch {
            throw CommandFailure(error.description, error.code)
        }
        let entries = writer.count
        let written = (path.hasSuffix("/") ? path : path + "/") + name
        return ExchangeFormat.Report(text: "\(count) meetings in \(entries) entries written to \(written).") {
            try Output.json(["meetings": count, "entries": entries])
        }
    }

    /// A calendar with all meetings, and how many there are.
    static func all(_ session: BoardSession) throws -> (CalendarWriter, count: Int) {
        let (title, names) = try session.read { database in
            (
                try BoardDescription.current(of: session.board, database).title,
                try MemberQueries.all(states: ["member", "applicant", "left", "removed"], database)
            )
        }
        var writer = CalendarWriter(
            title: title, names: Dictionary(names.map { ($0.account, $0.name) }, uniquingKeysWith: { $1 }))
        var (last, count): (Int64, Int) = (0, 0)
        while true {
            let page = try session.read { try MeetingQueries.all(after: last, limit: 200, $0) }
            guard let end = page.last else { return (writer, count) }
            for (_, meeting) in page { writer.add(meeting) }
            count += page.count
            last = end.0
        }
    }
}
