import Terminal
import Workbench

/// What is shown when there is no board: what Stoa is, and the ways to one.
struct WelcomePane: Pane {
    /// One way on.
    struct Way: Identifiable, Sendable {
        var id: Character
        var title: String
        var explanation: String
        var effects: [Effect]
    }

    private let ways: [Way]
    private var selected = 0

    init(_ ways: [Way]) { self.ways = ways }

    static let context: Context = "welcome"

    var title: StyledLine { "Welcome to Stoa" }
    var contexts: [Context] { [Self.context] }

    mutating func reload() throws {}

    func availability(of action: ActionName) -> Availability {
        let known: Set<ActionName> = [.open, .readOn, .down, .up, .first, .last]
        return known.contains(action) || way(action) != nil ? .available : .absent
    }

    /// Each way has an action named after its letter.
    static func action(_ letter: Character) -> ActionName { ActionName(rawValue: "way-\(letter)") }

    private func way(_ action: ActionName) -> Way? { ways.first { Self.action($0.id) == action } }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        switch action {
        case .open, .readOn: return ways[selected].effects
        case .down: selected = min(selected + 1, ways.count - 1)
        case .up: selected = max(0, selected - 1)
        case .first: selected = 0
        case .last: selected = ways.count - 1
        default: return way(action)?.effects ?? []
        }
        return []
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        guard case .click(let point) = input, let place = rows(size.columns).lastIndex(where: { $0.way <= point.row })
        else { return [] }
        selected = place
        return ways[selected].effects
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        var surface = Surface(size: size)
        for (row, line) in Self.heading(size.columns).enumerated() {
            surface.write(line, at: Point(column: Self.margin, row: row + 1))
        }
        for (place, rows) in rows(size.columns).enumerated() {
            let way = ways[place]
            let line = StyledLine([Span(" \(way.id) ", .key), Span(" " + way.title, .heading)])
            surface.write(line, at: Point(column: Self.margin, row: rows.way))
            for (offset, line) in rows.explanation.enumerated() {
                surface.write(line, at: Point(column: Self.margin + 4, row: rows.way + 1 + offset))
            }
            guard place == selected else { continue }
            surface.write("▶", at: Point(column: Self.margin - 1, row: rows.way), style: .accent)
            surface.overlay(
                .selection,
                in: Rectangle(column: Self.margin - 1, row: rows.way, columns: line.columns + 3, rows: 1))
        }
        return surface
    }

    private static let margin = 2

    private static func heading(_ columns: Int) -> [StyledLine] {
        StyledLine("There is no board here yet. A board is a folder that a group shares; choose how to come to one.")
            .wrapped(to: min(76, columns - 2 * margin))
    }

    /// Where each way stands, and its explanation broken for the width.
    private func rows(_ columns: Int) -> [(way: Int, explanation: [StyledLine])] {
        var row = Self.heading(columns).count + 2
        return ways.map { way in
            let explanation = StyledLine(way.explanation, .muted).wrapped(to: min(72, columns - Self.margin - 5))
            defer { row += explanation.count + 2 }
            return (row, explanation)
        }
    }
}
