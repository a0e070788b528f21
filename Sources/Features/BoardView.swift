import Index
import Workbench

/// One entry of the sidebar, for any member's session.
public struct BoardView: Sendable {
    /// Its name in configuration: `threads` makes the action `go-threads`.
    public var name: String
    /// What the sidebar calls it.
    public var title: String
    /// The letter that leads to it after `g`.
    public var letter: Character
    /// A key of its own, besides its digit, for what one goes to all the time.
    public var key: String?
    /// The kinds of turns that are worked off in it; what waits of them is counted with all others at once.
    public var turnKinds: Set<String>
    /// How much else in it is new or waits.
    public var count: @Sendable (BoardSession) throws -> Int
    /// Whether what is new in it speaks to the reader, so that they may want to be told.
    public var isPersonal: Bool
    /// What opens it.
    public var open: @Sendable (BoardSession) -> [Effect]

    /// A view.
    public init(
        name: String, title: String, letter: Character, key: String? = nil, turnKinds: Set<String> = [],
        isPersonal: Bool = false,
        count: @escaping @Sendable (BoardSession) throws -> Int = { _ in 0 },
        open: @escaping @Sendable (BoardSession) -> [Effect]
    ) {
        self.name = name
        self.title = title
        self.letter = letter
        self.key = key
        self.turnKinds = turnKinds
        self.isPersonal = isPersonal
        self.count = count
        self.open = open
    }

    /// The view as the frame knows it.
    func entry(for session: BoardSession) -> ViewEntry {
        var entry = ViewEntry(name: name, title: title, letter: letter, key: key) { open(session) }
        if isPersonal { entry.calls = { try count(session) } }
        return entry
    }
}
