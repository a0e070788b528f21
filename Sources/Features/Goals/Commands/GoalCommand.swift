import ArgumentParser
import GRDB
import Index
import Journal

/// `stoa goal`: what the community, or one member, wants to reach.
public struct GoalCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "goal", abstract: "Lists, sets and follows goals: the community's and your own.",
        subcommands: [
            GoalListCommand.self, GoalShowCommand.self, GoalAddCommand.self, GoalEditCommand.self,
            GoalProposeCommand.self, GoalAgreeCommand.self, GoalStartCommand.self, GoalCheckInCommand.self,
            MilestoneCommand.self, GoalLinkCommand.self, GoalCloseCommand.self, GoalReopenCommand.self,
        ],
        defaultSubcommand: GoalListCommand.self)

    /// The command before its words are read.
    public init() {}

    /// The goal whose id begins so. Throws when there is none (66).
    static func goal(_ name: String, _ session: BoardSession) throws -> Goal {
        try session.read { database in
            guard let goal = try GoalQueries.goal(try ReferenceLookup.id(name, database), database) else {
                throw CommandFailure("\(name) is no goal; `stoa goal list` shows them", .notFound)
            }
            return goal
        }
    }
}

/// `stoa goal list`.
struct GoalListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the community's goals and your own, those due first come first.")

    @OptionGroup var options: BoardOptions
    @Flag(name: .long, help: "Only your own.") var mine = false
    @Flag(name: .long, help: "Also other members' own, and those that are past.") var all = false
    @Option(name: .long, help: "At most so many of each.") var limit = 200
    @Flag(name: .long, help: "As a JSON array.") var json = false

    func run() throws {
        let session = try options.session()
        let now = session.clock.now()
        let filters: [GoalFilter] = mine ? [.mine] : all ? GoalFilter.allCases : [.community, .mine]
        try session.read { database in
            var seen: Set<EventID> = []
            let goals = try filters.flatMap {
                try GoalQueries.page($0, reader: session.me, limit: max(1, limit), database)
            }.filter { seen.insert($0.id).inserted }
            if json { return try Output.json(goals.map { ListedGoal($0, now: now) }) }
            guard !goals.isEmpty else { return Output.line("No goals; `stoa goal add` sets one.") }
            for goal in goals {
                let bar = (goal.completion?.bar(columns: 12) ?? "").padding(to: 12)
                let words = goal.progressWords.padding(to: 6)
                Output.line("\(try IDLookup.shortest(goal.id, database))  \(bar) \(words) \(goal.statement)")
                let parts = [
                    goal.state.words, goal.owner, goal.confidence.map { "conf \($0)/5" },
                    goal.due.map { "due \(ShortDate.day($0, now: now))" },
                    goal.isDrifting(now: now) ? "drifting" : nil,
                ]
                Output.line("      " + parts.compactMap { $0 }.joined(separator: " · "))
            }
        }
    }
}

/// `stoa goal show`.
struct GoalShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows a goal: how far it has come, its milestones, and all that serves it.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The goal.", completion: .things) var id: String
    @Flag(name: .long, help: "As a JSON document.") var json = false

    func run() throws {
        let session = try options.session()
        let goal = try GoalCommand.goal(id, session)
        let now = session.clock.now()
        try session.read { database in
            guard let page = try GoalPage.read(goal, now: now, columns: Output.columns, database) else { return }
            if json { return try Output.json(ListedGoal(page)) }
            Output.line(goal.statement)
            // Milestones are named by their numbers on the command line.
            var number = 0
            for line in page.lines.lines {
                if case .milestone = line.target {
                    number += 1
                    Output.line("\(number)." + line.line.text)
                } else {
                    Output.line(line.line.text)
                }
            }
        }
    }
}

/// `stoa goal add`.
struct GoalAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Sets a goal and prints its id.",
        discussion: """
            A goal of the community is proposed, and a moderator agrees; your own starts at once. A private one is sealed \
            to you: nobody else can read it, or sees that there is one.
            """)

    @OptionGroup var options: BoardOptions
    @Argument(help: "What is to be reached, in one line.") var statement: String
    @Flag(name: .long, help: "Your own instead of the community's, for all to see.") var personal = false
    @Flag(name: .long, help: "Your own, and for nobody else to see.") var `private` = false
    @Flag(name: .long, help: "As a draft, to be proposed or started later.") var draft = false
    @Option(name: .long, help: "Why it matters.") var why: String?
    @Option(name: .long, help: "How one will know, in words.") var measure: String?
    @Option(name: .long, help: "The number to reach.") var target: Double?
    @Option(name: .long, help: "The number it begins with.") var baseline: Double?
    @Option(name: .long, help: "What is counted.") var unit: String?
    @Option(name: .long, help: "By when: 2026-12-12, 3w, friday.") var due: String?
    @Option(name: .long, help: "Look how far it is every so many days.") var review: Int?
    @Option(name: .long, help: "A step on the way; may be repeated.") var milestone: [String] = []

    func run() throws {
        let session = try options.session()
        for title in milestone {
            if let refusal = GoalRules.refusal(ofLine: title, "a milestone") { throw CommandFailure(refusal, .badData) }
        }
        let isOwn = personal || `private`
        let goal = GoalAdded(
            level: isOwn ? .personal : .community, statement: statement, why: why, measure: measure,
            baseline: baseline, target: target, unit: unit,
            due: try due.map { try TypedMoment.moment($0, now: session.clock.now()) }, review: review,
            state: draft ? .draft : isOwn ? .active : .proposed)
        let writing = GoalWriting(session)
        let id = try session.send(writing.add(goal, isPrivate: `private`))
        if !milestone.isEmpty { _ = try session.catchUp() }
        for title in milestone { try session.send(writing.addMilestone(MilestoneAdded(goal: id, title: title))) }
        Output.line(id.text)
    }
}

/// `stoa goal edit`.
struct GoalEditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Words or plans a goal otherwise; what you leave out stays.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The goal.", completion: .things) var id: String
    @Option(name: .long, help: "What is to be reached.") var statement: String?
    @Option(name: .long, help: "Why it matters.") var why: String?
    @Option(name: .long, help: "How one will know.") var measure: String?
    @Option(name: .long, help: "The number to reach; 0 counts nothing.") var target: Double?
    @Option(name: .long, help: "The number it begins with.") var baseline: Double?
    @Option(name: .long, help: "What is counted.") var unit: String?
    @Option(name: .long, help: "By when: 2026-12-12, 3w, friday, or never.") var due: String?
    @Option(name: .long, help: "Look how far it is every so many days.") var review: Int?
    @Option(name: .long, help: "Who sees to it; may be repeated.") var owner: [String] = []

    func run() throws {
        let session = try options.session()
        let goal = try GoalCommand.goal(id, session)
        let owners = owner.map { Account($0.hasPrefix("@") ? String($0.dropFirst()) : $0) }
        let edit = GoalEdited(
            goal: goal.id, statement: statement, why: why, measure: measure, baseline: baseline, target: target,
            unit: unit, due: try due.map { try TypedMoment.orNever($0, now: session.clock.now()) }, review: review,
            owners: owners.isEmpty ? nil : owners)
        try session.send(GoalWriting(session).edit(edit))
    }
}
