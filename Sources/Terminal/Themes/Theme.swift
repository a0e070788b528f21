/// How each meaning looks.
public struct Theme: Hashable, Sendable {
    /// Its name, as configuration has it.
    public var name: String
    /// The looks; a meaning without one looks like plain text.
    public var styles: [StyleName: Style]

    /// A theme.
    public init(name: String, styles: [StyleName: Style]) {
        self.name = name
        self.styles = styles
    }

    /// The look of a cell: its meaning over plain text, under what is laid over it.
    public func style(of name: StyleName, overlay: StyleName? = nil) -> Style {
        var style = styles[.text] ?? Style()
        if name != .text, let own = styles[name] { style = style.overlaid(with: own) }
        if let overlay, let upper = styles[overlay] { style = style.overlaid(with: upper) }
        return style
    }

    /// The same theme without colours, for terminals and people that want none; what colour told is told by attributes.
    public var withoutColors: Theme {
        var styles = Theme.monochrome.styles
        for (name, style) in self.styles where styles[name] == nil {
            styles[name] = Style(attributes: style.attributes)
        }
        return Theme(name: name, styles: styles)
    }

    /// The looks that need no colour.
    static let monochrome = Theme(
        name: "monochrome",
        styles: [
            .selection: Style(attributes: .reverse),
            .selectionUnfocused: Style(attributes: .underline),
            .unread: Style(attributes: .bold),
            .heading: Style(attributes: .bold),
            .title: Style(),
            .titleFocused: Style(attributes: .bold),
            .status: Style(attributes: .reverse),
            .key: Style(attributes: .bold),
            .match: Style(attributes: [.reverse, .bold]),
            .muted: Style(attributes: .dim),
            .strong: Style(attributes: .bold),
            .emphasis: Style(attributes: .italic),
            .strikethrough: Style(attributes: .strikethrough),
            .link: Style(attributes: .underline),
            .quote: Style(attributes: .dim),
            .error: Style(attributes: .bold),
            .warning: Style(attributes: .bold),
            .me: Style(attributes: .bold),
            .input: Style(),
        ])
}
