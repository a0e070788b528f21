import Index
import Journal
import Terminal
import Workbench

extension ActionName {
    static let kudos: ActionName = "kudos"
    static let showKudos: ActionName = "show-kudos"
    static let setRhythm: ActionName = "set-rhythm"
    static let restWeek: ActionName = "rest-week"
}

extension Context {
    /// In one's own weeks.
    static let weeks: Context = "weeks"
}

/// One's own weeks, calendar, milestones and thanks: for the reader alone.
struct WeeksPane: Pane {
    let session: BoardSession
    private var text = TextView()
    private var isOn = false
    private var rests: Set<Week> = []
    /// Milestones that were not celebrated when the pane was opened: they keep their sign until one leaves.
    private var fresh: Set<String> = []
    private var celebrated: Set<String> = []
    private var columns = 72

    init(_ session: BoardSession) { self.session = session }

    var contexts: [Context] { [.weeks] }
    var title: StyledLine { "My weeks" }
    var place: String { "weeks" }
    var isFinding: Bool { !text.sought.isEmpty }

    mutating func reload() throws {
        (isOn, rests) = try session.read { (try RhythmQueries.isOn($0), try RhythmQueries.rests($0)) }
        let rhythm = try RhythmQueries.rhythm(session)
        let milestones = try RhythmQueries.milestones(session)
        fresh.formUnion(milestones.filter { !$0.isSeen }.map(\.name))
        let thanks = try session.read { try KudosQueries.received(by: session.me, limit: 20, $0) }
        text.lines = rhythmLines(rhythm) + milestoneLines(milestones) + thanksLines(thanks)
    }

    /// What was shown has been celebrated.
    mutating func wasShown(in size: Size, isFocused: Bool) throws -> [Effect] {
        if columns != size.columns {
            columns = size.columns
            try reload()
        }
        let news = fresh.subtracting(celebrated).sorted()
        guard isFocused, !news.isEmpty else { return [] }
        celebrated.formUnion(news)
        return [.write(Writing([try NewEvent(MilestonesSeen(milestones: news), isPrivate: true)]))]
    }

    mutating func refresh(after changes: ChangeSet) throws {
        if changes.concern("kudos", "rhythm", "thread") { try reload() }
    }

    func availability(of action: ActionName) -> Availability {
        if action == .setRhythm { return .available }
        if action == .restWeek { return isOn ? .available : .unavailable("your weeks are not shown; e shows them") }
        return TextView.actions.contains(action) || action == .find ? .available : .absent
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        switch action {
        case .setRhythm:
            let undo = Writing.Undo("this") { [isOn] _ in [try NewEvent(RhythmSet(on: isOn), isPrivate: true)] }
            let event = try NewEvent(RhythmSet(on: !isOn), isPrivate: true)
            let done = isOn ? "your weeks are not shown any more" : "your weeks are shown, to you alone"
            return [.write(Writing([event], done: done, undo: undo))]
        case .restWeek: return [.choose(restChoice())]
        default:
            _ = text.perform(action, height: size.rows)
            return []
        }
    }

    private func restChoice() -> Choice {
        let now = session.clock.now()
        let calendar = Week.calendar()
        let items = (0..<6).map { count -> Choice.Item in
            let week = Week(now.advanced(by: Int64(count) * 7 * 86_400_000), calendar)
            let isRest = rests.contains(week)
            let name = count == 0 ? "this week" : count == 1 ? "next week" : "in \(count) weeks"
            return Choice.Item(label: "\(week.text)  \(name)", detail: isRest ? "rest; Enter takes it back" : "") {
                let event = try NewEvent(RhythmRested(week: week, rest: !isRest), isPrivate: true)
                let undo = Writing.Undo("resting") { _ in
                    [try NewEvent(RhythmRested(week: week, rest: isRest), isPrivate: true)]
                }
                return [.write(Writing([event], done: isRest ? "no rest then" : "rest well", undo: undo))]
            }
        }
        return Choice(purpose: "rest", title: "A week of rest neither counts nor breaks anything", items: items)
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        switch input {
        case .wheel(let count): text.scroll(to: text.top + count, height: size.rows)
        case .typing(PaneInput.find, let sought), .entered(PaneInput.find, let sought):
            text.find(sought, height: size.rows)
        case .cancelled(PaneInput.find): text.find("", height: size.rows)
        default: break
        }
        return []
    }

    func view(size: Size, isFocused: Bool) -> Surface { text.view(size: size) }

    // MARK: - Lines

    private var room: Int { max(20, columns - 2) }

    private func rhythmLines(_ rhythm: Rhythm) -> [StyledLine] {
        let privacy =
            "Only you see this page. A week counts when you wrote, read, gave feedback or came to a meeting in it."
        var lines = [StyledLine("Weeks", .heading)]
        lines +=
            isOn
            ? [StyledLine(rhythm.line, .accent)]
            : StyledLine("Your last twelve weeks are not shown; e shows them.", .muted).wrapped(to: room)
        lines += StyledLine(privacy, .muted).wrapped(to: room) + [StyledLine(), StyledLine("Half a year", .heading)]
        return lines + rhythm.calendar.map { StyledLine($0, .accent) } + [
            StyledLine(Rhythm.legend, .muted), StyledLine(),
        ]
    }

    private func milestoneLines(_ milestones: [FirstTime]) -> [StyledLine] {
        guard !milestones.isEmpty else { return [] }
        let now = session.clock.now()
        return [StyledLine("Milestones", .heading)]
            + milestones.flatMap { milestone -> [StyledLine] in
                var line = StyledLine([
                    Span(fresh.contains(milestone.name) ? "★ " : "  ", .badge), Span(milestone.words),
                    Span("  " + Age.short(milestone.at, now: now), .time),
                ])
                if !milestone.title.isEmpty { line.append("  " + milestone.title, .muted) }
                return [line.truncated(to: room)]
            } + [StyledLine()]
    }

    private func thanksLines(_ thanks: [Kudos]) -> [StyledLine] {
        guard !thanks.isEmpty else { return [] }
        return [StyledLine("Thanks", .heading)]
            + thanks.flatMap { kudos in
                StyledLine([
                    Span("♥ ", .reaction), Span(kudos.giver.name, .author), Span(", \(kudos.kind.words): ", .muted),
                    Span(kudos.reason),
                ]).wrapped(to: room)
            }
    }
}
