import Index
import Journal
import Terminal
import Workbench

/// A member's page in the reader.
struct MemberPane: Pane {
    let session: BoardSession
    let account: Account
    private var member: Member?
    private var page = LinePage<MemberTarget>()
    private var columns = 60

    init(_ session: BoardSession, account: Account) {
        self.session = session
        self.account = account
    }

    var title: StyledLine { StyledLine(member?.name ?? "A member") }
    var contexts: [Context] { [.members] }
    var subject: Reference? { Reference(kind: "member", name: account.rawValue) }

    mutating func reload() throws {
        member = try session.read { try MemberQueries.member(account.rawValue, $0) }
        guard let member else { return }
        let isOnline = session.surroundings.view.online.contains(account)
        try page.set(MemberFacts(member, isOnline: isOnline, session).lines(columns: columns))
    }

    mutating func refresh(after changes: ChangeSet) throws {
        if changes.concern("member", "mentorship", "author_claim") || changes.hasOtherSurroundings
            || !changes.standings.isEmpty
        {
            try reload()
        }
    }

    mutating func wasShown(in size: Size, isFocused: Bool) throws -> [Effect] {
        guard size.columns != columns else { return [] }
        columns = size.columns
        try reload()
        return []
    }

    func availability(of action: ActionName) -> Availability {
        if LinePage<MemberTarget>.actions.contains(action) { return .available }
        guard let member else { return .absent }
        if MemberActions.names.contains(action) { return MemberActions.availability(of: action, member, session) }
        if StandingActions.names.contains(action) {
            let refusal = try? StandingActions.refusal(of: action, member, session)
            return Availability(unless: refusal.flatMap { $0 })
        }
        switch action {
        case .open: return page.target == nil ? .unavailable("this line leads nowhere") : .available
        case .copy: return .available
        case .reply, .message: return account == session.me ? .unavailable("this is you") : .available
        default: return .absent
        }
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        guard let member else { return [] }
        switch action {
        case _ where MemberActions.names.contains(action):
            return try MemberActions.perform(action, member, session)
        case _ where StandingActions.names.contains(action):
            return try StandingActions.perform(action, on: member, session)
        case .reply, .message: return [try MessageEffects(session: session).write(to: [account])]
        case .copy: return [.copy("@" + account.rawValue)]
        case .open: return try open()
        default: try page.perform(action, height: size.rows)
        }
        return []
    }

    private func open() throws -> [Effect] {
        switch page.target {
        case .mentorship(let id):
            let mentorship = try session.read { try MentorQueries.mentorship(id, $0) }
            return try mentorship.map { try MentorEffects(session: session).offerSteps($0) } ?? []
        case .claim(let id):
            let claim = try session.read { try ClaimQueries.claim(id, $0) }
            return try claim.map { try ClaimCase.steps($0, session) } ?? []
        case nil: return []
        }
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        try finish(page.handle(input, height: size.rows), in: size)
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        page.view(size: size, isFocused: isFocused, missing: member == nil ? "nobody of this handle is here" : nil)
    }
}
