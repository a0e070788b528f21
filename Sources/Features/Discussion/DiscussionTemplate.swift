import Index
import Journal

/// The channels that a template makes.
struct ChannelTemplate: Decodable, Sendable {
    var name: String
    var topic: String?
    var starters: ThreadStarters?

    static let part = TemplatePart("channels") { (channels: [ChannelTemplate], session) in
        let writing = DiscussionWriting(session)
        for channel in channels {
            try session.send(
                writing.addChannel(channel.name, topic: channel.topic ?? "", starters: channel.starters ?? .members))
            // Each is checked against those before it.
            _ = try session.catchUp()
        }
    }
}

/// The threads that a template opens: a welcome, prompts.
struct ThreadTemplate: Decodable, Sendable {
    var channel: String
    var title: String
    var text: String
    var kind: ThreadKind?
    var pinned: Bool?
    var dueDays: Int?
    var hidesResponses: Bool?

    private enum CodingKeys: String, CodingKey {
        case channel, title, text, kind, pinned
        case dueDays = "due_days"
        case hidesResponses = "hides_responses"
    }

    static let part = TemplatePart("threads") { (threads: [ThreadTemplate], session) in
        for thread in threads { try thread.open(session) }
    }

    private func open(_ session: BoardSession) throws {
        guard let found = try session.read({ try ChannelQueries.named(channel, $0) }) else {
            throw CommandFailure("the template's thread “\(title)” is in #\(channel), which it does not make", .badData)
        }
        let writing = DiscussionWriting(session)
        let kind = kind ?? .discussion
        let id = try session.send(
            writing.open(channel: found, kind: kind, title: title, body: text, activity: terms(kind, session)))
        _ = try session.catchUp()
        if pinned ?? false { try session.send(writing.pin(id)) }
    }

    private func terms(_ kind: ThreadKind, _ session: BoardSession) -> ActivityTerms? {
        guard kind == .activity else { return nil }
        return ActivityTerms(
            due: dueDays.map { session.clock.now().advanced(days: $0) }, hidesResponses: hidesResponses ?? false)
    }
}
