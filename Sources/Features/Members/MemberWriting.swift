import Index
import Journal

/// Makes the events about one's own membership that the rules allow, asking them first.
struct MemberWriting: Sendable {
    let session: BoardSession

    /// Sets one's profile; a time zone is looked up on this system, tags are tidied.
    func setting(_ profile: MemberProfileSet) throws -> NewEvent {
        var profile = profile
        let refusal = MemberRules.refusal(toSet: profile, by: try session.standing(of: session.me))
        if let refusal, refusal.hasPrefix("only") { throw CommandFailure.refused(refusal) }
        profile.zone = try profile.zone.map(MemberZone.named)
        if let complaint = refusal ?? MemberRules.complaint(about: profile) {
            throw CommandFailure(complaint, .badData)
        }
        for field in [\MemberProfileSet.interests, \.canHelpWith, \.wantsToLearn] {
            profile[keyPath: field] = profile[keyPath: field].map { MemberTopic.split($0).joined(separator: ", ") }
        }
        return try NewEvent(profile)
    }

    /// The name to join under when none is given: the one that a member had who comes back, else the handle.
    func usualName() throws -> String {
        try session.read { try MemberQueries.member(session.me.rawValue, $0) }?.name ?? session.me.rawValue
    }
}

extension MemberProfileSet {
    /// All that a member's profile says now, to bring it back.
    init(_ member: Member) {
        self.init(
            name: member.name, about: member.about, interests: member.interests, canHelpWith: member.canHelpWith,
            wantsToLearn: member.wantsToLearn, pronouns: member.pronouns, zone: member.zone,
            awayUntil: member.awayUntil ?? Timestamp.none, greets: member.greets)
    }
}
