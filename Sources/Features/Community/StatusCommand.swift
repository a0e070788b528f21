import ArgumentParser
import Index
import Journal

/// `stoa status`: what waits.
public struct StatusCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Says what is unread and what waits for you.")

    @OptionGroup var options: BoardOptions
    @Flag(name: .long, help: "One line, for a prompt or a status bar.") var short = false
    @Flag(name: .long, help: "As a JSON document.") var json = false
    @Flag(name: .long, help: "Answers 2 when something waits, else 0.") var exitStatus = false

    public init() {}

    private struct Status: Encodable {
        var board: String
        var member: Account
        var unread: Int
        var mentions: Int
        var feedback_pending: Int
        var next_meeting: String?

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Keys.self)
            try container.encode(board, forKey: .board)
            try container.encode(member, forKey: .member)
            try container.encode(unread, forKey: .unread)
            try container.encode(mentions, forKey: .mentions)
            try container.encode(feedback_pending, forKey: .feedback_pending)
            // A key that is sometimes missing is harder to use than one that is null.
            try container.encode(next_meeting, forKey: .next_meeting)
        }

        enum Keys: String, CodingKey {
            case board, member, unread, mentions, feedback_pending, next_meeting
        }
    }

    public func run() throws {
        let session = try options.session()
        let status = try session.read { database in
            Status(
                board: try BoardDescription.current(of: session.board, database).title, member: session.me,
                unread: try NoticeQueries.unreadPosts(database), mentions: try NoticeQueries.unreadCount(database),
                feedback_pending: 0, next_meeting: nil)
        }
        if json { try Output.json(status) } else { Output.line(short ? Self.short(status) : Self.sentence(status)) }
        if exitStatus, status.unread + status.mentions + status.feedback_pending > 0 { throw ExitCode(2) }
    }

    private static func short(_ status: Status) -> String {
        status.mentions > 0 ? "\(status.unread) new, \(status.mentions) for you" : "\(status.unread) new"
    }

    private static func sentence(_ status: Status) -> String {
        "\(status.board): \(status.unread) unread, \(status.mentions) of them mention or answer you."
    }
}
