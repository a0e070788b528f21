import Foundation

/// How far something long has come, on one line of standard error; silent where that is no terminal.
final class ProgressBar {
    private let title: String
    private let total: Int64
    private let isShown: Bool
    private var shown = -1

    /// A bar for `total` steps.
    init(_ title: String, total: Int64, isShown: Bool = isatty(STDERR_FILENO) == 1) {
        self.title = title
        self.total = max(total, 1)
        self.isShown = isShown
    }

    /// Shows that `done` steps are behind. Writes only when a whole percent has passed.
    func update(_ done: Int64) {
        guard isShown else { return }
        let percent = Int(min(max(done, 0), total) * 100 / total)
        guard percent != shown else { return }
        shown = percent
        write(Self.line(title, percent: percent))
    }

    /// Takes the bar away, so that what follows begins on a clean line.
    func finish() {
        guard isShown, shown >= 0 else { return }
        write("\r\u{1B}[K")
    }

    /// The line for a percentage: `Reading   [#####·····]  50%`.
    static func line(_ title: String, percent: Int) -> String {
        let filled = percent * 30 / 100
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 30 - filled)
        let number = String(repeating: " ", count: max(0, 3 - "\(percent)".count)) + "\(percent)"
        return "\r\(title) [\(bar)] \(number)%"
    }

    private func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
