import GRDB
import Index

/// What Discussion adds to search.
enum DiscussionSearch {
    static let operators = [
        SearchOperator(name: "channel", help: "in this channel") { value in
            let name = value.hasPrefix("#") ? String(value.dropFirst()) : value
            return """
                EXISTS (SELECT 1 FROM post JOIN thread ON thread.number = post.thread
                    JOIN channel ON channel.number = thread.channel
                    WHERE post.number = document.number AND channel.name = \(name))
                """
        },
        SearchOperator(name: "kind", help: "posts of discussions, questions, announcements or activities") { value in
            ThreadKind(rawValue: value).map { kind in
                """
                EXISTS (SELECT 1 FROM post JOIN thread ON thread.number = post.thread
                    WHERE post.number = document.number AND thread.kind = \(kind.rawValue))
                """
            }
        },
        SearchOperator(name: "is", help: "unread, starred, pinned, locked, answered, unanswered or duplicate") {
            value in
            conditions[value].map { condition in
                """
                EXISTS (SELECT 1 FROM post JOIN thread ON thread.number = post.thread
                    WHERE post.number = document.number AND \(sql: condition))
                """
            }
        },
    ]

    private static let conditions = [
        "unread": "post.unread",
        "starred": "thread.starred",
        "pinned": "thread.pinned",
        "locked": "thread.locked",
        "answered": "thread.accepted IS NOT NULL",
        "unanswered": "thread.kind = 'question' AND thread.accepted IS NULL AND thread.duplicate_of IS NULL",
        "duplicate": "thread.duplicate_of IS NOT NULL",
    ]
}
