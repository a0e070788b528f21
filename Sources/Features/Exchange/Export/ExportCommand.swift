import ArgumentParser
import Index
import Journal

/// `stoa export`: everything one may see, as files that other programs read.
public struct ExportCommand: ParsableCommand {
    /// What an export can be made of.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        /// A mailbox for each channel (RFC 4155), which `stoa import mbox` and mail programs read.
        case mbox
        /// A file for each thread, and an index with links to all of them.
        case markdown
        /// The documents that commands give with `--json`.
        case json
    }

    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes everything you may see into a folder.",
        discussion: """
            mbox: a mailbox for each channel, files with the first post of their thread. markdown: a file for each \
            thread, an index, members, resources and their files. json: the documents that `stoa list`, `read`, \
            `channel list`, `member list` and `resource list` give, with the wordings that edited posts had, and the \
            files. The folder comes into being whole or not at all, and only you may read it. \(others)
            """)

    @OptionGroup var options: BoardOptions
    @Argument(help: "mbox, markdown, json, or one of the others.", completion: .exportFormats) var format: String
    @Argument(help: "A folder that is new or empty; for the others a new file, or - for standard output.")
    var folder: String
    @Flag(name: .long, help: "The report as a JSON document.") var json = false

    /// The command before its words are read.
    public init() {}

    private static let others = FeatureTable.formats.filter { $0.give != nil }
        .map { "\($0.name): \($0.help), in one file." }.joined(separator: " ")

    /// Refuses words that do not go together.
    public func validate() throws {
        let names = Format.allCases.map(\.rawValue) + FeatureTable.formats.filter { $0.give != nil }.map(\.name)
        guard names.contains(format) else {
            throw ValidationError("“\(format)” is none of \(names.joined(separator: ", "))")
        }
    }

    /// Does what the words say.
    public func run() throws {
        let session = try options.session()
        guard let format = Format(rawValue: format) else { return try give(session) }
        let report: ExportReport
        do {
            let place = try ExportFolder(at: folder)
            switch format {
            case .mbox: report = try write(MboxExport(to: place, board: session.board.identity.id), session)
            case .markdown:
                report = try write(MarkdownExport(to: place, title: session.board.identity.title), session)
            case .json: report = try write(JSONExport(to: place), session)
            }
            try place.finish()
        } catch let error as ExportError {
            throw CommandFailure(error.description, error.code)
        }
        if json { return try Output.json(report) }
        Output.line(
            "\(report.threads) threads with \(report.posts) posts and \(report.files) files written to \(folder).")
        for sentence in report.left_out { Output.line("Left out: \(sentence).") }
    }

    /// Writes a format of one of the features.
    private func give(_ session: BoardSession) throws {
        guard let report = try FeatureTable.formats.first(where: { $0.name == format })?.give?(folder, session) else {
            return
        }
        if json { try report.json() } else if !report.text.isEmpty { Output.line(report.text) }
    }

    private func write(_ writer: some ExportWriter, _ session: BoardSession) throws -> ExportReport {
        var (writer, exporter) = (writer, Exporter(session))
        let bar = ProgressBar("Exporting", total: try exporter.extent())
        defer { bar.finish() }
        return try exporter.run(&writer) { bar.update(Int64($0)) }
    }
}

extension ExportError {
    /// The code that a command answers with.
    var code: CommandFailure.Code {
        switch self {
        case .notEmpty, .cannotCreate: .cannotCreate
        case .cannotWrite: .inputOutput
        }
    }
}
