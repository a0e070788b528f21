import Index
import Journal
import Terminal
import Workbench

/// What waits for moderators, for them alone, and what they did, for everyone.
struct ModerationPane: Pane {
    /// A row of either tab.
    enum Line: Identifiable, Sendable {
        case waiting(ModerationCase)
        case deed(KeptDeed)
        case report(Report, title: String)

        var id: EventID {
            switch self {
            case .waiting(let waiting): waiting.id
            case .deed(let deed): deed.id
            case .report(let report, _): report.id
            }
        }
    }

    private enum Tab { case queue, log, mine }

    let session: BoardSession
    private var shown: [Tab] = [.log, .mine]
    private var list = TabbedList<Line>()
    private static let mostDeeds = 500
    /// The case that the selection begins on.
    private var wanted: EventID?

    init(_ session: BoardSession, selecting wanted: EventID? = nil) {
        self.session = session
        self.wanted = wanted
    }

    /// Shows a case that waits for the reader as a moderator; nothing when it does not.
    static func opening(_ id: EventID, _ session: BoardSession) throws -> [Effect]? {
        guard try session.standing(of: session.me).isAtLeast(.moderator) else { return nil }
        let now = session.clock.now()
        let turns = try session.read { try TurnQueries.of(id, now: now, $0) }
        let isCase = try turns.contains { turn in
            try FeatureTable.firstAnswer { try $0.moderating(turn, session) } != nil
        }
        return isCase ? [.open(ModerationPane(session, selecting: id), in: .list)] : nil
    }

    var title: StyledLine { "Moderation" }
    var contexts: [Context] { [.moderation, .tabs] }
    var place: String { "moderation" }
    private var tab: Tab { shown.indices.contains(list.tabs.shown) ? shown[list.tabs.shown] : .log }
    private var waiting: ModerationCase? {
        if case .waiting(let waiting) = list.selection { waiting } else { nil }
    }
    var subject: Reference? { waiting?.thing }

    mutating func reload() throws {
        let isModerator = try session.standing(of: session.me).isAtLeast(.moderator)
        let now = session.clock.now()
        let before = tab
        shown = (isModerator ? [.queue] : []) + [.log, .mine]
        let queue = try isModerator ? ReportQueries.queue(now: now, session) : []
        if list.tabs.tabs.count != shown.count {
            let titles: [Tab: String] = [.queue: "Waiting", .log: "What was done", .mine: "My reports"]
            list.tabs = TabLine(tabs: shown.map { TabLine.Tab(title: titles[$0] ?? "") })
            list.tabs.shown = isModerator ? 0 : shown.firstIndex(of: before) ?? 0
        }
        if isModerator { list.tabs.tabs[0].count = queue.count }
        try list.fill(lines(of: tab, queue))
        if let wanted {
            list.select(wanted)
            self.wanted = nil
        }
    }

    private func lines(of tab: Tab, _ queue: [ModerationCase]) throws -> [Line] {
        switch tab {
        case .queue: queue.map(Line.waiting)
        case .log: try session.read { try DeedQueries.page(limit: Self.mostDeeds, $0) }.map(Line.deed)
        case .mine:
            try session.read { database in
                try ReportQueries.reports(by: session.me, database).map {
                    .report($0, title: try Document.title(of: $0.id, database) ?? "")
                }
            }
        }
    }

    mutating func refresh(after changes: ChangeSet) throws {
        if changes.concern("turn", "deed", "report") || !changes.standings.isEmpty { try reload() }
    }

    func availability(of action: ActionName) -> Availability {
        guard action != .find else { return .absent }
        let common = list.availability(
            of: action, onRows: [.open, .copy, .decideCase, .claimCase, .showCaseThing], none: "nothing is here")
        guard common == .available, list.selection != nil else { return common }
        switch action {
        case .decideCase: return waiting == nil ? .unavailable("nothing here waits for you") : .available
        case .claimCase: return waiting?.taking == nil ? .unavailable("only reports are looked at by one") : .available
        case .showCaseThing: return thing == nil ? .unavailable("there is nothing to show") : .available
        default: return common
        }
    }

    /// What the selected row is about, wherever it stands.
    private var thing: Reference? {
        switch list.selection {
        case .waiting(let waiting): waiting.thing
        case .deed(let kept): kept.deed.thing.map { Reference(kind: "post", id: $0) }
        case .report(let report, _): report.thing
        case nil: nil
        }
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        switch action {
        case .open: return list.selection.map { [.show(page($0, columns: min(72, max(30, size.columns - 6))))] } ?? []
        case .copy: return list.selection.map { [.copy($0.id.text)] } ?? []
        case .showCaseThing: return try show(thing)
        case .claimCase:
            guard let waiting, let taking = waiting.taking else { return [] }
            let isMine = waiting.takenBy == session.me
            let undo = Writing.Undo("looking at it") { _ in [try taking(isMine)] }
            let done = isMine ? "let go; any moderator may look at it" : "you look at it for two days"
            return [.write(Writing([try taking(!isMine)], done: done, undo: undo))]
        case .decideCase: return waiting.map { [Self.deciding($0)] } ?? []
        default: return try finish(list.perform(action, in: size), in: size)
        }
    }

    private func show(_ thing: Reference?) throws -> [Effect] {
        guard let thing else { return [] }
        guard thing.kind == ReportProjection.memberKind else { return try thing.open(session) }
        return [.replace(MemberPane(session, account: Account(thing.name)), in: .reader, isFocused: true)]
    }

    /// Asks what is decided, then why.
    static func deciding(_ waiting: ModerationCase) -> Effect {
        let items = waiting.decisions.map { decision in
            Choice.Item(label: decision.label) { [.fill(reasons(decision, waiting))] }
        }
        return .choose(Choice(purpose: "decision", title: "\(waiting.kind): \(waiting.title)", items: items))
    }

    private static func reasons(_ decision: ModerationCase.Decision, _ waiting: ModerationCase) -> Form {
        let hint = "For those whom it is about, and for everyone to read."
        return Form(
            title: decision.label.prefix(1).uppercased() + decision.label.dropFirst(),
            fields: [
                Form.Field("why", label: "Why", hint: decision.needsReason ? hint : "A word, if you like. " + hint)
            ]
        ) { values in
            let events = try decision.events(values["why"] ?? "")
            let after = decision.after
            return [.write(Writing(events, done: "decided; they are told") { _ in (try? after()) ?? [] })]
        }
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        try finish(list.handle(input, in: size), in: size)
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        let now = session.clock.now()
        return list.view(size: size, isFocused: isFocused, empty: empty) { Self.line($0, columns: $1, now: now) }
    }

    private var empty: String {
        switch tab {
        case .queue: "Nothing waits for a moderator."
        case .log: "Moderators have done nothing yet."
        case .mine: "You have reported nothing; ! reports what is selected."
        }
    }
}

extension ModerationPane {
    private static func line(_ line: Line, columns: Int, now: Timestamp) -> StyledLine {
        func dated(_ moment: Timestamp) -> StyledLine {
            let age = Age.short(moment, now: now)
            return StyledLine(String(repeating: " ", count: max(0, 3 - age.count)) + age + "  ", .time)
        }
        switch line {
        case .waiting(let waiting):
            var line = dated(waiting.since)
            line.append(waiting.kind + "  ", .accent)
            line.append(waiting.title, .text)
            line.append("  @\(waiting.account)", .muted)
            if let taken = waiting.takenBy { line.append("  @\(taken) looks at it", .warning) }
            return line.truncated(to: columns)
        case .deed(let kept):
            var line = dated(kept.at)
            line.append(kept.name + " ", .moderator)
            line.append(DeedWords.sentence(kept), .text)
            return line.truncated(to: columns)
        case .report(let report, let title):
            var line = dated(report.filed)
            line.append(title + "  ", .text)
            line.append(report.state(at: now), report.isOpen ? .warning : .answered)
            if let verdict = report.verdict { line.append("  " + verdict.reason, .muted) }
            return line.truncated(to: columns)
        }
    }

    /// A row as a page, with all its words.
    private func page(_ line: Line, columns: Int) -> Page {
        let now = session.clock.now()
        switch line {
        case .waiting(let waiting):
            var lines = [
                StyledLine([
                    Span("@\(waiting.account)", .author), Span("  " + Age.short(waiting.since, now: now), .time),
                ]), StyledLine(),
            ]
            lines += MarkdownDocument(waiting.text).layout(columns: columns, foldQuotes: false).lines
            lines += [StyledLine()]
            lines += StyledLine("a decides: " + waiting.decisions.map(\.label).joined(separator: "; "), .hint)
                .wrapped(to: columns)
            return Page(title: "\(waiting.kind): \(waiting.title)", lines: lines)
        case .deed(let kept):
            let head = StyledLine([Span(kept.name, .moderator), Span("  @\(kept.account)", .muted)])
            return Page(
                title: ShortDate.day(kept.at, now: now),
                lines: [head, StyledLine()] + StyledLine(DeedWords.sentence(kept)).wrapped(to: columns))
        case .report(let report, let title):
            var lines = StyledLine(report.reason).wrapped(to: columns) + [StyledLine()]
            lines.append(StyledLine(report.state(at: now), .accent))
            if let verdict = report.verdict {
                lines += StyledLine("@\(verdict.account): \(verdict.reason)").wrapped(to: columns)
            }
            return Page(title: "Your report of \(title)", lines: lines)
        }
    }
}
