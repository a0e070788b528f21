/// The panes in their slots, and what each slot held before.
struct Stage: Sendable {
    private var stacks: [Slot: [any Pane]] = [:]

    /// The slots that hold a pane.
    var filled: Set<Slot> { Set(stacks.keys) }

    /// The pane on top of a slot.
    subscript(slot: Slot) -> (any Pane)? {
        get { stacks[slot]?.last }
        set {
            guard let newValue else {
                stacks[slot] = nil
                return
            }
            let below = stacks[slot]?.dropLast() ?? []
            stacks[slot] = below + [newValue]
        }
    }

    /// Whether a slot held another pane before.
    func canGoBack(_ slot: Slot) -> Bool { (stacks[slot]?.count ?? 0) > 1 }

    /// Puts a pane over what a slot holds. The ways back are bounded.
    mutating func push(_ pane: any Pane, in slot: Slot) {
        stacks[slot, default: []].append(pane)
        if let count = stacks[slot]?.count, count > Self.depth { stacks[slot]?.removeFirst(count - Self.depth) }
    }

    /// Takes the top pane of a slot away.
    mutating func pop(_ slot: Slot) {
        stacks[slot]?.removeLast()
        if stacks[slot]?.isEmpty ?? false { stacks[slot] = nil }
    }

    private static let depth = 30
}
