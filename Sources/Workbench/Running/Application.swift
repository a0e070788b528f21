import Foundation
import Index
import Journal
import Terminal

/// The full-screen program at work: keys and news into the frame, its errands into the world, its picture on the screen.
public final class Application {
    private let session: BoardSession
    private let settings: Settings
    private let screen: Screen
    private let loop = EventLoop()
    private let watcher: BoardWatcher
    private let worker: Worker
    private var bench: Workbench
    private var isRunning = true
    /// How much there was for the reader when it was last looked at; nothing before all that came while they were away
    /// has been read, which is no news.
    private var calls: Int?
    /// Whether the terminal shows something older than what there is.
    private var isStale = true
    private var nextLook: Int64 = 0
    private var nextPresence: Int64 = 0
    private var nextLookAround: Int64 = 0

    /// Milliseconds after which a terminal that has not answered is looked at again.
    private static let staleInterval: Int64 = 1_000
    private static let presenceInterval: Int64 = 30_000
    private static let lookAroundInterval: Int64 = 20_000

    /// Takes the terminal over; nothing when it cannot be driven.
    public init?(_ session: BoardSession, fittings: Fittings, settings: Settings, theme: Theme, hasColor: Bool) {
        let options = Screen.Options(hasMouse: settings.hasMouse, hasColor: hasColor)
        guard let screen = Screen(theme: theme, options: options) else { return nil }
        self.screen = screen
        self.session = session
        self.settings = settings
        watcher = BoardWatcher(board: session.board)
        let mailbox = loop.mailbox
        worker = Worker(session) { mailbox.post($0) }
        bench = Workbench(fittings, settings: settings, size: screen.size, now: session.clock.now())
    }

    /// Shows the board until the person leaves or the terminal goes.
    public func run() {
        defer { screen.stop() }
        if watcher.fileDescriptor >= 0 { loop.watched = [watcher.fileDescriptor] }
        bench.start()
        present()
        worker.look()
        worker.tellWhenRested()
        while isRunning {
            doErrands()
            if isStale { present() }
            scheduleTimer()
            loop.blocked = screen.blocked
            for event in loop.wait() {
                isStale = take(event) || isStale
                doErrands()
            }
        }
        worker.finish()
        Presence(board: session.board).leave(session.me, host: session.host)
    }

    /// Shows how things are, or leaves it for later while the terminal has not shown how they were.
    private func present() {
        guard screen.isReady else { return }
        isStale = false
        screen.present(bench.draw())
        if settings.hasTitle { screen.setTitle(bench.windowTitle) }
    }

    /// Tells of what is new for the reader, as they wish and when they wish. The index knows of it before the frame does,
    /// so it is the last look that it is compared with.
    private func tellNews(_ now: Timestamp) {
        guard settings.notice != .none, let before = calls else { return }
        let count = bench.calls
        calls = count
        guard count > before, !bench.fittings.isQuiet(now) else { return }
        let sentence = bench.windowTitle
        switch settings.notice {
        case .none: break
        case .bell: screen.bell()
        case .desktop: screen.notify(sentence)
        }
    }

    /// Takes in what happened; answers whether the picture may have changed.
    private func take(_ event: LoopEvent) -> Bool {
        let now = session.clock.now()
        switch event {
        case .key(let key): bench.press(key, now: now)
        case .resized: bench.resize(to: screen.size)
        case .continued:
            screen.resume()
            bench.resize(to: screen.size)
        case .readable:
            if let scope = watcher.drain() { worker.look(in: scope) }
            return false
        case .writable:
            screen.advance()
            return false
        case .caughtUp:
            screen.hasCaughtUp()
            return false
        case .timer: return takeTimer(now)
        case .message(let message):
            guard let report = message as? Worker.Report else { return false }
            take(report, now: now)
        case .hangUp:
            bench.saveDraft()
            isRunning = false
        }
        return true
    }

    private func take(_ report: Worker.Report, now: Timestamp) {
        switch report {
        case .changed(let changes):
            bench.catchUp(with: changes, now: now)
            tellNews(now)
        case .written(let ticket, let outcome):
            bench.finished(ticket: ticket, outcome, now: now)
            tellNews(now)
        case .worked(let outcome): bench.worked(outcome, now: now)
        case .trouble(let sentence): bench.warn(sentence)
        case .progress(let text): bench.say(text)
        case .reading(let share):
            bench.say("reading the board, \(Int(share * 100))% …")
            bench.reloadAll()
        case .rested: calls = bench.calls
        }
    }

    private func takeTimer(_ now: Timestamp) -> Bool {
        let moment = EventLoop.now()
        if moment >= nextLook {
            nextLook = moment + watcher.lookInterval
            worker.look()
        }
        if moment >= nextPresence {
            nextPresence = moment + Self.presenceInterval
            if settings.showsPresence { worker.touchPresence() }
        }
        if moment >= nextLookAround {
            nextLookAround = moment + Self.lookAroundInterval
            worker.lookAround()
        }
        guard let deadline = bench.nextDeadline, deadline <= now else { return false }
        bench.tick(now: now)
        return true
    }

    private func scheduleTimer() {
        let untilTick = bench.nextDeadline.map { max(1, $0.rawValue - session.clock.now().rawValue) }
        loop.deadline = min(
            nextLook, nextPresence, nextLookAround, EventLoop.now() + (untilTick ?? watcher.lookInterval))
        if isStale { loop.deadline = min(loop.deadline ?? .max, EventLoop.now() + Self.staleInterval) }
    }

    // MARK: - Errands

    private func doErrands() {
        for errand in bench.takeErrands() { perform(errand) }
    }

    private func perform(_ errand: Errand) {
        switch errand {
        case .write(let writing, let ticket): worker.write(writing.events, ticket: ticket)
        case .work(let work): worker.perform(work)
        case .saveDraft(let draft): worker.save(draft)
        case .discardDraft(let id): worker.discard(id)
        case .copy(let text): screen.copy(text)
        case .openLink(let link): open(link)
        case .editOutside(let text): edit(text)
        case .redraw:
            screen.redraw()
            isStale = true
        case .suspend:
            guard settings.hasShell else { return bench.say("there is no shell here to go to") }
            screen.suspend()
            EventLoop.stopProgram()
            screen.resume()
        case .quit: isRunning = false
        }
    }

    private func open(_ link: String) {
        guard !settings.browser.isEmpty else {
            screen.copy(link)
            return bench.say("copied: \(link)")
        }
        if !ChildProcess.start(settings.browser + [link]) {
            bench.warn("\(settings.browser[0]) could not be started; the link is \(link)")
        }
    }

    private func edit(_ text: String) {
        screen.suspend()
        let outcome = Self.edited(text, with: settings.editor)
        screen.resume()
        bench.edited(outcome, now: session.clock.now())
        isStale = true
    }

    /// Lets the person's editor have the text in a file of their own. What it saved is never thrown away unseen.
    static func edited(_ text: String, with editor: [String]) -> EditingOutcome {
        guard let name = editor.first else { return .failed("no editor is known; set $EDITOR, or write on here") }
        let file = NSTemporaryDirectory() + "/stoa-\(UUID().uuidString).md"
        let isMade = FileManager.default.createFile(
            atPath: file, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        guard isMade else { return .failed("\(file) cannot be written; set $TMPDIR, or write on here") }
        let status = ChildProcess.run(editor + [file])
        let saved = try? String(contentsOfFile: file, encoding: .utf8)
        if status == 0, let saved {
            unlink(file)
            return .text(saved)
        }
        let what = status.map { "\(name) ended with status \($0)" } ?? "\(name) could not be started; set $EDITOR"
        guard saved == text else { return .failed("\(what); the text stays as it was, what was saved is in \(file)") }
        unlink(file)
        return .failed("\(what); the text stays as it was")
    }
}
