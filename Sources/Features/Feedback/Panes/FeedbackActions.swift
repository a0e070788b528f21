import Workbench

/// What is done with requests, by name. The same action has the same key in the queue and in the review.
extension ActionName {
    static let askFeedback: ActionName = "ask-feedback"
    static let rubrics: ActionName = "rubrics"
    static let feedbackProtocols: ActionName = "feedback-protocols"
    static let feedbackTerms: ActionName = "feedback-terms"
    static let reviewRound: ActionName = "review-round"
    static let askOnOwnWork: ActionName = "ask-feedback-on-own-work"

    // In the queue and in the review.
    static let nextWaiting: ActionName = "next-waiting"
    static let previousWaiting: ActionName = "previous-waiting"
    static let snooze: ActionName = "snooze"
    static let whyMine: ActionName = "why"
    static let claim: ActionName = "claim"
    static let decline: ActionName = "decline"
    static let endRequest: ActionName = "end-request"

    // In the queue.
    static let acknowledgeAll: ActionName = "acknowledge-all"
    static let nextTab: ActionName = "next-tab"
    static let previousTab: ActionName = "previous-tab"

    // In the review.
    static let comment: ActionName = "comment"
    static let resolve: ActionName = "resolve"
    static let compare: ActionName = "compare"
    static let olderVersion: ActionName = "older-version"
    static let newerVersion: ActionName = "newer-version"
    static let nextNote: ActionName = "next-comment"
    static let previousNote: ActionName = "previous-comment"
    static let otherSide: ActionName = "other-side"
    static let steps: ActionName = "request-history"
    static let giveFeedback: ActionName = "give-feedback"
    static let stepOn: ActionName = "step-on"
    static let stepBack: ActionName = "step-back"

    // Of one's own request.
    static let acknowledge: ActionName = "acknowledge"
    static let revise: ActionName = "revise"
    static let thank: ActionName = "thank"
    static let take: ActionName = "take"
    static let later: ActionName = "later"
    static let leavePoint: ActionName = "leave-point"
    static let talk: ActionName = "talk"
    static let answeredBy: ActionName = "answered-by"
}

extension Context {
    /// In the queue and in the review.
    static let feedback: Context = "feedback"
    /// In the queue.
    static let queue: Context = "queue"
    /// In the review.
    static let review: Context = "review"
    /// In the review of somebody else's work.
    static let reviewing: Context = "reviewing"
    /// In the review of one's own work.
    static let asking: Context = "asking"
    /// On a point of feedback on one's own work.
    static let points: Context = "points"
}

enum FeedbackActions {
    static let table: [Action] = shared + queue + review + asking

    private static let shared: [Action] = [
        Action(
            .askFeedback, keys: ["F"], group: .writing, help: "ask for feedback",
            hint: "On what is selected here, or on a text or file of your own.", prominence: 14),
        Action(
            .askOnOwnWork, keys: [], group: .writing, help: "ask for feedback on a text or file of your own",
            hint: "Whatever is selected here."),
        Action(
            .feedbackProtocols, keys: [], group: .writing, help: "protocols of feedback",
            hint: "Forms and steps by which feedback is given; moderators copy and change them."),
        Action(
            .rubrics, keys: [], group: .writing, help: "rubrics",
            hint: "Criteria with levels; moderators make and edit them."),
        Action(
            .feedbackTerms, keys: [], group: .writing, help: "terms of feedback",
            hint: "What the group promises, and how feedback is given here; moderators change it."),
        Action(
            .reviewRound, keys: [], group: .writing, help: "round of reviews",
            hint: "Everyone who asks reviews as many others; for moderators."),
        Action(
            .nextWaiting, keys: ["n"], in: .feedback, group: .reading, help: "next waiting",
            hint: "In the order of the queue, which stays as it was when you came.", prominence: 88),
        Action(.previousWaiting, keys: ["p"], in: .feedback, group: .reading, help: "previous waiting"),
        Action(
            .snooze, keys: ["z"], in: .feedback, group: .reading, help: "snooze",
            hint: "Until a time, or until the other side acts; it comes back by itself.", prominence: 76,
            isRepeatable: true),
        Action(
            .whyMine, keys: ["w"], in: .feedback, group: .reading, help: "why this, why now",
            hint: "What was asked, and the order of the queue in words.", prominence: 58),
        Action(
            .claim, keys: ["C"], in: .feedback, group: .writing, help: "claim",
            hint: "Promises a review, so that nobody else does the same work.", prominence: 66),
        Action(
            .decline, keys: ["D"], in: .feedback, group: .writing, help: "decline",
            hint: "Says no with a reason, or gives a claim back.", prominence: 42),
        Action(
            .endRequest, keys: ["E"], in: .feedback, group: .writing, help: "end or adjust",
            hint: "Ends a request with a reason, asks more people, goes on without the rest, or reopens it.",
            prominence: 38),
    ]

    private static let queue: [Action] = [
        Action(
            .acknowledgeAll, keys: ["a"], in: .queue, group: .writing, help: "acknowledge all",
            hint: "One mark for every point that has none, of this request or of all marked ones.", prominence: 40),
        Action(.nextTab, keys: ["]"], in: .queue, group: .moving, help: "next tab", prominence: 72),
        Action(.previousTab, keys: ["["], in: .queue, group: .moving, help: "previous tab", prominence: 71),
    ]

    private static let review: [Action] = [
        Action(
            .giveFeedback, keys: ["e"], in: .reviewing, group: .writing, help: "give feedback",
            hint: "Opens the form that the asker chose; nobody sees anything before you send it.", prominence: 96),
        Action(
            .comment, keys: ["c"], in: .review, group: .writing, help: "comment",
            hint: "On this line, or on the lines from `v` to here.", prominence: 82),
        Action(
            .resolve, keys: ["X"], in: .review, group: .writing, help: "dealt with",
            hint: "Says that a comment is dealt with, or is not.", prominence: 36),
        Action(
            .compare, keys: ["d"], in: .review, group: .reading, help: "what changed",
            hint: "Shows the difference to the version before, or to the one you reviewed.", prominence: 64),
        Action(.olderVersion, keys: ["<"], in: .review, group: .reading, help: "older version"),
        Action(.newerVersion, keys: [">"], in: .review, group: .reading, help: "newer version"),
        Action(
            .nextNote, keys: ["]"], in: .review, group: .moving, help: "next comment",
            hint: "The next comment or point.", prominence: 68),
        Action(.previousNote, keys: ["["], in: .review, group: .moving, help: "previous comment"),
        Action(
            .otherSide, keys: ["tab"], in: .review, group: .moving, help: "work / comments",
            hint: "Where the screen is wide enough for both."),
        Action(
            .stepOn, keys: [")"], in: .review, group: .reading, help: "next step",
            hint: "Of a protocol that asker and reviewers go through together; all see it.", prominence: 84),
        Action(.stepBack, keys: ["("], in: .review, group: .reading, help: "previous step"),
        Action(.steps, keys: ["H"], in: .review, group: .reading, help: "history", prominence: 26),
    ]

    private static let asking: [Action] = [
        Action(
            .acknowledge, keys: ["a"], in: .asking, group: .writing, help: "acknowledge",
            hint: "When every point is marked; goes to the first that is not.", prominence: 93),
        Action(
            .revise, keys: ["e"], in: .asking, group: .writing, help: "new version",
            hint: "Opens the work; sending it begins the next round.", prominence: 92),
        Action(.thank, keys: ["t"], in: .asking, group: .writing, help: "thank", prominence: 46),
        Action(.take, keys: ["t"], in: .points, group: .writing, help: "take", prominence: 104),
        Action(.later, keys: ["l"], in: .points, group: .writing, help: "later", prominence: 103),
        Action(
            .leavePoint, keys: ["x"], in: .points, group: .writing, help: "leave",
            hint: "Asks why; Enter for no reason.",
            prominence: 102),
        Action(
            .talk, keys: ["T"], in: .points, group: .writing, help: "talk",
            hint: "Marks it, and asks its reviewer back.",
            prominence: 101),
        Action(
            .answeredBy, keys: ["A"], in: .points, group: .writing, help: "answered by",
            hint: "Links it to the version that answers it; a new version is linked to what you took.",
            prominence: 78),
    ]
}
