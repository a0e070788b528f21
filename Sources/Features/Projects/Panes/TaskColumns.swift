import Journal
import Terminal
import Workbench

/// A project's tasks in three columns side by side.
struct TaskColumns {
    let tasks: [TaskSummary]
    let selected: EventID?
    let now: Timestamp

    /// Columns of the screen from which three stand side by side.
    static let besideFrom = 60

    func tasks(in state: TaskState) -> [TaskSummary] { tasks.filter { $0.state == state } }

    /// The task that is so many steps down and so many columns to the right; the nearest one where that is none.
    func neighbour(of task: TaskSummary, down: Int = 0, right: Int = 0) -> TaskSummary? {
        let column = tasks(in: task.state)
        let row = column.firstIndex { $0.id == task.id } ?? 0
        guard right != 0 else { return column[min(max(0, row + down), column.count - 1)] }
        var state = task.state.moved(by: right)
        while let next = state {
            let others = tasks(in: next)
            if !others.isEmpty { return others[min(row, others.count - 1)] }
            state = next.moved(by: right)
        }
        return nil
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        var surface = Surface(size: size)
        let width = (size.columns - 2) / 3
        for (place, state) in TaskState.allCases.enumerated() {
            let start = place * (width + 1)
            let columns = place == 2 ? size.columns - start : width
            surface.draw(
                column(state, Size(columns: columns, rows: size.rows), isFocused), at: Point(column: start, row: 0))
            if place < 2 {
                surface.fill(Rectangle(column: start + width, row: 0, columns: 1, rows: size.rows), "│", style: .border)
            }
        }
        return surface
    }

    private func column(_ state: TaskState, _ size: Size, _ isFocused: Bool) -> Surface {
        var surface = Surface(size: size)
        let own = tasks(in: state)
        surface.write(
            StyledLine([Span(Self.titles[state] ?? "", .heading), Span(own.isEmpty ? "" : "  \(own.count)", .muted)]),
            at: Point(column: 1, row: 0))
        let cards = own.map { card($0, columns: size.columns - 2) }
        let heights = cards.map { $0.count + 1 }
        let room = size.rows - 1
        // The selected card is in view, as far up as can be.
        let chosen = own.firstIndex { $0.id == selected }
        var first = 0
        if let chosen { while first < chosen, heights[first...chosen].reduce(-1, +) > room { first += 1 } }
        var row = 1
        for place in cards.indices.dropFirst(first) where row < size.rows {
            for (offset, line) in cards[place].enumerated() {
                let isMarked = place == chosen && offset == 0
                surface.write(
                    isMarked ? (isFocused ? "▶" : "▸") : " ", at: Point(column: 0, row: row + offset), style: .accent)
                surface.write(line, at: Point(column: 1, row: row + offset), limit: size.columns - 2)
            }
            if place == chosen {
                let block = Rectangle(column: 0, row: row, columns: size.columns, rows: cards[place].count)
                surface.overlay(isFocused ? .selection : .selectionUnfocused, in: block)
            }
            row += heights[place]
        }
        return surface
    }

    /// A task's title in up to two lines, and who does it by when.
    private func card(_ task: TaskSummary, columns: Int) -> [StyledLine] {
        let style: StyleName = task.state == .done ? .muted : .text
        var lines = StyledLine(task.title, style).wrapped(to: columns)
        if lines.count > 2 {
            let rest = StyledLine(lines.dropFirst().map(\.text).joined(separator: " "), style)
            lines = [lines[0], rest.truncated(to: columns)]
        }
        let facts = TaskLine(task: task, now: now).facts
        return facts.spans.isEmpty ? lines : lines + [facts.truncated(to: columns)]
    }

    private static let titles: [TaskState: String] = [.todo: "To do", .doing: "Doing", .done: "Done"]
}

/// A task as one line of a list.
struct TaskLine {
    let task: TaskSummary
    let now: Timestamp

    /// Who does it, by when, and what stands in its way.
    var facts: StyledLine {
        var line = StyledLine()
        if task.isBlocked { line.append("blocked ", .warning) }
        if !task.assignees.isEmpty {
            line.append(task.assignees.map { "@\($0)" }.joined(separator: " ") + " ", .author)
        }
        if task.state == .done {
            line.append(Age.short(task.since, now: now), .time)
        } else if let due = task.due {
            line.append(ShortDate.day(due, now: now), due < now ? .warning : .time)
        }
        return line
    }

    /// `[ ]`, `[>]`, `[x]`, and `[-]` for what is blocked.
    func line(columns: Int) -> StyledLine {
        let mark = task.isBlocked ? "[-] " : Self.marks[task.state] ?? ""
        let left = StyledLine([
            Span(mark, task.isBlocked ? .warning : .accent), Span(task.title, task.state == .done ? .muted : .text),
        ])
        return left.justified(with: StyledLine([Span(" ")] + facts.spans), columns: columns)
    }

    private static let marks: [TaskState: String] = [.todo: "[ ] ", .doing: "[>] ", .done: "[x] "]
}
