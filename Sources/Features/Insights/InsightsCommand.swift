import ArgumentParser
import Index
import Journal
import Workbench

/// `stoa insights`: how the group is doing.
struct InsightsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "insights",
        abstract: "Says how the group is doing: who waits, how soon people answer, who is heard.",
        discussion: "Each measure comes with how many things it is made of, the period before, and how it is computed.")

    @OptionGroup var options: BoardOptions
    @Option(name: .long, help: "Over so many days.") var days = 30
    @Flag(name: .long, help: "As a JSON array.") var json = false
    @Flag(name: .long, help: "As comma-separated values.") var csv = false
    @Flag(name: .long, help: "Pictures in ASCII.") var ascii = false

    func validate() throws {
        guard (1...InsightWindow.mostDays).contains(days) else {
            throw ValidationError("--days is a number from 1 to \(InsightWindow.mostDays)")
        }
    }

    private struct Listed: Encodable {
        var measure: String
        var finding: String
        var value: Double?
        var unit: String
        var n: Int?
        var before: String?
        var trend: String?
        var good: String
        var days: Int
        var weeks: [Double?]
        var how: String
        var ids: [String]
    }

    func run() throws {
        let session = try options.session()
        let window = InsightWindow(days: days, now: session.clock.now())
        let report = try InsightReport(InsightFacts(window, session), session)
        let text = InsightText(report: report, pictures: Sparkline(isPlain: ascii ? true : nil))
        if json {
            return try Output.json(
                report.insights.map { insight in
                    Listed(
                        measure: insight.name, finding: insight.finding, value: insight.value, unit: insight.unit,
                        n: insight.count, before: insight.before, trend: insight.trend?.rawValue, good: insight.good,
                        days: days, weeks: insight.weeks, how: insight.how, ids: insight.things.map(\.thing.name))
                })
        }
        if csv { return text.numbers.forEach { Output.line($0) } }
        var page = LinePageBuilder<Reference>(columns: Output.columns)
        text.fill(&page)
        for line in page.lines { Output.line(line.line.text) }
    }

    static let keys = "measure finding value unit n before trend good days weeks how ids"
}
