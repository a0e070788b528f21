import Terminal

/// Something that lies over the panes and takes all keys until it is over.
protocol Overlay: Sendable {
    /// Whether it takes the last line rather than the middle of the screen.
    var isLine: Bool { get }
    /// The keys that work in it, for the row of keys.
    var keys: [(key: String, does: String)] { get }
    /// Takes a key.
    mutating func press(_ key: Key, size: Size) -> OverlayStep
    /// How it looks in a screen of this size: a line, or a panel of the size it wants.
    func view(in size: Size) -> Surface

    /// What it says where nothing is drawn, a thing a line.
    var spoken: [String] { get }
    /// Whether it is over once it has been said.
    var endsWhenSpoken: Bool { get }
    /// Takes a line that was typed where nothing is drawn; a dot alone leaves it.
    mutating func take(line: String) -> OverlayStep
}

extension Overlay {
    var endsWhenSpoken: Bool { false }
}

/// What a key in an overlay led to.
struct OverlayStep: Sendable {
    /// Whether the overlay is to go.
    var isOver = false
    /// What the pane with the focus is told.
    var input: PaneInput?
    /// What else follows.
    var effects: [Effect] = []

    static let stays = OverlayStep()
    static let ends = OverlayStep(isOver: true)
}

extension Key {
    /// Whether the key puts an overlay away.
    var isCancelling: Bool { self == .named(.escape) || self == .control("c") }
}
