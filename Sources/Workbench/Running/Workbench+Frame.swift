import Terminal

extension Workbench {
    /// What the frame itself does, by name; everything else is for the panes.
    static let frameActions: [ActionName: @Sendable (inout Workbench) -> Void] = [
        .back: { $0.goBack(mayLeave: false) },
        .leave: { $0.goBack(mayLeave: true) },
        .nextPane: { $0.moveFocus(by: 1) },
        .previousPane: { $0.moveFocus(by: -1) },
        .zoom: { $0.isZoomed.toggle() },
        .sideColumn: { $0.toggleSide() },
        .redraw: { $0.emit(.redraw) },
        .suspend: { $0.emit(.suspend) },
        .cancel: { $0.cancel() },
        .quit: { $0.quit() },
        .undo: { $0.undo() },
        .repeatLast: { bench in
            if let action = bench.lastAction { bench.perform(action) }
        },
        .peek: { bench in
            bench.isPeeking.toggle()
            bench.say(bench.isPeeking ? "peeking: nothing is marked read" : "reading marks posts read again")
        },
        .find: { $0.run([.prompt(Prompt(purpose: PaneInput.find, label: "/"))]) },
        .help: { $0.overlay = HelpPage.page(for: $0) },
        .palette: { $0.overlay = Picker(palette: $0) },
        .drafts: { $0.offerDrafts() },
    ]

    func frameAvailability(of action: ActionName) -> Availability {
        switch action {
        case .undo: undoable == nil ? .unavailable("nothing to undo") : .available
        case .repeatLast: lastAction == nil ? .unavailable("nothing to repeat yet") : .available
        case .sideColumn:
            stage.filled.isDisjoint(with: [.sideUpper, .sideLower])
                ? .unavailable("this view has no right column") : .available
        case .find: stage[focus]?.availability(of: .find) ?? .absent
        default: .available
        }
    }

    /// Whether going back from here leaves the program.
    var isAtTop: Bool {
        guard !isZoomed else { return false }
        return switch focus {
        case .sideUpper, .sideLower: false
        case .list: stage[.reader] == nil && !stage.canGoBack(.list)
        case .reader: stage[.list] == nil
        case .sidebar: true
        }
    }

    private mutating func goBack(mayLeave: Bool) {
        if isZoomed {
            isZoomed = false
            return
        }
        switch focus {
        case .list where stage[.reader] != nil, .reader where stage[.list] != nil:
            uncover(.reader)
            focus = .list
        case .sideUpper, .sideLower: leaveSide()
        case .list where stage.canGoBack(.list):
            uncover(.list)
            if stage[.reader] != nil { focus = .reader }
        case .list where !mayLeave && stage[.sidebar] != nil: focus = .sidebar
        default: if mayLeave { quit() }
        }
    }

    private mutating func moveFocus(by step: Int) {
        let visible = Slot.allCases.filter { stage[$0] != nil && isReachable($0) }
        guard let place = visible.firstIndex(of: focus) else {
            focus = visible.first ?? focus
            return
        }
        focus = visible[(place + step + visible.count) % visible.count]
    }

    /// On a narrow screen every pane is reached by Tab; else those that show.
    private func isReachable(_ slot: Slot) -> Bool {
        let layout = layout
        return layout.slots.count <= 1 || layout.slots[slot] != nil
    }

    private mutating func toggleSide() {
        var isShown: Bool { layout.slots[.sideUpper] != nil || layout.slots[.sideLower] != nil }
        let wasShown = isShown
        if Layout.hasRoomForSide(columns: size.columns) { isSideShown = !wasShown }
        if wasShown {
            leaveSide()
        } else if !isShown {
            beforeSide = focus
            focus = stage[.sideUpper] == nil ? .sideLower : .sideUpper
        }
    }

    /// Goes back from the right column to where one came from.
    private mutating func leaveSide() {
        guard focus == .sideUpper || focus == .sideLower else { return }
        focus = [beforeSide ?? .list, .list, .sidebar].first { stage[$0] != nil } ?? focus
        beforeSide = nil
    }

    private mutating func cancel() {
        prefix = nil
        say("\(keyMap.label(of: .leave) ?? ":leave") goes back and, at the top, leaves")
    }

    mutating func quit() {
        saveDraft()
        emit(.quit)
    }
}
