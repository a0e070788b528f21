import Journal
import Terminal
import Workbench

/// A goal as one line of a list.
struct GoalLine {
    let goal: GoalSummary
    let now: Timestamp

    /// `[####------] 4/10  Statement   due 12 Dec  drifting`, as much of it as there is room for.
    func line(columns: Int, showsOwner: Bool = false) -> StyledLine {
        let isNarrow = columns < 56
        var left = StyledLine()
        let barColumns = isNarrow ? 8 : 12
        if let completion = goal.completion {
            left.append(completion.bar(columns: barColumns), .accent)
        } else {
            left.append(String(repeating: " ", count: barColumns))
        }
        if !isNarrow { left.append(" " + goal.progressWords.padding(to: 6), .muted) }
        left.append(" " + goal.statement, goal.state.isOver ? .muted : .text)
        if showsOwner { left.append("  @\(goal.author)", .author) }
        return left.justified(with: right(columns), columns: columns)
    }

    private func right(_ columns: Int) -> StyledLine {
        var line = StyledLine()
        if goal.isPrivate, columns >= 72 { line.append("  yours alone", .muted) }
        if goal.state.isOver || goal.state == .proposed || goal.state == .draft {
            line.append("  " + goal.state.words, goal.state == .proposed ? .badge : .muted)
        } else if goal.isClaimed {
            line.append("  met?", .badge)
        } else if goal.isDrifting(now: now) {
            line.append("  drifting", .warning)
        } else if columns >= 84, let confidence = goal.confidence {
            line.append("  conf \(confidence)/5", .muted)
        }
        if let due = goal.due, !goal.state.isOver {
            let day = ShortDate.day(due, now: now)
            line.append(columns < 72 ? "  " + day : "  due " + day, due < now ? .warning : .time)
        }
        return line
    }
}
