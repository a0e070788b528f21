/// Takes a command line apart as a shell would, and does nothing else that a shell does: quotes and backslashes hold words
/// together; `$`, `;`, `|`, `*` and all the rest are letters.
enum CommandWords {
    /// The words. Throws `CommandFailure` (64) when a quotation does not end.
    static func split(_ line: String) throws -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var isEscaped = false
        for letter in line {
            if isEscaped {
                // Between double quotes a backslash stands for itself, but before what it could protect (POSIX 2.2.3).
                if quote == "\"", !"\"\\$`".contains(letter) { word = (word ?? "") + "\\" }
                word = (word ?? "") + String(letter)
                isEscaped = false
            } else if letter == "\\", quote != "'" {
                isEscaped = true
            } else if letter == quote {
                quote = nil
            } else if quote == nil, letter == "'" || letter == "\"" {
                quote = letter
                word = word ?? ""
            } else if quote == nil, letter.isWhitespace {
                if let word { words.append(word) }
                word = nil
            } else {
                word = (word ?? "") + String(letter)
            }
        }
        guard quote == nil, !isEscaped else {
            throw CommandFailure("a quotation in the command does not end; close it", .usage)
        }
        return words + (word.map { [$0] } ?? [])
    }

    /// A word as a shell takes it for itself.
    static func quoted(_ word: String) -> String { "'" + word.replacing("'", with: "'\\''") + "'" }
}
