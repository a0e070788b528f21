import Index
import Journal

/// Makes the events of mentoring, asking the rules first; throws `CommandFailure` with a rule's reason.
struct MentorWriting: Sendable {
    let session: BoardSession

    /// Offers to help, in place of the offer before.
    func offering(_ offer: MentorOffered) throws -> NewEvent {
        try allow(MentorRules.refusalToOffer(offer, by: standing()))
        var offer = offer
        offer.topics = MemberTopic.split(offer.topics).joined(separator: ", ")
        return try NewEvent(offer)
    }

    /// Asks somebody to help.
    func asking(_ asked: MentorAsked) throws -> NewEvent {
        try allowAsking(asked.mentor)
        try allow(MentorRules.refusalToAsk(asked, by: session.me, standing: standing()))
        return try NewEvent(asked)
    }

    /// Whether a member can be asked at all, before anything is typed.
    func allowAsking(_ mentor: Account) throws {
        guard mentor != session.me else { throw CommandFailure.refused("this is you") }
        guard try standing().role != nil else {
            throw CommandFailure.refused("only members take part in mentoring; `stoa join` makes you one")
        }
        let (offer, own) = try session.read { database in
            (
                try MentorQueries.offer(of: mentor, database),
                try MentorQueries.mentorships(of: session.me, database)
            )
        }
        guard let offer else {
            throw CommandFailure.refused("@\(mentor) offers no mentoring just now; a message may do")
        }
        guard offer.hasRoom else { throw CommandFailure.refused("all of @\(mentor)'s places are taken just now") }
        let now = session.clock.now()
        let isOpen = own.contains {
            $0.mentor == mentor && $0.asker == session.me
                && [.requested, .accepted, .active].contains($0.state(at: now))
        }
        if isOpen {
            throw CommandFailure.refused("you have asked @\(mentor) already; `stoa member mentor list` shows it")
        }
    }

    /// Goes on with a mentorship.
    func stepping(_ step: MentorStep, _ mentorship: Mentorship, words: String = "") throws -> NewEvent {
        let refusal = MentorRules.refusal(to: step, mentorship, by: session.me, standing: try standing(), words: words)
        try allow(refusal)
        let id = mentorship.id
        return switch step {
        case .accept: try NewEvent(MentorAnswered(mentorship: id, accepted: true, reason: words))
        case .decline: try NewEvent(MentorAnswered(mentorship: id, accepted: false, reason: words))
        case .begin: try NewEvent(MentorBegun(mentorship: id))
        case .finish: try NewEvent(MentorFinished(mentorship: id, note: words))
        case .withdraw: try NewEvent(MentorWithdrawn(mentorship: id))
        }
    }

    private func standing() throws -> Standing { try session.standing(of: session.me) }

    private func allow(_ refusal: String?) throws {
        guard let refusal else { return }
        let isPower = refusal.hasPrefix("only") || refusal.hasPrefix("this is")
        throw CommandFailure(refusal, isPower ? .notPermitted : .badData)
    }
}
