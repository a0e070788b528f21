import ArgumentParser
import Index
import Journal

/// `stoa join`: becomes a member.
public struct JoinCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "join", abstract: "Becomes a member of the board, or asks to where a moderator admits.")

    @OptionGroup var options: BoardOptions
    @Option(name: .long, help: "The name to show; your handle if left out.") var name: String?

    /// The command before its words are read.
    public init() {}

    /// Does what the words say.
    public func run() throws {
        let session = try options.session()
        let before = try session.standing(of: session.me)
        if before.role != nil, let member = try session.read({ try MemberQueries.member(session.me.rawValue, $0) }),
            name == nil || name == member.name
        {
            return Output.line("You are a member already, as \(member.name).")
        }
        try session.write([NewEvent(MemberJoined(name: name ?? MemberWriting(session: session).usualName()))])
        try session.seeWritten()
        if let name, before.role != nil {
            try session.write([NewEvent(MemberProfileSet(name: name))])
            return Output.line("You are called \(name) now.")
        }
        let wasHere =
            try session.read { try MemberQueries.member(session.me.rawValue, $0) }.map {
                $0.joined < session.clock.now().advanced(by: -60_000)
            } ?? false
        let isMember = try session.standing(of: session.me).role != nil
        Output.line(
            isMember
                ? (wasHere ? "Welcome back. What you wrote is still yours." : "Welcome. You are a member now.")
                : "You have asked to join; a moderator will admit you.")
    }
}

/// `stoa leave`: ends one's membership.
public struct LeaveCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "leave", abstract: "Leaves the board; what you wrote stays.")

    @OptionGroup var options: BoardOptions

    /// The command before its words are read.
    public init() {}

    /// Does what the words say.
    public func run() throws {
        let session = try options.session()
        guard try session.standing(of: session.me) != .outsider else {
            throw CommandFailure("you are not a member of this board")
        }
        guard session.me.rawValue != session.board.identity.founder else {
            throw CommandFailure.refused("the founder cannot leave; make somebody else an admin and stay")
        }
        try session.write([NewEvent(MemberLeft())])
        Output.line("You have left. What you wrote stays; `stoa join` brings you back.")
    }
}
