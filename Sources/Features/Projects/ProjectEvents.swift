import Journal
import Workbench

/// `project.started`: a member starts a project. The event's id is the project's.
public struct ProjectStarted: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "project.started"
    /// Its title, one line.
    public var title: String
    /// What it is about. Markdown.
    public var brief: String?
    /// Whether any member of the board may join without asking.
    public var open: Bool

    /// A project.
    public init(title: String, brief: String? = nil, open: Bool = true) {
        self.title = title
        self.brief = brief
        self.open = open
    }
}

/// `project.edited`: an owner describes it otherwise. What is left out stays.
public struct ProjectEdited: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "project.edited"
    /// Which project.
    public var project: EventID
    /// Its title.
    public var title: String?
    /// What it is about.
    public var brief: String?
    /// Whether any member of the board may join without asking.
    public var open: Bool?

    /// A change.
    public init(project: EventID, title: String? = nil, brief: String? = nil, open: Bool? = nil) {
        self.project = project
        self.title = title
        self.brief = brief
        self.open = open
    }
}

/// `project.joined`: a member takes part, or asks to.
public struct ProjectJoined: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "project.joined"
    /// Which project.
    public var project: EventID
    /// What they say.
    public var note: String?

    /// Joining.
    public init(project: EventID, note: String? = nil) {
        self.project = project
        self.note = note
    }
}

/// `project.left`: a member takes part no more, or asks no more.
public struct ProjectLeft: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "project.left"
    /// Which project.
    public var project: EventID

    /// Leaving.
    public init(project: EventID) { self.project = project }
}

/// `project.member_set`: an owner admits somebody who asks, says no, or says what a member does. What is left out stays.
public struct ProjectMemberSet: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "project.member_set"
    /// Which project.
    public var project: EventID
    /// Who.
    public var account: Account
    /// Whether they take part.
    public var member: Bool?
    /// Whether they see to the project.
    public var owner: Bool?
    /// What they do in it.
    public var part: String?

    /// A change.
    public init(
        project: EventID, account: Account, member: Bool? = nil, owner: Bool? = nil, part: String? = nil
    ) {
        self.project = project
        self.account = account
        self.member = member
        self.owner = owner
        self.part = part
    }
}

/// `project.state_set`: an owner says where the project stands.
public struct ProjectStateSet: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "project.state_set"
    /// Which project.
    public var project: EventID
    /// Where it stands from here on.
    public var state: ProjectState
    /// Why it is given up, or what stays of it.
    public var note: String?

    /// A step.
    public init(project: EventID, state: ProjectState, note: String? = nil) {
        self.project = project
        self.state = state
        self.note = note
    }
}

/// `project.decided`: what the project's members settled.
public struct ProjectDecided: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "project.decided"
    /// Which project.
    public var project: EventID
    /// What was to be decided.
    public var question: String
    /// What was chosen.
    public var chosen: String
    /// Why.
    public var why: String?
    /// What else was considered.
    public var options: [String]?

    /// A decision.
    public init(project: EventID, question: String, chosen: String, why: String? = nil, options: [String]? = nil) {
        self.project = project
        self.question = question
        self.chosen = chosen
        self.why = why
        self.options = options
    }
}

/// `project.reflected`: a member says what they learned. The latest word of each counts.
public struct ProjectReflected: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "project.reflected"
    /// Which project.
    public var project: EventID
    /// Markdown; empty passes.
    public var text: String

    /// A reflection.
    public init(project: EventID, text: String) {
        self.project = project
        self.text = text
    }
}

/// `project.linked`: something on the board belongs to a project, or does not.
public struct ProjectLinked: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "project.linked"
    /// Which project.
    public var project: EventID
    /// What belongs to it.
    public var thing: Reference
    /// Whether it does.
    public var linked: Bool

    /// A link.
    public init(project: EventID, thing: Reference, linked: Bool = true) {
        self.project = project
        self.thing = thing
        self.linked = linked
    }
}
