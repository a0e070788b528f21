import Foundation
import Journal
import Terminal

/// The frame line by line, for screen readers and braille: what is on the screen as lines, and lines in place of keys.
/// The panes, the actions and their words are the same; only how they are said differs.
extension Workbench {
    /// The size that panes have where nothing is drawn: a page that one listens to, and wide enough that rows of lists, which
    /// are cut where they do not fit, keep what they say. Running text keeps to the person's columns (`size(of:)`).
    static func plainSize(_ settings: Settings) -> Size { Size(columns: max(120, settings.plainColumns + 2), rows: 34) }

    /// Takes one line that a person typed.
    public mutating func take(line: String, now: Timestamp) {
        self.now = now
        message = nil
        let typed = line.trimmingCharacters(in: .whitespaces)
        if var current = overlay {
            let step = current.take(line: typed)
            overlay = step.isOver ? nil : current
            if let input = step.input { give(input) }
            run(step.effects)
        } else if composer != nil {
            compose(line)
        } else if typed.isEmpty {
            let readsOn = availability(of: .readOn) == .available
            perform(readsOn ? .readOn : .pageDown)
        } else if let number = Int(typed), number > 0 {
            openRow(number)
        } else if let action = action(said: typed) {
            perform(action)
        } else {
            say("“\(typed)” means nothing here; ? says what does")
        }
        noteShown()
    }

    /// What a line means: keys as they stand, an action's name, or its words.
    private func action(said line: String) -> ActionName? {
        if let sequence = KeySequence(text: line) {
            switch keyMap.resolve(sequence.keys, in: contexts) {
            case .action(let action), .prefix(let action?): return action
            default: break
            }
        }
        let word = line.hasPrefix(":") ? String(line.dropFirst()) : line
        if table[ActionName(rawValue: word)] != nil { return ActionName(rawValue: word) }
        let named = table.actions.filter { $0.help.lowercased() == word.lowercased() }
        return (named.first { availability(of: $0.name) == .available } ?? named.first)?.name
    }

    /// Opens what was said with a number, as a double click on its row does.
    private mutating func openRow(_ number: Int) {
        let rows = rows(of: focus)
        guard rows.indices.contains(number - 1) else { return say("there is no number \(number) here") }
        let (size, slot) = (size(of: focus), focus)
        let point = Point(column: 2, row: rows[number - 1].row)
        update(slot) { try $0.handle(.click(point), in: size) }
        update(slot) { try $0.handle(.doubleClick(point), in: size) }
    }

    // MARK: - Writing

    private mutating func compose(_ line: String) {
        guard var writing = composer, !writing.isSending else { return }
        let stepping = writing.steps == nil ? nil : Self.writtenInSteps[line]
        let command = writing.field == .body ? Self.written[line] ?? stepping : nil
        if writing.isPreviewing {
            composer?.isPreviewing = false
        } else if let command {
            perform(command)
        } else {
            writing.take(line: line)
            if writing.field == .body, writing.body.text.isEmpty {
                writing.similar = (try? fittings.similar(writing.title.text)) ?? []
            }
            writing.unsavedSince = now
            composer = writing
            saveDraft()
        }
    }

    /// Lines that are no text.
    private static let written: [String: ActionName] = [".": .finish, ".edit": .externalEditor]
    private static let writtenInSteps: [String: ActionName] = [".next": .nextStep, ".back": .previousStep]

    // MARK: - Saying

    /// What is to be said now, a thing a line. `spoken` is what was said before: a list in which only the selection moved
    /// is not said again.
    public mutating func lines(after spoken: inout [String]) -> [String] {
        var lines = message.map { [$0.text] } ?? []
        if let overlay {
            lines += overlay.spoken
            if overlay.endsWhenSpoken { self.overlay = nil }
        } else if let composer {
            lines += Self.lines(
                of: composer, now: now, preview: composer.composition.preview ?? fittings.preview,
                columns: settings.plainColumns)
        } else if let pane = stage[focus] {
            lines += self.lines(of: pane, after: &spoken)
        }
        return lines.map(PlainText.cleaned).filter { !$0.isEmpty }
    }

    private func lines(of pane: any Pane, after spoken: inout [String]) -> [String] {
        let rows = rows(of: focus)
        let numbers = focus != .reader && availability(of: .open) != .absent
        let all =
            [PlainText.cleaned(pane.title.text)]
            + rows.enumerated().map { numbers ? "\($0 + 1). \($1.text)" : $1.text }
        defer { spoken = all }
        if all == spoken, let place = rows.firstIndex(where: \.isSelected) { return ["At " + all[place + 1]] }
        let here = rows.firstIndex(where: \.isSelected).map { numbers && rows.count > 1 ? ["At \($0 + 1)."] : [] } ?? []
        let standing = ([fittings.board, pane.status.text] + standing.map(\.text) + [isPeeking ? "peek" : ""])
            .filter { !$0.isEmpty }.map { PlainText.cleaned($0) }
        return all + here + [standing.joined(separator: ", ")]
    }

    private struct PlainRow {
        var row: Int
        var text: String
        var isSelected: Bool
    }

    /// The rows of a pane that say something.
    private func rows(of slot: Slot) -> [PlainRow] {
        guard let pane = stage[slot] else { return [] }
        let view = pane.view(size: size(of: slot), isFocused: true).text
        return view.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { row, line in
            let text = PlainText.cleaned(String(line))
            guard !text.isEmpty else { return nil }
            let isSelected = line.first.map { "▶▸".contains($0) } ?? false
            return PlainRow(row: row, text: text, isSelected: isSelected)
        }
    }

    private static func lines(
        of composer: Composer, now: Timestamp, preview: (_ body: String, _ columns: Int) -> [StyledLine], columns: Int
    ) -> [String] {
        if composer.isSending { return [] }
        if composer.isPreviewing {
            return ["Preview"] + preview(composer.body.text, columns).map(\.text) + [
                "Enter: back to the text"
            ]
        }
        switch composer.field {
        case .channel: return [composer.composition.heading, "Channel (\(composer.channel.text)):"]
        case .title: return [composer.composition.heading, composer.composition.titleLabel + composer.title.text]
        case .body:
            let like = composer.similar.map { "Like it: " + $0.line.text }
            guard composer.text == composer.composition.text || !like.isEmpty || composer.body.text.isEmpty else {
                return []
            }
            let text = composer.body.text.split(separator: "\n").map(String.init)
            let steps = composer.steps.map { [$0.line(at: now, columns: columns).text] } ?? []
            let ways = steps.isEmpty ? "" : ", .next goes to the next step, .back to the one before"
            return [composer.composition.heading] + steps + like + text
                + ["Write; a line with only . finishes, .edit goes to your editor\(ways)."]
        }
    }
}

extension Composer {
    /// Takes a line into the field that is being filled in; an empty one leaves a short field as it is.
    fileprivate mutating func take(line: String) {
        switch field {
        case .channel:
            if !line.isEmpty { channel.replace(with: line) }
            moveField(by: 1)
        case .title:
            if !line.isEmpty { title.replace(with: line) }
            moveField(by: 1)
        case .body:
            // A line of text that begins with a dot is written with two, as in mail.
            let start = body.text.isEmpty || body.text.hasSuffix("\n") ? body.text : body.text + "\n"
            body.replaceAll(with: start + (line.hasPrefix("..") ? String(line.dropFirst()) : line) + "\n")
        }
    }
}

/// Text without what only draws.
enum PlainText {
    /// The line without boxes, bars and markers, its columns parted by commas.
    static func cleaned(_ line: String) -> String {
        let kept = line.unicodeScalars.map { scalar in
            switch scalar.value {
            case 0x2500...0x259F, 0x25B6, 0x25B8: " "
            default: String(scalar)
            }
        }.joined()
        let parts = kept.replacing(/\ {3,}/, with: "\u{1F}").split(separator: "\u{1F}")
        return parts.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
