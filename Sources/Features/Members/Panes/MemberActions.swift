import Index
import Journal
import Workbench

extension Context {
    /// In the directory and on a member's page.
    static let members: Context = "members"
}

extension ActionName {
    static let editOwnProfile: ActionName = "edit-own-profile"
    static let askMentor: ActionName = "ask-mentor"
    static let offerMentoring: ActionName = "offer-mentoring"
    static let filterByTag: ActionName = "filter-by-tag"
}

/// What is done in the directory and on a member's page.
enum MemberActions {
    static let table = [
        Action(
            .editOwnProfile, keys: ["e"], in: .members, group: .writing, help: "your profile",
            hint: "What you can help with, what you want to learn, where your clock stands.", prominence: 84),
        Action(
            .askMentor, keys: ["c"], in: .members, group: .writing, help: "ask as mentor",
            hint: "Asks the selected member, who offers it, to help you with a topic.", prominence: 82),
        Action(
            .offerMentoring, keys: ["E"], in: .members, group: .writing, help: "offer to mentor",
            hint: "With which topics, how many members at a time, when.", prominence: 60),
        Action(
            .filterByTag, keys: ["T"], in: .members, group: .finding, help: "by tag",
            hint: "Shows those who have one tag; Esc shows everyone.", prominence: 58),
    ]

    static let names: Set<ActionName> = [.editOwnProfile, .askMentor, .offerMentoring]

    static func availability(of action: ActionName, _ member: Member?, _ session: BoardSession) -> Availability {
        guard action == .askMentor else {
            let isMember = (try? session.standing(of: session.me).role) != nil
            return isMember ? .available : .unavailable("only members have a profile; `:join` makes you one")
        }
        guard let member else { return .unavailable("there is nobody here") }
        do {
            try MentorWriting(session: session).allowAsking(member.account)
            return .available
        } catch { return .unavailable("\(error)") }
    }

    static func perform(_ action: ActionName, _ member: Member?, _ session: BoardSession) throws -> [Effect] {
        switch action {
        case .editOwnProfile: [.fill(try MembershipActions.profile(session))]
        case .offerMentoring: [try MentorEffects(session: session).offer()]
        default: try member.map { [try MentorEffects(session: session).ask($0)] } ?? []
        }
    }
}
