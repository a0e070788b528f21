import Index
import Journal
import Terminal

/// The frame of the full-screen program as one value: the panes and which has the focus, what lies over them, what can
/// be undone. Keys and news go in; errands for the world and a picture come out. It touches nothing by itself.
public struct Workbench: Sendable {
    /// What features fitted in.
    let fittings: Fittings
    /// What the person set.
    let settings: Settings
    /// All actions.
    public let table: ActionTable
    /// The keys as they stand.
    public let keyMap: KeyMap

    /// The screen's size.
    public internal(set) var size: Size
    /// The time as of the last call.
    var now: Timestamp
    var stage = Stage()
    var pictures = PanePictures()
    /// In which state and size each pane was last told that it is on the screen.
    var told: [Slot: Shown] = [:]
    /// The slot with the keys.
    public internal(set) var focus = Slot.list
    var isZoomed = false
    var isSideShown: Bool?
    /// Where the keys were when the right column took the place of everything else.
    var beforeSide: Slot?
    /// Whether reading marks nothing.
    public internal(set) var isPeeking: Bool { didSet { told = [:] } }

    var overlay: (any Overlay)?
    var composer: Composer?
    var prefix: PendingPrefix?
    var message: Message?
    var standing: [StyledLine] = []
    /// When it was last asked for; time alone changes what is near.
    var standingSince = Timestamp(rawValue: 0)
    var undoStack: [UndoEntry] = []
    var lastAction: ActionName?
    var writings: [Int: PendingWriting] = [:]
    var lastTicket = 0
    private var errands: [Errand] = []

    /// A frame with these fittings; `start` opens what they begin with.
    public init(_ fittings: Fittings, settings: Settings = Settings(), size: Size, now: Timestamp) {
        self.fittings = fittings
        self.settings = settings
        self.size = size
        self.now = now
        standingSince = now
        table = fittings.table
        keyMap = KeyMap(table, bindings: settings.keys)
        isPeeking = settings.isPeeking
    }

    /// Opens what the fittings begin with, and says what is wrong with the configuration.
    public mutating func start() {
        run(fittings.start)
        refreshStanding()
        if let problem = (settings.problems + keyMap.problems.map { "configuration, " + $0 }).first { warn(problem) }
        noteShown()
    }

    /// What is to be done in the world, once; asked after every call that changes the frame.
    public mutating func takeErrands() -> [Errand] {
        defer { errands = [] }
        return errands
    }

    /// Whether the composer is open, so that a hang-up has text to save.
    public var isComposing: Bool { composer != nil }

    /// Whether something that was written has not come back yet.
    public var isWaiting: Bool { !writings.isEmpty }

    mutating func emit(_ errand: Errand) { errands.append(errand) }

    /// How a pane was on the screen.
    struct Shown: Hashable, Sendable {
        var version: Int
        var size: Size
        var isFocused: Bool
    }

    // MARK: - Where things are

    /// Where everything is.
    var layout: Layout {
        let needless = (stage[.list]?.standsFor ?? []).subtracting([focus])
        var request = Layout.Request(size: size, filled: stage.filled.subtracting(needless), focus: focus)
        let takesScreen = stage[focus]?.takesScreen ?? false
        request.isZoomed = isZoomed || takesScreen || settings.isPlain
        request.sharesWithComposer = composer != nil && (takesScreen || isAnsweringReader)
        request.isSideShown = isSideShown
        return Layout(request)
    }

    /// Whether what is written is about what the reader shows, so that it should stay in sight.
    var isAnsweringReader: Bool {
        focus == .reader && composer?.composition.target != nil && size.rows >= Layout.lowestToShare
    }

    /// The cells that a slot's pane has for itself.
    func size(of slot: Slot) -> Size {
        let layout = layout
        var size = PaneBorder.inside(layout.slots[slot] ?? layout.content).size
        if settings.isPlain, slot == .reader { size.columns = min(size.columns, settings.plainColumns) }
        return size
    }

    /// The contexts in which keys are looked up now.
    var contexts: [Context] {
        guard let pane = stage[focus] else { return [.everywhere] }
        return (pane.isFinding ? [.matches] : []) + pane.contexts + [.everywhere]
    }

    // MARK: - Changing a pane

    /// Changes the pane of a slot and runs the effects that come of it; what it throws is shown, and the pane stays.
    mutating func update(_ slot: Slot, _ change: (inout any Pane) throws -> [Effect]) {
        guard var pane = stage[slot] else { return }
        do {
            let effects = try change(&pane)
            stage[slot] = pane
            run(effects, from: slot)
        } catch {
            warn(Self.sentence(for: error))
        }
    }

    /// An error as one sentence for people.
    static func sentence(for error: any Error) -> String {
        String(describing: IndexError(error) ?? error).split(separator: "\n").first.map(String.init)
            ?? "it did not work"
    }
}

/// A prefix key that waits for the next one.
struct PendingPrefix: Hashable, Sendable {
    var key: Key
    var since: Timestamp
    /// Whether the half second is over: what the key means by itself is done and the hint shows.
    var isHinted = false
}

/// A message in the status line.
struct Message: Hashable, Sendable {
    var text: String
    var isWarning: Bool
    var since: Timestamp
}

/// Something that can be undone.
struct UndoEntry: Sendable {
    enum Way: Sendable {
        case events([NewEvent])
        case pane(any Pane, Slot)
    }
    var name: String
    var way: Way
    /// The moment after which it cannot be undone any more.
    var until: Timestamp?
    /// What was sent and is written on when it comes back.
    var sent: Composition?
}

/// Events on their way to the disk.
struct PendingWriting: Sendable {
    var writing: Writing
    /// Whether the composer waits for it.
    var isSending: Bool
    /// What is being sent.
    var sent: Composition?
    /// What was sent, and is to be written on when this has called it back.
    var recovering: Composition?
}
