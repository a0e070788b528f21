import Index
import Journal
import Synchronization
import Terminal
import Workbench

/// The exchange on the screen: it runs beside whatever the person does, and Home says what came of the last one.
enum SyncAction {
    static let name: ActionName = "sync"

    static let table = [
        Action(
            name, keys: [], group: .frame, help: "exchange with the remote",
            hint: "Sends what you wrote and takes what others did, in the background; for boards that clones exchange.")
    ]

    static func performers(_ session: BoardSession) -> [ActionName: Performer] {
        let shared = Shared()
        return [
            name: Performer(availability: { availability(session, isUnderWay: shared.value) }) {
                shared.set(true)
                return [.work(work(session, shared))]
            }
        ]
    }

    /// Whether an exchange is under way.
    private final class Shared: Sendable {
        private let state = Mutex(false)

        var value: Bool { state.withLock { $0 } }
        func set(_ value: Bool) { state.withLock { $0 = value } }
    }

    private static func availability(_ session: BoardSession, isUnderWay: Bool) -> Availability {
        if Confinement.isInForce { return .unavailable("whoever holds the account exchanges the board") }
        guard session.board.identity.identity == .signatures else {
            return .unavailable("the members of this board share its folder, so there is nothing to exchange")
        }
        return isUnderWay ? .unavailable("an exchange is under way") : .available
    }

    private static func work(_ session: BoardSession, _ isUnderWay: Shared) -> Work {
        Work(longSaying: "exchanging…") { say in
            defer { isUnderWay.set(false) }
            do {
                let last = try Exchange(session, isApart: true).run(say: say)
                return [.reload, .say(last.sentence)]
            } catch {
                // Something may have been taken all the same, and Home says why no more was.
                return [.reload, .warn(CommandFailure(error).description)]
            }
        }
    }

    /// What Home says of the last exchange.
    static func home(_ session: BoardSession) -> [HomeSection] {
        guard session.board.identity.identity == .signatures else { return [] }
        let last = LastSync.of(session.board)
        let text = last?.sentence(now: session.clock.now()) ?? "Not exchanged yet; `stoa sync REMOTE` names the remote."
        let line = StyledLine(text, last?.refusal == nil ? .text : .warning)
        return [
            HomeSection(
                "Exchange", [HomeSection.Line(opens: last == nil ? [] : [.perform(name)]) { line.truncated(to: $0) }])
        ]
    }
}
