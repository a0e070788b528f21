import Foundation
import Terminal

/// A form being filled in. Enter and Tab go through the fields, and Enter in the last one sends it; what was typed is
/// only lost by a capital letter.
struct FormView: Overlay {
    private let form: Form
    private var inputs: [TextField]
    private var current = 0
    private var problem = ""
    private var isLeaving = false

    init(_ form: Form) {
        self.form = form
        inputs = form.fields.map { TextField($0.text, takesLines: $0.takesLines) }
        current = form.fields.firstIndex { $0.text.isEmpty } ?? 0
    }

    var isLine: Bool { false }
    var keys: [(key: String, does: String)] {
        let isLast = current == form.fields.count - 1
        return [("Enter", isLast ? "done" : "next field"), ("Ctrl-x", "done"), ("↑ ↓", "move"), ("Esc", "leave")]
            + (field.options.isEmpty ? [] : [("← →", "change")]) + (field.takesLines ? [("Ctrl-n", "new line")] : [])
    }

    private var isChanged: Bool { zip(form.fields, inputs).contains { $0.text != $1.text } }
    private var field: Form.Field { form.fields[current] }

    mutating func press(_ key: Key, size: Size) -> OverlayStep {
        if isLeaving {
            isLeaving = false
            return key == .character("D") ? .ends : .stays
        }
        problem = ""
        switch key {
        case _ where key.isCancelling:
            guard isChanged else { return .ends }
            isLeaving = true
        case .named(.enter) where current == form.fields.count - 1, .control("x"): return submit()
        case .named(.enter), .named(.tab), .named(.down): current = min(current + 1, form.fields.count - 1)
        case .named(.shiftTab), .named(.up): current = max(0, current - 1)
        default: if field.options.isEmpty { _ = inputs[current].press(key) } else { choose(key) }
        }
        return .stays
    }

    /// Left, right and Space go through the options; a letter goes to the next one that begins with it.
    private mutating func choose(_ key: Key) {
        let options = field.options
        let place = options.firstIndex(of: inputs[current].text) ?? 0
        switch key {
        case .named(.right), .named(.space): inputs[current].replace(with: options[(place + 1) % options.count])
        case .named(.left): inputs[current].replace(with: options[(place + options.count - 1) % options.count])
        case .character(let letter):
            let following = options[(place + 1)...] + options[...place]
            let found = following.first { $0.lowercased().hasPrefix(letter.lowercased()) }
            if let found { inputs[current].replace(with: found) }
        default: break
        }
    }

    private mutating func submit() -> OverlayStep {
        let pairs = zip(form.fields, inputs).map { field, input in
            (field.name, input.text.trimmingCharacters(in: field.takesLines ? .whitespacesAndNewlines : .whitespaces))
        }
        do {
            let effects = try form.submit(Dictionary(pairs, uniquingKeysWith: { $1 }))
            return OverlayStep(isOver: true, effects: effects)
        } catch {
            problem = Workbench.sentence(for: error)
            return .stays
        }
    }

    // MARK: - Showing

    func view(in size: Size) -> Surface {
        let notes = note(columns: Panel.inside(size, columns: 76, rows: 1).columns - 2)
        let inside = Panel.inside(size, columns: 76, rows: form.fields.count + 3 + max(1, notes.count))
        var surface = Surface(size: inside)
        // On a low screen the field with the cursor stays in view.
        let room = max(1, inside.rows - 3 - max(1, notes.count))
        let top = max(0, min(current - room / 2, form.fields.count - room))
        let labels = (form.fields.map { TextWidth.columns(of: $0.label) }.max() ?? 0) + 2
        for (row, place) in (top..<min(top + room, form.fields.count)).enumerated() {
            draw(place, row: row + 1, labels: labels, on: &surface)
        }
        for (offset, line) in notes.enumerated() {
            surface.write(line, at: Point(column: 1, row: room + 2 + offset), limit: inside.columns - 2)
        }
        return Panel.framed(surface, title: form.title)
    }

    private func draw(_ place: Int, row: Int, labels: Int, on surface: inout Surface) {
        let field = form.fields[place]
        let columns = surface.size.columns - labels - 2
        surface.write(field.label, at: Point(column: 1, row: row), style: place == current ? .accent : .muted)
        guard !field.options.isEmpty else {
            var input = inputs[place].view(label: "", columns: columns)
            if place != current { input.cursor = nil }
            surface.draw(input, at: Point(column: labels + 1, row: row))
            return
        }
        let text = place == current ? "← \(inputs[place].text) →" : inputs[place].text
        surface.write(text, at: Point(column: labels + 1, row: row), style: .input, limit: columns)
        if place == current { surface.cursor = Point(column: labels + 1, row: row) }
    }

    /// What is wrong, else what the field is for.
    private func note(columns: Int) -> [StyledLine] {
        if isLeaving { return [StyledLine("D discards what you typed; any other key goes back.", .warning)] }
        if !problem.isEmpty { return StyledLine(problem, .warning).wrapped(to: columns) }
        return StyledLine(field.hint, .hint).wrapped(to: columns)
    }

    // MARK: - Line by line

    var spoken: [String] {
        if isLeaving { return ["D discards what you typed; anything else goes back."] }
        let options = field.options.enumerated().map { "\($0 + 1). \($1)" }
        let text = inputs[current].text
        return [form.title, problem] + options + [field.hint]
            + [
                field.label + (text.isEmpty ? "" : " \(TextField.inOneLine(text)) (an empty line keeps it)")
                    + " (. leaves)"
            ]
    }

    mutating func take(line: String) -> OverlayStep {
        if isLeaving {
            isLeaving = false
            return line == "D" ? .ends : .stays
        }
        problem = ""
        if line == "." {
            guard isChanged else { return .ends }
            isLeaving = true
            return .stays
        }
        if !line.isEmpty, let answer = answer(line) { inputs[current].replace(with: answer) }
        guard problem.isEmpty else { return .stays }
        guard current < form.fields.count - 1 else { return submit() }
        current += 1
        return .stays
    }

    /// The text, or the option that a number or its beginning names.
    private mutating func answer(_ line: String) -> String? {
        guard !field.options.isEmpty else { return line }
        if let number = Int(line), field.options.indices.contains(number - 1) { return field.options[number - 1] }
        let found = field.options.first { $0.lowercased().hasPrefix(line.lowercased()) }
        if found == nil { problem = "“\(line)” is none of them" }
        return found
    }
}
