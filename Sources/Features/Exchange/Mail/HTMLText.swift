/// What a reader sees of an HTML text: paragraphs, lists, quotations and links, without looks. Not a browser: it is
/// for mails whose sender left the plain text out.
struct HTMLText {
    private static let hidden: Set<String> = ["script", "style", "head", "title", "template", "noscript"]
    private static let paragraphs: Set<String> = [
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "blockquote", "hr",
    ]
    private static let blocks: Set<String> = [
        "div", "tr", "li", "dt", "dd", "section", "article", "header", "footer", "address", "body", "center",
    ]

    private var result = ""
    private var quoteDepth = 0
    private var hiddenBy: String?
    private var preformatted = 0
    private var links: [(target: String, start: String.Index)] = []
    private var pendingBreaks = 0
    private var pendingSpace = false

    /// The text of `html`.
    static func text(_ html: String) -> String {
        var reader = HTMLText()
        var rest = Substring(html)
        while !rest.isEmpty {
            if let token = MarkupToken.next(in: &rest) { reader.take(token) }
        }
        return reader.result
    }

    private mutating func take(_ token: MarkupToken) {
        switch token {
        case .text(let text): if hiddenBy == nil { write(HTMLEntities.decoded(text)) }
        case .tag(let name, _, true) where hiddenBy == name: hiddenBy = nil
        case .tag where hiddenBy != nil: return
        case .tag(let name, _, false) where Self.hidden.contains(name): hiddenBy = name
        case .tag(let name, let attributes, let isEnd): apply(name, attributes, isEnd: isEnd)
        }
    }

    private mutating func apply(_ name: String, _ attributes: Substring, isEnd: Bool) {
        if Self.paragraphs.contains(name) { pendingBreaks = max(pendingBreaks, 2) }
        if Self.blocks.contains(name) { pendingBreaks = max(pendingBreaks, 1) }
        switch (name, isEnd) {
        case ("br", _): pendingBreaks = min(pendingBreaks + 1, 2)
        case ("blockquote", _): quoteDepth = min(max(quoteDepth + (isEnd ? -1 : 1), 0), 16)
        case ("pre", _): preformatted = max(preformatted + (isEnd ? -1 : 1), 0)
        case ("li", false): write("- ")
        case ("td", true), ("th", true): write("  ")
        case ("img", false): if let text = MarkupToken.attribute("alt", in: attributes) { write(text) }
        case ("a", false):
            if links.count < 8, let target = MarkupToken.attribute("href", in: attributes) {
                links.append((target, result.endIndex))
            }
        case ("a", true): endLink()
        default: break
        }
    }

    /// A link's target follows its text, unless the text says it already.
    private mutating func endLink() {
        guard let link = links.popLast(), link.target.hasPrefix("http"), link.start <= result.endIndex else { return }
        if !result[link.start...].contains(link.target) { write(" <\(link.target)>") }
    }

    private mutating func write(_ text: String) {
        for character in text {
            if preformatted > 0, character.isNewline {
                pendingBreaks = min(pendingBreaks + 1, 2)
            } else if preformatted == 0 || result.isEmpty, character.isWhitespace {
                pendingSpace = true
            } else {
                flush()
                result.append(character)
            }
        }
    }

    /// Line breaks and spaces wait until something follows them.
    private mutating func flush() {
        if pendingBreaks > 0 || result.isEmpty {
            let marks = String(repeating: ">", count: quoteDepth)
            if !result.isEmpty {
                result.append("\n")
                if pendingBreaks > 1 { result.append(marks + "\n") }
            }
            result.append(marks.isEmpty ? "" : marks + " ")
        } else if pendingSpace {
            result.append(" ")
        }
        pendingBreaks = 0
        pendingSpace = false
    }
}

/// A piece of markup: a tag, or the text up to the next one.
enum MarkupToken {
    case text(Substring)
    case tag(name: String, attributes: Substring, isEnd: Bool)

    /// Takes the next piece off `rest`; nothing for a comment or a declaration.
    static func next(in rest: inout Substring) -> MarkupToken? {
        guard rest.first == "<" else {
            let end = rest.firstIndex(of: "<") ?? rest.endIndex
            defer { rest = rest[end...] }
            return .text(rest[..<end])
        }
        let afterOpen = rest.index(after: rest.startIndex)
        guard afterOpen < rest.endIndex, "/!?".contains(rest[afterOpen]) || rest[afterOpen].isLetter else {
            // A lone '<' is what somebody meant to write.
            defer { rest = rest[afterOpen...] }
            return .text(rest[..<afterOpen])
        }
        if rest.hasPrefix("<!--") {
            rest = rest.firstRange(of: "-->").map { rest[$0.upperBound...] } ?? rest[rest.endIndex...]
            return nil
        }
        let close = rest.firstIndex(of: ">") ?? rest.endIndex
        var inner = rest[afterOpen..<close]
        rest = close < rest.endIndex ? rest[rest.index(after: close)...] : rest[close...]
        guard let first = inner.first, first != "!", first != "?" else { return nil }
        let isEnd = first == "/"
        if isEnd { inner.removeFirst() }
        let name = inner.prefix { $0.isLetter || $0.isASCIIDigit }
        return .tag(name: name.lowercased(), attributes: inner[name.endIndex...], isEnd: isEnd)
    }

    /// The value of an attribute, with its entities decoded.
    static func attribute(_ name: String, in attributes: Substring) -> String? {
        var rest = attributes
        while let equals = rest.firstIndex(of: "=") {
            let key = rest[..<equals].split(whereSeparator: \.isWhitespace).last?.lowercased()
            rest = rest[rest.index(after: equals)...].drop(while: \.isWhitespace)
            let value: Substring
            if let quote = rest.first, quote == "\"" || quote == "'" {
                rest.removeFirst()
                value = rest.prefix { $0 != quote }
                rest = rest[value.endIndex...].dropFirst()
            } else {
                value = rest.prefix { !$0.isWhitespace }
                rest = rest[value.endIndex...]
            }
            if key == name { return HTMLEntities.decoded(value) }
        }
        return nil
    }
}

/// Character references of HTML: the numeric ones, and the named ones that mails use.
enum HTMLEntities {
    private static let named: [String: Character] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "copy": "©", "reg": "®",
        "trade": "™", "hellip": "…", "mdash": "—", "ndash": "–", "lsquo": "‘", "rsquo": "’", "ldquo": "“",
        "rdquo": "”", "laquo": "«", "raquo": "»", "bull": "•", "middot": "·", "deg": "°", "euro": "€", "pound": "£",
        "sect": "§", "para": "¶", "times": "×", "plusmn": "±", "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä",
        "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß", "eacute": "é", "egrave": "è", "agrave": "à", "ccedil": "ç",
        "ntilde": "ñ", "aring": "å", "oslash": "ø", "aelig": "æ", "rarr": "→", "larr": "←",
    ]

    /// The text with its references replaced; what is none stays as it is.
    static func decoded(_ text: Substring) -> String {
        guard text.contains("&") else { return String(text) }
        var result = ""
        var rest = text
        while let ampersand = rest.firstIndex(of: "&") {
            result.append(contentsOf: rest[..<ampersand])
            rest = rest[rest.index(after: ampersand)...]
            if let end = rest.prefix(12).firstIndex(of: ";"), let character = character(rest[..<end]) {
                result.append(character)
                rest = rest[rest.index(after: end)...]
            } else {
                result.append("&")
            }
        }
        return result + rest
    }

    private static func character(_ name: Substring) -> Character? {
        guard name.first == "#" else { return named[String(name)] }
        let digits = name.dropFirst()
        let isHexadecimal = digits.first == "x" || digits.first == "X"
        let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return value.flatMap(Unicode.Scalar.init).map(Character.init)
    }
}
