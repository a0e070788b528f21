import ArgumentParser
import Index
import Journal

/// `stoa import`: the archive of a mailing list becomes threads.
public struct ImportCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Makes threads of a mail archive, and takes in what else the board knows.",
        discussion: """
            mbox and maildir need --channel. \(others) A file of these needs none; --tag and --into say by what it is \
            found and what takes it in: a collection, a goal, a project.\n

            Messages become posts, by their References and In-Reply-To, else by their subjects; files that came with \
            them become resources of the thread. Authors are shown by the names that the archive has, marked as \
            imported; they are never members, and their addresses are not kept. Each Message-ID is taken once, so \
            that an import may be repeated, and goes on where it was interrupted. A message that cannot be read is \
            reported and costs nothing else.
            """)

    @OptionGroup var options: BoardOptions
    @Argument(
        help: "How it is kept: mbox, maildir for a folder with a file for each message, or one of the others.",
        completion: .importFormats)
    var format: String
    @Argument(help: "The file or the folder.", completion: .file()) var archive: String
    @Option(name: .long, help: "The channel that the threads of a mail archive go to.", completion: .channels)
    var channel: String?
    @Option(name: .long, help: "Not for mail: a word to find it by; may be repeated.") var tag: [String] = []
    @Option(name: .long, help: "Not for mail: what takes it in.") var into: String?
    @Flag(name: .long, help: "Writes nothing; the report says what would be imported.") var dryRun = false
    @Flag(name: .long, help: "The report as a JSON document.") var json = false

    /// The command before its words are read.
    public init() {}

    private static let others = FeatureTable.formats.filter { $0.take != nil }
        .map { "\($0.name): \($0.help)." }.joined(separator: " ")

    /// Refuses words that do not go together.
    public func validate() throws {
        let names =
            MailArchiveFormat.allCases.map(\.rawValue) + FeatureTable.formats.filter { $0.take != nil }.map(\.name)
        guard names.contains(format) else {
            throw ValidationError("“\(format)” is none of \(names.joined(separator: ", "))")
        }
        if MailArchiveFormat(rawValue: format) != nil, channel == nil {
            throw ValidationError("name the channel that the threads go to with --channel")
        }
    }

    /// Does what the words say.
    public func run() throws {
        let session = try options.session()
        guard let format = MailArchiveFormat(rawValue: format) else { return try take(session) }
        let place = try ChannelLookup.channel(channel ?? "", session)
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

    /// Takes in a format of one of the features.
    private func take(_ session: BoardSession) throws {
        let take = FeatureTable.formats.first { $0.name == format }?.take
        let request = ExchangeFormat.Request(path: archive, tags: tag, into: into, isDryRun: dryRun)
        guard let report = try take?(request, session) else { return }
        if json { try report.json() } else { Output.line(report.text) }
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
        if !dryRun { try session.seeWritten() }
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
