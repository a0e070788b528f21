import Foundation
import Index
import Journal
import Terminal

/// The program line by line, for screen readers, braille and pipes: it says what there is, a thing a line, and takes a line
/// for an answer. No letter of it moves the cursor or draws a box.
public final class LineRunner {
    private let engine: StillBench
    private let settings: Settings
    private let isInteractive: Bool

    /// A frame that is read aloud. `isInteractive` tells whether somebody types, so that it says when it waits for a line.
    public init(_ session: BoardSession, fittings: Fittings, settings: Settings, isInteractive: Bool) {
        self.settings = settings
        self.isInteractive = isInteractive
        var settings = settings
        settings.isPlain = true
        engine = StillBench(session, fittings: fittings, settings: settings, size: Workbench.plainSize(settings))
    }

    /// Speaks and listens until the person leaves or nothing comes any more.
    public func run(read: () -> String?, show: @escaping (String) -> Void) {
        engine.editor = settings.editor
        engine.opened = show
        engine.start()
        var spoken: [String] = []
        while engine.isRunning {
            engine.bench.lines(after: &spoken).forEach(show)
            if isInteractive { show(engine.bench.isComposing ? ":" : ">") }
            guard let line = read() else { break }
            engine.take(line: String(line.prefix(TextArea.longest)))
        }
        engine.finish()
    }
}
