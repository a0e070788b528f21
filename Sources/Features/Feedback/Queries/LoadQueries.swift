import GRDB
import Index
import Journal

/// How much members have taken on.
public enum LoadQueries {
    /// How many claims a member takes on at once: what they say, or the board's terms.
    public static func capacity(
        of account: Account, _ terms: FeedbackBoardTerms, _ database: Database
    ) throws -> Int {
        let sql = "SELECT capacity FROM feedback_availability WHERE account = ?"
        return try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [account]) ?? terms.capacity
    }
}
