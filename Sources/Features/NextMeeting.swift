import Index
import Journal

/// What comes next for the member, as `stoa status` says it.
public struct NextMeeting: Encodable, Hashable, Sendable {
    /// Which meeting.
    public var id: EventID
    /// What it is called.
    public var title: String
    /// When it begins, RFC 3339 in UTC.
    public var starts_at: String
    /// When it ends, RFC 3339 in UTC.
    public var ends_at: String
    /// What the member said: `going`, `maybe`, `no`; nothing when they have not.
    public var answer: String?
    /// When it begins, to reckon with.
    let starts: Timestamp
    /// How far away it is, in words: `in 25 min`.
    public var away: String

    private enum CodingKeys: String, CodingKey { case id, title, starts_at, ends_at, answer, away }

    /// A meeting.
    public init(id: EventID, title: String, starts: Timestamp, ends: Timestamp, answer: String?, away: String) {
        self.id = id
        self.starts = starts
        self.title = title
        starts_at = starts.rfc3339
        ends_at = ends.rfc3339
        self.answer = answer
        self.away = away
    }
}
