import Foundation

/// The LaTeX in BibTeX's fields as text, and back.
enum LaTeXText {
    /// Accents by their commands, as combining marks.
    private static let accents: [Character: Unicode.Scalar] = [
        "`": "\u{300}", "'": "\u{301}", "^": "\u{302}", "~": "\u{303}", "=": "\u{304}", "u": "\u{306}", ".": "\u{307}",
        "\"": "\u{308}", "r": "\u{30A}", "H": "\u{30B}", "v": "\u{30C}", "d": "\u{323}", "c": "\u{327}", "k": "\u{328}",
        "b": "\u{331}",
    ]

    /// Letters and signs by their commands.
    private static let letters: [String: String] = [
        "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
        "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ",
        "NG": "Ŋ", "S": "§", "P": "¶", "copyright": "©", "pounds": "£", "euro": "€", "dots": "…", "ldots": "…",
        "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“",
        "textquotedblright": "”", "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\",
        "textbar": "|", "textless": "<", "textgreater": ">", "textregistered": "®", "texttrademark": "™",
        "textdegree": "°", "guillemotleft": "«", "guillemotright": "»", "TeX": "TeX", "LaTeX": "LaTeX",
        "BibTeX": "BibTeX", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "lambda": "λ",
        "mu": "μ", "pi": "π", "sigma": "σ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Omega": "Ω", "infty": "∞",
        "times": "×", "quad": " ", "qquad": " ", "newline": " ", "textunderscore": "_", "textdollar": "$",
    ]

    /// As people read it: accents and letters in Unicode, braces away, white space in one.
    static func plain(_ latex: String) -> String {
        var reader = Reader(latex)
        let words = reader.read().split(whereSeparator: \.isWhitespace)
        return words.joined(separator: " ").precomposedStringWithCanonicalMapping
    }

    /// One pass over a text; nothing in it is nested, so that no depth of braces costs more than its letters.
    private struct Reader {
        private let letters: [Character]
        private var place = 0
        private var out = ""

        init(_ text: String) { letters = Array(text) }

        mutating func read() -> String {
            while place < letters.count {
                let letter = letters[place]
                place += 1
                switch letter {
                case "{", "}", "$": break
                case "\\": command()
                case "~": out += "\u{A0}"
                case "-": dashes()
                case "`" where next == "`", "'" where next == "'":
                    place += 1
                    out += letter == "`" ? "“" : "”"
                default: out.append(letter)
                }
            }
            return out
        }

        private var next: Character? { place < letters.count ? letters[place] : nil }

        private mutating func dashes() {
            var count = 1
            while next == "-", count < 3 {
                place += 1
                count += 1
            }
            out += count == 1 ? "-" : count == 2 ? "–" : "—"
        }

        private mutating func command() {
            guard let first = next else { return }
            guard first.isASCII, first.isLetter else {
                place += 1
                guard let accent = LaTeXText.accents[first] else {
                    // `\&`, `\%`, `\_`; `\\` begins a line, `\-` may break a word.
                    if first == "\\" { out += " " } else if first != "-" && first != "/" { out.append(first) }
                    return
                }
                return accented(accent, orElse: first)
            }
            var name = ""
            while let letter = next, letter.isASCII, letter.isLetter, name.count < 40 {
                name.append(letter)
                place += 1
            }
            let isAccent = name.count == 1 && name.first.map { LaTeXText.accents[$0] != nil } == true
            if isAccent, let accent = name.first.flatMap({ LaTeXText.accents[$0] }) {
                return accented(accent, orElse: nil)
            }
            // A space ends the name of a command and shows nothing.
            if next == " " { place += 1 }
            // What is not known shows what it is given: `\emph{x}` is x.
            if let letter = LaTeXText.letters[name] { out += letter }
        }

        /// The letter that follows, in braces or not, with an accent.
        private mutating func accented(_ accent: Unicode.Scalar, orElse sign: Character?) {
            while next == " " { place += 1 }
            var braces = 0
            while next == "{" {
                braces += 1
                place += 1
            }
            var base = next
            if base == "\\", place + 1 < letters.count, "ij".contains(letters[place + 1]) {
                // The i without a dot is there for the accent's sake.
                base = letters[place + 1]
                place += 1
            }
            guard let base, base.isLetter else {
                if let sign { out.append(sign) }
                return
            }
            place += 1
            out.append(base)
            out.unicodeScalars.append(accent)
            while braces > 0, next == "}" {
                braces -= 1
                place += 1
            }
        }
    }

    private static let special: [Character: String] = [
        "&": "\\&", "%": "\\%", "$": "\\$", "#": "\\#", "_": "\\_", "{": "", "}": "", "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}", "\\": "\\textbackslash{}", "\u{A0}": "~",
    ]

    /// As BibTeX programs take it: letters stay in UTF-8, what LaTeX would obey is written so that it shows.
    static func latex(_ text: String) -> String {
        text.map { letter in
            if letter.isNewline { return " " }
            if letter.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) { return "" }
            return special[letter] ?? String(letter)
        }.joined()
    }
}
