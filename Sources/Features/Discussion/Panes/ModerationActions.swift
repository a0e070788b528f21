import Index
import Journal
import Workbench

/// What moderators do to what is selected. They have no keys of their own, so that none is pressed by mistake: the
/// palette has them, and the configuration may give them keys.
enum ModerationActions {
    static let pin: ActionName = "pin"
    static let lock: ActionName = "lock"
    static let hide: ActionName = "hide"

    static let names: Set<ActionName> = [pin, lock, hide]

    static let table = [
        Action(pin, keys: [], group: .writing, help: "pin thread", hint: "Keeps it on top, or lets it go; moderators."),
        Action(
            lock, keys: [], group: .writing, help: "lock thread",
            hint: "Closes it for replies, or opens it; moderators."),
        Action(
            hide, keys: [], group: .writing, help: "hide post", hint: "Takes it out of view, or shows it; moderators."),
    ]

    static func availability(_ session: BoardSession) -> Availability {
        let standing = try? session.standing(of: session.me)
        let refusal = DiscussionRules.refusalToModerate(by: standing ?? .outsider)
        return refusal.map(Availability.unavailable) ?? .available
    }

    static func perform(
        _ action: ActionName, on thread: ThreadSummary, post: EventID, _ session: BoardSession
    ) throws -> [Effect] {
        let writing = DiscussionWriting(session)
        switch action {
        case pin:
            let undo = Writing.Undo("pinning") { _ in [try writing.pin(thread.id, thread.isPinned)] }
            let done = thread.isPinned ? "no longer pinned" : "pinned"
            return [.write(Writing([try writing.pin(thread.id, !thread.isPinned)], done: done, undo: undo))]
        case lock:
            let undo = Writing.Undo("locking") { _ in [try writing.lock(thread.id, thread.isLocked)] }
            let done = thread.isLocked ? "open for replies again" : "locked"
            return [.write(Writing([try writing.lock(thread.id, !thread.isLocked)], done: done, undo: undo))]
        default:
            let isHidden = try session.read { try PostQueries.post(post, $0) }?.isHidden ?? false
            let undo = Writing.Undo("hiding") { _ in [try writing.hide(post, isHidden)] }
            let event = try writing.hide(post, !isHidden)
            let effect = Effect.write(
                Writing([event], done: isHidden ? "shown again" : "hidden; u shows it", undo: undo))
            guard !isHidden else { return [effect] }
            return [.ask(Question("Hide this post from everyone?", answers: [.init("y", "hide it", [effect])]))]
        }
    }
}
