import Index
import Journal

/// Tells a mentor of questions about what they offer to help with: those asked since the offer was first made that have
/// no accepted answer. What is told follows from the questions and the offer alone, so it is the same for every order of
/// arrival.
enum TopicNotices {
    static let kind = "topic"

    static let words = TurnWords(
        kind: kind, doing: "answer", reasons: ["asked": "asks about something you offer to help with"])

    static func settle(_ projecting: Projecting) throws {
        let offer = try projecting.row(
            "SELECT topics, since FROM mentor_offer WHERE account = ?", projecting.reader)
        var threads = projecting.touched["thread"] ?? []
        if projecting.touched["mentor_offer"] != nil {
            let since: Timestamp = offer?["since"] ?? Timestamp(rawValue: 0)
            // What was told before, and what may be told now.
            threads.formUnion(
                try projecting.rows(
                    "SELECT document.number FROM told JOIN document ON document.id = told.subject WHERE told.kind = ?",
                    kind
                ).map { $0["number"] })
            if offer != nil {
                threads.formUnion(
                    try projecting.rows(
                        """
                        SELECT number FROM thread WHERE kind = 'question' AND accepted IS NULL AND duplicate_of IS NULL
                            AND NOT hidden AND asked_day >= ?
                        """,
                        since.rawValue / 86_400_000
                    ).map { $0["number"] })
            }
        }
        guard offer != nil || projecting.touched["mentor_offer"] != nil else { return }
        let topics = MemberTopic.all(in: offer?["topics"] ?? "")
        let since: Timestamp = offer?["since"] ?? Timestamp(rawValue: .max)
        for thread in threads { try settle(thread, topics, since: since, projecting) }
    }

    private static func settle(
        _ thread: Int64, _ topics: [MemberTopic], since: Timestamp, _ projecting: Projecting
    ) throws {
        let question = try projecting.row(
            """
            SELECT document.id, author, title, body, clock, channel.name AS channel FROM thread
                JOIN document USING(number) JOIN post USING(number) JOIN channel ON channel.number = thread.channel
            WHERE thread.number = ? AND thread.kind = 'question' AND imported_author IS NULL
            """,
            thread)
        guard let question else { return }
        let id: EventID = question["id"]
        let (author, asked): (Account, Timestamp) = (question["author"], question["clock"])
        let isOpen = try projecting.value(
            Int.self,
            "SELECT 1 FROM thread WHERE number = ? AND accepted IS NULL AND duplicate_of IS NULL AND NOT hidden", thread
        )
        var told: [Told] = []
        if isOpen != nil, author != projecting.reader, asked >= since {
            let text = "\(question["title"] as String) \(question["channel"] as String) \(question["body"] as String)"
            let words = MemberTopic.words(of: text)
            if let topic = topics.first(where: { !$0.words.isEmpty && $0.words.isSubset(of: words) }) {
                told = [
                    Told(
                        id: id, kind: kind, reason: "asked", by: author, about: id, at: asked,
                        text: "\(topic.text): \(question["title"] as String)")
                ]
            }
        }
        try projecting.setTold(of: id, kind: kind, told)
    }
}
