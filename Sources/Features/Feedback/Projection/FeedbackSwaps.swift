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
            SELECT feedback_request.number, asker, asked, document.id FROM feedback_request JOIN document USING(number)
            WHERE swap = ? ORDER BY asked, document.id
            """,
            id)
        for half in halves {
            let (asker, half): (Account, EventID) = (half["asker"], half["id"])
            if try Self.partner(of: half, by: asker, for: number, projecting) != nil { self.halves.insert(asker) }
        }
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

    /// The requests whose turns may change with one: the two halves of a swap, and other tries at the same half.
    static func relatives(of number: Int64, _ projecting: Projecting) throws -> Set<Int64> {
        let rows = try projecting.rows(
            """
            SELECT other.number FROM feedback_request AS one JOIN document ON document.number = one.number
                JOIN feedback_request AS other ON other.swap = document.id
            WHERE one.number = ?1
            UNION SELECT other.number FROM feedback_request AS one JOIN feedback_request AS other ON other.swap = one.swap
            WHERE one.number = ?1
            UNION SELECT document.number FROM feedback_request AS one JOIN document ON document.id = one.swap
            WHERE one.number = ?1
            """,
            number)
        return Set(rows.map { $0["number"] as Int64 })
    }
}
