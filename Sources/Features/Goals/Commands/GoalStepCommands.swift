import ArgumentParser
import Index
import Journal

/// `stoa goal propose`.
struct GoalProposeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose", abstract: "Proposes a draft to the community.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The goal.", completion: .things) var id: String

    func run() throws {
        let session = try options.session()
        try session.send(GoalWriting(session).move(GoalCommand.goal(id, session).id, to: .proposed))
    }
}

/// `stoa goal agree`.
struct GoalAgreeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agree", abstract: "Agrees to a proposed goal for the community; moderators.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The goal.", completion: .things) var id: String
    @Flag(name: .long, help: "Takes the agreement back: it is proposed again.") var undo = false

    func run() throws {
        let session = try options.session()
        try session.send(
            GoalWriting(session).move(GoalCommand.goal(id, session).id, to: undo ? .proposed : .agreed))
    }
}

/// `stoa goal start`.
struct GoalStartCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Starts a goal that is agreed, or a draft of your own.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The goal.", completion: .things) var id: String

    func run() throws {
        let session = try options.session()
        try session.send(GoalWriting(session).move(GoalCommand.goal(id, session).id, to: .active))
    }
}

/// `stoa goal check-in`.
struct GoalCheckInCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-in", abstract: "Says how far a goal has come.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The goal.", completion: .things) var id: String
    @Option(name: .long, help: "What was counted, or a percentage where nothing is.") var value: Double?
    @Option(name: .long, help: "From 1, we will not get there, to 5, we surely will.") var confidence = 3
    @Option(name: .long, help: "What stands in the way, in a line.") var blocker: String?
    @Option(name: .short, help: ArgumentHelp("A note; may be repeated, each a paragraph.", valueName: "text"))
    var m: [String] = []

    func run() throws {
        let session = try options.session()
        let look = GoalCheckedIn(
            goal: try GoalCommand.goal(id, session).id, value: value, confidence: confidence,
            note: m.isEmpty ? nil : m.joined(separator: "\n\n"), blocker: blocker)
        try session.send(GoalWriting(session).checkIn(look))
    }
}

/// `stoa goal milestone`.
struct MilestoneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "milestone", abstract: "Sets steps on the way to a goal, and says which are done.",
        subcommands: [Add.self, Done.self, Edit.self, Remove.self])

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Adds a milestone and prints its id.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The goal.", completion: .things) var goal: String
        @Argument(help: "What is to be done.") var title: String
        @Option(name: .long, help: "By when: 2026-12-12, 3w, friday.") var due: String?

        func run() throws {
            let session = try options.session()
            let added = MilestoneAdded(
                goal: try GoalCommand.goal(goal, session).id, title: title,
                due: try due.map { try TypedMoment.moment($0, now: session.clock.now()) })
            Output.line(try session.send(GoalWriting(session).addMilestone(added)).text)
        }
    }

    struct Done: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "done", abstract: "Says that a milestone is done, or is not.")

        @OptionGroup var options: BoardOptions
        @OptionGroup var named: NamedMilestone
        @Flag(name: .long, help: "It is not done after all.") var undo = false

        func run() throws {
            let session = try options.session()
            let (goal, milestone) = try named.found(session)
            try session.send(
                GoalWriting(session).setMilestone(MilestoneSet(goal: goal, milestone: milestone, done: !undo)))
        }
    }

    struct Edit: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "edit", abstract: "Words a milestone otherwise.")

        @OptionGroup var options: BoardOptions
        @OptionGroup var named: NamedMilestone
        @Option(name: .long, help: "What is to be done.") var title: String?
        @Option(name: .long, help: "By when: 2026-12-12, 3w, friday, or never.") var due: String?

        func run() throws {
            let session = try options.session()
            let (goal, milestone) = try named.found(session)
            let due = try due.map { try TypedMoment.orNever($0, now: session.clock.now()) }
            try session.send(
                GoalWriting(session).setMilestone(
                    MilestoneSet(goal: goal, milestone: milestone, title: title, due: due)))
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "remove", abstract: "Takes a milestone away.")

        @OptionGroup var options: BoardOptions
        @OptionGroup var named: NamedMilestone

        func run() throws {
            let session = try options.session()
            let (goal, milestone) = try named.found(session)
            try session.send(
                GoalWriting(session).setMilestone(MilestoneSet(goal: goal, milestone: milestone, removed: true)))
        }
    }
}

/// A milestone as people name it.
struct NamedMilestone: ParsableArguments {
    @Argument(help: "The goal.", completion: .things) var goal: String
    @Argument(help: "The milestone's number, as `stoa goal show` gives it.") var number: Int

    func found(_ session: BoardSession) throws -> (goal: EventID, milestone: EventID) {
        let goal = try GoalCommand.goal(goal, session)
        guard goal.steps.indices.contains(number - 1) else {
            throw CommandFailure(
                "there is no milestone \(number); `stoa goal show` numbers them 1 to \(goal.steps.count)", .notFound)
        }
        return (goal.id, goal.steps[number - 1].id)
    }
}

/// `stoa goal link`.
struct GoalLinkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Says that a thread, a resource, a project, a meeting, another goal serves a goal.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The goal.", completion: .things) var id: String
    @Argument(help: "What serves it.", completion: .things) var thing: String
    @Flag(name: .long, help: "It does not.") var remove = false

    func run() throws {
        let session = try options.session()
        let goal = try GoalCommand.goal(id, session)
        let reference = try session.read { try LinkedThing.named(thing, $0) }
        try session.send(GoalWriting(session).link(reference, to: goal.id, !remove))
    }
}

/// `stoa goal close`.
struct GoalCloseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Ends a goal: met, partly met, dropped, superseded by another, or archived.",
        discussion: """
            That a goal of the community is met takes two members or a moderator: the first one says so, another says \
            the same. Dropping one asks for the reason with -m, archiving for a closing reflection; a goal is superseded by \
            another with --by.
            """)

    enum Outcome: String, CaseIterable, ExpressibleByArgument {
        case met
        case partlyMet = "partly-met"
        case dropped, superseded, archived

        var state: GoalState {
            switch self {
            case .met: .met
            case .partlyMet: .partlyMet
            case .dropped: .dropped
            case .superseded: .superseded
            case .archived: .archived
            }
        }
    }

    @OptionGroup var options: BoardOptions
    @Argument(help: "The goal.", completion: .things) var id: String
    @Argument(help: "met, partly-met, dropped, superseded or archived.") var outcome: Outcome
    @Option(name: .short, help: ArgumentHelp("What shows it, why, or what was learned.", valueName: "text"))
    var m: [String] = []
    @Option(name: .long, help: "The goal that takes its place, for superseded.", completion: .things) var by: String?

    func validate() throws {
        guard (outcome == .superseded) == (by != nil) else {
            throw ValidationError("--by names the goal that takes its place, and goes with superseded")
        }
    }

    func run() throws {
        let session = try options.session()
        let goal = try GoalCommand.goal(id, session)
        if let by {
            try session.send(GoalWriting(session).supersede(goal.id, by: GoalCommand.goal(by, session).id))
            return
        }
        try session.send(
            GoalWriting(session).move(
                goal.id, to: outcome.state, text: m.isEmpty ? nil : m.joined(separator: "\n\n")))
    }
}

/// `stoa goal reopen`.
struct GoalReopenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Goes on with a goal that had ended, or says that it is not met yet.")

    @OptionGroup var options: BoardOptions
    @Argument(help: "The goal.", completion: .things) var id: String

    func run() throws {
        let session = try options.session()
        try session.send(GoalWriting(session).move(GoalCommand.goal(id, session).id, to: .active))
    }
}
