/// The panes in their slots, and what each slot held before.
struct Stage: Sendable {
    private var stacks: [Slot: [any Pane]] = [:]
    /// What was being read at each of the lists below the top one: a reader belongs to the list it was opened from.
    private var setAside: [[any Pane]] = []
    /// Which state of its pane each slot is in; no two states share a number.
    private var versions: [Slot: Int] = [:]
    private var lastVersion = 0

    /// The slots that hold a pane.
    var filled: Set<Slot> { Set(stacks.keys) }

    /// The pane on top of a slot.
    subscript(slot: Slot) -> (any Pane)? {
        get { stacks[slot]?.last }
        set {
            noteChange(of: slot)
            guard let newValue else {
                stacks[slot] = nil
                return
            }
            let below = stacks[slot]?.dropLast() ?? []
            stacks[slot] = below + [newValue]
        }
    }

    /// A number that is another one whenever a slot's pane may be another, or look otherwise.
    func version(of slot: Slot) -> Int { versions[slot] ?? 0 }

    private mutating func noteChange(of slot: Slot) {
        lastVersion += 1
        versions[slot] = lastVersion
    }

    /// Whether a slot held another pane before.
    func canGoBack(_ slot: Slot) -> Bool { (stacks[slot]?.count ?? 0) > 1 }

    /// Puts a pane over what a slot holds. The ways back are bounded.
    mutating func push(_ pane: any Pane, in slot: Slot) {
        noteChange(of: slot)
        if slot == .list, stacks[.list] != nil {
            noteChange(of: .reader)
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
        noteChange(of: slot)
        stacks[slot]?.removeLast()
        if stacks[slot]?.isEmpty ?? false { stacks[slot] = nil }
        guard slot == .list, let readers = setAside.popLast() else { return }
        noteChange(of: .reader)
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
