import Index
import Journal

/// Who may write what in channels and threads. Asked before writing, to refuse with a reason, and again when reading,
/// where an event that breaks a rule has no effect. Each answers why not, or nothing when it is allowed.
public enum DiscussionRules {
    /// The most letters of a title.
    public static let longestTitle = 200
    /// The most letters of a channel's name.
    public static let longestChannelName = 32

    /// Making, renaming or archiving a channel.
    public static func refusalToManageChannels(by actor: Standing) -> String? {
        actor.isAtLeast(.moderator) ? nil : "only a moderator may change channels"
    }

    /// A channel's name.
    public static func refusal(ofChannelName name: String) -> String? {
        let isPlain = name.allSatisfy { $0.isLetter && !$0.isUppercase || $0.isNumber || $0 == "-" || $0 == "_" }
        guard isPlain, !name.isEmpty, name.count <= longestChannelName else {
            return "a channel's name is 1 to \(longestChannelName) lower-case letters, digits, - and _"
        }
        return nil
    }

    /// Opening a thread.
    public static func refusalToOpen(
        _ kind: ThreadKind, by actor: Standing, starters: ThreadStarters, isArchived: Bool
    ) -> String? {
        guard actor.role != nil else { return notAMember }
        guard !isArchived else { return "the channel is archived" }
        if starters == .moderators, !actor.isAtLeast(.moderator) {
            return "only moderators open threads in this channel"
        }
        if kind == .announcement, !actor.isAtLeast(.moderator) { return "only a moderator may announce" }
        return nil
    }

    /// A thread's title.
    public static func refusal(ofTitle title: String) -> String? {
        guard title.contains(where: { !$0.isWhitespace }) else { return "a thread needs a title" }
        return title.count <= longestTitle ? nil : "a title has at most \(longestTitle) letters"
    }

    /// Replying in a thread.
    public static func refusalToReply(by actor: Standing, isLocked: Bool, isArchived: Bool) -> String? {
        guard actor.role != nil else { return notAMember }
        guard !isArchived else { return "the channel is archived" }
        return isLocked && !actor.isAtLeast(.moderator) ? "the thread is locked" : nil
    }

    /// Editing a post, taking it back or putting it back.
    public static func refusalToEdit(by actor: Account, standing: Standing, author: Account) -> String? {
        guard actor == author else { return "only its author may change a post" }
        return refusalToWrite(by: standing)
    }

    /// Reacting to a post.
    public static func refusalToReact(by actor: Standing, with emoji: String) -> String? {
        refusal(ofReaction: emoji) ?? refusalToWrite(by: actor)
    }

    /// The sign that one reacts with.
    public static func refusal(ofReaction emoji: String) -> String? {
        let isOneSign = emoji.count == 1 && emoji.utf8.count <= 32 && emoji.first.map { !$0.isWhitespace } ?? false
        return isOneSign ? nil : "a reaction is one emoji"
    }

    /// Accepting an answer.
    public static func refusalToAccept(
        by actor: Account, standing: Standing, asker: Account, kind: ThreadKind
    ) -> String? {
        guard kind == .question else { return "only questions have an accepted answer" }
        guard standing.role != nil else { return notAMember }
        return actor == asker || standing.isAtLeast(.moderator)
            ? nil : "only the asker or a moderator accepts an answer"
    }

    /// Saying that a question was asked before.
    public static func refusalToLink(
        by actor: Account, standing: Standing, asker: Account, kind: ThreadKind
    ) -> String? {
        guard kind == .question else { return "only questions are linked to earlier ones" }
        guard standing.role != nil else { return notAMember }
        return actor == asker || standing.isAtLeast(.moderator)
            ? nil : "only the asker or a moderator links a question to an earlier one"
    }

    /// Having the same question.
    public static func refusalToShare(by actor: Account, asker: Account, kind: ThreadKind) -> String? {
        guard kind == .question else { return "only questions are shared by others" }
        return actor == asker ? "it is your own question" : nil
    }

    /// Pinning, locking, hiding.
    public static func refusalToModerate(by actor: Standing) -> String? {
        actor.isAtLeast(.moderator) ? nil : "only a moderator may do this"
    }

    /// Moving a thread.
    public static func refusalToMove(
        by actor: Account, standing: Standing, author: Account, starters: ThreadStarters, isArchived: Bool
    ) -> String? {
        guard standing.isAtLeast(.moderator) || (actor == author && standing.role != nil) else {
            return "only a moderator or who opened it may move a thread"
        }
        return refusalToOpen(.discussion, by: standing, starters: starters, isArchived: isArchived)
    }

    /// Writing anything at all.
    static func refusalToWrite(by actor: Standing) -> String? { actor.role == nil ? notAMember : nil }

    private static let notAMember = "only members may write; `stoa join` makes you one"
}
