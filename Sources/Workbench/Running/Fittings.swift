import Journal
import Terminal

/// What features fit into the frame: their actions, their views, and what the frame asks of them. The frame knows none
/// of them by name.
public struct Fittings: Sendable {
    /// The board's title.
    public var board: String
    /// The host's name, kept with drafts.
    public var host: String
    /// Actions beyond the frame's own.
    public var actions: [Action] = []
    /// How those of them run that belong to no pane.
    public var performers: [ActionName: Performer] = [:]
    /// The sidebar's views, in the order of their digits.
    public var views: [ViewEntry] = []
    /// What is on the screen when the program starts.
    public var start: [Effect] = []
    /// What is unread and what waits, for the right end of the status line.
    public var standing: @Sendable () throws -> [StyledLine] = { [] }
    /// Whether nobody wants to be told of anything at a moment: what is new shows, and makes no sound.
    public var isQuiet: @Sendable (Timestamp) -> Bool = { _ in false }
    /// How to go on with a draft; nothing when no feature knows its purpose.
    public var resume: @Sendable (StoredDraft) throws -> Composition? = { _ in nil }
    /// The drafts that are on disk.
    public var drafts: @Sendable () throws -> [StoredDraft] = { [] }
    /// What may stand for a word that begins with `@` or `#`, the likeliest first, with that sign.
    public var completions: @Sendable (_ word: String) throws -> [String] = { _ in [] }
    /// What is like a new thread of this title, the likest first; three of them are shown.
    public var similar: @Sendable (_ title: String) throws -> [SimilarThing] = { _ in [] }
    /// How a body looks, for the preview.
    public var preview: @Sendable (_ body: String, _ columns: Int) -> [StyledLine] = { body, _ in
        body.split(separator: "\n", omittingEmptySubsequences: false).map { StyledLine(String($0)) }
    }

    /// The fittings of a board with nothing in it yet.
    public init(board: String, host: String) {
        self.board = board
        self.host = host
    }
}

/// Something that is like what is being written.
public struct SimilarThing: Sendable {
    /// What it is called.
    public var line: StyledLine
    /// What shows it.
    public var opens: [Effect]

    /// A thing.
    public init(line: StyledLine, opens: [Effect]) {
        self.line = line
        self.opens = opens
    }
}

/// How an action runs that belongs to no pane: it works wherever one stands, unless a pane has a meaning of its own for
/// it.
public struct Performer: Sendable {
    /// Whether it can run now, about whatever the person is about.
    public var availability: @Sendable (Reference?) -> Availability
    /// Runs it, about whatever the person is about, if that is anything.
    public var perform: @Sendable (Reference?) throws -> [Effect]

    /// A way to run an action.
    public init(
        availability: @escaping @Sendable () -> Availability = { .available },
        perform: @escaping @Sendable () throws -> [Effect]
    ) {
        self.availability = { _ in availability() }
        self.perform = { _ in try perform() }
    }

    /// A way to run an action that is for anything on the board, whatever feature it belongs to.
    public init(
        availability: @escaping @Sendable (Reference?) -> Availability = { _ in .available },
        about perform: @escaping @Sendable (Reference?) throws -> [Effect]
    ) {
        self.availability = availability
        self.perform = perform
    }
}

/// One view of the sidebar.
public struct ViewEntry: Sendable {
    /// Its name in configuration: `threads` makes the action `go-threads`.
    public var name: String
    /// What the sidebar calls it.
    public var title: String
    /// The letter that leads to it after `g`.
    public var letter: Character
    /// A key of its own, besides its digit, for what one goes to all the time.
    public var key: String?
    /// How much in it is new that speaks to the reader, so that they may want to be told; nothing for most views.
    public var calls: (@Sendable () throws -> Int)?
    /// What opens it.
    public var open: @Sendable () -> [Effect]

    /// A view.
    public init(
        name: String, title: String, letter: Character, key: String? = nil,
        open: @escaping @Sendable () -> [Effect]
    ) {
        self.name = name
        self.title = title
        self.letter = letter
        self.key = key
        self.open = open
    }

    /// The action that goes there.
    public var action: ActionName { .going(to: name) }
}

extension ActionName {
    /// The action that goes to a view of this name.
    public static func going(to view: String) -> ActionName { ActionName(rawValue: "go-\(view)") }
}

extension Action {
    /// The action that goes to a view: by a key of its own, its digit, when it has them, and `g` with its letter.
    public static func going(
        to view: String, title: String, letter: Character, key: String?, place: Int
    ) -> Action {
        let digit = place < 9 ? ["\(place + 1)"] : []
        return Action(
            .going(to: view), keys: (key.map { [$0] } ?? []) + digit + ["g \(letter)"], group: .views, help: title,
            prominence: key == nil ? 0 : 33)
    }
}

extension Fittings {
    /// All actions: the frame's, those that go to views, and the features' own.
    var table: ActionTable {
        let going = views.enumerated().map { place, view in
            Action.going(to: view.name, title: view.title, letter: view.letter, key: view.key, place: place)
        }
        return .standard(adding: going + actions)
    }
}
