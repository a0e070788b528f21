/// What became of the words of a line.
struct WordDifference: Hashable, Sendable {
    /// A run of letters and what became of it.
    struct Piece: Hashable, Sendable {
        enum Fate: Hashable, Sendable { case kept, removed, added }
        var text: String
        var fate: Fate
    }

    /// The pieces in order; what was removed stands before what took its place.
    let pieces: [Piece]
    /// From which likeness on a line counts as reworded rather than replaced.
    private static let least = 0.4
    /// Letters of a line that is looked into.
    private static let longest = 8_000

    /// The difference, unless the lines are too unlike, too long, or the work that is left is used up.
    init?(from old: String, to new: String, work: inout Int) {
        guard old.utf8.count <= Self.longest, new.utf8.count <= Self.longest, work > 0 else { return nil }
        let (oldWords, newWords) = (Self.words(of: old), Self.words(of: new))
        let total = oldWords.count + newWords.count
        let shared = Self.shared(oldWords, newWords)
        work -= total
        guard Double(2 * shared) >= Self.least * Double(total) else { return nil }
        // The difference takes words times changes; the changes are more than the words that are not shared.
        work -= total * (total - 2 * shared + 50)
        guard work > 0 else { return nil }
        pieces = Self.joined(Self.pieces(oldWords, newWords))
        let same = pieces.filter { $0.fate == .kept }.reduce(0) { $0 + $1.text.utf8.count }
        guard Double(2 * same) >= Self.least * Double(old.utf8.count + new.utf8.count) else { return nil }
    }

    /// How many words both have, in whatever order.
    private static func shared(_ old: [String], _ new: [String]) -> Int {
        var left = Dictionary(old.map { ($0, 1) }, uniquingKeysWith: +)
        return new.reduce(0) { shared, word in
            guard let count = left[word], count > 0 else { return shared }
            left[word] = count - 1
            return shared + 1
        }
    }

    private static func pieces(_ old: [String], _ new: [String]) -> [Piece] {
        let difference = new.difference(from: old)
        let removed = Set(difference.removals.map(\.offset))
        let added = Set(difference.insertions.map(\.offset))
        var pieces: [Piece] = []
        var (place, other) = (0, 0)
        while place < old.count || other < new.count {
            if removed.contains(place) {
                add(old[place], .removed, to: &pieces)
                place += 1
            } else if added.contains(other) {
                add(new[other], .added, to: &pieces)
                other += 1
            } else {
                add(new[other], .kept, to: &pieces)
                (place, other) = (place + 1, other + 1)
            }
        }
        return pieces
    }

    /// Words that were replaced one after another read as one replacement, with the spaces between them.
    private static func joined(_ pieces: [Piece]) -> [Piece] {
        var joined: [Piece] = []
        var place = 0
        while place < pieces.count {
            var end = place
            var next = place
            while next < pieces.count, pieces[next].fate != .kept || pieces[next].text.allSatisfy(\.isWhitespace) {
                if pieces[next].fate != .kept { end = next + 1 }
                next += 1
            }
            let group = pieces[place..<max(end, place)]
            if group.contains(where: { $0.fate == .removed }), group.contains(where: { $0.fate == .added }),
                pieces[place].fate != .kept
            {
                joined.append(Piece(text: group.filter { $0.fate != .added }.map(\.text).joined(), fate: .removed))
                joined.append(Piece(text: group.filter { $0.fate != .removed }.map(\.text).joined(), fate: .added))
                place = end
            } else {
                joined.append(pieces[place])
                place += 1
            }
        }
        return joined
    }

    private static func add(_ word: String, _ fate: Piece.Fate, to pieces: inout [Piece]) {
        if pieces.last?.fate == fate {
            pieces[pieces.count - 1].text += word
        } else {
            pieces.append(Piece(text: word, fate: fate))
        }
    }

    /// Runs of letters and digits, runs of spaces, and each other sign by itself; so is each letter of scripts that
    /// are written without spaces.
    static func words(of line: String) -> [String] {
        var words: [String] = []
        var last = Kind.sign
        for character in line {
            let kind = Kind(character)
            if kind == last, kind != .sign {
                words[words.count - 1].append(character)
            } else {
                words.append(String(character))
            }
            last = kind
        }
        return words
    }

    private enum Kind {
        case word, space, sign

        init(_ character: Character) {
            if character.isWhitespace {
                self = .space
            } else if character == "_" || character == "'" {
                self = .word
            } else if character.isLetter || character.isNumber {
                // From U+2E80 on stand the scripts of East Asia.
                let first = character.unicodeScalars.first?.value ?? 0
                self = (0x2E80...0x9FFF).contains(first) ? .sign : .word
            } else {
                self = .sign
            }
        }
    }
}
