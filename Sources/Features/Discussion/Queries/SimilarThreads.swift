import Index
import Journal

/// Threads that are like a title, so that a question is not asked twice.
enum SimilarThreads {
    /// The most words of a title that are looked for.
    private static let mostWords = 4

    /// The threads that hold the title's words, those that hold more of them first; among them the newest first.
    static func like(_ title: String, isBeingTyped: Bool = false, limit: Int, _ session: BoardSession) throws
        -> [ThreadSummary]
    {
        let words = title.split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { $0.count > 3 }
        guard words.count >= 2 || words.first.map({ $0.count > 6 }) ?? false else { return [] }
        let longest = words.sorted { $0.count > $1.count }
        // Search wants every word, so it is asked for fewer and fewer.
        let wanted = [Array(words.prefix(mostWords)), Array(longest.prefix(2)), Array(longest.prefix(1))]
        var found: [EventID] = []
        for words in wanted where found.count < limit {
            let hits = try SearchQueries.hits(
                words.joined(separator: " "), isBeingTyped: isBeingTyped, limit: limit * 3, session)
            for thread in hits.compactMap(\.thread) where !found.contains(thread) { found.append(thread) }
        }
        return try session.read { database in
            try found.prefix(limit).compactMap { try ThreadQueries.thread($0, database) }
        }
    }
}
