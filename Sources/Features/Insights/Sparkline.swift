import Foundation

/// Small pictures of numbers, in letters that the terminal has.
struct Sparkline {
    /// Whether only ASCII is to be had.
    var isPlain: Bool

    /// By the locale: what is not UTF-8 gets ASCII.
    init(isPlain: Bool? = nil) {
        let variables = CommandEnvironment.current.variables
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { variables[$0] }.first { !$0.isEmpty } ?? ""
        let isUTF8 = locale.lowercased().replacing("-", with: "").contains("utf8") || locale.isEmpty
        self.isPlain = isPlain ?? !isUTF8
    }

    private static let bars = Array("▁▂▃▄▅▆▇█")
    private static let plainBars = Array("_.-=+*#")
    private static let shades = Array(" ░▒█")
    private static let plainShades = Array(" .:#")

    /// A letter a value, by its share of the greatest; a space where nothing was measured.
    func line(_ values: [Double?]) -> String {
        let signs = isPlain ? Self.plainBars : Self.bars
        let most = values.compactMap { $0 }.max() ?? 0
        return String(
            values.map { value -> Character in
                guard let value else { return " " }
                guard most > 0 else { return signs[0] }
                return signs[min(signs.count - 1, Int(max(0, value) / most * Double(signs.count - 1) + 0.5))]
            })
    }

    /// One of four shades: none, and three by the share of the greatest.
    func shade(_ value: Int, most: Int) -> Character {
        let signs = isPlain ? Self.plainShades : Self.shades
        guard value > 0, most > 0 else { return signs[0] }
        return signs[min(3, 1 + (value * 3 - 1) / most)]
    }

    /// What the shades mean.
    var legend: String {
        let signs = isPlain ? Self.plainShades : Self.shades
        return "fewer \(signs[1])\(signs[2])\(signs[3]) more"
    }
}
