import Glibc
import Index
import Journal
import Terminal

/// Runs a frame before there is a board: what the person does there leads to one, or to the door. Its errands wait for
/// nobody, since nothing else goes on.
public final class Foyer {
    private let screen: Screen
    private let loop = EventLoop()
    private let clock: any Clock
    private let keepDraft: (StoredDraft) -> Void
    private var bench: Workbench
    private var isRunning = true

    /// Takes the terminal over; nothing when it cannot be driven. `keepDraft` is given what was typed and not sent.
    public init?(
        fittings: Fittings, settings: Settings, theme: Theme, hasColor: Bool, clock: any Clock,
        keepDraft: @escaping (StoredDraft) -> Void = { _ in }
    ) {
        let options = Screen.Options(hasMouse: settings.hasMouse, hasColor: hasColor)
        guard let screen = Screen(theme: theme, options: options) else { return nil }
        self.screen = screen
        self.clock = clock
        self.keepDraft = keepDraft
        bench = Workbench(fittings, settings: settings, size: screen.size, now: clock.now())
    }

    /// Shows the frame until something in it says that it is over, or the terminal goes.
    public func run() {
        defer { screen.stop() }
        bench.start()
        screen.present(bench.draw())
        while isRunning {
            loop.deadline = bench.nextDeadline.map { EventLoop.now() + max(1, $0.rawValue - clock.now().rawValue) }
            loop.blocked = screen.blocked
            for event in loop.wait() { take(event) }
            if isRunning, screen.isReady { screen.present(bench.draw()) }
        }
    }

    private func take(_ event: LoopEvent) {
        switch event {
        case .key(let key): bench.press(key, now: clock.now())
        case .resized: bench.resize(to: screen.size)
        case .continued:
            screen.resume()
            bench.resize(to: screen.size)
        case .timer: bench.tick(now: clock.now())
        case .hangUp:
            bench.saveDraft()
            isRunning = false
        case .writable: screen.advance()
        case .caughtUp: screen.hasCaughtUp()
        case .readable, .message: break
        }
        while case let errands = bench.takeErrands(), !errands.isEmpty { errands.forEach(perform) }
    }

    private func perform(_ errand: Errand) {
        switch errand {
        case .work(let work): bench.worked(WorkOutcome(of: work), now: clock.now())
        case .redraw: screen.redraw()
        case .suspend:
            screen.suspend()
            EventLoop.stopProgram()
            screen.resume()
        case .quit: isRunning = false
        case .saveDraft(let draft): keepDraft(draft)
        // There is no log to write to: whoever sends here takes the text itself.
        case .write(_, let ticket): bench.finished(ticket: ticket, .written([], ChangeSet()), now: clock.now())
        case .discardDraft, .copy, .openLink, .editOutside: break
        }
    }
}
