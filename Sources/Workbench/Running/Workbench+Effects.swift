import Journal
import Terminal

extension Workbench {
    /// Lets what panes want happen, in order.
    mutating func run(_ effects: [Effect], from slot: Slot? = nil) {
        for effect in effects { run(effect, from: slot) }
    }

    private mutating func run(_ effect: Effect, from slot: Slot?) {
        switch effect {
        case .write(let writing): write(writing)
        case .open, .replace, .close, .focus: arrange(effect)
        case .follow(let subject): follow(subject, from: slot)
        case .reload: reloadAll()
        case .compose(let composition): openComposer(composition)
        case .prompt(let prompt): overlay = PromptLine(prompt)
        case .ask(let question): overlay = QuestionLine(question)
        case .choose(let choice): overlay = Picker(choice)
        case .fill(let form): overlay = FormView(form)
        case .show(let page): overlay = PageView(page)
        case .work(let work):
            say(work.saying)
            emit(.work(work))
        case .say(let text): say(text)
        case .warn(let text): warn(text)
        case .copy(let text):
            emit(.copy(text))
            say("copied \(text.count) characters")
        case .openLink(let link): emit(.openLink(link))
        case .setPeek(let isPeeking): self.isPeeking = isPeeking
        case .perform(let action): perform(action)
        case .suspend: emit(.suspend)
        case .quit: quit()
        }
    }

    private mutating func arrange(_ effect: Effect) {
        switch effect {
        case .open(let pane, let slot, let isFocused):
            // Going where one is or was already must not make the way back longer.
            if slot == .list, stage.returns(to: pane.place) { stage[slot] = pane } else { stage.push(pane, in: slot) }
            reload(slot)
            if isFocused || stage[focus] == nil { focus = slot }
        case .replace(let pane, let slot, let isFocused):
            stage[slot] = pane
            reload(slot)
            if isFocused { focus = slot }
        case .close(let slot):
            uncover(slot)
            if stage[focus] == nil { focus = stage[.list] == nil ? .sidebar : .list }
        case .focus(let slot):
            if stage[slot] != nil { focus = slot }
        default: break
        }
        notePlace()
    }

    /// Takes the top pane of a slot away; what comes to light is brought up to date, since news passed it by meanwhile.
    mutating func uncover(_ slot: Slot) {
        stage.pop(slot)
        for slot in slot == .list ? [.list, .reader] : [slot] {
            update(slot) {
                try $0.refresh(after: .anything)
                return []
            }
        }
        notePlace()
    }

    /// Tells the panes at the sides where the list is.
    private mutating func notePlace() {
        guard let place = stage[.list]?.place, !place.isEmpty else { return }
        for slot in [Slot.sidebar, .sideUpper, .sideLower] {
            update(slot) { try $0.follow(Reference(kind: Reference.place, name: place)) }
        }
    }

    private mutating func follow(_ subject: Reference, from source: Slot?) {
        for slot in Slot.allCases where slot != source {
            update(slot) { try $0.follow(subject) }
        }
    }

    private mutating func reload(_ slot: Slot) {
        update(slot) {
            try $0.reload()
            return []
        }
    }

    /// Lets every pane run its queries again.
    mutating func reloadAll() {
        for slot in Slot.allCases { reload(slot) }
        refreshStanding()
    }

    mutating func refreshStanding() {
        standingSince = now
        do { standing = try fittings.standing() } catch { warn(Self.sentence(for: error)) }
    }

    mutating func say(_ text: String) { message = Message(text: text, isWarning: false, since: now) }

    mutating func warn(_ text: String) { message = Message(text: text, isWarning: true, since: now) }

    // MARK: - Writing and undoing

    mutating func write(_ writing: Writing, isSending: Bool = false, recovering: Composition? = nil) {
        lastTicket += 1
        writings[lastTicket] = PendingWriting(
            writing: writing, isSending: isSending, sent: isSending ? composer?.asSent : nil, recovering: recovering)
        emit(.write(writing, ticket: lastTicket))
    }

    mutating func pushUndo(_ entry: UndoEntry) {
        undoStack.append(entry)
        if undoStack.count > 100 { undoStack.removeFirst() }
    }

    /// The latest thing that can still be undone.
    var undoable: UndoEntry? { undoStack.last { $0.until.map { $0 > now } ?? true } }

    mutating func undo() {
        while let entry = undoStack.popLast() {
            if let until = entry.until, until <= now { continue }
            switch entry.way {
            case .events(let events):
                let more = entry.sent == nil ? "" : "; here is the text again"
                write(Writing(events, done: "undone: \(entry.name)\(more)"), recovering: entry.sent)
            case .pane(let pane, let slot):
                stage[slot] = pane
                reload(slot)
                say("undone: \(entry.name)")
            }
            return
        }
    }
}
