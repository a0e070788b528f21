import Journal
import Terminal

extension Workbench {
    /// Takes one key or mouse event.
    public mutating func press(_ key: Key, now: Timestamp) {
        self.now = now
        guard !layout.isTooSmall else { return }
        if overlay != nil {
            pressInOverlay(key)
        } else if case .mouse(let mouse) = key {
            press(mouse)
        } else if composer != nil {
            pressInComposer(key)
        } else {
            message = nil
            pressInPane(key)
        }
        noteShown()
    }

    private mutating func pressInPane(_ key: Key) {
        if let pending = prefix {
            prefix = nil
            if case .action(let action) = keyMap.resolve([pending.key, key], in: contexts) {
                perform(action)
                return
            }
            // A prefix key that was not continued means what it means by itself, once.
            if !pending.isHinted, case .prefix(let alone?) = keyMap.resolve([pending.key], in: contexts) {
                perform(alone)
            }
            if pending.isHinted, key == .named(.escape) { return }
        }
        switch keyMap.resolve([key], in: contexts) {
        case .action(let action): perform(action)
        case .prefix: prefix = PendingPrefix(key: key, since: now)
        case .unbound: say("\(key.label) does nothing here; \(keyMap.label(of: .help) ?? ":help") shows the keys")
        }
    }

    /// Runs an action by name, as a key, the palette or a script asked for it.
    public mutating func perform(_ action: ActionName) {
        switch availability(of: action) {
        case .unavailable(let why): say(why)
        case .absent: say("“\(table[action]?.help ?? action.rawValue)” means nothing here")
        case .available:
            if composer != nil, let composerAction = Self.composerActions[action] {
                composerAction(&self)
            } else if let view = fittings.views.first(where: { $0.action == action }) {
                run(view.open())
            } else if let frameAction = Self.frameActions[action], !isTakenByPane(action) {
                frameAction(&self)
            } else if let slot = slot(for: action) {
                performInPane(action, slot)
            } else if let performer = fittings.performers[action] {
                do { run(try performer.perform(subject)) } catch { warn(Self.sentence(for: error)) }
            }
        }
    }

    private mutating func performInPane(_ action: ActionName, _ slot: Slot) {
        let before = stage[slot]
        let size = size(of: slot)
        update(slot) { try $0.perform(action, in: size) }
        guard let entry = table[action] else { return }
        if entry.isRepeatable { lastAction = action }
        if entry.restoresPane, let before {
            pushUndo(UndoEntry(name: entry.help, way: .pane(before, slot)))
        }
    }

    /// Whether an action can run now, and if not, why.
    public func availability(of action: ActionName) -> Availability {
        if table[action]?.context == .composer { return composerAvailability(of: action) }
        if fittings.views.contains(where: { $0.action == action }) { return .available }
        if Self.frameActions[action] != nil, !isTakenByPane(action) { return frameAvailability(of: action) }
        if let slot = slot(for: action) { return stage[slot]?.availability(of: action) ?? .absent }
        return fittings.performers[action]?.availability(subject) ?? .absent
    }

    private func composerAvailability(of action: ActionName) -> Availability {
        guard let composer else { return .absent }
        return [.nextStep, .previousStep].contains(action) && composer.steps == nil ? .absent : .available
    }

    /// What the person is about: what the pane with the focus says, else the reader or the list.
    private var subject: Reference? {
        [focus, .reader, .list].lazy.compactMap { self.stage[$0]?.subject }.first
    }

    /// The slot whose pane an action is for: the one with the focus, else, for what is no movement, the list or the
    /// reader, so that one can reply from wherever one stands.
    private func slot(for action: ActionName) -> Slot? {
        let isMovement = table[action]?.group == .moving
        let candidates = isMovement ? [focus] : [focus, .list, .reader]
        let known = candidates.filter { (stage[$0]?.availability(of: action) ?? .absent) != .absent }
        return known.first { stage[$0]?.availability(of: action) == .available } ?? known.first
    }

    /// Whether the pane with the focus does an action of the frame itself, such as going back inside it. For finding it
    /// only says whether it can: the frame asks for the words and gives them to it.
    private func isTakenByPane(_ action: ActionName) -> Bool {
        action != .find && stage[focus]?.availability(of: action) == .available
    }

    // MARK: - The mouse

    private mutating func press(_ mouse: Key.Mouse) {
        let layout = layout
        guard composer == nil, let (slot, block) = layout.slots.first(where: { $0.value.contains(mouse.point) }) else {
            return
        }
        let inside = PaneBorder.inside(block)
        let point = Point(
            column: mouse.point.column - inside.origin.column, row: mouse.point.row - inside.origin.row)
        switch mouse.action {
        case .wheelUp: update(slot) { try $0.handle(.wheel(-3), in: inside.size) }
        case .wheelDown: update(slot) { try $0.handle(.wheel(3), in: inside.size) }
        case .press:
            focus = slot
            if point.row >= 0 { update(slot) { try $0.handle(.click(point), in: inside.size) } }
        case .doubleClick:
            focus = slot
            if point.row >= 0 { update(slot) { try $0.handle(.doubleClick(point), in: inside.size) } }
        case .release: break
        }
    }

    // MARK: - What lies over the panes

    private mutating func pressInOverlay(_ key: Key) {
        guard var current = overlay else { return }
        let step = current.press(key, size: size)
        overlay = step.isOver ? nil : current
        if let input = step.input { give(input) }
        run(step.effects)
    }

    /// Gives the pane with the focus what a prompt or a choice came to.
    mutating func give(_ input: PaneInput) {
        let size = size(of: focus)
        update(focus) { try $0.handle(input, in: size) }
    }

    /// Tells the visible panes that they are on the screen.
    mutating func noteShown() {
        guard overlay == nil, composer == nil, !isPeeking, !layout.isTooSmall else { return }
        for slot in layout.slots.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
            let (size, isFocused) = (size(of: slot), slot == focus)
            let shown = Shown(version: stage.version(of: slot), size: size, isFocused: isFocused)
            guard told[slot] != shown else { continue }
            update(slot) { try $0.wasShown(in: size, isFocused: isFocused) }
            told[slot] = Shown(version: stage.version(of: slot), size: size, isFocused: isFocused)
        }
    }
}
