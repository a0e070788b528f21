import Index
import Journal
import Terminal
import Workbench

/// The calendar's month: a day is selected, and below it stands what happens then.
struct MonthView: Sendable {
    private let session: BoardSession
    private var chosen: CivilDay?
    private var times: [CivilDay: [MeetingTime]] = [:]

    init(_ session: BoardSession) { self.session = session }

    private var today: CivilDay { WallClock.reader.local(session.clock.now()).day }

    /// The day that is selected.
    var day: CivilDay { chosen ?? today }
    /// What happens on it.
    var ofDay: [MeetingTime] { times[day] ?? [] }
    var selection: MeetingTime? { ofDay.first }
    private var grid: MonthGrid { MonthGrid(of: day, .reader) }

    /// `November 2026`.
    var title: String {
        let (year, month, _) = day.parts
        return DateWords.reader.month(month, of: year)
    }

    /// Works out what happens in the weeks that are shown, and in no others.
    mutating func reload() throws {
        let (grid, wall) = (grid, WallClock.reader)
        let from = wall.moment(LocalTime(day: grid.start, minutes: 0))
        let until = wall.moment(LocalTime(day: grid.start.advanced(by: Int64(grid.weeks * 7)), minutes: 0))
        let found = try session.read { try MeetingQueries.times(from: from, until: until, reader: session.me, $0) }
        times = Dictionary(grouping: found) { wall.local($0.time.start).day }
    }

    mutating func step(days: Int) throws { try select(day.advanced(by: Int64(days))) }

    private mutating func select(_ day: CivilDay) throws {
        guard (0...80_000).contains(day.number) else { return }
        let month = self.day.startOfMonth
        chosen = day
        if day.startOfMonth != month { try reload() }
    }

    mutating func perform(_ action: ActionName) throws {
        switch action {
        case .dayRight: try step(days: 1)
        case .dayLeft: try step(days: -1)
        case .down, .halfPageDown: try step(days: 7)
        case .up, .halfPageUp: try step(days: -7)
        case .monthRight, .pageDown: try select(sameDay(after: 1))
        case .monthLeft, .pageUp: try select(sameDay(after: -1))
        case .first: try select(today)
        default: try select(grid.month.month(after: 1).advanced(by: -1))
        }
    }

    private func sameDay(after months: Int) -> CivilDay {
        let month = day.startOfMonth.month(after: months)
        let (year, number, _) = month.parts
        return month.advanced(by: Int64(min(day.parts.day, CivilDay.days(in: number, of: year)) - 1))
    }

    mutating func click(_ point: Point, _ size: Size) throws {
        let day = grid.day(at: point, columns: size.columns, rows: size.rows, selected: day)
        if let day { try select(day) }
    }

    func view(size: Size, isFocused: Bool, _ words: MeetingWords) -> Surface {
        var surface = Surface(size: size)
        let lines = times.mapValues { times in
            times.map { time -> StyledLine in
                let isOff = time.isCancelled
                return StyledLine([
                    Span(words.dates.listedClock(words.reader.local(time.time.start)) + " ", isOff ? .muted : .time),
                    Span(time.title, isOff ? .strikethrough : .text),
                ])
            }
        }
        let content = MonthGrid.Content(selected: day, today: words.reader.local(words.now).day, lines: lines)
        let drawn = grid.view(columns: size.columns, rows: size.rows, content)
        surface.draw(drawn, at: Point(column: 0, row: 0))
        let below = drawn.size.rows
        guard size.rows - below >= 2 else { return surface }
        surface.write(
            StyledLine(words.day(day), .heading), at: Point(column: 1, row: below), limit: size.columns - 1)
        for (row, time) in ofDay.prefix(size.rows - below - 1).enumerated() {
            surface.write(
                MeetingLine(time: time, words: words).line(columns: size.columns - 2),
                at: Point(column: 1, row: below + 1 + row))
        }
        if ofDay.isEmpty {
            surface.write("Nothing; c plans a meeting.", at: Point(column: 1, row: below + 1), style: .muted)
        }
        return surface
    }
}
