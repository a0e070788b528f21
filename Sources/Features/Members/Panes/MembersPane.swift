import Index
import Journal
import Terminal
import Workbench

extension Member: Identifiable {
    /// What lists know them by.
    public var id: Account { account }
}

/// The directory: everyone as a view with tabs, or beside threads with those who are here first.
struct MembersPane: Pane {
    /// What the tabs show, in their order.
    enum Tab: Int, CaseIterable {
        case everyone, matches, mentors
    }

    let session: BoardSession
    private let isBeside: Bool
    private var online: Set<Account> = []
    private var tag: MemberTopic?
    /// What is said of each member on the tab.
    private var words: [Account: String] = [:]
    private var list: TabbedList<Member>

    init(_ session: BoardSession, isBeside: Bool = false) {
        self.session = session
        self.isBeside = isBeside
        list = TabbedList(tabs: isBeside ? [] : ["Everyone", "Matches", "Mentors"])
    }

    var title: StyledLine { StyledLine(online.isEmpty ? "Members" : "Members, \(online.count) online") }
    var contexts: [Context] { isBeside ? [] : [.members, .tabs] }
    var place: String { "members" }
    var standsFor: Set<Slot> { isBeside ? [] : [.sideLower] }
    var isFinding: Bool { list.isFinding || tag != nil }
    var subject: Reference? {
        isBeside ? nil : list.selection.map { Reference(kind: "member", name: $0.account.rawValue) }
    }
    var status: StyledLine {
        var line = list.status
        if let tag { line.append((list.isFinding ? ", " : "") + "tagged “\(tag.text)”", .status) }
        return line
    }
    private var tab: Tab { Tab(rawValue: list.tabs.shown) ?? .everyone }

    mutating func reload() throws {
        online = session.surroundings.view.online
        let all = try session.readKept("members", from: ["member", "standing"]) { try MemberQueries.all($0) }
        let shown = try isBeside ? here(first: all) : members(of: all)
        try list.fill(shown.filter { tag.map($0.hasTag) ?? true }) { $0.says($1) }
    }

    /// Those of the tab, with what is said of them. Nobody is ranked: who is here comes first, then names decide.
    private mutating func members(of all: [Member]) throws -> [Member] {
        let offers = try session.read { try MentorQueries.offers($0) }
        list.tabs.tabs[Tab.mentors.rawValue].count = offers.count
        switch tab {
        case .everyone:
            words = all.reduce(into: [:]) { words, member in
                let help = member.canHelpWith
                words[member.account] = help.isEmpty ? member.interests : "can help with " + help
            }
        case .matches:
            let own = all.first { $0.account == session.me }
            let matches = own.map { MemberMatch.all(for: $0, among: all) } ?? []
            words = Dictionary(uniqueKeysWithValues: matches.map { ($0.member.account, $0.words) })
            return matches.map(\.member)
        case .mentors:
            words = offers.mapValues(\.words)
            return here(first: all.filter { offers[$0.account] != nil })
        }
        return here(first: all)
    }

    /// Sorting is stable only if asked for, so the names decide among equals.
    private func here(first members: [Member]) -> [Member] {
        members.filter { online.contains($0.account) } + members.filter { !online.contains($0.account) }
    }

    mutating func refresh(after changes: ChangeSet) throws {
        let cameOrWent = changes.hasOtherSurroundings && online != session.surroundings.view.online
        if changes.concern("member") || cameOrWent || !changes.standings.isEmpty { try reload() }
    }

    func availability(of action: ActionName) -> Availability {
        if action == .filterByTag { return isBeside ? .absent : .available }
        if ActionName.amongMatches.contains(action) { return isFinding ? .available : .absent }
        if StandingActions.names.contains(action) { return standingAvailability(of: action) }
        if MemberActions.names.contains(action) {
            return isBeside ? .absent : MemberActions.availability(of: action, list.selection, session)
        }
        let common = list.availability(
            of: action, onRows: [.open, .copy, .reply, .message], none: "there is nobody here")
        let isOwn = list.selection?.account == session.me && list.marks.isEmpty
        return [.reply, .message].contains(action) && isOwn ? .unavailable("this is you") : common
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
        case _ where MemberActions.names.contains(action):
            return try MemberActions.perform(action, list.selection, session)
        case .open:
            return list.selection.map {
                [.replace(MemberPane(session, account: $0.account), in: .reader, isFocused: true)]
            } ?? []
        case .reply, .message:
            let others = list.chosen.map(\.account).filter { $0 != session.me }
            return [try MessageEffects(session: session).write(to: others)]
        case .copy: return list.selection.map { [.copy("@" + $0.account.rawValue)] } ?? []
        case .filterByTag: return [try choosingTag()]
        default:
            if action == .endFind { tag = nil }
            return try finish(list.perform(action, in: size), in: size)
        }
    }

    /// The tags that members have, by name, with how many have each.
    private func choosingTag() throws -> Effect {
        let all = try session.read { try MemberQueries.all($0) }
        var counts: [String: Int] = [:]
        for member in all {
            let fields = [member.interests, member.canHelpWith, member.wantsToLearn].flatMap(MemberTopic.split)
            for tag in Set(fields.map { $0.lowercased() }) { counts[tag, default: 0] += 1 }
        }
        guard !counts.isEmpty else { return .say("nobody has named anything yet; e does") }
        let items = counts.sorted { $0.key < $1.key }.map { tag, count in
            Choice.Item(tag, label: tag, detail: count == 1 ? "one member" : "\(count) members")
        }
        return .choose(Choice(purpose: "tag", title: "Who has this tag", items: items))
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        guard case .chosen("tag", let chosen) = input else { return try finish(list.handle(input, in: size), in: size) }
        tag = MemberTopic(chosen)
        try reload()
        return []
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        let now = session.clock.now()
        return list.view(size: size, isFocused: isFocused, empty: empty) { line($0, columns: $1, now: now) }
    }

    private var empty: String {
        guard !isFinding else { return "Nobody is like that." }
        return switch tab {
        case .everyone: "Nobody yet."
        case .matches: "No matches yet; e says what you can help with and want to learn."
        case .mentors: "Nobody offers mentoring yet; E does."
        }
    }

    private func line(_ member: Member, columns: Int, now: Timestamp) -> StyledLine {
        let isOnline = online.contains(member.account)
        var line = StyledLine([
            Span(isOnline ? "● " : "  ", .online), Span(member.name, member.account == session.me ? .me : .author),
        ])
        if member.role > .member { line.append(" " + member.role.rawValue, .moderator) }
        if member.state != "member" { line.append(" " + member.state, .warning) }
        if member.isAway(at: now) { line.append(" away", .muted) }
        if !isBeside, member.isNewcomer(at: now) { line.append(" new", .accent) }
        guard !isBeside else { return line.truncated(to: columns) }
        line.append("  @\(member.account)", .muted)
        if let words = words[member.account], !words.isEmpty { line.append("  " + words, .muted) }
        return line.truncated(to: columns)
    }
}
