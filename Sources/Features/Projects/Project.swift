import Index
import Journal
import Workbench

/// Where a project stands.
public enum ProjectState: String, Codable, CaseIterable, Sendable {
    /// People gather, and settle what it is about.
    case forming
    /// Work is under way.
    case active
    /// There is something to see; others say what they see.
    case showing
    /// Its members look back.
    case reflecting
    /// It came to its end, and stays as an example.
    case archived
    /// It was given up, with a note that says why.
    case abandoned

    /// Whether nothing is done in it any more.
    public var isOver: Bool { self == .archived || self == .abandoned }
}

/// Work done together.
public struct Project: Codable, Hashable, Sendable {
    /// The event that started it.
    public var id: EventID
    /// Its title.
    public var title: String
    /// What it is about. Markdown.
    public var brief: String
    /// Who started it.
    public var author: Account
    /// When.
    public var created: Timestamp
    /// Whether any member of the board may join without asking.
    public var isOpen: Bool
    /// Where it stands.
    public var state: ProjectState
    /// Since when.
    public var since: Timestamp
    /// What was said when it came to its end, or was given up.
    public var note: String?
    /// Who takes part, in the order in which they came.
    public var members: [ProjectMember]
    /// Who asks to take part.
    public var requests: [JoinRequest] = []
    /// What was decided, the oldest first.
    public var decisions: [ProjectDecision] = []
    /// What members say that they learned.
    public var reflections: [ProjectReflection] = []
    /// Its threads, resources and whatever else belongs to it.
    public var links: [ProjectLink] = []
    /// What happened last, the newest at the end.
    public var log: [ProjectNote] = []
    /// Who took part when, for what is to be judged by that.
    public var circle: ProjectCircle

    /// A member, if they take part.
    public func member(_ account: Account) -> ProjectMember? { members.first { $0.account == account } }

    /// Whether a member sees to the project.
    public func isOwner(_ account: Account) -> Bool { member(account)?.isOwner ?? false }

    /// What there is to see of it: things that people can look at.
    public var works: [ProjectLink] { links.filter { ["resource", "post", "thread"].contains($0.thing.kind) } }
}

/// Somebody who takes part in a project.
public struct ProjectMember: Codable, Hashable, Sendable {
    /// Who.
    public var account: Account
    /// Whether they see to the project.
    public var isOwner: Bool
    /// What they do in it, in a few words.
    public var part: String
    /// Since when they take part.
    public var since: Timestamp
}

/// Somebody who asks to take part.
public struct JoinRequest: Codable, Hashable, Sendable {
    /// Who.
    public var account: Account
    /// When they asked.
    public var at: Timestamp
    /// What they say.
    public var note: String
}

/// What was decided, and why.
public struct ProjectDecision: Codable, Hashable, Sendable {
    /// The event.
    public var id: EventID
    /// What was to be decided.
    public var question: String
    /// What was chosen.
    public var chosen: String
    /// Why.
    public var why: String
    /// What else was considered.
    public var options: [String]
    /// Who noted it.
    public var by: Account
    /// When.
    public var at: Timestamp
}

/// What a member learned.
public struct ProjectReflection: Codable, Hashable, Sendable {
    /// Who.
    public var by: Account
    /// When.
    public var at: Timestamp
    /// Markdown; empty when they pass.
    public var text: String
}

/// Something that belongs to a project.
public struct ProjectLink: Codable, Hashable, Sendable {
    /// What it is.
    public var thing: Reference
    /// Who linked it.
    public var by: Account
    /// When.
    public var at: Timestamp
}

/// Something that happened in a project.
public struct ProjectNote: Codable, Hashable, Sendable {
    /// Who did it.
    public var by: Account
    /// When.
    public var at: Timestamp
    /// What they did.
    public var text: String
}

/// Who took part in a project at every point of the order, and when it was over.
public struct ProjectCircle: Codable, Hashable, Sendable {
    private struct Change: Codable, Hashable, Sendable {
        var stamp: Stamp
        /// Whose part changed; nothing when it is the project itself that ended or went on.
        var account: Account?
        var isIn: Bool
    }

    private var changes: [Change] = []

    mutating func set(_ account: Account, isMember: Bool, at stamp: Stamp) {
        changes.append(Change(stamp: stamp, account: account, isIn: isMember))
    }

    mutating func setOver(_ isOver: Bool, at stamp: Stamp) {
        guard self.isOver(at: stamp) != isOver else { return }
        changes.append(Change(stamp: stamp, account: nil, isIn: !isOver))
    }

    /// Whether a member took part at a point of the order.
    public func contains(_ account: Account, at stamp: Stamp) -> Bool {
        changes.last { $0.account == account && $0.stamp <= stamp }?.isIn ?? false
    }

    /// Whether the project was over at a point of the order.
    public func isOver(at stamp: Stamp) -> Bool {
        !(changes.last { $0.account == nil && $0.stamp <= stamp }?.isIn ?? true)
    }
}
