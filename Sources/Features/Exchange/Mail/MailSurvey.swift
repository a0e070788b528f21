import Journal

/// What an archive holds, found in one pass that keeps headers only: every message with its place in a thread, or the
/// reason why not.
struct MailSurvey: Sendable {
    /// A message that can be read.
    struct Letter: Sendable {
        /// Where it is in the archive.
        var entry: MailEntry
        /// What its headers say, with a date in any case.
        var header: MailHeader
    }

    /// A message that cannot.
    struct Failure: Sendable {
        /// Where it is in the archive.
        var entry: MailEntry
        /// Why it cannot be read.
        var reason: MailFailure
    }

    /// Messages with different ids, in the archive's order.
    private(set) var letters: [Letter] = []
    /// Messages whose id had been there before.
    private(set) var duplicates: [MailEntry] = []
    /// Messages that cannot be read.
    private(set) var failures: [Failure] = []
    /// Every letter's place, as positions in `letters`; see `MailThreading`.
    private(set) var places: [MailPlace] = []

    /// Goes through `archive`. `progress` hears how far it came. Throws `MailArchiveError`.
    init(of archive: any MailArchive, reader: MailReader, progress: (MailEntry) -> Void = { _ in }) throws {
        var seen: Set<MessageID> = []
        var lastDate: Timestamp?
        try archive.forEachEntry { entry in
            defer { progress(entry) }
            do throws(MailFailure) {
                let bytes = try archive.bytes(of: entry)
                var header = try reader.header(of: bytes, envelope: entry.envelope)
                guard seen.insert(header.id).inserted else {
                    duplicates.append(entry)
                    return
                }
                header.date = header.date ?? lastDate ?? Timestamp(rawValue: 0)
                lastDate = header.date
                letters.append(Letter(entry: entry, header: header))
            } catch {
                failures.append(Failure(entry: entry, reason: error))
            }
        }
        places = MailThreading.places(of: letters.map(\.header))
    }

    /// How many messages the archive has.
    var read: Int { letters.count + duplicates.count + failures.count }
}
