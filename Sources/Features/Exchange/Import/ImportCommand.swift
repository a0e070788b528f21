import ArgumentParser
import Index
import Journal

/// `stoa import`: the archive of a mailing list becomes threads.
public struct ImportCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Makes threads of a mail archive.",
        discussion: """
            Messages become posts, by their References and In-Reply-To, else by their subjects; files that came with \
            them become resources of the thread. Authors are shown by the names that the archive has, marked as \
            imported; they are never members, and their addresses are not kept. Each Message-ID is taken once, so \
            that an import may be repeated, and goes on where it was interrupted. A message that cannot be read is \
            reported and costs nothing else.
            """)

    @OptionGroup var options: BoardOptions
    @Argument(help: "How the archive is kept: mbox, or maildir for a folder with a file for each message.")
    var format: MailArchiveFormat
    @Argument(help: "The file or the folder.", completion: .file()) var archive: String
    @Option(name: .long, help: "The channel that the threads go to.") var channel: String
    @Flag(name: .long, help: "Writes nothing; the report says what would be imported.") var dryRun = false
    @Flag(name: .long, help: "The report as a JSON document.") var json = false

    public init() {}

    public func run() throws {
        let session = try options.session()
        let place = try ChannelLookup.channel(channel, session)
        let refusal = DiscussionRules.refusalToOpen(
            .discussion, by: try session.standing(of: session.me), starters: place.starters,
            isArchived: place.isArchived)
        if let refusal { throw CommandFailure.refused(refusal) }
        let mails: any MailArchive
        do { mails = try format.open(archive) } catch let error as MailArchiveError { throw error.failure }
        let report = try report(on: mails, into: place, session)
        if json { try Output.json(report) } else { Output.line(report.text) }
        if report.read > 0, report.failures.count == report.read {
            throw CommandFailure("no message of \(archive) can be read, so nothing was imported", .badData)
        }
    }

    private func report(
        on mails: any MailArchive, into place: ChannelSummary, _ session: BoardSession
    ) throws -> ImportReport {
        let reader = MailReader(now: session.clock.now())
        let reading = ProgressBar("Reading  ", total: mails.extent)
        defer { reading.finish() }
        let survey: MailSurvey
        do {
            survey = try MailSurvey(of: mails, reader: reader) { reading.update($0.progress) }
        } catch let error as MailArchiveError {
            throw error.failure
        }
        let writing = ProgressBar(dryRun ? "Checking " : "Importing", total: Int64(survey.letters.count))
        defer { writing.finish() }
        var importer = try Importer(
            survey, of: mails, reader: reader, into: place, session: session, isDryRun: dryRun)
        let report = try importer.run { writing.update(Int64($0)) }
        if !dryRun { _ = try session.catchUp() }
        return report
    }
}

extension MailArchiveFormat: ExpressibleByArgument {}

extension MailArchiveError {
    /// The error as a command answers it.
    fileprivate var failure: CommandFailure {
        let code: CommandFailure.Code =
            switch self {
            case .notFound: .notFound
            case .notPermitted: .notPermitted
            case .notAFile, .notAFolder, .notAnMbox, .tooMany: .badData
            case .cannotRead: .inputOutput
            }
        return CommandFailure(description, code)
    }
}
