import Index
import Journal
import Synchronization
import Terminal

/// Feeds a script's keys to the frame without a terminal, and gives the screens it shows as text: for tests, for
/// documentation, and to show a fault. Between any two steps it waits until nothing is queued and the worker rests.
///
/// A script has a step a line: `keys j j enter` presses keys by their names, `type some words` types them, `screen`
/// gives the screen, `size 80x24` changes its size, `look` looks for what others wrote; `#` begins a remark.
public final class ScriptRunner {
    private let session: BoardSession
    private let worker: Worker
    private let reports: Reports
    private var bench: Workbench
    private var isRunning = true

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

    /// A frame without a terminal.
    public init(_ session: BoardSession, fittings: Fittings, settings: Settings, size: Size) {
        let reports = Reports()
        self.reports = reports
        self.session = session
        worker = Worker(session) { reports.add($0) }
        bench = Workbench(fittings, settings: settings, size: size, now: session.clock.now())
    }

    /// Runs the steps; `show` gets each screen that the script asks for. Answers what was wrong with the script, if
    /// anything; the steps before it are done.
    public func run(_ script: String, show: (String) -> Void) -> String? {
        bench.start()
        worker.lookAround()
        settle()
        for (number, line) in script.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard isRunning else { return nil }
            if let problem = step(line, show) { return "line \(number + 1): \(problem)" }
            settle()
        }
        bench.saveDraft()
        settle()
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
                bench.press(key, now: session.clock.now())
                settle()
            }
        case "type":
            for character in rest {
                bench.press(character == " " ? .named(.space) : .character(character), now: session.clock.now())
            }
        case "screen": show(bench.draw().text)
        case "size":
            let numbers = rest.split(separator: "x").compactMap { Int($0) }
            guard numbers.count == 2 else { return "a size is written as 80x24" }
            bench.resize(to: Size(columns: numbers[0], rows: numbers[1]))
        case "look":
            worker.look()
            worker.lookAround()
        case let word?: return "there is no step \(word)"
        }
        return nil
    }

    /// Lets everything come to rest: errands done, reports taken in, until neither brings the other.
    private func settle() {
        while true {
            let errands = bench.takeErrands()
            errands.forEach(perform)
            worker.finish()
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
        case .openLink(let link): bench.say(link)
        case .editOutside: bench.edited(.failed("a script has no editor"), now: session.clock.now())
        case .copy, .redraw, .suspend: break
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
        case .reading: break
        }
    }
}
