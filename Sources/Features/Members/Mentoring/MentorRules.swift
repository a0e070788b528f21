import Index
import Journal

/// What can be done with a mentorship.
public enum MentorStep: String, CaseIterable, Sendable {
    /// What mentor and learner can do about a request.
    case accept, decline, begin, finish, withdraw
}

/// Who may do what about mentoring; each answers why not, or nothing when it is allowed.
public enum MentorRules {
    /// The most letters of a topic or of when one has time.
    public static let longestLine = 120
    /// The most letters of a reason.
    public static let longestReason = 2_000
    /// The most members that one helps at a time.
    public static let mostPlaces = 20

    /// Offering to help.
    public static func refusalToOffer(_ offer: MentorOffered, by actor: Standing) -> String? {
        guard actor.role != nil else { return notAMember }
        let topics = MemberTopic.split(offer.topics)
        guard topics.count <= MemberTopic.most, topics.allSatisfy({ $0.count <= MemberTopic.longest }) else {
            return "an offer names at most \(MemberTopic.most) topics of at most \(MemberTopic.longest) letters"
        }
        guard (1...mostPlaces).contains(offer.places) else { return "a mentor helps 1 to \(mostPlaces) at a time" }
        return isLine(offer.when) ? nil : "when you have time is one line of at most \(longestLine) letters"
    }

    /// Asking somebody to help.
    public static func refusalToAsk(_ asked: MentorAsked, by actor: Account, standing: Standing) -> String? {
        guard standing.role != nil else { return notAMember }
        guard asked.mentor != actor else { return "this is you" }
        guard asked.topic.contains(where: { !$0.isWhitespace }), isLine(asked.topic) else {
            return "say with what, in one line of at most \(longestLine) letters"
        }
        guard asked.why.contains(where: { !$0.isWhitespace }) else { return "say why, so that they can decide" }
        return asked.why.count <= longestReason ? nil : "a reason has at most \(longestReason) letters"
    }

    /// Going on with it.
    public static func refusal(
        to step: MentorStep, _ mentorship: Mentorship, by actor: Account, standing: Standing, words: String = ""
    ) -> String? {
        guard standing.role != nil else { return notAMember }
        guard mentorship.concerns(actor) else {
            return "this is between @\(mentorship.asker) and @\(mentorship.mentor)"
        }
        guard words.count <= longestReason else { return "a reason has at most \(longestReason) letters" }
        let isOpen = mentorship.step == .requested
        switch step {
        case .accept, .decline:
            guard actor == mentorship.mentor else { return "only @\(mentorship.mentor), who was asked, answers" }
            guard isOpen else { return "the request is \(mentorship.step.words) already" }
            return step == .decline && words.allSatisfy(\.isWhitespace) ? "a no needs a reason" : nil
        case .withdraw:
            guard actor == mentorship.asker else { return "only who asked takes a request back" }
            return isOpen ? nil : "the request is \(mentorship.step.words) already"
        case .begin: return mentorship.step == .accepted ? nil : "the request is not accepted"
        case .finish: return mentorship.step.takesPlace ? nil : "the mentorship is not under way"
        }
    }

    private static func isLine(_ text: String) -> Bool {
        text.count <= longestLine && !text.contains(where: \.isNewline)
    }

    private static let notAMember = "only members take part in mentoring; `stoa join` makes you one"
}
