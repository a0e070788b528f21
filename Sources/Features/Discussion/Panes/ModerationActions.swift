import Index
import Journal
import Workbench

/// What moderators do to what is selected. They have no keys of their own, so that none is pressed by mistake: the
/// palette has them, and the configuration may give them keys.
enum ModerationActions {
    static let pin: ActionName = "pin"
    static let lock: ActionName = "lock"
    static let hide: ActionName = "hide"
    static let move: ActionName = "move-thread"

    static let names: Set<ActionName> = [pin, lock, hide, move]

    static let table = [
        Action(pin, keys: [], group: .writing, help: "pin thread", hint: "Keeps it on top, or lets it go; moderators."),
        Action(
            lock, keys: [], group: .writing, help: "lock thread",
            hint: "Closes it for replies, or opens it; moderators."),
        Action(
            move, keys: [], group: .writing, help: "move thread",
            hint: "To another channel; moderators, and who opened it."),
        Action(
            hide, keys: [], group: .writing, help: "hide post", hint: "Takes it out of view, or shows it; moderators."),
    ]

    static func availability(of action: ActionName, on thread: ThreadSummary, _ session: BoardSession) -> Availability {
        let standing = (try? session.standing(of: session.me)) ?? .outsider
        let refusal =
            action == move
            ? DiscussionRules.refusalToMove(
                by: session.me, standing: standing, author: thread.author.account, starters: .members,
                isArchived: false) : DiscussionRules.refusalToModerate(by: standing)
        return Availability(unless: refusal)
    }

    /// Asks which channel a thread is to go to.
    private static func moving(_ thread: ThreadSummary, _ session: BoardSession) throws -> Effect {
        let channels = try session.read { try ChannelQueries.all(includingArchived: false, $0) }
        let writing = DiscussionWriting(session)
        let items = channels.filter { $0.name != thread.channel }.map { channel in
            Choice.Item(label: "#" + channel.name, detail: channel.topic) {
                let undo = Writing.Undo("moving") { _ in
                    [try writing.move(thread.id, to: try ChannelLookup.channel(thread.channel, session))]
                }
                let event = try writing.move(thread.id, to: channel)
                return [.write(Writing([event], done: "moved to #\(channel.name)", undo: undo))]
            }
        }
        return .choose(Choice(purpose: "move", title: "Move “\(thread.title)” to", items: items))
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
        case move: return [try moving(thread, session)]
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
