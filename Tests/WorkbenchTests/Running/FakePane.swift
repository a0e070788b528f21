import Index
import Journal
import Terminal

@testable import Workbench

/// A pane that notes what it is told, and answers as it was told to.
struct FakePane: Pane {
    var name: String
    var actions: [ActionName: [Effect]] = [:]
    var refusals: [ActionName: String] = [:]
    private(set) var done: [ActionName] = []
    private(set) var inputs: [PaneInput] = []
    private(set) var timesShown = 0

    init(_ name: String, _ actions: [ActionName: [Effect]] = [:], refusals: [ActionName: String] = [:]) {
        self.name = name
        self.actions = actions
        self.refusals = refusals
    }

    var title: StyledLine { StyledLine(name) }

    func availability(of action: ActionName) -> Availability {
        if let why = refusals[action] { return .unavailable(why) }
        return actions[action] == nil ? .absent : .available
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        done.append(action)
        return actions[action] ?? []
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        inputs.append(input)
        return []
    }

    mutating func reload() throws {}

    mutating func wasShown(in size: Size, isFocused: Bool) throws -> [Effect] {
        timesShown += 1
        return []
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        var surface = Surface(size: size)
        surface.write("\(name): \(done.map(\.rawValue).joined(separator: " "))", at: Point(column: 0, row: 0))
        return surface
    }
}

/// A frame around fake panes, driven by keys, with a clock that the test moves.
struct BenchDriver {
    var bench: Workbench
    var now = Timestamp(rawValue: 1_700_000_000_000)
    private(set) var errands: [Errand] = []

    init(
        _ start: [Effect], size: Size = Size(columns: 80, rows: 24),
        _ change: (inout Fittings, inout Settings) -> Void = { _, _ in }
    ) {
        var fittings = Fittings(board: "Board", host: "here")
        var settings = Settings()
        fittings.start = start
        change(&fittings, &settings)
        bench = Workbench(fittings, settings: settings, size: size, now: now)
        bench.start()
        errands = bench.takeErrands()
    }

    /// Presses keys by their names.
    mutating func press(_ names: String...) {
        for name in names {
            guard let key = Key(name: name) else { continue }
            bench.press(key, now: now)
            errands += bench.takeErrands()
        }
    }

    /// Types a text.
    mutating func type(_ text: String) {
        for letter in text {
            bench.press(letter == " " ? .named(.space) : letter == "\n" ? .named(.enter) : .character(letter), now: now)
            errands += bench.takeErrands()
        }
    }

    /// Lets time go by.
    mutating func wait(_ milliseconds: Int64) {
        now = now.advanced(by: milliseconds)
        bench.tick(now: now)
        errands += bench.takeErrands()
    }

    /// What has been written and is not answered yet: tickets with what they are for.
    mutating func takeWritings() -> [(ticket: Int, writing: Writing)] {
        defer { errands = [] }
        return errands.compactMap { if case .write(let writing, let ticket) = $0 { (ticket, writing) } else { nil } }
    }

    mutating func finish(_ ticket: Int, _ outcome: WritingOutcome) {
        bench.finished(ticket: ticket, outcome, now: now)
        errands += bench.takeErrands()
    }

    mutating func takeErrands() -> [Errand] {
        defer { errands = [] }
        return errands
    }

    func pane(_ slot: Slot) -> FakePane? { bench.stage[slot] as? FakePane }

    /// The status line, or what lies over it.
    var lastLine: String { screen.last ?? "" }
    var screen: [String] {
        var bench = bench
        return bench.draw().text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
