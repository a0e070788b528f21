import Index
import Journal

/// A project as `--json` gives it.
struct ListedProject: Encodable {
    struct Person: Encodable {
        var handle: Account
        var owner: Bool
        var part: String
        var since: String
    }

    struct Request: Encodable {
        var handle: Account
        var at: String
        var note: String
    }

    struct Task: Encodable {
        var id: EventID
        var title: String
        var state: String
        var blocked: Bool
        var assignees: [Account]
        var due_at: String?
        var since: String
        var after: [EventID]
        var note: String
    }

    struct Decision: Encodable {
        var question: String
        var chosen: String
        var why: String
        var options: [String]
        var by: Account
        var at: String
    }

    struct Reflection: Encodable {
        var by: Account
        var at: String
        var text: String
    }

    struct Link: Encodable {
        var kind: String
        var id: String
        var title: String
    }

    var id: EventID
    var title: String
    var author: Account
    var state: String
    var open: Bool
    var mine: Bool
    var members: Int
    var requests: Int
    var todo: Int
    var doing: Int
    var done: Int
    var changed_at: String
    var created_at: String?
    var brief: String?
    var note: String?
    var people: [Person]?
    var asking: [Request]?
    var tasks: [Task]?
    var decisions: [Decision]?
    var reflections: [Reflection]?
    var links: [Link]?
    var goals: [EventID]?

    /// A row of the list.
    init(_ summary: ProjectSummary) {
        id = summary.id
        title = summary.title
        author = summary.author
        state = summary.state.rawValue
        open = summary.isOpen
        mine = summary.isMine
        members = summary.members
        requests = summary.requests
        todo = summary.todo
        doing = summary.doing
        done = summary.done
        changed_at = summary.changed.rfc3339
    }

    /// The whole project.
    init(
        _ project: Project, _ summary: ProjectSummary, tasks: [TaskSummary], links things: [LinkedThing],
        goals: [EventID]
    ) {
        self.init(summary)
        created_at = project.created.rfc3339
        brief = project.brief
        note = project.note
        people = project.members.map {
            Person(handle: $0.account, owner: $0.isOwner, part: $0.part, since: $0.since.rfc3339)
        }
        asking = project.requests.map { Request(handle: $0.account, at: $0.at.rfc3339, note: $0.note) }
        self.tasks = tasks.map {
            Task(
                id: $0.id, title: $0.title, state: $0.state.rawValue, blocked: $0.isBlocked, assignees: $0.assignees,
                due_at: $0.due?.rfc3339, since: $0.since.rfc3339, after: $0.after, note: $0.note)
        }
        decisions = project.decisions.map {
            Decision(
                question: $0.question, chosen: $0.chosen, why: $0.why, options: $0.options, by: $0.by,
                at: $0.at.rfc3339)
        }
        reflections = project.reflections.map { Reflection(by: $0.by, at: $0.at.rfc3339, text: $0.text) }
        links = things.map { Link(kind: $0.reference.kind, id: $0.reference.name, title: $0.title) }
        self.goals = goals
    }

    static let keys = "id title author state open mine members requests todo doing done changed_at"
    static let wholeKeys =
        keys + " created_at brief note people asking tasks decisions reflections links goals"
}
