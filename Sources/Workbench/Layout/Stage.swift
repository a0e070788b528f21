/// The panes in their slots, and what each slot held before.
struct Stage: Sendable {
    private var stacks: [Slot: [any Pane]] = [:]
    /// What was being read at each of the lists below the top one: a reader belongs to the list it was opened from.
    private var setAside: [[any Pane]] = []

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
        if slot == .list, stacks[.list] != nil {
            setAside.append(stacks[.reader] ?? [])
            stacks[.reader] = nil
        }
        stacks[slot, default: []].append(pane)
        guard let count = stacks[slot]?.count, count > Self.depth else { return }
        stacks[slot]?.removeFirst(count - Self.depth)
        if slot == .list { setAside.removeFirst(count - Self.depth) }
    }

    /// Takes the top pane of a slot away; with a list comes back what was being read at the one below it.
    mutating func pop(_ slot: Slot) {
        stacks[slot]?.removeLast()
        if stacks[slot]?.isEmpty ?? false { stacks[slot] = nil }
        guard slot == .list, let readers = setAside.popLast() else { return }
        stacks[.reader] = readers.isEmpty ? nil : readers
    }

    /// Takes away what lies over the list of a place; false when there is no such list.
    mutating func returns(to place: String) -> Bool {
        guard !place.isEmpty, let index = stacks[.list]?.lastIndex(where: { $0.place == place }) else { return false }
        while let count = stacks[.list]?.count, count - 1 > index { pop(.list) }
        return true
    }

    private static let depth = 30
}
