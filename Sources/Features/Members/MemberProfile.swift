import GRDB
import Index
import Journal

/// `member.profile_set`: what a member says about themselves. What is left out stays.
public struct MemberProfileSet: EventPayload, Hashable {
    /// What logs call it.
    public static let kind = "member.profile_set"
    /// The name to show.
    public var name: String?
    /// A few lines about oneself, Markdown.
    public var about: String?
    /// What one is interested in: tags with commas between.
    public var interests: String?
    /// What one can help others with: tags with commas between.
    public var canHelpWith: String?
    /// What one wants to learn: tags with commas between.
    public var wantsToLearn: String?
    /// How one wishes to be spoken of: `she/her`.
    public var pronouns: String?
    /// Where one's clock stands: `Europe/Lisbon`; empty says nothing about it.
    public var zone: String?
    /// Until when one is away; a past moment for not at all.
    public var awayUntil: Timestamp?
    /// Whether one welcomes newcomers.
    public var greets: Bool?

    /// A change of one's profile.
    public init(
        name: String? = nil, about: String? = nil, interests: String? = nil, canHelpWith: String? = nil,
        wantsToLearn: String? = nil, pronouns: String? = nil, zone: String? = nil, awayUntil: Timestamp? = nil,
        greets: Bool? = nil
    ) {
        self.name = name
        self.about = about
        self.interests = interests
        self.canHelpWith = canHelpWith
        self.wantsToLearn = wantsToLearn
        self.pronouns = pronouns
        self.zone = zone
        self.awayUntil = awayUntil
        self.greets = greets
    }

    private enum CodingKeys: String, CodingKey {
        case name, about, interests, pronouns, zone, greets
        case canHelpWith = "can_help_with"
        case wantsToLearn = "wants_to_learn"
        case awayUntil = "away_until"
    }
}

/// How profiles change the index.
enum MemberProfileProjection {
    static let schema = [
        """
        CREATE TABLE profile(
            account TEXT PRIMARY KEY, about TEXT NOT NULL DEFAULT '', interests TEXT NOT NULL DEFAULT '',
            can_help_with TEXT NOT NULL DEFAULT '', wants_to_learn TEXT NOT NULL DEFAULT '',
            pronouns TEXT NOT NULL DEFAULT '', zone TEXT NOT NULL DEFAULT '', away INTEGER, greets INTEGER NOT NULL DEFAULT 0
        ) WITHOUT ROWID
        """,
        "CREATE INDEX profile_greeters ON profile(account) WHERE greets",
    ]

    static func set(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: MemberProfileSet = try event.payload()
        let refusal = MemberRules.refusal(toSet: payload, by: projecting.authority.standing(forWriting: event))
        if let refusal { return .refused(refusal) }
        try projecting.execute("INSERT OR IGNORE INTO profile(account) VALUES(?)", event.by)
        let fields = [payload.about, payload.interests, payload.canHelpWith, payload.wantsToLearn]
            .map { $0.map { String($0.prefix(MemberRules.longestField)) } }
        try projecting.execute(
            """
            UPDATE profile SET about = coalesce(?, about), interests = coalesce(?, interests),
                can_help_with = coalesce(?, can_help_with), wants_to_learn = coalesce(?, wants_to_learn),
                pronouns = coalesce(?, pronouns), zone = coalesce(?, zone), away = coalesce(?, away),
                greets = coalesce(?, greets)
            WHERE account = ?
            """,
            fields[0], fields[1], fields[2], fields[3], payload.pronouns, payload.zone, payload.awayUntil,
            payload.greets, event.by)
        if let name = payload.name, name.contains(where: { !$0.isWhitespace }) {
            try projecting.execute("UPDATE member SET name = ? WHERE account = ?", String(name.prefix(80)), event.by)
        }
        projecting.touch("member", 0)
        if payload.greets != nil { projecting.touch("greeter", 0) }
        return .applied
    }

    static func reset(_ projecting: Projecting) throws {
        try projecting.execute("DELETE FROM profile")
        projecting.touch("greeter", 0)
    }
}
