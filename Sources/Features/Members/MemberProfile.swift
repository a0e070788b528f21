import GRDB
import Index
import Journal

/// `member.profile_set`: what a member says about themselves. What is left out stays.
public struct MemberProfileSet: EventPayload {
    public static let kind = "member.profile_set"
    /// The name to show.
    public var name: String?
    /// A few lines about oneself, Markdown.
    public var about: String?
    /// What one is interested in, in a line.
    public var interests: String?
    /// What one can help others with, in a line.
    public var canHelpWith: String?
    /// What one wants to learn, in a line.
    public var wantsToLearn: String?

    /// A change of one's profile.
    public init(
        name: String? = nil, about: String? = nil, interests: String? = nil, canHelpWith: String? = nil,
        wantsToLearn: String? = nil
    ) {
        self.name = name
        self.about = about
        self.interests = interests
        self.canHelpWith = canHelpWith
        self.wantsToLearn = wantsToLearn
    }

    private enum CodingKeys: String, CodingKey {
        case name, about, interests
        case canHelpWith = "can_help_with"
        case wantsToLearn = "wants_to_learn"
    }
}

/// How profiles change the index.
public enum MemberProfileProjection {
    /// The most letters of a field.
    static let longestField = 2_000

    /// The feature's part of the index.
    public static let projection = Projection(
        name: "Members",
        schema: [
            """
            CREATE TABLE profile(
                account TEXT PRIMARY KEY, about TEXT NOT NULL DEFAULT '', interests TEXT NOT NULL DEFAULT '',
                can_help_with TEXT NOT NULL DEFAULT '', wants_to_learn TEXT NOT NULL DEFAULT ''
            ) WITHOUT ROWID
            """
        ],
        handlers: [.ordered(MemberProfileSet.kind, set)],
        reset: { try $0.execute("DELETE FROM profile") })

    private static func set(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: MemberProfileSet = try event.payload()
        guard projecting.authority.standing(forWriting: event) != .outsider else {
            return .refused("only members have a profile; `stoa join` makes you one")
        }
        try projecting.execute("INSERT OR IGNORE INTO profile(account) VALUES(?)", event.by)
        let fields = [payload.about, payload.interests, payload.canHelpWith, payload.wantsToLearn]
            .map { $0.map { String($0.prefix(longestField)) } }
        try projecting.execute(
            """
            UPDATE profile SET about = coalesce(?, about), interests = coalesce(?, interests),
                can_help_with = coalesce(?, can_help_with), wants_to_learn = coalesce(?, wants_to_learn)
            WHERE account = ?
            """,
            fields[0], fields[1], fields[2], fields[3], event.by)
        if let name = payload.name, name.contains(where: { !$0.isWhitespace }) {
            try projecting.execute("UPDATE member SET name = ? WHERE account = ?", String(name.prefix(80)), event.by)
        }
        projecting.touch("member", 0)
        return .applied
    }
}
