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
}

/// A question in the last line. The key that raised it never answers it, and holding a key down answers nothing.
struct QuestionLine: Overlay {
    private let question: Question

    init(_ question: Question) { self.question = question }

    var isLine: Bool { true }

    mutating func press(_ key: Key, size: Size) -> OverlayStep {
        if key.isCancelling { return .ends }
        guard case .character(let character) = key,
            let answer = question.answers.first(where: { $0.key == character })
        else { return .stays }
        return OverlayStep(isOver: true, effects: answer.effects)
    }

    func view(in size: Size) -> Surface {
        var surface = Surface(size: Size(columns: size.columns, rows: 1))
        var line = StyledLine(question.text + "  ", .warning)
        for answer in question.answers {
            line.append(String(answer.key), .key)
            line.append(" \(answer.label)  ", .hint)
        }
        line.append("Esc", .key)
        line.append(" no", .hint)
        surface.write(line.truncated(to: size.columns), at: Point(column: 0, row: 0))
        return surface
    }
}
