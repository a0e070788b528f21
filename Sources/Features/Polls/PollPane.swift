import Index
import Journal
import Terminal
import Workbench

/// A poll: its options with live results, and keys that vote.
struct PollPane: Pane {
    let session: BoardSession
    let id: EventID
    private var poll: Poll?
    private var names: [Account: String] = [:]
    /// The option that Enter is for.
    private var selected = 0
    /// The first visible line.
    private var top = 0
    /// What the reader chose last, until the index says the same: keys may come faster than the disk.
    private var wanted: [Int]?

    init(_ session: BoardSession, poll: EventID) {
        self.session = session
        id = poll
    }

    var contexts: [Context] { [.poll] }
    var title: StyledLine { "Poll" }
    var subject: Reference? { poll.map { Reference(kind: "poll", id: $0.id) } }
    private var effects: PollEffects { PollEffects(session: session) }
    private var now: Timestamp { session.clock.now() }

    var status: StyledLine {
        guard let poll, poll.isOpen(at: now) else { return "" }
        guard let vote = poll.vote(of: session.me) else { return StyledLine("you have not voted", .status) }
        return StyledLine(vote.choices.isEmpty ? "you leave it to the others" : "you have voted", .status)
    }

    mutating func reload() throws {
        (poll, names) = try session.read { database in
            let poll = try PollQueries.poll(id, database)
            return (poll, try poll.map { try PollQueries.names(in: $0, database) } ?? [:])
        }
        if wanted == poll?.vote(of: session.me)?.choices { wanted = nil }
    }

    mutating func refresh(after changes: ChangeSet) throws {
        if changes.concern("poll") { try reload() }
    }

    // MARK: - Actions

    private static let moving: Set<ActionName> = [
        .down, .up, .first, .last, .pageDown, .pageUp, .halfPageDown, .halfPageUp,
    ]

    func availability(of action: ActionName) -> Availability {
        guard let poll else { return Self.moving.contains(action) ? .unavailable("this poll is not here") : .absent }
        let standing = (try? session.standing(of: session.me)) ?? .outsider
        if let place = PollActions.choices.firstIndex(of: action) {
            guard poll.terms.options.indices.contains(place) else {
                return .unavailable("the poll has \(poll.terms.options.count) options")
            }
            return Availability(unless: PollRules.refusalToVote([], in: poll, by: standing, at: now))
        }
        switch action {
        case .voteHere, .leaveVote:
            return Availability(unless: PollRules.refusalToVote([], in: poll, by: standing, at: now))
        case .retract:
            guard poll.vote(of: session.me) != nil else { return .unavailable("you have not voted") }
            return Availability(unless: PollRules.refusalToVote(nil, in: poll, by: standing, at: now))
        case .closePoll:
            return Availability(
                unless: PollRules.refusalToClose(
                    poll.isOpen(at: now), poll, by: session.me, standing: standing, at: now))
        case .writeOutcome:
            return Availability(
                unless: PollRules.refusalToConclude("", poll, by: session.me, standing: standing, at: now))
        case .openLink: return poll.terms.thread == nil ? .unavailable("the poll belongs to no thread") : .available
        case .copy: return .available
        default: return Self.moving.contains(action) ? .available : .absent
        }
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        guard let poll else { return [] }
        if Self.moving.contains(action) {
            move(action, in: size)
            return []
        }
        if let place = PollActions.choices.firstIndex(of: action) {
            select(place, in: size)
            return try toggle(place, poll)
        }
        switch action {
        case .voteHere: return try toggle(selected, poll)
        case .leaveVote: return try vote([], poll)
        case .retract:
            wanted = nil
            return [try effects.vote(nil, in: poll)]
        case .closePoll: return [try effects.close(poll)]
        case .writeOutcome: return [effects.conclude(poll)]
        case .openLink:
            return try poll.terms.thread.flatMap { thread in
                try FeatureTable.firstAnswer { try $0.open(thread, session) }
            } ?? [.say("the thread is not here any more")]
        case .copy: return [.copy(lines(80).map(\.line.text).joined(separator: "\n"))]
        default: return []
        }
    }

    private mutating func toggle(_ option: Int, _ poll: Poll) throws -> [Effect] {
        var choices = wanted ?? poll.vote(of: session.me)?.choices ?? []
        if let place = choices.firstIndex(of: option) {
            choices.remove(at: place)
        } else if poll.terms.pollKind == .single {
            choices = [option]
        } else {
            choices.append(option)
        }
        // Nothing chosen any more is no vote; leaving it to the others has a key of its own.
        guard !choices.isEmpty else {
            wanted = nil
            return [try effects.vote(nil, in: poll)]
        }
        return try vote(choices, poll)
    }

    private mutating func vote(_ choices: [Int], _ poll: Poll) throws -> [Effect] {
        let effect = try effects.vote(choices, in: poll)
        wanted = choices
        return [effect]
    }

    // MARK: - Moving

    private mutating func move(_ action: ActionName, in size: Size) {
        let last = (poll?.terms.options.count ?? 1) - 1
        switch action {
        // Beyond the last option there is more to read.
        case .down where selected == last: scroll(to: top + 1, in: size)
        case .down: select(selected + 1, in: size)
        case .up: select(max(0, selected - 1), in: size)
        case .first:
            select(0, in: size)
            scroll(to: 0, in: size)
        case .last:
            select(last, in: size)
            scroll(to: .max, in: size)
        case .pageDown: scroll(to: top + max(1, size.rows - 1), in: size)
        case .pageUp: scroll(to: top - max(1, size.rows - 1), in: size)
        case .halfPageDown: scroll(to: top + max(1, size.rows / 2), in: size)
        default: scroll(to: top - max(1, size.rows / 2), in: size)
        }
    }

    /// Selects an option and brings all of its lines into view, with what stands above the first one.
    private mutating func select(_ option: Int, in size: Size) {
        selected = option
        let lines = lines(size.columns)
        guard let first = lines.firstIndex(where: { $0.option == option }),
            let last = lines.lastIndex(where: { $0.option == option })
        else { return }
        let start = option == 0 ? 0 : first
        if last >= top + size.rows { scroll(to: last - size.rows + 1, in: size) }
        if start < top { scroll(to: start, in: size) }
    }

    private mutating func scroll(to line: Int, in size: Size) {
        top = max(0, min(line, lines(size.columns).count - size.rows))
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        switch input {
        case .wheel(let count): scroll(to: top + count, in: size)
        case .click(let point):
            let lines = lines(size.columns)
            if lines.indices.contains(top + point.row), let option = lines[top + point.row].option { selected = option }
        case .doubleClick: if availability(of: .voteHere) == .available { return try perform(.voteHere, in: size) }
        default: break
        }
        return []
    }

    // MARK: - Drawing

    private func lines(_ columns: Int) -> [PollLines.Line] {
        guard let poll else { return [] }
        return PollLines(poll: poll, names: names, me: session.me, now: now, columns: max(20, columns - 2)).lines
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        var surface = Surface(size: size)
        guard poll != nil else {
            surface.write("This poll is not here any more.", at: Point(column: 1, row: 0), style: .muted)
            return surface
        }
        for (row, line) in lines(size.columns).dropFirst(top).prefix(size.rows).enumerated() {
            let isSelected = line.option == selected
            if isSelected { surface.write("▌", at: Point(column: 0, row: row), style: isFocused ? .accent : .border) }
            surface.write(line.line, at: Point(column: 1, row: row), limit: max(0, size.columns - 1))
            if isSelected, line.isFirst {
                surface.overlay(
                    isFocused ? .selection : .selectionUnfocused,
                    in: Rectangle(column: 1, row: row, columns: size.columns - 1, rows: 1))
            }
        }
        return surface
    }
}
