/// What became of every message of an archive. The four ends of a message add up to what was read.
struct ImportReport: Codable, Equatable, Sendable {
    /// A message that was left out, and why.
    struct Failure: Codable, Equatable, Sendable {
        /// Which message it is, as `MailEntry` names it.
        var message: String
        /// Why it was left out.
        var reason: String
    }

    /// Messages that the archive has.
    var read = 0
    /// Messages that became posts now.
    var imported = 0
    /// Messages whose Message-ID had been there before in the same archive.
    var duplicates = 0
    /// Messages that the board had already.
    var alreadyThere = 0
    /// Threads that were opened.
    var threads = 0
    /// Files that became resources.
    var attachments = 0
    /// Messages that were left out.
    var failures: [Failure] = []
    /// How many imported messages had to be mended, by `MailWarning`.
    var warnings: [String: Int] = [:]
    /// Whether nothing was written because only a report was asked for.
    var dryRun = false

    /// Whether every message is accounted for.
    var addsUp: Bool { read == imported + duplicates + alreadyThere + failures.count }

    enum CodingKeys: String, CodingKey {
        case read, imported, duplicates, threads, attachments, failures, warnings
        case alreadyThere = "already_there"
        case dryRun = "dry_run"
    }

    /// Says why a message was left out.
    mutating func fail(_ entry: MailEntry, _ reason: MailFailure) {
        failures.append(Failure(message: "\(entry)", reason: "\(reason)"))
    }

    /// Counts the warnings of one imported message.
    mutating func note(_ warnings: Set<MailWarning>) {
        for warning in warnings { self.warnings[warning.rawValue, default: 0] += 1 }
    }
}

extension ImportReport {
    /// The report for people, a line for each fact.
    var text: String {
        let verb = dryRun ? "would be imported" : "imported"
        var lines = [
            "\(read) messages read: \(imported) \(verb), \(duplicates) duplicates, \(alreadyThere) already there, "
                + "\(failures.count) failed.",
            "\(threads) threads \(dryRun ? "would be opened" : "opened"), \(attachments) attachments.",
        ]
        for (name, count) in warnings.sorted(by: { $0.key < $1.key }) {
            guard let warning = MailWarning(rawValue: name) else { continue }
            lines.append("\(count) \(count == 1 ? "message" : "messages") \(warning.sentence).")
        }
        lines += failures.map { "Left out: \($0.message): \($0.reason)." }
        return lines.joined(separator: "\n")
    }
}
