import ArgumentParser
import GRDB
import Index
import Journal

/// `stoa doctor`: checks a board.
public struct DoctorCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Checks every log, the permissions and your index; says what is wrong and what to do.",
        discussion: "Answers 1 when something is wrong.")

    @OptionGroup var options: BoardOptions
    @Flag(name: .long, help: "Mends what is yours to mend, and builds your index again.") var repair = false
    @Flag(name: .long, help: "As a JSON document.") var json = false

    /// The command before its words are read.
    public init() {}

    private struct Report: Encodable {
        var board: String
        var events: Int
        var findings: [String]
        var remarks: [String]
        var refused: [String]
        var waiting: Int
        var unknown: [String: Int]
        var mended: [String]
    }

    /// Does what the words say.
    public func run() throws {
        let session = try options.session()
        let health = try BoardHealth(checking: session.board, reader: session.me, now: session.clock.now())
        let mended = repair ? health.repair() : []
        if repair { try session.index.rebuild(now: session.clock.now()) }
        let key = try session.keyFinding()
        let things = try FeatureTable.all.flatMap { try $0.checkup(session) }
        let report = try session.read { database in
            Report(
                board: session.board.directory, events: health.eventCount,
                findings: try
                    (health.findings.filter { !mended.contains($0) && !$0.isHarmless }
                    + IndexHealth.keptFindings(database)
                    + IndexHealth.witnessFindings(database)).map(\.sentence) + (key.map { [$0] } ?? [])
                    + things,
                remarks: health.findings.filter(\.isHarmless).map(\.sentence),
                refused: try IndexHealth.refusals(database), waiting: try IndexHealth.waitingCount(database),
                unknown: try IndexHealth.unknownKinds(database), mended: mended.map(\.path))
        }
        if json { try Output.json(report) } else { show(report) }
        if !report.findings.isEmpty || !report.refused.isEmpty { throw ExitCode(1) }
    }

    private func show(_ report: Report) {
        Output.line("\(report.board): \(report.events) events read.")
        report.mended.forEach { Output.line("mended: \($0)") }
        (report.findings + report.remarks).forEach { Output.line($0) }
        report.refused.forEach { Output.line("refused: \($0)") }
        if report.waiting > 0 {
            Output.line("\(report.waiting) events speak of things that are not here; they count when those arrive.")
        }
        if !report.unknown.isEmpty {
            let names = report.unknown.keys.sorted()
            let rest = names.count > 8 ? " and \(names.count - 8) more" : ""
            let kinds = names.prefix(8).joined(separator: ", ") + rest
            Output.line("A newer Stoa is in use on this board; this one does not know: \(kinds).")
        }
        if report.findings.isEmpty, report.refused.isEmpty { Output.line("All is well.") }
    }
}
