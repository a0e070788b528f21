import Index
import Journal
import Terminal

/// Feeds a script's keys to the frame without a terminal, and gives the screens it shows as text: for tests, for
/// documentation, and to show a fault. Between any two steps it waits until nothing is queued and the worker rests.
///
/// A script has a step a line: `keys j j enter` presses keys by their names, `type some words` types them, `screen`
/// gives the screen, `size 80x24` changes its size, `look` looks for what others wrote; `#` begins a remark.
public final class ScriptRunner {
    private let engine: StillBench

    /// A frame without a terminal.
    public init(_ session: BoardSession, fittings: Fittings, settings: Settings, size: Size) {
        engine = StillBench(session, fittings: fittings, settings: settings, size: size)
    }

    /// Runs the steps; `show` gets each screen that the script asks for. Answers what was wrong with the script, if
    /// anything; the steps before it are done.
    public func run(_ script: String, show: (String) -> Void) -> String? {
        engine.start()
        for (number, line) in script.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard engine.isRunning else { return nil }
            if let problem = step(line, show) { return "line \(number + 1): \(problem)" }
            engine.settle()
        }
        engine.finish()
        return nil
    }

    private func step(_ line: Substring, _ show: (String) -> Void) -> String? {
        let words = line.split(separator: " ", maxSplits: 1)
        let rest = words.count > 1 ? words[1] : ""
        switch words.first {
        case nil: return nil
        case let word? where word.hasPrefix("#"): return nil
        case "keys":
            for name in rest.split(separator: " ") {
                guard let key = Key(name: String(name)) else { return "there is no key \(name)" }
                engine.press(key)
                engine.settle()
            }
        case "type":
            for character in rest { engine.press(character == " " ? .named(.space) : .character(character)) }
        case "screen": show(engine.bench.draw().text)
        case "size":
            let numbers = rest.split(separator: "x").compactMap { Int($0) }
            guard numbers.count == 2 else { return "a size is written as 80x24" }
            engine.bench.resize(to: Size(columns: numbers[0], rows: numbers[1]))
        case "look": engine.look()
        case let word?: return "there is no step \(word)"
        }
        return nil
    }
}
