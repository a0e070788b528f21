/// A look as one terminal shows it.
struct Ink: Hashable, Sendable {
    /// Those of the look's attributes that the terminal has.
    var attributes: Attributes = []
    /// The letters' entry of the palette; below 0 the terminal's own colour.
    var foreground: Int32 = -1
    /// What lies behind them.
    var background: Int32 = -1

    /// What of it shows where there is no letter.
    var onBlank: Ink {
        attributes.isDisjoint(with: [.reverse, .underline]) ? Ink(background: background) : self
    }
}

/// Turns looks into inks, and knows how a terminal changes from one to another.
struct Inkwell: Sendable {
    private let capabilities: Capabilities
    private let colors: Int
    private var changes: [Change: [UInt8]] = [:]

    private struct Change: Hashable {
        var from: Ink?
        var to: Ink
    }

    init(_ capabilities: Capabilities, hasColor: Bool) {
        self.capabilities = capabilities
        colors = hasColor && capabilities.colors >= 8 ? capabilities.colors : 0
    }

    /// A look as the terminal shows it.
    func ink(of style: Style) -> Ink {
        var ink = Ink(attributes: style.attributes.intersection(known))
        guard colors > 0 else { return ink }
        ink.foreground = style.foreground?.entry(of: colors) ?? -1
        ink.background = style.background?.entry(of: colors) ?? -1
        if ink.foreground >= 0 || ink.background >= 0 { ink.attributes.subtract(capabilities.colorless) }
        return ink
    }

    private var known: Attributes { Attributes(capabilities.attributes.map(\.0)) }

    /// What changes one ink to another; nothing is known of what was before a program's own first one.
    mutating func change(from old: Ink?, to new: Ink) -> [UInt8] {
        let change = Change(from: old, to: new)
        if let known = changes[change] { return known }
        let bytes = Array(shortest(from: old, to: new).utf8)
        changes[change] = bytes
        return bytes
    }

    private func shortest(from old: Ink?, to new: Ink) -> String {
        guard let old else { return capabilities.reset + joined(beginnings(of: new, after: Ink())) }
        let anew = joined([capabilities.plain] + beginnings(of: new, after: Ink()))
        // What has been begun can be added to, but only be taken back as a whole, or colours by themselves.
        let keepsColors =
            (new.foreground >= 0 || old.foreground < 0) && (new.background >= 0 || old.background < 0)
        guard new.attributes.isSuperset(of: old.attributes), keepsColors || capabilities.takesColorsBack else {
            return anew
        }
        let added = joined(beginnings(of: new, after: old))
        return added.utf8.count < anew.utf8.count ? added : anew
    }

    private func beginnings(of new: Ink, after old: Ink) -> [String] {
        let missing = new.attributes.subtracting(old.attributes)
        var parts = capabilities.attributes.filter { missing.contains($0.0) }.map(\.1)
        if new.foreground != old.foreground {
            parts.append(new.foreground < 0 ? "\u{1B}[39m" : capabilities.coloring(new.foreground))
        }
        if new.background != old.background {
            parts.append(new.background < 0 ? "\u{1B}[49m" : capabilities.coloring(behind: new.background))
        }
        return parts
    }

    /// The sequences in one, where they are of the kind that takes a list (ECMA-48, "select graphic rendition").
    private func joined(_ parts: [String]) -> String {
        let lists = parts.map(Self.list)
        guard lists.count > 1, lists.allSatisfy({ $0 != nil }) else { return parts.joined() }
        return "\u{1B}[" + lists.compactMap { $0 }.joined(separator: ";") + "m"
    }

    private static func list(in sequence: String) -> Substring? {
        guard sequence.hasPrefix("\u{1B}["), sequence.hasSuffix("m") else { return nil }
        let list = sequence.dropFirst(2).dropLast()
        return list.allSatisfy { $0 == ";" || $0.isASCII && $0.isNumber } ? list : nil
    }
}
