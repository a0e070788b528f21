/// One thing that came from the keyboard or the mouse.
public enum Key: Hashable, Sendable {
    /// A printable character, as typed (capital letters come as capital letters).
    case character(Character)
    /// Control with a lower-case letter or sign.
    case control(Character)
    /// Alt (Meta) with a character.
    case alt(Character)
    /// A key with a name.
    case named(Name)
    /// Text that was pasted in one piece (bracketed paste).
    case paste(String)
    /// A press, release or turn of the mouse.
    case mouse(Mouse)

    /// Keys that have names rather than characters; the raw value is how configuration and help write it.
    public enum Name: String, CaseIterable, Hashable, Sendable {
        /// By the name that is printed on it.
        case enter, escape, tab, space, backspace, delete, insert, up, down, left, right, home, end
        /// Tab with Shift.
        case shiftTab = "shift-tab"
        /// A page up.
        case pageUp = "page-up"
        /// A page down.
        case pageDown = "page-down"
        /// The keys of the first row.
        case f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12
    }

    /// What the mouse did, and where.
    public struct Mouse: Hashable, Sendable {
        /// The kinds of mouse event that Stoa uses.
        public enum Action: Hashable, Sendable {
            /// What the mouse did.
            case press, release, doubleClick, wheelUp, wheelDown
        }
        /// What happened.
        public var action: Action
        /// On which cell.
        public var point: Point

        /// A mouse event.
        public init(_ action: Action, at point: Point) {
            self.action = action
            self.point = point
        }
    }

    /// A key by the name that configuration and help use: `j`, `G`, `ctrl-x`, `alt-p`, `page-down`, `space`.
    /// Nothing when there is no such key.
    public init?(name: String) {
        if let named = Name(rawValue: name) {
            self = .named(named)
        } else if name.hasPrefix("ctrl-"), name.count == 6, let last = name.last {
            self = .control(Character(last.lowercased()))
        } else if name.hasPrefix("alt-"), name.count == 5, let last = name.last {
            self = .alt(last)
        } else if name.count == 1, let only = name.first {
            self = .character(only)
        } else {
            return nil
        }
    }

    /// How configuration and help write the key; pastes and the mouse have no name.
    public var name: String {
        switch self {
        case .character(let character): String(character)
        case .control(let character): "ctrl-\(character)"
        case .alt(let character): "alt-\(character)"
        case .named(let name): name.rawValue
        case .paste: "paste"
        case .mouse: "mouse"
        }
    }
}
