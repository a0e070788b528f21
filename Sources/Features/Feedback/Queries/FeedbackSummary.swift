import GRDB
import Index
import Journal

/// A request as lists show it.
public struct FeedbackSummary: Hashable, Sendable {
    /// Its row.
    public var number: Int64
    /// Its id.
    public var id: EventID
    /// Its title.
    public var title: String
    /// Who asks.
    public var asker: Account
    /// The name they chose.
    public var askerName: String
    /// When it was asked.
    public var asked: Timestamp
    /// Since when its round waits for reviews.
    public var waitingSince: Timestamp
    /// When its state changed last, but for claims.
    public var changed: Timestamp
    /// When the first response came.
    public var firstGiven: Timestamp?
    /// By when.
    public var due: Timestamp?
    /// Which round of reviews.
    public var round: Int
    /// How many reviews it needs.
    public var needed: Int
    /// How many have come in this round.
    public var received: Int
    /// Minutes that a review should take.
    public var effort: Int
    /// How rough the work is.
    public var stage: WorkStage
    /// Who may review it.
    public var audience: FeedbackAudience
    /// Whether what is given is for the asker's eyes only.
    public var isSealed: Bool
    /// The protocol's name.
    public var method: String?
    /// The rubric's version.
    public var rubric: EventID?
    /// Words to find reviewers by.
    public var tags: [String]
    /// How many points were made.
    public var points: Int
    /// How many of them have no mark.
    public var unmarked: Int
    /// When something last happened.
    public var active: Timestamp
    /// The reviewers and what they last said.
    public var slots: [ReviewSlot]
    var phase: FeedbackRequest.Phase

    /// The state at a moment.
    public func state(at moment: Timestamp) -> FeedbackState {
        guard phase == .reviewing else { return FeedbackState(rawValue: phase.rawValue) ?? .closed }
        return live(at: moment).isEmpty ? .open : .inReview
    }

    /// Who is at it.
    public func live(at moment: Timestamp) -> [ReviewSlot] { slots.filter { $0.isLive(at: moment) } }

    /// The part of a reviewer.
    public func slot(of account: Account) -> ReviewSlot? { slots.first { $0.reviewer == account } }

}

extension FeedbackSummary {
    static let fields = """
        feedback_request.number, document.id, document.title, asker, coalesce(member.name, asker) AS asker_name,
            phase, asked, waiting, changed, first_given, feedback_request.due, round, needed, received, effort, stage,
            audience, sealed, method, rubric, tags, points, unmarked, active
        """
    static let columns = """
        SELECT \(fields) FROM feedback_request JOIN document USING(number)
            LEFT JOIN member ON member.account = asker
        """
    /// How many columns `fields` are; what a query asks besides comes after them.
    static let fieldCount = 24

    /// From the columns of `fields`, by their places: lists have thousands of rows. The slots are still to come.
    init(_ row: Row) {
        number = row[0]
        id = row[1]
        title = row[2]
        asker = row[3]
        askerName = row[4]
        phase = FeedbackRequest.Phase(rawValue: row[5]) ?? .closed
        asked = row[6]
        waitingSince = row[7]
        changed = row[8]
        firstGiven = row[9]
        due = row[10]
        round = row[11]
        needed = row[12]
        received = row[13]
        effort = row[14]
        stage = WorkStage(rawValue: row[15]) ?? .draft
        audience = FeedbackAudience(rawValue: row[16]) ?? .pool
        isSealed = row[17]
        method = row[18]
        rubric = row[19]
        tags = (row[20] as String).split(separator: " ").map(String.init)
        points = row[21]
        unmarked = row[22]
        active = row[23]
        slots = []
    }

    /// What the reviewers of requests last said, by the requests' rows, in one query.
    static func slots(of numbers: [Int64], _ database: Database) throws -> [Int64: [ReviewSlot]] {
        let sql = """
            SELECT request, reviewer, state, since, until, planned FROM json_each(?)
                CROSS JOIN feedback_slot ON request = json_each.value
            """
        let list = "[" + Set(numbers).map(String.init).joined(separator: ",") + "]"
        let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: [list])
        var slots: [Int64: [ReviewSlot]] = [:]
        while let row = try rows.next() {
            var slot = ReviewSlot(
                reviewer: row[1], state: ReviewSlot.State(rawValue: row[2]) ?? .released, since: row[3])
            slot.until = row[4]
            slot.planned = row[5]
            slots[row[0], default: []].append(slot)
        }
        return slots
    }
}
