import ArgumentParser
import Index
import Workbench

extension Feature {
    /// How the group is doing, for everyone; it measures the group before the person, and ranks nobody.
    static let insights = Feature(
        "Insights",
        projection: InsightProjection.projection,
        commands: [CommandGroup(name: "The community", subcommands: [InsightsCommand.self])],
        documents: [
            JSONDocument(
                "insights", "an array of measures; value, n, before and trend may be missing", InsightsCommand.keys)
        ],
        actions: [
            Action(
                .insightNumbers, keys: ["e"], in: .insights, group: .reading, help: "the numbers",
                hint: "As comma-separated values, on a page and in the clipboard.", prominence: 80)
        ],
        views: [BoardView(name: "insights", title: "Insights", letter: "n") { [.open(InsightsPane($0), in: .list)] }]
    ).telling(InsightStory.scenes)
}
