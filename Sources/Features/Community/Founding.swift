import Foundation
import Index
import Journal

/// What a new board begins with, by the kind of community.
public enum Template: String, CaseIterable, Sendable {
    case academic, professional, online, practice, blank

    /// The channels, with their topics.
    var channels: [(name: String, topic: String, starters: ThreadStarters)] {
        let common: [(String, String, ThreadStarters)] = [
            ("announcements", "What everyone should know", .moderators),
            ("general", "Anything that has no other place", .members),
        ]
        let own: [(String, String, ThreadStarters)] =
            switch self {
            case .academic:
                [
                    ("questions", "Ask; no question is too small", .members),
                    ("week-1", "This week's reading and exercises", .members),
                    ("office-hours", "When someone can help in person", .members),
                ]
            case .professional:
                [
                    ("evidence", "Work we look at together", .members),
                    ("practice", "What we try, and what came of it", .members),
                ]
            case .online:
                [
                    ("introductions", "Who we are and what brings us here", .members),
                    ("help", "Ask for help, give it", .members),
                    ("webinars", "Talks: before, during and after", .members),
                ]
            case .practice:
                [
                    ("stories", "What happened, told by who was there", .members),
                    ("patterns", "What works, and when", .members),
                    ("mentors", "Who helps with what", .members),
                ]
            case .blank: []
            }
        return common + own
    }
}

/// Makes a board and writes its first events: the founder joins, describes the board, and makes the template's channels.
struct Founding {
    /// The folder, as an absolute path.
    var directory: String
    /// What the board is called; the folder's name if empty.
    var title = ""
    var purpose: String?
    var template = Template.blank
    /// The Unix group that shares it.
    var group: String?
    var joining = JoiningMode.open
    /// The founder's name as others see it; the account's if empty.
    var name = ""

    /// Makes the board. Throws when something is in the way.
    func found(_ options: BoardOptions) throws -> Board {
        let title = title.isEmpty ? (directory as NSString).lastPathComponent : title
        let board = try Board.create(at: directory, title: title, group: group, joining: joining)
        do {
            try write(try options.session(of: board), title: title)
        } catch {
            // A board without its first events would be in the way of the next try.
            board.unmake()
            throw error
        }
        return board
    }

    private func write(_ session: BoardSession, title: String) throws {
        let founderName = name.isEmpty ? session.me.rawValue : name
        let purpose = purpose.flatMap { $0.isEmpty ? nil : $0 }
        var events = [
            try NewEvent(MemberJoined(name: founderName)),
            try NewEvent(BoardDescribed(title: title, purpose: purpose)),
        ]
        events += try template.channels.map {
            try NewEvent(ChannelAdded(name: $0.name, topic: $0.topic, starters: $0.starters))
        }
        if template != .blank {
            events += try ReadyRubric.allCases.map { try NewEvent(RubricAdded(content: $0.content())) }
        }
        try session.write(events)
        _ = try session.catchUp()
    }
}
