import Terminal

/// One key, or a prefix key and the key after it.
public struct KeySequence: Hashable, Sendable {
    /// The keys, in the order in which they are pressed.
    public let keys: [Key]

    /// A sequence of keys.
    public init(_ keys: [Key]) { self.keys = keys }

    /// A sequence as configuration writes it: names of keys with a space between, such as `g h`. Nothing when one of
    /// them is no key.
    public init?(text: String) {
        let names = text.split(separator: " ")
        let keys = names.compactMap { Key(name: String($0)) }
        guard !keys.isEmpty, keys.count == names.count, keys.count <= 2 else { return nil }
        self.keys = keys
    }

    /// How help shows it: `g h`, `Ctrl-x`, `Enter`.
    public var label: String { keys.map(\.label).joined(separator: " ") }
}

extension Key {
    /// How help shows the key.
    public var label: String {
        switch self {
        case .control(let character): "Ctrl-\(character)"
        case .alt(let character): "Alt-\(character)"
        case .named(let name): Self.labels[name] ?? name.rawValue.capitalized
        default: name
        }
    }

    /// What the key adds to a text that is being typed; nothing when it is no text.
    public var typed: String? {
        switch self {
        case .character(let character): String(character)
        case .named(.space): " "
        case .paste(let text): text
        default: nil
        }
    }

    private static let labels: [Name: String] = [
        .up: "↑", .down: "↓", .left: "←", .right: "→", .escape: "Esc", .shiftTab: "Shift-Tab", .pageUp: "PgUp",
        .pageDown: "PgDn",
    ]
}
