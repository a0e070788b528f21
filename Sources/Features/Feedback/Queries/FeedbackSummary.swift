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
    static let columns = """
        SELECT feedback_request.number, document.id, document.title, asker, coalesce(member.name, asker) AS asker_name,
            phase, asked, waiting, changed, first_given, due, round, needed, received, effort, stage, audience, sealed,
            method, rubric, tags, points, unmarked
        FROM feedback_request JOIN document USING(number) LEFT JOIN member ON member.account = asker
        """

    init(_ row: Row, _ database: Database) throws {
        number = row["number"]
        id = row["id"]
        title = row["title"]
        asker = row["asker"]
        askerName = row["asker_name"]
        asked = row["asked"]
        waitingSince = row["waiting"]
        changed = row["changed"]
        firstGiven = row["first_given"]
        due = row["due"]
        round = row["round"]
        needed = row["needed"]
        received = row["received"]
        effort = row["effort"]
        stage = WorkStage(rawValue: row["stage"]) ?? .draft
        audience = FeedbackAudience(rawValue: row["audience"]) ?? .pool
        isSealed = row["sealed"]
        method = row["method"]
        rubric = row["rubric"]
        tags = (row["tags"] as String).split(separator: " ").map(String.init)
        points = row["points"]
        unmarked = row["unmarked"]
        phase = FeedbackRequest.Phase(rawValue: row["phase"]) ?? .closed
        let slots = try database.cachedStatement(
            sql: "SELECT reviewer, state, since, until FROM feedback_slot WHERE request = ?")
        self.slots = try Row.fetchAll(slots, arguments: [number]).map { slot in
            var found = ReviewSlot(
                reviewer: slot["reviewer"], state: ReviewSlot.State(rawValue: slot["state"]) ?? .released,
                since: slot["since"])
            found.until = slot["until"]
            return found
        }
    }
}
