import GRDB
import Index
import Journal

/// What happened on a board in some time, for one member: what the features have to say, in order.
struct Digest: Sendable {
    var board: String
    var span: DigestSpan
    var sections: [(heading: DigestHeading, items: [DigestItem])]

    /// Lines under one heading; of more there is the number.
    static let most = 25

    var isEmpty: Bool { sections.isEmpty }

    init(_ span: DigestSpan, _ session: BoardSession) throws {
        self.span = span
        board = DigestItem.clean(try session.read { try BoardDescription.current(of: session.board, $0).title })
        let items = Dictionary(
            grouping: try FeatureTable.gather { try $0.digestItems(span, session) }, by: \.heading)
        sections = DigestHeading.allCases.compactMap { heading in
            guard let items = items[heading] else { return nil }
            // What is to come begins with the next; everything else with the latest.
            let sorted = items.sorted { left, right in
                let isEarlier = (left.at, left.title) < (right.at, right.title)
                return heading == .ahead || heading == .turns ? isEarlier : !isEarlier
            }
            return (heading, sorted)
        }
    }

    /// The time since the reader last read something here, of what they have not read; a week when that is not known.
    static func sinceLastRead(_ session: BoardSession) throws -> DigestSpan {
        let now = session.clock.now()
        let read = try session.read { try Timestamp.fetchOne($0, sql: "SELECT max(moment) FROM reading_day") }
        return DigestSpan(since: read ?? now.advanced(by: -7 * 86_400_000), until: now, isUnreadOnly: true)
    }

    /// What stands above it.
    var heading: String {
        let day = ShortDate.day(span.since, now: span.until)
        return span.isUnreadOnly ? "\(board): what you have not read" : "\(board): since \(day)"
    }

    /// What is said when there is nothing to say.
    var nothing: String {
        span.isUnreadOnly
            ? "You have read everything, and nothing waits for you." : "Nothing happened, and nothing waits for you."
    }

    /// The items of a section that are shown, and how many are not.
    static func shown(_ items: [DigestItem]) -> (items: [DigestItem], more: Int) {
        (Array(items.prefix(most)), max(0, items.count - most))
    }

    /// When something was, or will be.
    func when(_ item: DigestItem) -> String {
        item.at > span.until ? ShortDate.day(item.at, now: span.until) : Age.short(item.at, now: span.until)
    }

    /// How to open it.
    static func command(_ item: DigestItem) -> String? { item.id.map { "stoa open \($0.text.prefix(8))" } }
}
