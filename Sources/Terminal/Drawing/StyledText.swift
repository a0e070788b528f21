/// A run of text of one meaning.
public struct Span: Hashable, Sendable {
    /// The letters; may hold anything, the surface makes it safe to show.
    public var text: String
    /// What they mean.
    public var style: StyleName
    /// Where the run leads when it is a link: an address, or nothing.
    public var link: String?

    /// A run of text.
    public init(_ text: String, _ style: StyleName = .text, link: String? = nil) {
        self.text = text
        self.style = style
        self.link = link
    }
}

/// One line of the screen as runs of text.
public struct StyledLine: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The runs, left to right.
    public var spans: [Span]

    /// A line of these runs.
    public init(_ spans: [Span] = []) { self.spans = spans }
    /// A line of one run.
    public init(_ text: String, _ style: StyleName = .text) { self.init([Span(text, style)]) }
    /// A plain line.
    public init(stringLiteral value: String) { self.init(value) }

    /// The letters without their meanings.
    public var text: String { spans.map(\.text).joined() }
    /// Columns it takes on the screen.
    public var columns: Int { spans.reduce(0) { $0 + TextWidth.columns(of: $1.text) } }

    /// Adds a run at the end.
    public mutating func append(_ text: String, _ style: StyleName = .text) { spans.append(Span(text, style)) }
}
