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
    var pronouns: String
    var time_zone: String
    /// What a clock there shows; missing when they do not say where it stands.
    var local_time: String?
    /// Missing unless they are away now.
    var away_until: String?
    var greets: Bool

    init(_ member: Member, online: Set<Account> = [], now: Timestamp? = nil) {
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
        pronouns = member.pronouns
        time_zone = member.zone
        local_time = now.flatMap { MemberZone.time(in: member.zone, at: $0) }.map { String($0.prefix(5)) }
        away_until = now.map(member.isAway) ?? false ? member.awayUntil?.rfc3339 : nil
        greets = member.greets
    }
}
