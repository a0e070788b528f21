import Journal

/// Who and what a scene can speak of.
struct DemoCast {
    /// Whoever looks at the demo.
    var reader: Account
    /// What earlier scenes made, by their names.
    var ids: [String: EventID]
    /// The moment it is told at.
    var now: Timestamp

    /// A member by handle; `you` is the reader.
    func account(_ handle: String) -> Account { handle == DemoStory.you ? reader : Account(handle) }
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
