import Terminal

/// Colours code line by line, in time that grows with its length whatever it holds.
public struct CodeHighlighter: Sendable {
    private let language: CodeLanguage
    /// The string or comment that the last line left open, and how many of it stand inside one another.
    private var open: (region: CodeLanguage.Region, depth: Int)?

    /// A highlighter at the start of a text.
    public init(_ language: CodeLanguage) { self.language = language }

    /// The runs of the next line, which holds no line end.
    public mutating func spans(of line: String) -> [Span] {
        var scanner = LineScanner(bytes: Array(line.utf8), language: language, open: open)
        scanner.run()
        open = scanner.open
        return scanner.spans
    }
}

/// Goes once through the bytes of a line. Every mark of the languages is ASCII, so no letter is ever cut.
private struct LineScanner {
    let bytes: [UInt8]
    let language: CodeLanguage
    var open: (region: CodeLanguage.Region, depth: Int)?
    private(set) var spans: [Span] = []
    private var place = 0
    /// Where the run that is being gathered began.
    private var start = 0
    /// Whether a word has stood in this line.
    private var hasWord = false

    init(bytes: [UInt8], language: CodeLanguage, open: (region: CodeLanguage.Region, depth: Int)?) {
        self.bytes = bytes
        self.language = language
        self.open = open
    }

    mutating func run() {
        while place < bytes.count {
            if open != nil {
                finishRegion()
            } else if let region = language.regions.first(where: begins) {
                emit(.code)
                place += region.opening.count
                open = (region, 1)
            } else if let sigil = language.sigils.first(where: { has($0) && isSigil($0) }) {
                emit(.code)
                place += sigil.count
                takeWord()
                if place == start + sigil.count, sigil == [92] { place = min(bytes.count, place + 1) }
                emit(.codeKeyword)
            } else if isDigit(bytes[place]), !isAfterWord {
                emit(.code)
                takeNumber()
                emit(.codeNumber)
            } else if isWord(bytes[place]) {
                word()
            } else {
                place += 1
            }
        }
        if let region = open?.region { emit(region.style) } else { emit(.code) }
        if open?.region.spansLines == false { open = nil }
    }

    /// Ends the run that was gathered.
    private mutating func emit(_ style: StyleName) {
        guard place > start else { return }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        start = place
        if spans.last?.style == style { spans[spans.count - 1].text += text } else { spans.append(Span(text, style)) }
    }

    // MARK: - Strings and comments

    /// Goes to where the open string or comment ends, or to the end of the line.
    private mutating func finishRegion() {
        guard let (region, _) = open else { return }
        while place < bytes.count, let depth = open?.depth {
            if bytes[place] == region.escape {
                place = min(bytes.count, place + 2)
            } else if !region.closing.isEmpty, has(region.closing) {
                place += region.closing.count
                open = depth > 1 ? (region, depth - 1) : nil
            } else if region.nests, has(region.opening) {
                place += region.opening.count
                open = (region, depth + 1)
            } else {
                place += 1
            }
        }
        if open == nil { emit(region.style) }
    }

    private func begins(_ region: CodeLanguage.Region) -> Bool {
        guard has(region.opening) else { return false }
        switch region.place {
        case .anywhere: break
        case .apart: if isAfterWord { return false }
        case .afterSpace: if place > 0, bytes[place - 1] != 32 { return false }
        case .lineStart: if place > 0 { return false }
        }
        return !region.isCharacter || holdsOneCharacter(region)
    }

    /// Whether a single character and the closing mark follow; longer ones are written with an escape.
    private func holdsOneCharacter(_ region: CodeLanguage.Region) -> Bool {
        let first = place + region.opening.count
        guard first < bytes.count else { return false }
        if bytes[first] == region.escape {
            let rest = bytes[min(bytes.count, first + 2)...].prefix(12)
            return rest.contains { $0 == region.closing[0] }
        }
        let length = 1 + bytes[(first + 1)...].prefix(3).prefix { $0 & 0xC0 == 0x80 }.count
        return first + length < bytes.count && bytes[first + length] == region.closing[0]
    }

    private func has(_ mark: [UInt8]) -> Bool {
        guard bytes[place] == mark[0] else { return false }
        return bytes[place...].starts(with: mark)
    }

    // MARK: - Words and numbers

    private mutating func word() {
        emit(.code)
        takeWord()
        let isFirst = !hasWord
        hasWord = true
        let isKey = isFirst && language.keyEnd != nil && nextSign == language.keyEnd
        if isKey || isKeyword(bytes[start..<place]) { emit(.codeKeyword) }
    }

    private mutating func takeWord() {
        while place < bytes.count, isWord(bytes[place]) { place += 1 }
    }

    private func isKeyword(_ word: ArraySlice<UInt8>) -> Bool {
        guard word.count <= language.longestKeyword else { return false }
        let text = String(decoding: word, as: UTF8.self)
        return language.keywords.contains(language.isCaseSensitive ? text : text.lowercased())
    }

    /// A sigil counts where a word follows, so that `a < b` and `#` alone stay as they are.
    private func isSigil(_ sigil: [UInt8]) -> Bool {
        let next = place + sigil.count
        return next < bytes.count && (isWord(bytes[next]) || sigil == [92])
    }

    /// Digits with what belongs to them: `0xFF`, `1_000`, `2.5e-3`, `10u64`.
    private mutating func takeNumber() {
        while place < bytes.count {
            let byte = bytes[place]
            let isExponentSign =
                (byte == 43 || byte == 45) && bytes[place - 1] | 0x20 == 101
                && (start + 1 >= bytes.count || bytes[start + 1] | 0x20 != 120)
            let isPoint = byte == 46 && place + 1 < bytes.count && isDigit(bytes[place + 1])
            guard isDigit(byte) || isLetter(byte) || byte == 95 || isPoint || isExponentSign else { return }
            place += 1
        }
    }

    private var isAfterWord: Bool { place > 0 && isWord(bytes[place - 1]) }

    /// The next byte that is no space, looked for only so far.
    private var nextSign: UInt8? { bytes[place...].prefix(64).first { $0 != 32 } }

    private func isWord(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || byte == 95 || byte >= 0x80 || language.wordSigns.contains(byte)
    }

    private func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    private func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }
}
