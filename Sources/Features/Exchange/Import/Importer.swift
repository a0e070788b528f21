import Index
import Journal

/// Makes threads and posts of the messages of an archive. What the board has already is found by Message-ID, so that an
/// import can be repeated, and goes on where an earlier one was interrupted.
struct Importer {
    private let channel: EventID
    private let standing: Standing
    private let archive: any MailArchive
    private let reader: MailReader
    private let survey: MailSurvey
    /// The positions of the messages above, by position.
    private let parents: [Int: Int]
    /// What messages have become, on this board and now.
    private var posts: [MessageID: ImportedPost] = [:]
    private var batch: ImportBatch
    private var files: ImportedFiles
    private var report: ImportReport

    /// An import of what `survey` found in `archive`. With `isDryRun` nothing is written and the report says what would
    /// be. Throws what the index throws.
    init(
        _ survey: MailSurvey, of archive: any MailArchive, reader: MailReader, into channel: ChannelSummary,
        session: BoardSession, isDryRun: Bool
    ) throws {
        self.channel = channel.id
        self.archive = archive
        self.reader = reader
        self.survey = survey
        parents = survey.places.reduce(into: [:]) { $0[$1.message] = $1.parent }
        standing = try session.standing(of: session.me)
        batch = ImportBatch(session: session, isDryRun: isDryRun)
        files = ImportedFiles(session: session, isDryRun: isDryRun)
        report = ImportReport(read: survey.read, duplicates: survey.duplicates.count, dryRun: isDryRun)
        for failure in survey.failures { report.fail(failure.entry, failure.reason) }
        posts = try session.read { database in
            var posts: [MessageID: ImportedPost] = [:]
            for id in Set(survey.letters.flatMap { [$0.header.id] + $0.header.references }) {
                posts[id] = try ImportQueries.post(importedAs: id, database)
            }
            return posts
        }
    }

    /// Writes what is missing and answers what became of every message. `progress` hears how many messages are behind,
    /// and may throw to interrupt; what was written until then stays. Throws `JournalError` too.
    mutating func run(progress: (Int) throws -> Void = { _ in }) throws -> ImportReport {
        var done = 0
        for group in ImportOrder.groups(of: survey.places) {
            var depth = 0
            for place in group {
                if place.depth != depth || batch.isFull { try flush() }
                depth = place.depth
                try take(place)
                done += 1
                try progress(done)
            }
            try flush()
            report.attachments += try files.flush(posts)
        }
        return report
    }

    private mutating func take(_ place: MailPlace) throws {
        let letter = survey.letters[place.message]
        guard posts[letter.header.id] == nil else {
            report.alreadyThere += 1
            // An import that was interrupted may have left out the files of its last messages.
            if letter.header.hasParts, let message = try? read(letter) { try files.keep(message) }
            return
        }
        let message: MailMessage
        do throws(MailFailure) { message = try read(letter) } catch {
            report.fail(letter.entry, error)
            return
        }
        let parent = parent(of: place)
        if let parent,
            let refusal = DiscussionRules.refusalToReply(by: standing, isLocked: parent.isLocked, isArchived: false)
        {
            report.fail(letter.entry, .refused(refusal))
            return
        }
        try batch.add(message, date: letter.header.date, under: parent, channel: channel)
        try files.keep(message)
        report.imported += 1
        report.threads += parent == nil ? 1 : 0
        report.note(message.warnings)
    }

    private func read(_ letter: MailSurvey.Letter) throws(MailFailure) -> MailMessage {
        try reader.message(of: archive.bytes(of: letter.entry), envelope: letter.entry.envelope)
    }

    /// The post that a message goes under: the nearest that it names and that the board has, from an earlier archive
    /// too; else the nearest above its place.
    private func parent(of place: MailPlace) -> ImportedPost? {
        let named = survey.letters[place.message].header.references.reversed().lazy.compactMap { posts[$0] }.first
        if let named { return named }
        var above = place.parent
        while let position = above {
            if let post = posts[survey.letters[position].header.id] { return post }
            above = parents[position]
        }
        return nil
    }

    private mutating func flush() throws {
        for (id, post) in try batch.flush() { posts[id] = post }
    }
}
