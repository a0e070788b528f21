import Foundation
import Index
import Journal
import Terminal
import Workbench

/// Insights as lines, and as plain numbers.
struct InsightText {
    let report: InsightReport
    let pictures: Sparkline

    /// The panels, for a pane or a command; what leads somewhere stands for where it leads.
    func fill(_ page: inout LinePageBuilder<Reference>) {
        page.words("How we are doing, over \(report.facts.window.words). Nobody is ranked.", .muted)
        for insight in report.insights { add(insight, &page) }
        addActivity(&page)
    }

    private func add(_ insight: Insight, _ page: inout LinePageBuilder<Reference>) {
        page.heading(insight.title, insight.isPrivate ? insight.good + "; not shown to all" : insight.good)
        for line in StyledLine(insight.finding).wrapped(to: page.columns - 2) {
            page.add(StyledLine([Span("  ")] + line.spans))
        }
        var facts = StyledLine("  ")
        if let count = insight.count, count > 0 { facts.append("n=\(count)", .muted) }
        if let before = insight.before { facts.append("  before: \(before)", .muted) }
        if let trend = insight.trend {
            let (sign, words, style): (String, String, StyleName) =
                switch trend {
                case .better: ("+ ", "better", .success)
                case .worse: ("! ", "worse", .warning)
                case .same: ("= ", "about the same", .muted)
                }
            facts.append("  \(sign)\(words)", style)
        }
        if facts.spans.count > 1 { page.add(facts) }
        if insight.weeks.count > 2, insight.weeks.contains(where: { $0 != nil }) {
            let line = pictures.line(insight.weeks.map { $0 })
            page.add(StyledLine([Span("  by week  ", .muted), Span(line, .accent)]))
        }
        if !insight.marks.isEmpty {
            let (well, not) = pictures.isPlain ? ("*", ".") : ("●", "○")
            let marks = insight.marks.prefix(max(1, page.columns - 24)).map { $0 ? well : not }.joined()
            page.add(
                StyledLine([Span("  one each  ", .muted), Span(marks, .accent), Span("  \(well) in time", .muted)]))
        }
        for (title, thing) in insight.things {
            page.add(
                StyledLine([Span(pictures.isPlain ? "  -> " : "  → ", .muted), Span(title, .link)]).truncated(
                    to: page.columns), thing)
        }
        for line in StyledLine(insight.how, .muted).wrapped(to: page.columns - 2) {
            page.add(StyledLine([Span("  ")] + line.spans))
        }
    }

    /// Posts a day over half a year, a row a day of the week; the whole group's, never one member's.
    private func addActivity(_ page: inout LinePageBuilder<Reference>) {
        page.heading("Activity", "the group's, half a year")
        let today = Int(report.facts.window.now.rawValue / InsightWindow.day)
        let monday = today - (today + 3) % 7
        let weeks = max(1, min(26, page.columns - 5))
        let most = report.facts.days.values.max() ?? 0
        for (row, label) in ["Mo", "  ", "We", "  ", "Fr", "  ", "Su"].enumerated() {
            let signs = (0..<weeks).map { week -> Character in
                let day = monday - 7 * (weeks - 1 - week) + row
                return day > today ? " " : pictures.shade(report.facts.days[day] ?? 0, most: most)
            }
            page.add(StyledLine([Span("  \(label) ", .muted), Span(String(signs), .accent)]))
        }
        page.words("  \(pictures.legend); at most \(most) posts a day. Days are those of UTC.", .muted)
    }

    /// The same as comma-separated values, for spreadsheets, mail and screen readers.
    var numbers: [String] {
        let window = report.facts.window
        func field(_ text: String) -> String {
            text.contains { ",\"\n".contains($0) } ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
        }
        func number(_ value: Double?) -> String { value.map { Completion.text($0) } ?? "" }
        var lines = ["measure,value,unit,n,before,trend,days,weeks,finding"]
        for insight in report.insights {
            let weeks = insight.weeks.map { number($0) }.joined(separator: " ")
            lines.append(
                [
                    insight.name, number(insight.value), insight.unit, insight.count.map(String.init) ?? "",
                    insight.before ?? "", insight.trend?.rawValue ?? "", String(window.days),
                    insight.weeks.isEmpty ? "" : weeks, insight.finding,
                ].map(field).joined(separator: ","))
        }
        lines += ["", "day,posts"]
        for (day, posts) in report.facts.days.sorted(by: { $0.key < $1.key }) where posts > 0 {
            let date = Timestamp(rawValue: Int64(day) * InsightWindow.day).rfc3339.prefix(10)
            lines.append("\(date),\(posts)")
        }
        return lines
    }
}
