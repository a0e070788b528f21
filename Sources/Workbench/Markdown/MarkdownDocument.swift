import Terminal

/// What encloses a block, from the outside in.
public enum Container: Hashable, Sendable {
    /// A block quote; drawn as a bar.
    case quote
    /// A list item: its number in the document (rising) and the mark before its first line.
    case item(Int, marker: String)

    /// Whether it is a list item.
    var isItem: Bool { if case .item = self { true } else { false } }
}

/// A block that holds text, with everything that encloses it. Blocks stand in one flat list, so no nesting can exhaust
/// the stack.
public struct Block: Hashable, Sendable {
    /// What a block holds.
    public enum Content: Hashable, Sendable {
        /// Running text; a run of one line feed is a hard break.
        case paragraph([Span])
        /// The lines of a mail's paragraph as a program wrapped them; kept where they fit, else wrapped anew.
        case wrapped([[Span]])
        /// A heading.
        case heading([Span])
        /// Code as written, with the language its author named.
        case code(String, language: String)
        /// A thematic break.
        case rule
        /// Rows of cells; the first row is the header.
        case table([[[Span]]])
    }

    /// What encloses it, outermost first; bounded.
    public var containers: [Container]
    /// What it holds.
    public var content: Content
    /// Whether it follows the block before it without an empty line.
    public var isTight: Bool
}

/// A link as the reader offers it.
public struct Link: Hashable, Sendable {
    /// The words shown.
    public var text: String
    /// Where it leads.
    public var address: String
}

/// What someone wrote, read once and laid out for any width.
public struct MarkdownDocument: Sendable {
    /// Bytes of a body that are shown; what is beyond is cut, and said to be.
    public static let sizeLimit = 262_144
    /// Levels of quotes and lists that are drawn.
    static let depthLimit = 24

    /// The blocks in order.
    public var blocks: [Block] = []
    /// The links in order.
    public var links: [Link] = []

    /// The text of every code block in order.
    public var codeBlocks: [String] {
        blocks.compactMap { if case .code(let text, _) = $0.content { text } else { nil } }
    }

    /// Reads Markdown (GitHub's dialect: tables, strikethrough, autolinks, task lists).
    public init(_ source: String) {
        let (kept, wasCut) = Self.bounded(source)
        var reader = MarkdownReader()
        reader.read(kept)
        blocks = reader.blocks
        links = reader.links
        if wasCut { appendCutNote() }
    }

    mutating func appendCutNote() {
        let note = [Span("… cut: the rest is too long to show", .muted)]
        blocks.append(Block(containers: [], content: .paragraph(note), isTight: false))
    }

    /// The beginning of `source` within the limit, and whether anything was left off.
    static func bounded(_ source: String) -> (String, Bool) {
        guard source.utf8.count > sizeLimit else { return (source, false) }
        return (String(decoding: source.utf8.prefix(sizeLimit), as: UTF8.self), true)
    }
}
