import Journal
import Workbench

/// `goal.added`: a goal is set. The event's id is the goal's.
public struct GoalAdded: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "goal.added"
    /// Whose it is.
    public var level: GoalLevel
    /// What is to be reached, one line.
    public var statement: String
    /// Why. Markdown.
    public var why: String?
    /// How one will know, in words.
    public var measure: String?
    /// The number that it begins with.
    public var baseline: Double?
    /// The number to reach.
    public var target: Double?
    /// What is counted.
    public var unit: String?
    /// By when.
    public var due: Timestamp?
    /// In days, how often one looks how far it has come.
    public var review: Int?
    /// Where it stands at first.
    public var state: GoalState

    /// A goal.
    public init(
        level: GoalLevel, statement: String, why: String? = nil, measure: String? = nil, baseline: Double? = nil,
        target: Double? = nil, unit: String? = nil, due: Timestamp? = nil, review: Int? = nil, state: GoalState
    ) {
        self.level = level
        self.statement = statement
        self.why = why
        self.measure = measure
        self.baseline = baseline
        self.target = target
        self.unit = unit
        self.due = due
        self.review = review
        self.state = state
    }
}

/// `goal.edited`: a goal is worded or planned otherwise. What is left out stays.
public struct GoalEdited: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "goal.edited"
    /// Which goal.
    public var goal: EventID
    /// What is to be reached.
    public var statement: String?
    /// Why.
    public var why: String?
    /// How one will know.
    public var measure: String?
    /// The number that it begins with.
    public var baseline: Double?
    /// The number to reach; 0 counts nothing any more.
    public var target: Double?
    /// What is counted.
    public var unit: String?
    /// By when; the beginning of 1970 takes the date away.
    public var due: Timestamp?
    /// In days, how often one looks how far it has come.
    public var review: Int?
    /// Who sees to it.
    public var owners: [Account]?

    /// A change.
    public init(
        goal: EventID, statement: String? = nil, why: String? = nil, measure: String? = nil, baseline: Double? = nil,
        target: Double? = nil, unit: String? = nil, due: Timestamp? = nil, review: Int? = nil, owners: [Account]? = nil
    ) {
        self.goal = goal
        self.statement = statement
        self.why = why
        self.measure = measure
        self.baseline = baseline
        self.target = target
        self.unit = unit
        self.due = due
        self.review = review
        self.owners = owners
    }
}

/// `goal.state_set`: a goal is proposed, agreed, begun, met, dropped or put away.
public struct GoalStateSet: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "goal.state_set"
    /// Which goal.
    public var goal: EventID
    /// Where it stands from here on.
    public var state: GoalState
    /// What shows that it is met, why it is dropped, or what was learned.
    public var text: String?
    /// The goal that takes its place, when it is superseded.
    public var successor: EventID?

    /// A step.
    public init(goal: EventID, state: GoalState, text: String? = nil, successor: EventID? = nil) {
        self.goal = goal
        self.state = state
        self.text = text
        self.successor = successor
    }
}

/// `goal.checked_in`: somebody looked how far a goal has come.
public struct GoalCheckedIn: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "goal.checked_in"
    /// Which goal.
    public var goal: EventID
    /// What was counted, or a percentage where nothing is.
    public var value: Double?
    /// 1 to 5.
    public var confidence: Int
    /// What there is to say.
    public var note: String?
    /// What stands in the way.
    public var blocker: String?

    /// A look.
    public init(
        goal: EventID, value: Double? = nil, confidence: Int, note: String? = nil, blocker: String? = nil
    ) {
        self.goal = goal
        self.value = value
        self.confidence = confidence
        self.note = note
        self.blocker = blocker
    }
}

/// `goal.milestone_added`: a step on the way. The event's id is the milestone's.
public struct MilestoneAdded: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "goal.milestone_added"
    /// Which goal.
    public var goal: EventID
    /// What is to be done.
    public var title: String
    /// By when.
    public var due: Timestamp?

    /// A milestone.
    public init(goal: EventID, title: String, due: Timestamp? = nil) {
        self.goal = goal
        self.title = title
        self.due = due
    }
}

/// `goal.milestone_set`: a milestone is done, or not; is worded otherwise; is taken away. What is left out stays.
public struct MilestoneSet: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "goal.milestone_set"
    /// Which goal.
    public var goal: EventID
    /// Which of its milestones.
    public var milestone: EventID
    /// Whether it is done.
    public var done: Bool?
    /// What is to be done.
    public var title: String?
    /// By when; the beginning of 1970 takes the date away.
    public var due: Timestamp?
    /// Whether it is taken away.
    public var removed: Bool?

    /// A change.
    public init(
        goal: EventID, milestone: EventID, done: Bool? = nil, title: String? = nil, due: Timestamp? = nil,
        removed: Bool? = nil
    ) {
        self.goal = goal
        self.milestone = milestone
        self.done = done
        self.title = title
        self.due = due
        self.removed = removed
    }
}

/// `goal.linked`: something on the board serves a goal, or does not.
public struct GoalLinked: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "goal.linked"
    /// Which goal.
    public var goal: EventID
    /// What serves it.
    public var thing: Reference
    /// Whether it does.
    public var linked: Bool

    /// A link.
    public init(goal: EventID, thing: Reference, linked: Bool = true) {
        self.goal = goal
        self.thing = thing
        self.linked = linked
    }
}
