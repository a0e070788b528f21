import Index
import Journal
import Synchronization
import Terminal

/// A frame without a screen, that comes to rest after every step: errands are done and reports taken in before it goes on.
final class StillBench {
    private let session: BoardSession
    private let worker: Worker
    private let reports: Reports
    /// The frame.
    var bench: Workbench
    /// Whether the program goes on.
    private(set) var isRunning = true
    /// The person's editor; nothing where there is nobody to use it.
    var editor: [String] = []
    /// Is given each link that would be opened, and each text that would be copied.
    var opened: ((String) -> Void)?

    private final class Reports: Sendable {
        private let held = Mutex<[Worker.Report]>([])

        func add(_ report: Worker.Report) { held.withLock { $0.append(report) } }

        func take() -> [Worker.Report] {
            held.withLock { reports in
                defer { reports.removeAll() }
                return reports
            }
        }
    }

    init(_ session: BoardSession, fittings: Fittings, settings: Settings, size: Size) {
        let reports = Reports()
        self.reports = reports
        self.session = session
        worker = Worker(session) { reports.add($0) }
        bench = Workbench(fittings, settings: settings, size: size, now: session.clock.now())
    }

    /// Opens what the frame begins with.
    func start() {
        bench.start()
        worker.lookAround()
        settle()
    }

    /// Takes a key; what follows from it happens with `settle`.
    func press(_ key: Key) { bench.press(key, now: session.clock.now()) }

    /// Takes a line, after what others wrote meanwhile.
    func take(line: String) {
        worker.look()
        settle()
        bench.take(line: line, now: session.clock.now())
        settle()
    }

    /// Looks for what others wrote.
    func look() {
        worker.look()
        worker.lookAround()
    }

    /// Keeps what is being written, and waits until it is on disk.
    func finish() {
        bench.saveDraft()
        settle()
    }

    /// Lets everything come to rest: errands done, reports taken in, until neither brings the other.
    func settle() {
        while true {
            let errands = bench.takeErrands()
            errands.forEach(perform)
            worker.rest()
            let reports = reports.take()
            guard !errands.isEmpty || !reports.isEmpty else { return }
            reports.forEach(take)
        }
    }

    private func perform(_ errand: Errand) {
        switch errand {
        case .write(let writing, let ticket): worker.write(writing.events, ticket: ticket)
        case .work(let work): worker.perform(work)
        case .saveDraft(let draft): worker.save(draft)
        case .discardDraft(let id): worker.discard(id)
        case .openLink(let link): if let opened { opened(link) } else { bench.say(link) }
        case .copy(let text): opened?(text)
        case .editOutside(let text):
            let outcome =
                editor.isEmpty
                ? .failed("there is no editor here; write on, line by line") : Application.edited(text, with: editor)
            bench.edited(outcome, now: session.clock.now())
        case .redraw, .suspend: break
        case .quit: isRunning = false
        }
    }

    private func take(_ report: Worker.Report) {
        let now = session.clock.now()
        switch report {
        case .changed(let changes): bench.catchUp(with: changes, now: now)
        case .written(let ticket, let outcome): bench.finished(ticket: ticket, outcome, now: now)
        case .worked(let outcome): bench.worked(outcome, now: now)
        case .trouble(let sentence): bench.warn(sentence)
        case .reading, .progress, .rested: break
        }
    }
}
