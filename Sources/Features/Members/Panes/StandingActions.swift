import Index
import Journal
import Workbench

/// What moderators and admins do about the member that is selected.
enum StandingActions {
    static let approve: ActionName = "approve-member"
    static let setRole: ActionName = "set-role"
    static let remove: ActionName = "remove-member"

    static let names: Set<ActionName> = [approve, setRole, remove]

    static let table = [
        Action(
            approve, keys: [], group: .writing, help: "admit member", hint: "Somebody who asked to join; moderators."),
        Action(setRole, keys: [], group: .writing, help: "set role", hint: "Member, moderator or admin; admins."),
        Action(
            remove, keys: [], group: .writing, help: "remove member",
            hint: "What they wrote stays; moderators. Asks for the reason."),
    ]

    static func refusal(of action: ActionName, _ member: Member, _ session: BoardSession) throws -> String? {
        let actor = try session.standing(of: session.me)
        let subject = try session.standing(of: member.account)
        let founder = Account(session.board.identity.founder)
        return switch action {
        case approve: AuthorityRules.refusalToApprove(by: actor, of: subject)
        case setRole:
            AuthorityRules.refusalToSetRole(by: actor, of: member.account, standing: subject, founder: founder)
        default: AuthorityRules.refusalToRemove(by: actor, of: member.account, standing: subject, founder: founder)
        }
    }

    static func perform(_ action: ActionName, on member: Member, _ session: BoardSession) throws -> [Effect] {
        if let refusal = try refusal(of: action, member, session) { throw CommandFailure.refused(refusal) }
        switch action {
        case approve:
            let event = try NewEvent(session.approval(of: member.account))
            return [.write(Writing([event], done: "\(member.name) is a member now"))]
        case setRole:
            let items = Role.allCases.filter { $0 != member.role }.map { role in
                Choice.Item(label: role.rawValue) { [.write(try setting(role, of: member, session))] }
            }
            return [.choose(Choice(purpose: "role", title: "Make \(member.name) a", items: items))]
        default: return [.fill(removing(member, session))]
        }
    }

    private static func setting(_ role: Role, of member: Member, _ session: BoardSession) throws -> Writing {
        @Sendable func event(_ role: Role) throws -> NewEvent {
            let last = try session.read { try MemberQueries.lastEvents(of: member.account, $0) }
            return try NewEvent(MemberRoleSet(account: member.account, role: role, last: last))
        }
        let undo = Writing.Undo("the change of role") { _ in [try event(member.role)] }
        return Writing([try event(role)], done: "\(member.name) is \(role.rawValue) now", undo: undo)
    }

    private static func removing(_ member: Member, _ session: BoardSession) -> Form {
        Form(
            title: "Remove \(member.name) from the board",
            fields: [Form.Field("reason", label: "Reason", hint: "For everyone to read. Esc leaves them a member.")]
        ) { values in
            guard let reason = values["reason"], !reason.isEmpty else {
                throw CommandFailure("say why; everyone can read it", .badData)
            }
            let last = try session.read { try MemberQueries.lastEvents(of: member.account, $0) }
            let event = try NewEvent(MemberRemoved(account: member.account, reason: reason, last: last))
            return [.write(Writing([event], done: "\(member.name) is no member any more"))]
        }
    }
}
