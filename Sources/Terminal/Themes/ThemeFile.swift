import TOMLKit

/// Reads themes from TOML: a `name`, and a table `[styles]` in which each meaning has `foreground`, `background` and
/// `attributes`.
public enum ThemeFile {
    /// The theme that a text describes, and what was wrong with it; what was wrong is left out and the rest holds.
    /// `source` names the text in those sentences.
    public static func read(_ text: String, source: String) -> (theme: Theme, problems: [String]) {
        var theme = Theme(name: source, styles: [:])
        let table: TOMLTable
        do { table = try TOMLText.table(text, source: source) } catch { return (theme, [error.description]) }
        var problems: [String] = []
        if let name = table["name"]?.string { theme.name = name }
        for (key, value) in table["styles"]?.table.map(Array.init) ?? [] {
            guard let name = StyleName(rawValue: key) else {
                problems.append("\(source): there is no style \(key)")
                continue
            }
            guard let fields = value.table else {
                problems.append("\(source): \(key) should be a table such as { foreground = \"red\" }")
                continue
            }
            theme.styles[name] = style(fields, "\(source): \(key)", &problems)
        }
        return (theme, problems)
    }

    private static func style(_ fields: TOMLTable, _ place: String, _ problems: inout [String]) -> Style {
        var style = Style()
        for (key, value) in fields {
            switch key {
            case "foreground": style.foreground = color(value, "\(place).\(key)", &problems)
            case "background": style.background = color(value, "\(place).\(key)", &problems)
            case "attributes":
                for name in value.array?.compactMap(\.string) ?? [] {
                    if let attribute = attributes[name] {
                        style.attributes.insert(attribute)
                    } else {
                        problems.append("\(place): there is no attribute \(name)")
                    }
                }
            default: problems.append("\(place) has no \(key); it has foreground, background and attributes")
            }
        }
        return style
    }

    private static func color(_ value: any TOMLValueConvertible, _ place: String, _ problems: inout [String]) -> Color?
    {
        let text = value.int.map(String.init) ?? value.string ?? ""
        if let color = Color(name: text) { return color }
        problems.append("\(place): \(text) is no colour; use a name such as red or bright_red, 0 to 255, or #rrggbb")
        return nil
    }

    private static let attributes: [String: Attributes] = [
        "bold": .bold, "dim": .dim, "italic": .italic, "underline": .underline, "reverse": .reverse,
        "strikethrough": .strikethrough,
    ]
}

extension Color {
    private static let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

    /// A colour as theme files write it: `standard`, `red`, `bright_red`, `0` to `255`, `#rrggbb`.
    init?(name: String) {
        if name == "standard" {
            self = .standard
        } else if let index = Self.names.firstIndex(of: name) {
            self = .palette(UInt8(index))
        } else if name.hasPrefix("bright_"), let index = Self.names.firstIndex(of: String(name.dropFirst(7))) {
            self = .palette(UInt8(index + 8))
        } else if let number = UInt8(name) {
            self = .palette(number)
        } else if name.hasPrefix("#"), name.utf8.count == 7, name.dropFirst().allSatisfy(\.isHexDigit),
            let value = UInt32(name.dropFirst(), radix: 16)
        {
            self = .rgb(UInt8(value >> 16), UInt8(value >> 8 & 255), UInt8(value & 255))
        } else {
            return nil
        }
    }

    /// The palette's entry on a terminal with so many colours; -1 is the terminal's own colour.
    func entry(of colors: Int) -> Int32 {
        switch self {
        case .standard: -1
        case .palette(let number) where Int(number) < colors: Int32(number)
        case .palette(let number): Int32(Self.nearest(Self.palette(Int(number)), among: colors))
        case .rgb(let red, let green, let blue):
            Int32(Self.nearest((Int(red), Int(green), Int(blue)), among: colors))
        }
    }

    /// The entry that looks most alike; the first 16 are left out where there are more, since people choose those.
    private static func nearest(_ wanted: (Int, Int, Int), among colors: Int) -> Int {
        let candidates = colors >= 256 ? 16..<256 : 0..<max(1, min(16, colors))
        func distance(_ index: Int) -> Int {
            let (red, green, blue) = palette(index)
            let (dr, dg, db) = (red - wanted.0, green - wanted.1, blue - wanted.2)
            return 2 * dr * dr + 4 * dg * dg + 3 * db * db
        }
        return candidates.min { distance($0) < distance($1) } ?? 0
    }

    /// The usual look of an entry of the 256-colour palette: 16 named, a cube of 6 by 6 by 6, 24 greys.
    private static func palette(_ index: Int) -> (Int, Int, Int) {
        switch index {
        case 0..<8:
            let level = index == 7 ? 229 : 205
            return ((index & 1) * level, (index >> 1 & 1) * level, (index >> 2 & 1) * level)
        case 8..<16:
            let bits = index - 8
            return bits == 0 ? (127, 127, 127) : ((bits & 1) * 255, (bits >> 1 & 1) * 255, (bits >> 2 & 1) * 255)
        case 16..<232:
            func level(_ step: Int) -> Int { step == 0 ? 0 : 55 + 40 * step }
            let cube = index - 16
            return (level(cube / 36), level(cube / 6 % 6), level(cube % 6))
        default:
            let grey = 8 + 10 * (index - 232)
            return (grey, grey, grey)
        }
    }
}
