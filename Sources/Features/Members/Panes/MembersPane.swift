import Index
import Journal
import Terminal
import Workbench

extension Member: Identifiable {
    /// What lists know them by.
    public var id: Account { account }
}

/// The directory: everyone as a view, or beside threads with those who are here first.
struct MembersPane: Pane {
    let session: BoardSession
    private let isBeside: Bool
    private var online: Set<Account> = []
    private var sought = ""
    private var list = ListView(FixedRows<Member>())

    init(_ session: BoardSession, isBeside: Bool = false) {
        self.session = session
        self.isBeside = isBeside
    }

    var title: StyledLine { StyledLine(online.isEmpty ? "Members" : "Members, \(online.count) online") }
    var place: String { "members" }
    var isFinding: Bool { !sought.isEmpty }
    var subject: Reference? {
        isBeside ? nil : list.selection.map { Reference(kind: "member", name: $0.account.rawValue) }
    }
    var status: StyledLine { StyledLine(sought.isEmpty ? "" : "with “\(sought)”", .status) }

    mutating func reload() throws {
        online = session.surroundings.view.online
        let all = try session.read { try MemberQueries.all($0) }
        let found = sought.isEmpty ? all : all.filter(isSought)
        // Those who are here first; sorting is stable only if asked for, so the names decide among equals.
        list.source = FixedRows(
            found.filter { online.contains($0.account) } + found.filter { !online.contains($0.account) })
        try list.reload()
    }

    mutating func refresh(after changes: ChangeSet) throws {
        if changes.isUnbounded || changes.hasOtherSurroundings || !changes.standings.isEmpty
            || changes.rows["member"] != nil
        {
            try reload()
        }
    }

    private func isSought(_ member: Member) -> Bool {
        let fields = [
            member.account.rawValue, member.name, member.interests, member.canHelpWith, member.wantsToLearn,
            member.about,
        ]
        return StyledLine(fields.joined(separator: " ")).contains(sought)
    }

    func availability(of action: ActionName) -> Availability {
        if action == .find { return .available }
        if ActionName.amongMatches.contains(action) { return isFinding ? .available : .absent }
        if StandingActions.names.contains(action) { return standingAvailability(of: action) }
        guard
            [.open, .copy, .reply, .message].contains(action) || ListView<FixedRows<Member>>.actions.contains(action)
        else { return .absent }
        guard let member = list.selection else { return .unavailable("there is nobody here") }
        let isOwn = member.account == session.me && list.marks.isEmpty
        return [.reply, .message].contains(action) && isOwn ? .unavailable("this is you") : .available
    }

    private func standingAvailability(of action: ActionName) -> Availability {
        guard let member = list.selection else { return .unavailable("there is nobody here") }
        do { return Availability(unless: try StandingActions.refusal(of: action, member, session)) } catch {
            return .unavailable("who you are cannot be told just now")
        }
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        switch action {
        case _ where StandingActions.names.contains(action):
            return try list.selection.map { try StandingActions.perform(action, on: $0, session) } ?? []
        case .open:
            return list.selection.map { [.show(MemberPage.page($0, isOnline: online.contains($0.account)))] } ?? []
        case .reply, .message:
            let others = list.chosen.map(\.account).filter { $0 != session.me }
            return [try MessageEffects(session: session).write(to: others)]
        case .copy: return list.selection.map { [.copy("@" + $0.account.rawValue)] } ?? []
        case .endFind: try show(with: "")
        default: _ = try list.perform(action, height: size.rows)
        }
        return []
    }

    private mutating func show(with text: String) throws {
        sought = text
        try reload()
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        switch input {
        case .typing(PaneInput.find, let text), .entered(PaneInput.find, let text): try show(with: text)
        case .cancelled(PaneInput.find): try show(with: "")
        case .click(let point):
            if let place = list.place(atRow: point.row) { try list.move(to: place, height: size.rows) }
        case .doubleClick: return try perform(.open, in: size)
        case .wheel(let count): try list.scroll(by: count, height: size.rows)
        default: break
        }
        return []
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        list.view(size: size, isFocused: isFocused, empty: "Nobody yet.") { member, columns in
            let isOnline = online.contains(member.account)
            var line = StyledLine([
                Span(isOnline ? "● " : "  ", .online), Span(member.name, member.account == session.me ? .me : .author),
            ])
            if member.role > .member { line.append(" " + member.role.rawValue, .moderator) }
            if member.state != "member" { line.append(" " + member.state, .warning) }
            guard !isBeside else { return line.truncated(to: columns) }
            line.append("  @\(member.account)", .muted)
            let about = member.canHelpWith.isEmpty ? member.interests : "can help with " + member.canHelpWith
            if !about.isEmpty { line.append("  " + about, .muted) }
            return line.truncated(to: columns)
        }
    }
}

/// A member as a page over everything.
enum MemberPage {
    static func page(_ member: Member, isOnline: Bool) -> Page {
        var lines = [
            StyledLine([
                Span("@\(member.account)", .author), Span("  " + member.role.rawValue, .moderator),
                Span(isOnline ? "  here now" : "", .online),
            ])
        ]
        let fields = [
            ("Interests", member.interests), ("Can help with", member.canHelpWith),
            ("Wants to learn", member.wantsToLearn),
        ]
        for (name, text) in fields where !text.isEmpty {
            lines.append(StyledLine([Span(name + ": ", .muted), Span(text)]))
        }
        lines += [StyledLine()] + MarkdownDocument(member.about).layout(columns: 72, foldQuotes: false).lines
        return Page(title: member.name, lines: lines)
    }
}
