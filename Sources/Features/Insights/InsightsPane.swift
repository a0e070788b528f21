import Index
import Journal
import Terminal
import Workbench

extension Context {
    /// In the insights.
    static let insights: Context = "insights"
}

extension ActionName {
    static let insightNumbers: ActionName = "insight-numbers"
}

/// How the group is doing, over a period that one chooses.
struct InsightsPane: Pane {
    private static let periods = [30, 90, 365, InsightWindow.mostDays]

    let session: BoardSession
    private var tabs = TabLine(tabs: ["30 days", "90 days", "a year", "all"].map { TabLine.Tab(title: $0) })
    private var page = LinePage<Reference>()
    private var report: InsightReport?
    private var columns = 72

    init(_ session: BoardSession) { self.session = session }

    var title: StyledLine { "Insights" }
    var place: String { "insights" }
    var contexts: [Context] { [.insights, .tabs] }
    var subject: Reference? { page.target }

    mutating func reload() throws {
        let window = InsightWindow(days: Self.periods[tabs.shown], now: session.clock.now())
        let report = try InsightReport(InsightFacts(window, session), session)
        self.report = report
        try layOut()
    }

    private mutating func layOut() throws {
        guard let report else { return }
        var builder = LinePageBuilder<Reference>(columns: columns)
        InsightText(report: report, pictures: Sparkline()).fill(&builder)
        try page.set(builder)
    }

    /// The numbers stand still while somebody reads them; coming back brings new ones.
    mutating func refresh(after changes: ChangeSet) throws {}

    mutating func wasShown(in size: Size, isFocused: Bool) throws -> [Effect] {
        guard size.columns != columns else { return [] }
        columns = size.columns
        try layOut()
        return []
    }

    func availability(of action: ActionName) -> Availability {
        switch action {
        case .insightNumbers, .tabLeft, .tabRight: .available
        case .open: page.target == nil ? .unavailable("this line leads nowhere") : .available
        default: LinePage<Reference>.actions.contains(action) ? .available : .absent
        }
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        switch action {
        case .open: return try page.target?.open(session) ?? []
        case .insightNumbers:
            guard let report else { return [] }
            let numbers = InsightText(report: report, pictures: Sparkline()).numbers
            return [
                .copy(numbers.joined(separator: "\n")),
                .show(Page(title: "The numbers (copied)", lines: numbers.map { StyledLine($0) })),
            ]
        case .tabLeft, .tabRight:
            tabs.step(by: action == .tabRight ? 1 : -1)
            page = LinePage()
            try reload()
        default: try page.perform(action, height: height(size))
        }
        return []
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        if case .click(let point) = input, point.row == 0 {
            guard let tab = tabs.tab(atColumn: point.column, columns: size.columns) else { return [] }
            tabs.shown = tab
            try reload()
            return []
        }
        return try finish(page.handle(input.moved(up: Self.head), height: height(size)), in: size)
    }

    private static let head = 2

    private func height(_ size: Size) -> Int { max(1, size.rows - Self.head) }

    func view(size: Size, isFocused: Bool) -> Surface {
        var surface = Surface(size: size)
        surface.write(tabs.line(columns: size.columns), at: Point(column: 0, row: 0))
        let body = page.view(size: Size(columns: size.columns, rows: height(size)), isFocused: isFocused)
        surface.draw(body, at: Point(column: 0, row: Self.head))
        return surface
    }
}
