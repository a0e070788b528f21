import Terminal

/// Breaks runs of text into lines of a width, keeping every letter but the spaces at which it breaks.
struct LineWrap {
    private var lines: [[(Character, Int)]] = [[]]
    private var used = 0

    /// `runs` in lines of at most `columns` (2 or more). A run of one line feed breaks; a word too long is split.
    static func lines(of runs: [Span], columns: Int) -> [StyledLine] {
        var wrap = LineWrap()
        for (index, run) in runs.enumerated() {
            for character in run.text { wrap.place(character, index, columns) }
        }
        return wrap.lines.map { styled($0, runs) }
    }

    private mutating func place(_ character: Character, _ run: Int, _ columns: Int) {
        if character.isNewline { return start([]) }
        let width = TextWidth.columns(of: character)
        if used + width > columns {
            if character == " " { return start([]) }
            // Wide letters (Chinese, Japanese, Korean) stand without spaces and break anywhere.
            if width == 2 { start([]) } else { breakLine() }
            // The word carried over may itself fill the line.
            if used + width > columns { start([]) }
        }
        lines[lines.count - 1].append((character, run))
        used += width
    }

    private mutating func breakLine() {
        let line = lines[lines.count - 1]
        guard let space = line.lastIndex(where: { $0.0 == " " }), line[..<space].contains(where: { $0.0 != " " }) else {
            return start([])
        }
        lines[lines.count - 1] = Array(line[..<space])
        start(Array(line[(space + 1)...]))
    }

    private mutating func start(_ carried: [(Character, Int)]) {
        lines.append(carried)
        used = carried.reduce(0) { $0 + TextWidth.columns(of: $1.0) }
    }

    private static func styled(_ line: [(Character, Int)], _ runs: [Span]) -> StyledLine {
        var spans: [Span] = []
        var last = -1
        for (character, run) in line {
            if run == last {
                spans[spans.count - 1].text.append(character)
            } else {
                spans.append(Span(String(character), runs[run].style, link: runs[run].link))
                last = run
            }
        }
        return StyledLine(spans)
    }
}
