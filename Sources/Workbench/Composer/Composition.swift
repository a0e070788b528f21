import Journal
import Terminal

/// A text that is to be written, and what becomes of it.
public struct Composition: Sendable {
    /// The text with its fields, as it stands.
    public struct Text: Hashable, Sendable {
        /// The title; nothing where the text has none.
        public var title: String?
        /// The channel's name without `#`; nothing where it is settled.
        public var channel: String?
        /// The text itself. Markdown.
        public var body: String

        /// A text.
        public init(title: String? = nil, channel: String? = nil, body: String = "") {
            self.title = title
            self.channel = channel
            self.body = body
        }
    }

    /// What it will be, so that a draft can be taken up again: `thread`, `reply`, `edit`.
    public var kind: String
    /// What it answers or rewords.
    public var target: EventID?
    /// What stands in the border: `Reply to Ana`.
    public var heading: String
    /// What stands before the title.
    public var titleLabel = "Title: "
    /// What to begin with.
    public var text: Text
    /// The line of the text that the cursor begins at, from 0; its end when left out.
    public var cursorLine: Int?
    /// The steps that it is written in, each with its time; nothing for what is written as one likes.
    public var steps: TimedSteps?
    /// How those steps are gone through where others go through them as well.
    public var sharedSteps: SharedSteps?
    /// Whether its draft is sealed on the disk.
    public var isPrivate = false
    /// The draft that it goes on with.
    public var draft: StoredDraft?
    /// Asks the rules and makes the events, or throws a sentence that says why not.
    public var send: @Sendable (Text) throws -> Writing
    /// What a friend would ask before it is sent, a sentence each; it is asked and stops nobody.
    public var concerns: @Sendable (Text) -> [String] = { _ in [] }
    /// How the body will look to those who get it, where that is not plain Markdown.
    public var preview: (@Sendable (_ body: String, _ columns: Int) -> [StyledLine])?

    /// A text to be written.
    public init(
        kind: String, target: EventID? = nil, heading: String, text: Text = Text(), draft: StoredDraft? = nil,
        send: @escaping @Sendable (Text) throws -> Writing
    ) {
        self.kind = kind
        self.target = target
        self.heading = heading
        self.text = text
        self.draft = draft
        self.send = send
    }
}
