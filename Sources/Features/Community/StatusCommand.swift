import ArgumentParser
import Index
import Journal

/// `stoa status`: what waits.
public struct StatusCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Says what is unread and what waits for you.")

    @OptionGroup var options: BoardOptions
    @Flag(name: .long, help: "One line, for a prompt or a status bar.") var short = false
    @Flag(name: .long, help: "As a JSON document.") var json = false
    @Flag(name: .long, help: "Answers 2 when something waits, else 0.") var exitStatus = false

    /// The command before its words are read.
    public init() {}

    private struct Status: Encodable {
        var board: String
        var member: Account
        var unread: Int
        var mentions: Int
        var messages: Int
        var turns: Int
        var feedback_pending: Int
        var reminders: Int
        var next_meeting: NextMeeting?

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Keys.self)
            try container.encode(board, forKey: .board)
            try container.encode(member, forKey: .member)
            try container.encode(unread, forKey: .unread)
            try container.encode(mentions, forKey: .mentions)
            try container.encode(messages, forKey: .messages)
            try container.encode(turns, forKey: .turns)
            try container.encode(feedback_pending, forKey: .feedback_pending)
            try container.encode(reminders, forKey: .reminders)
            // A key that is sometimes missing is harder to use than one that is null.
            try container.encode(next_meeting, forKey: .next_meeting)
        }

        enum Keys: String, CodingKey {
            case board, member, unread, mentions, messages, turns, feedback_pending, reminders, next_meeting
        }
    }

    /// Does what the words say.
    public func run() throws {
        let session = try options.session()
        let next = try FeatureTable.all.compactMap { try $0.nextMeeting(session) }.min { $0.starts_at < $1.starts_at }
        let status = try session.read { database in
            let turns = try TurnQueries.countByKind(session.me, now: session.clock.now(), database)
            return Status(
                board: try BoardDescription.current(of: session.board, database).title, member: session.me,
                unread: try NoticeQueries.unreadPosts(database), mentions: try NoticeQueries.unreadCount(database),
                messages: try MessageQueries.unreadCount(database),
                turns: turns.values.reduce(0, +), feedback_pending: turns["feedback"] ?? 0,
                reminders: try ReminderQueries.count(session.me, now: session.clock.now(), database), next_meeting: next
            )
        }
        if json { try Output.json(status) } else { Output.line(short ? Self.short(status) : Self.sentence(status)) }
        if exitStatus, status.unread + status.mentions + status.messages + status.turns > 0 { throw ExitCode(2) }
    }

    private static func short(_ status: Status) -> String {
        var parts = ["\(status.unread) new"]
        let mine = status.mentions + status.messages
        if mine > 0 { parts.append("\(mine) for you") }
        if status.turns > 0 { parts.append("\(status.turns) your turn") }
        if status.reminders > 0 { parts.append("\(status.reminders) due") }
        if let next = status.next_meeting { parts.append("\(next.title) \(next.away)") }
        return parts.joined(separator: ", ")
    }

    private static func sentence(_ status: Status) -> String {
        var sentences = [
            "\(status.board): \(status.unread) unread, \(status.mentions) of them mention or answer you."
        ]
        if status.messages > 0 { sentences.append("Messages: \(status.messages).") }
        if status.turns > 0 { sentences.append("Your turn: \(status.turns).") }
        if status.reminders > 0 { sentences.append("Due: \(status.reminders); `stoa feedback list` says which.") }
        if let next = status.next_meeting { sentences.append("Next meeting: \(next.title), \(next.away).") }
        return sentences.joined(separator: " ")
    }
}
