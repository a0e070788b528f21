import Terminal
import Workbench

/// A month as seven columns of days. Where there is room the days hold their meetings, else how many there are.
struct MonthGrid {
    /// The first day of all that is shown, and how many weeks there are.
    let start: CivilDay
    let weeks: Int
    let month: CivilDay
    private let words: DateWords

    init(of day: CivilDay, _ words: DateWords) {
        month = day.startOfMonth
        self.words = words
        start = month.startOfWeek(firstWeekday: words.firstWeekday)
        let end = month.month(after: 1)
        weeks = Int((end.number - start.number + 6) / 7)
    }

    /// What is drawn in it.
    struct Content {
        var selected: CivilDay
        var today: CivilDay
        /// The meetings of each day, as a line each, the earliest first.
        var lines: [CivilDay: [StyledLine]]
    }

    /// Rows that a day takes, for so many rows in all; a row below is for the meetings of the selected day.
    static func rows(ofDay rows: Int, weeks: Int) -> Int {
        let room = rows - 1
        return room >= weeks * 3 + 5 ? min(6, (room - 4) / weeks) : 1
    }

    /// The weeks that are shown where not all have room: those around the selected day.
    func shownWeeks(_ selected: CivilDay, rows: Int) -> Range<Int> {
        let most = max(1, min(weeks, rows - 1 - 3))
        let week = max(0, min(weeks - 1, Int((selected.number - start.number) / 7)))
        let first = max(0, min(week - most / 2, weeks - most))
        return first..<first + most
    }

    /// Rows that the grid takes.
    func height(rows: Int, selected: CivilDay) -> Int {
        let perDay = Self.rows(ofDay: rows, weeks: weeks)
        return 1 + (perDay > 1 ? weeks * perDay : shownWeeks(selected, rows: rows).count)
    }

    /// The day at a cell, for the mouse.
    func day(at point: Point, columns: Int, rows: Int, selected: CivilDay) -> CivilDay? {
        let perDay = Self.rows(ofDay: rows, weeks: weeks)
        let shown = perDay > 1 ? 0..<weeks : shownWeeks(selected, rows: rows)
        let week = (point.row - 1) / perDay + shown.lowerBound
        let place = point.column / max(1, columns / 7)
        guard point.row >= 1, shown.contains(week), (0..<7).contains(place) else { return nil }
        return start.advanced(by: Int64(week * 7 + place))
    }

    func view(columns: Int, rows: Int, _ content: Content) -> Surface {
        let width = max(1, columns / 7)
        let perDay = Self.rows(ofDay: rows, weeks: weeks)
        let shown = perDay > 1 ? 0..<weeks : shownWeeks(content.selected, rows: rows)
        var surface = Surface(size: Size(columns: columns, rows: height(rows: rows, selected: content.selected)))
        for place in 0..<7 {
            let names = width > 10 ? words.weekdays : words.shortWeekdays
            surface.write(
                names[(words.firstWeekday + place) % 7], at: Point(column: place * width + 1, row: 0), style: .muted,
                limit: width - 1)
        }
        for (row, week) in shown.enumerated() {
            for place in 0..<7 {
                let day = start.advanced(by: Int64(week * 7 + place))
                let corner = Point(column: place * width, row: 1 + row * perDay)
                draw(day, content, at: corner, width: width, rows: perDay, on: &surface)
            }
        }
        return surface
    }

    private func draw(
        _ day: CivilDay, _ content: Content, at corner: Point, width: Int, rows: Int, on surface: inout Surface
    ) {
        let lines = content.lines[day] ?? []
        let isToday = day == content.today
        let number = "\(day.parts.day)"
        // Today stands in brackets, so that it can be told without colour.
        let label = isToday ? "[\(number)]" : number.leftPadded(to: 3) + " "
        let style: StyleName = isToday ? .accent : day.startOfMonth == month ? .text : .muted
        let isSelected = day == content.selected
        surface.write(label, at: corner, style: style, limit: width)
        let room = lines.count > rows - 1
        if !lines.isEmpty, rows == 1 || room {
            let start = isToday || width > 6 ? 4 : 3
            let count = lines.count > 9 ? "+" : "\(lines.count)"
            surface.write(
                width - start > 1 ? "•" + count : count, at: Point(column: corner.column + start, row: corner.row),
                style: .badge, limit: max(0, width - start))
        }
        for (offset, line) in lines.prefix(max(0, rows - 1)).enumerated() {
            surface.write(
                line.truncated(to: width - 1), at: Point(column: corner.column + 1, row: corner.row + 1 + offset),
                limit: width - 1)
        }
        if isSelected {
            surface.overlay(
                .selection, in: Rectangle(column: corner.column, row: corner.row, columns: width, rows: 1))
            if rows == 1 || width < 6 { return }
            surface.write("▸", at: Point(column: corner.column + width - 2, row: corner.row), style: .accent)
        }
    }
}
