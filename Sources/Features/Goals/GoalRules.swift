import Index
import Journal
import Workbench

/// What can be done with a goal.
public enum GoalAct: Hashable, Sendable {
    /// Changes its words or its due date.
    case edit
    /// Brings it to another state.
    case move(to: GoalState)
    /// Says how far it is.
    case checkIn
    /// Sets milestones or words them otherwise.
    case plan
    /// Says that a milestone is done, or is not.
    case finishMilestone
    /// Links a thing to it.
    case link
    /// Takes away what this member linked.
    case unlink(by: Account)
}

/// Who may do what with goals; each answers why not, or nothing when it is allowed.
public enum GoalRules {
    /// The most letters of a statement, and of a milestone.
    public static let longestLine = 200
    /// The most bytes of a longer text.
    public static let longestText = 20_000
    /// The most milestones of a goal.
    public static let mostMilestones = 100
    /// The most things linked to a goal.
    public static let mostLinks = 500
    /// Days between two looks, unless it is said otherwise.
    public static let usualReview = 14

    /// Setting a goal.
    public static func refusalToAdd(_ goal: GoalAdded, isPrivate: Bool = false, by actor: Standing) -> String? {
        guard actor.role != nil else { return "only members may set goals; `stoa join` makes you one" }
        if isPrivate, goal.level == .community { return "a goal of the community is for all to see" }
        if let refusal = refusal(ofLine: goal.statement, "a goal") { return refusal }
        if let refusal = refusal(ofTexts: [goal.why, goal.measure, goal.unit]) { return refusal }
        if let refusal = refusal(ofNumbers: goal.baseline, goal.target, review: goal.review) { return refusal }
        switch (goal.level, goal.state) {
        case (.personal, .draft), (.personal, .active), (.community, .draft), (.community, .proposed): return nil
        case (.community, .agreed), (.community, .active):
            return actor.isAtLeast(.moderator) ? nil : "only a moderator agrees to a goal; propose it"
        default: return "a goal does not begin as \(goal.state.words)"
        }
    }

    /// Doing something with a goal.
    public static func refusal(_ act: GoalAct, by actor: Account, _ standing: Standing, on goal: Goal) -> String? {
        guard standing.role != nil else { return "only members may do this; `stoa join` makes you one" }
        let sees = goal.owners.contains(actor)
        let manages = sees || (goal.level == .community && standing.isAtLeast(.moderator))
        let belongs = goal.level == .community || sees
        switch act {
        case .move(let state): return refusal(toMoveTo: state, actor, standing, goal, manages: manages)
        case .link: return belongs ? nil : "only its owner links things to a personal goal"
        case .unlink(let linker):
            return manages || linker == actor ? nil : "only who linked it, an owner or a moderator takes a link away"
        case .edit, .plan:
            if goal.state.isOver { return "this goal is \(goal.state.words); reopen it first" }
            return manages ? nil : "only its owners\(goal.level == .community ? ", or a moderator," : "") change a goal"
        case .checkIn, .finishMilestone:
            if goal.state.isOver { return "this goal is \(goal.state.words); reopen it first" }
            if act == .checkIn, goal.state == .draft || goal.state == .proposed {
                return "this goal is \(goal.state.words); there is nothing to look at yet"
            }
            return belongs ? nil : "only its owner does this with a personal goal"
        }
    }

    private static let ways: [GoalState: Set<GoalState>] = [
        .draft: [.proposed, .active, .dropped, .superseded], .proposed: [.agreed, .draft, .dropped, .superseded],
        .agreed: [.active, .proposed, .met, .partlyMet, .dropped, .superseded],
        .active: [.met, .partlyMet, .dropped, .superseded], .met: [.archived, .active],
        .partlyMet: [.archived, .active], .dropped: [.archived, .active], .superseded: [.archived, .active],
        .archived: [.active],
    ]

    private static func refusal(
        toMoveTo state: GoalState, _ actor: Account, _ standing: Standing, _ goal: Goal, manages: Bool
    ) -> String? {
        // While a member says that it is met, others may say that it is not.
        let isDenial = state == .active && goal.state == .active && goal.claim != nil
        guard ways[goal.state, default: []].contains(state) || isDenial else {
            return "a goal that is \(goal.state.words) does not become \(state.words)"
        }
        let isPersonal = goal.level == .personal
        switch state {
        case .proposed, .agreed:
            if isPersonal { return "a personal goal needs nobody's agreement; start it" }
            if state == .proposed, goal.state == .draft { return manages ? nil : "only its owners propose a goal" }
            return standing.isAtLeast(.moderator) ? nil : "only a moderator agrees to a goal"
        case .active where goal.state == .draft && !isPersonal:
            return "a goal of the community is proposed and agreed before it starts"
        case .met, .partlyMet:
            // Whoever is no owner may confirm what an owner said.
            let confirms = !isPersonal && goal.claim?.outcome == state && goal.claim?.by != actor
            return manages || confirms ? nil : "only its owners, or a moderator, say that a goal is met"
        default: return manages ? nil : "only its owners\(isPersonal ? "" : ", or a moderator,") do this"
        }
    }

    /// What a step must say.
    public static func refusal(of step: GoalStateSet) -> String? {
        if let refusal = refusal(ofTexts: [step.text]) { return refusal }
        let hasWords = step.text?.contains { !$0.isWhitespace } ?? false
        switch step.state {
        case .superseded where step.successor == nil: return "say which goal takes its place"
        case .superseded where step.successor == step.goal: return "a goal does not take its own place"
        case .dropped: return hasWords ? nil : "say why it is dropped"
        case .archived: return hasWords ? nil : "say what was learned: a closing reflection"
        default: return nil
        }
    }

    /// What an edit says.
    public static func refusal(of edit: GoalEdited, on goal: Goal) -> String? {
        if goal.isPrivate, edit.owners.map({ $0 != goal.owners }) ?? false {
            return "nobody else sees this goal, so nobody else sees to it"
        }
        if let statement = edit.statement, let refusal = refusal(ofLine: statement, "a goal") { return refusal }
        if let owners = edit.owners, owners.isEmpty || owners.count > 20 { return "a goal has 1 to 20 owners" }
        return refusal(ofTexts: [edit.why, edit.measure, edit.unit])
            ?? refusal(ofNumbers: edit.baseline, edit.target, review: edit.review)
    }

    /// What a look says.
    public static func refusal(of look: GoalCheckedIn) -> String? {
        guard (1...5).contains(look.confidence) else { return "confidence is a number from 1 to 5" }
        return refusal(ofTexts: [look.note, look.blocker]) ?? refusal(ofNumbers: look.value, nil, review: nil)
    }

    /// One line of words.
    public static func refusal(ofLine line: String, _ what: String) -> String? {
        guard line.contains(where: { !$0.isWhitespace }) else { return "\(what) needs words" }
        guard !line.contains(where: \.isNewline) else { return "\(what) is one line" }
        return line.count <= longestLine ? nil : "\(what) has at most \(longestLine) letters"
    }

    private static func refusal(ofTexts texts: [String?]) -> String? {
        texts.allSatisfy { ($0?.utf8.count ?? 0) <= longestText } ? nil : "a text has at most \(longestText) bytes"
    }

    private static func refusal(ofNumbers first: Double?, _ second: Double?, review: Int?) -> String? {
        guard [first, second].allSatisfy({ $0.map { $0.isFinite && abs($0) <= 1e12 } ?? true }) else {
            return "that number is too large"
        }
        return review.map { (1...366).contains($0) } ?? true ? nil : "one looks again after 1 to 366 days"
    }

    /// What can be linked.
    public static func refusal(of thing: Reference, to goal: EventID) -> String? {
        guard let id = thing.id, thing.kind.count <= 20 else { return "only things on the board can be linked" }
        return id == goal ? "a goal does not serve itself" : nil
    }
}
