import Index
import Journal

/// A member as `--json` gives them.
struct ListedMember: Encodable {
    var handle: Account
    var name: String
    var state: String
    var role: Role
    var joined_at: String
    var online: Bool
    var about: String
    var interests: String
    var can_help_with: String
    var wants_to_learn: String

    init(_ member: Member, online: Set<Account> = []) {
        handle = member.account
        name = member.name
        state = member.state
        role = member.role
        joined_at = member.joined.rfc3339
        self.online = online.contains(member.account)
        about = member.about
        interests = member.interests
        can_help_with = member.canHelpWith
        wants_to_learn = member.wantsToLearn
    }
}
