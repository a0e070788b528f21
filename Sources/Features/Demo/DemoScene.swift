import Foundation
import Journal

/// Who and what a scene can speak of.
struct DemoCast {
    /// Whoever looks at the demo.
    var reader: Account
    /// What earlier scenes made, by their names.
    var ids: [String: EventID]
    /// The moment it is told at.
    var now: Timestamp
    /// The board's id.
    var board: String
    /// The reader's key, for what they keep for themselves.
    var key: SealingKey?

    /// A member by handle; `you` is the reader.
    func account(_ handle: String) -> Account { handle == DemoStory.you ? reader : Account(handle) }

    /// Something sealed to the reader by themselves; nothing before they have a key.
    func seal(_ content: some Encodable, _ kind: String, _ about: String) throws -> SealedText? {
        let text = String(decoding: try JSONEncoder().encode(content), as: UTF8.self)
        let context = SealingContext(board: board, author: reader, kind: kind, about: about)
        return try key.map { try SealedText(text, to: [reader: $0], in: context) }
    }
}

/// One thing that happens in the demo's story.
struct DemoScene {
    enum Action {
        case open(channel: String, kind: ThreadKind, title: String)
        case reply(thread: String, to: String)
        case react(to: String, emoji: String)
        case accept(thread: String, answer: String)
        case pin(thread: String)
        case message(to: [String])
        /// Anything else that a feature can write, given what was said so far.
        case write(@Sendable (DemoCast) throws -> NewEvent?)
        case share(title: String, address: String?, tags: [String], thread: String?)
    }

    /// How later scenes speak of it.
    var name: String
    /// How many hours before the board is opened.
    var hoursAgo: Double
    /// Whose handle.
    var author: String
    var action: Action
    var body: String

    init(_ name: String, _ hoursAgo: Double, _ author: String, _ action: Action, _ body: String = "") {
        self.name = name
        self.hoursAgo = hoursAgo
        self.author = author
        self.action = action
        self.body = body
    }
}
