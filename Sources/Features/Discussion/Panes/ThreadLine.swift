import Journal
import Terminal
import Workbench

/// A thread as one line of a list: unread count, age, channel, kind, title, author. What is in a column stays in it.
enum ThreadLine {
    /// Where threads wait for an answer their age is since they were asked, else since something was last written.
    static func line(
        _ thread: ThreadSummary, showsChannel: Bool, waits: Bool = false, columns: Int, now: Timestamp
    ) -> StyledLine {
        let moment = waits ? thread.created : thread.active
        let isUnread = thread.unread > 0 && thread.watch != .muted
        var line = StyledLine()
        line.append(right(thread.unread > 0 ? "\(min(thread.unread, 999))" : "", 3), isUnread ? .badge : .muted)
        line.append(" " + right(Age.short(moment, now: now), 3), .time)
        line.append(" " + sign(thread), signStyle(thread))
        line.append(" ")
        // The title comes first: what else there is room for depends on the width.
        let authorColumns = columns >= (showsChannel ? 72 : 50) ? 14 : 0
        let channelColumns = showsChannel && columns >= 60 ? 12 : 0
        var tail = StyledLine()
        if channelColumns > 0 { tail.append(" " + left("#" + thread.channel, channelColumns), .channel) }
        if authorColumns > 0 {
            tail.append(" " + left(thread.author.name, authorColumns), thread.author.isImported ? .imported : .author)
        }
        tail.append(right(thread.posts > 1 ? "\(min(thread.posts - 1, 9_999))" : "", 5), .muted)
        var title = StyledLine()
        if thread.meToo > 0, !thread.isAnswered { title.append("\(MeToo.sign)\(thread.meToo) ", .reaction) }
        title.append(thread.title, isUnread ? .unread : .text)
        return StyledLine(line.spans + title.spans).justified(with: tail, columns: columns)
    }

    /// One sign for the most telling thing about a thread.
    private static func sign(_ thread: ThreadSummary) -> String {
        if thread.isPinned { return "^" }
        if thread.isLocked { return "x" }
        if thread.watch == .muted { return "-" }
        if thread.isStarred { return "*" }
        return switch thread.kind {
        case .question: thread.isAnswered ? "✓" : thread.duplicateOf != nil ? "=" : "?"
        case .announcement: "!"
        case .activity: "+"
        case .discussion: " "
        }
    }

    private static func signStyle(_ thread: ThreadSummary) -> StyleName {
        if thread.isPinned || thread.isStarred { return .pinned }
        if thread.isLocked { return .locked }
        return switch thread.kind {
        case .question: thread.isAnswered ? .answered : .question
        case .announcement: .announcement
        case .activity: .activity
        case .discussion: .muted
        }
    }

    private static func left(_ text: String, _ columns: Int) -> String {
        let text = TextWidth.truncated(Printable.text(text), to: columns)
        return text + String(repeating: " ", count: max(0, columns - TextWidth.columns(of: text)))
    }

    private static func right(_ text: String, _ columns: Int) -> String {
        String(repeating: " ", count: max(0, columns - TextWidth.columns(of: text))) + text
    }
}
