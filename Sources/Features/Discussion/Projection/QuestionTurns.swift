import Index
import Journal

/// Whose turn it is in a question: of those whom the asker names, until they have written; of the asker, once somebody
/// else has written last. An accepted answer ends all of it.
enum QuestionTurns {
    /// The most members that one question waits for.
    private static let mostNames = 20

    static func settle(_ projecting: Projecting) throws {
        for number in projecting.touched["thread"] ?? [] {
            let thread = try projecting.row(
                """
                SELECT document.id, author, title, accepted IS NOT NULL OR duplicate_of IS NOT NULL OR thread.hidden AS done, locked
                FROM thread JOIN document USING(number) JOIN post USING(number)
                WHERE number = ? AND thread.kind = 'question' AND imported_author IS NULL
                """,
                number)
            guard let thread else { continue }
            let id: EventID = thread["id"]
            // What is settled waits for nobody, however long it is.
            let course: Course? =
                thread["done"] ? nil : try Course(number, asker: thread["author"], title: thread["title"], projecting)
            let isClosed: Bool = thread["locked"]
            try projecting.setTurns(of: id, kind: "question", isClosed ? [] : course?.asked(id) ?? [])
            try projecting.setTurns(of: id, kind: "answer", course?.answered(id) ?? [])
        }
    }

    /// Who has written when, and whom the asker has named.
    private struct Course {
        var asker: Account
        /// When each member was last asked by name.
        var named: [Account: Timestamp] = [:]
        /// When each member last wrote.
        var wrote: [Account: Timestamp] = [:]
        /// The first post of others since the asker wrote last.
        var unheard: Timestamp?

        init(_ thread: Int64, asker: Account, title: String, _ projecting: Projecting) throws {
            self.asker = asker
            let posts = try projecting.rows(
                """
                SELECT number, clock, author, CASE WHEN author = ?2 THEN body END AS body
                FROM post JOIN document USING(number)
                WHERE thread = ?1 AND NOT retracted AND NOT post.hidden AND refused IS NULL AND imported_author IS NULL
                ORDER BY clock, document.id
                """,
                thread, asker)
            for post in posts {
                let (author, clock): (Account, Timestamp) = (post["author"], post["clock"])
                wrote[author] = clock
                guard author == asker else {
                    unheard = unheard ?? clock
                    continue
                }
                unheard = nil
                let isFirst = post["number"] == thread
                let text = (isFirst ? title + "\n" : "") + (post["body"] as String? ?? "")
                // Thanks to somebody by name are no question to them.
                guard isFirst || text.contains("?") else { continue }
                for account in Mention.accounts(in: text, limit: mostNames) { named[account] = clock }
            }
        }

        func asked(_ thread: EventID) -> [Turn] {
            named.filter { account, clock in account != asker && wrote[account].map { $0 < clock } ?? true }
                .sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix(mostNames)
                .map { account, clock in
                    Turn(subject: thread, kind: "question", holder: .account(account), reason: "named", since: clock)
                }
        }

        func answered(_ thread: EventID) -> [Turn] {
            guard let unheard else { return [] }
            return [Turn(subject: thread, kind: "answer", holder: .account(asker), reason: "replied", since: unheard)]
        }
    }
}
