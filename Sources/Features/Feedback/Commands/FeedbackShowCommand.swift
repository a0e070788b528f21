import ArgumentParser
import Index
import Journal

/// `stoa feedback show`.
struct FeedbackShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows a request: what was asked, who is at it, what was given, its history.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The request.", completion: .things) var id: String
    @Flag(name: .long, help: "With the work, its lines numbered.") var work = false
    @Option(name: .long, help: "With this version of the work.") var version: Int?
    @Flag(name: .long, help: "As a JSON document.") var json = false

    func run() throws {
        let session = try options.session()
        let request = try FeedbackLookup.request(id, session)
        if json { return try Output.json(ShownRequest(request, session)) }
        let method = try session.read { try ProtocolLibrary.current($0).forRequest(request) }
        let text = RequestText(request: request, session: session, method: method, now: session.clock.now())
        try text.lines(showsWork: work, version: version).forEach { Output.line($0) }
    }
}
