import Journal

/// Something on the board, whatever feature it belongs to: how panes of different features speak of the same thing.
public struct Reference: Hashable, Codable, Sendable {
    /// What it is: `channel`, `thread`, `post`, `resource`, `member`.
    public var kind: String
    /// Which one: the text of an event's id, or an account's name.
    public var name: String

    /// A thing by its kind and its name.
    public init(kind: String, name: String) {
        self.kind = kind
        self.name = name
    }

    /// A thing that an event made.
    public init(kind: String, id: EventID) { self.init(kind: kind, name: id.text) }

    /// A place of the sidebar: a view's name, or a channel's with `#`.
    public static let place = "place"

    /// The event that made it, if its name is one.
    public var id: EventID? { EventID(text: name) }
}
