import Dispatch
import Index
import Journal
import Synchronization

/// Does what waits for the disk, one thing after the other, away from the screen, and reports.
final class Worker: Sendable {
    /// What became of an errand.
    enum Report: Sendable {
        case written(ticket: Int, WritingOutcome)
        case worked(WorkOutcome)
        case changed(ChangeSet)
        case trouble(String)
        /// Much is being read: how much of it has been, from 0 to 1.
        case reading(Double)
        /// Everything that was asked for before is done.
        case rested
        /// How far something that takes long has come.
        case progress(String)
    }

    /// How many bytes of news are worth a word while they are read.
    private static let muchNews: Int64 = 1 << 20

    private let session: BoardSession
    private let drafts: DraftStore
    private let queue = DispatchQueue(label: "stoa.worker")
    /// Where what waits for other machines waits, and keeps nothing else waiting.
    private let journeys = DispatchQueue(label: "stoa.worker.journeys")
    private let report: @Sendable (Report) -> Void
    /// Where a look goes that is on its way; another one would see nothing more there.
    private let look = Mutex<LookScope?>(nil)

    init(_ session: BoardSession, report: @escaping @Sendable (Report) -> Void) {
        self.session = session
        self.report = report
        drafts = session.drafts
    }

    /// Writes events and reads them back.
    func write(_ events: [NewEvent], ticket: Int) {
        queue.async { [self] in
            do {
                let written = try session.write(events)
                let changes = try session.catchUp(in: .account(session.me))
                report(.written(ticket: ticket, .written(written.map(\.id), changes)))
            } catch {
                report(.written(ticket: ticket, .failed(Workbench.sentence(for: error))))
            }
        }
    }

    /// Does what features let be done away from the screen.
    func perform(_ work: Work) {
        (work.isLong ? journeys : queue).async { [self] in
            report(.worked(WorkOutcome(of: work) { self.report(.progress($0)) }))
        }
    }

    /// Looks for what others wrote, where that may be.
    func look(in scope: LookScope = .everywhere) {
        let isFirst = look.withLock { look in
            defer { look = look?.merged(with: scope) ?? scope }
            return look == nil
        }
        guard isFirst else { return }
        queue.async { [self] in
            let scope = look.withLock { look in
                defer { look = nil }
                return look ?? .everywhere
            }
            attempt {
                let changes = try session.catchUp(in: scope, isPatient: false) { progress in
                    guard progress.totalBytes > Self.muchNews else { return }
                    report(.reading(Double(progress.readBytes) / Double(progress.totalBytes)))
                }
                if !changes.isEmpty { report(.changed(changes)) }
            }
        }
    }

    /// Looks who is here and which drafts there are.
    func lookAround() {
        queue.async { [self] in
            attempt {
                let hasOtherMembers = try session.surroundings.lookForMembers(now: session.clock.now())
                reportSurroundings(try session.surroundings.lookForDrafts() || hasOtherMembers)
            }
        }
    }

    /// Keeps a draft.
    func save(_ draft: StoredDraft) {
        queue.async { [self] in
            attempt {
                try drafts.save(draft)
                reportSurroundings(try session.surroundings.lookForDrafts())
            }
        }
    }

    /// Throws a draft away.
    func discard(_ draft: String) {
        queue.async { [self] in
            attempt {
                try drafts.discard(draft)
                reportSurroundings(try session.surroundings.lookForDrafts())
            }
        }
    }

    private func reportSurroundings(_ areOthers: Bool) {
        guard areOthers else { return }
        var changes = ChangeSet()
        changes.hasOtherSurroundings = true
        report(.changed(changes))
    }

    /// Says that the member is here.
    func touchPresence() {
        queue.async { [self] in
            // Somebody who may only read is not here for others, and need not be told every half minute.
            try? Presence(board: session.board).touch(session.me, host: session.host)
        }
    }

    /// Tells when everything that was asked for so far is done.
    func tellWhenRested() {
        queue.async { [self] in report(.rested) }
    }

    /// Waits until everything that was asked for is done, but for what waits for other machines.
    func finish() { queue.sync {} }

    /// Waits until everything that was asked for is done.
    func rest() {
        journeys.sync {}
        finish()
    }

    private func attempt(_ body: () throws -> Void) {
        do { try body() } catch { report(.trouble(Workbench.sentence(for: error))) }
    }
}
