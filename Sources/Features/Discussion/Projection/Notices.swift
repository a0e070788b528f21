import Index
import Journal

/// Which posts speak to the reader: those that mention them and those that answer them.
enum Notices {
    static func note(
        _ number: Int64, _ event: Event, _ body: String, parent: Int64?, _ projecting: Projecting
    ) throws {
        guard event.by != projecting.reader else { return }
        let isMention = Mention.names(projecting.reader, in: body)
        guard try isMention || answersReader(parent, projecting) else { return }
        try projecting.execute(
            "INSERT OR IGNORE INTO notice(post, reason) VALUES(?, ?)", number, isMention ? "mention" : "reply")
        projecting.touch("notice", number)
    }

    /// Notes a reply whose parent turned out to be the reader's.
    static func noteReply(_ number: Int64, _ projecting: Projecting) throws {
        try projecting.execute(
            "INSERT OR IGNORE INTO notice(post, reason) SELECT number, 'reply' FROM document WHERE number = ? AND author <> ?",
            number, projecting.reader)
        projecting.touch("notice", number)
    }

    private static func answersReader(_ parent: Int64?, _ projecting: Projecting) throws -> Bool {
        guard let parent else { return false }
        if let known = try projecting.memory(DiscussionMemory.init).isReaders[parent] { return known }
        return try projecting.value(
            Int.self,
            """
            SELECT 1 FROM document JOIN post USING(number)
            WHERE number = ? AND author = ? AND imported_author IS NULL
            """,
            parent, projecting.reader) != nil
    }
}
