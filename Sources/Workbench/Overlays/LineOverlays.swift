import Terminal

/// A prompt in the last line; the pane hears of every letter, so that lists narrow while one types.
struct PromptLine: Overlay {
    private let prompt: Prompt
    private var field: TextField

    init(_ prompt: Prompt) {
        self.prompt = prompt
        field = TextField(prompt.text)
    }

    var isLine: Bool { true }
    var keys: [(key: String, does: String)] { [("Enter", "done"), ("Esc", "leave"), ("Ctrl-u", "clear")] }

    mutating func press(_ key: Key, size: Size) -> OverlayStep {
        if key.isCancelling { return OverlayStep(isOver: true, input: .cancelled(purpose: prompt.purpose)) }
        if key == .named(.enter) {
            return OverlayStep(isOver: true, input: .entered(purpose: prompt.purpose, text: field.text))
        }
        guard field.press(key) else { return .stays }
        return OverlayStep(input: .typing(purpose: prompt.purpose, text: field.text))
    }

    func view(in size: Size) -> Surface {
        field.view(label: prompt.label, columns: size.columns)
    }

    var spoken: [String] {
        let name = prompt.purpose == PaneInput.find ? "Find:" : prompt.label
        return [name + (prompt.text.isEmpty ? "" : " \(prompt.text) (an empty line keeps it)") + " (. leaves)"]
    }

    mutating func take(line: String) -> OverlayStep {
        if line == "." { return OverlayStep(isOver: true, input: .cancelled(purpose: prompt.purpose)) }
        let text = line.isEmpty ? prompt.text : line
        return OverlayStep(isOver: true, input: .entered(purpose: prompt.purpose, text: text))
    }
}

/// A question in the last line. The key that raised it never answers it, and holding a key down answers nothing.
struct QuestionLine: Overlay {
    private let question: Question

    init(_ question: Question) { self.question = question }

    var isLine: Bool { true }
    /// It says its keys itself.
    var keys: [(key: String, does: String)] { [] }

    mutating func press(_ key: Key, size: Size) -> OverlayStep { question.press(key) }

    var spoken: [String] { question.spoken(no: "no") }
    mutating func take(line: String) -> OverlayStep { question.take(line: line) }

    func view(in size: Size) -> Surface {
        var surface = Surface(size: Size(columns: size.columns, rows: 1))
        let answers = question.answerLine(no: "no")
        // The answers are what one must see.
        let text = StyledLine(question.text, .warning).truncated(to: max(0, size.columns - answers.columns - 2))
        surface.write(StyledLine(text.spans + [Span("  ")] + answers.spans), at: Point(column: 0, row: 0))
        return surface
    }
}

/// A question that needs some lines to be understood.
struct QuestionPanel: Overlay {
    private let question: Question
    private let about: [String]

    init(_ question: Question, about: [String]) {
        self.question = question
        self.about = about
    }

    var isLine: Bool { false }
    /// It says its keys itself.
    var keys: [(key: String, does: String)] { [] }

    mutating func press(_ key: Key, size: Size) -> OverlayStep { question.press(key) }

    var spoken: [String] { about + question.spoken(no: "write on") }
    mutating func take(line: String) -> OverlayStep { question.take(line: line) }

    func view(in size: Size) -> Surface {
        let columns = Panel.inside(size, columns: 72, rows: 1).columns
        let text = about.flatMap { sentence in
            StyledLine("· " + sentence).wrapped(to: max(8, columns - 2))
        }
        let inside = Panel.inside(size, columns: columns, rows: text.count + 2)
        var surface = Surface(size: inside)
        for (row, line) in text.prefix(max(0, inside.rows - 2)).enumerated() {
            surface.write(line, at: Point(column: 1, row: row))
        }
        surface.write(question.answerLine(no: "write on"), at: Point(column: 1, row: inside.rows - 1))
        return Panel.framed(surface, title: question.text)
    }
}

extension Question {
    fileprivate func press(_ key: Key) -> OverlayStep {
        if key.isCancelling { return .ends }
        guard case .character(let character) = key, let answer = answers.first(where: { $0.key == character }) else {
            return .stays
        }
        return OverlayStep(isOver: true, effects: answer.effects)
    }

    /// The question with its answers, a line each.
    fileprivate func spoken(no: String) -> [String] {
        [text] + answers.map { "\($0.key): \($0.label)" } + [".: \(no)"]
    }

    /// Takes an answer's letter; as with keys, nothing else answers.
    fileprivate func take(line: String) -> OverlayStep {
        if line == "." { return .ends }
        return line.count == 1 ? line.first.map { press(.character($0)) } ?? .stays : .stays
    }

    /// The keys and what they do.
    fileprivate func answerLine(no: String) -> StyledLine {
        var line = StyledLine()
        for answer in answers {
            line.append(String(answer.key), .key)
            line.append(" \(answer.label)  ", .hint)
        }
        line.append("Esc", .key)
        line.append(" \(no)", .hint)
        return line
    }
}
