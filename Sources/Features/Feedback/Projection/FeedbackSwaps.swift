import Index
import Journal

/// What a request has to do with swapped work: a member asks another and offers to review something of theirs in turn.
/// The other half is a request of its own that names the first one.
struct FeedbackSwaps: Hashable, Sendable {
    /// Who has handed in the other half of this request.
    var halves: Set<Account> = []
    /// Who owes a review of this request, because it is the other half of theirs.
    var partner: Account?

    /// How long the other half is waited for, in milliseconds: not everyone has work to show.
    static let patience: Int64 = 14 * 86_400_000

    init() {}

    /// What the rows of requests say.
    init(of number: Int64, _ id: EventID, _ projecting: Projecting) throws {
        let halves = try projecting.rows(
            """
            SELECT reviewer FROM feedback_request JOIN feedback_slot ON request = feedback_request.number
            WHERE feedback_request.number = ? AND wants_swap AND reviewer <> asker
                AND feedback_slot.state NOT IN ('declined', 'released')
                AND EXISTS (SELECT 1 FROM feedback_request AS half WHERE half.swap = ? AND half.asker = reviewer)
            """,
            number, id)
        self.halves = Set(halves.map { $0["reviewer"] as Account })
        let own = try projecting.row("SELECT asker, swap FROM feedback_request WHERE number = ?", number)
        guard let own, let first: EventID = own["swap"], let other = try projecting.number(of: first) else { return }
        partner = try Self.partner(of: id, by: own["asker"], for: other, projecting)
    }

    /// The asker of a request to which another is the other half: they offered to swap, and the other's asker takes part
    /// in it. Only the first counts, so that nobody is owed more than one review.
    private static func partner(
        of half: EventID, by asker: Account, for number: Int64, _ projecting: Projecting
    ) throws -> Account? {
        let sql = """
            SELECT feedback_request.asker AS partner, (
                SELECT others.id FROM feedback_request AS half JOIN document AS others ON others.number = half.number
                WHERE half.swap = document.id AND half.asker = ?2 ORDER BY half.asked, others.id LIMIT 1) AS first
            FROM feedback_request JOIN document USING(number)
                JOIN feedback_slot ON request = feedback_request.number AND reviewer = ?2
            WHERE feedback_request.number = ?1 AND wants_swap AND feedback_request.asker <> ?2
                AND feedback_slot.state NOT IN ('declined', 'released')
            """
        guard let row = try projecting.row(sql, number, asker), row["first"] as EventID? == half else { return nil }
        return row["partner"]
    }

    /// The requests whose turns may change with one: the two halves of a swap, and who comes first when a member tries more
    /// than once. Only those are looked at, however many name the same request.
    static func relatives(of number: Int64, _ projecting: Projecting) throws -> Set<Int64> {
        let row = try projecting.row(
            """
            SELECT id, asker, swap FROM feedback_request JOIN document USING(number)
            WHERE number = ? AND (wants_swap OR swap IS NOT NULL)
            """,
            number)
        guard let row else { return [] }
        let (id, asker): (EventID, Account) = (row["id"], row["asker"])
        let reviewers = try projecting.rows("SELECT reviewer FROM feedback_slot WHERE request = ?", number)
        var found: Set<Int64> = []
        for reviewer in reviewers { found.formUnion(try first(of: id, by: reviewer["reviewer"], projecting)) }
        guard let swap: EventID = row["swap"] else { return found }
        if let other = try projecting.number(of: swap) { found.insert(other) }
        return found.union(try first(of: swap, by: asker, projecting))
    }

    /// A member's first two tries at the other half of a request.
    private static func first(of swap: EventID, by account: Account, _ projecting: Projecting) throws -> [Int64] {
        try projecting.rows(
            """
            SELECT feedback_request.number FROM feedback_request JOIN document USING(number)
            WHERE swap = ? AND asker = ? ORDER BY asked, document.id LIMIT 2
            """,
            swap, account
        ).map { $0["number"] }
    }
}
