/// Who may say who wrote: see the three ways to share.
public enum IdentityMode: String, Codable, CaseIterable, Sendable {
    /// The owner of a log, by the file system.
    case accounts
    /// The name of the folder; all folders belong to one account.
    case handles
    /// A signature over the log.
    case signatures

    /// Whether a folder of the board is its member's by its name: one account owns them all, and shares them with nobody.
    public var isNamedByFolder: Bool { self != .accounts }
}

/// How people become members.
public enum JoiningMode: String, Codable, CaseIterable, Sendable {
    /// Everyone who can reach the board may join.
    case open
    /// A moderator admits.
    case invite
}

/// What `board.json` says: written once, when the board is made.
public struct BoardIdentity: Codable, Hashable, Sendable {
    /// The number of the format that this program writes.
    public static let currentFormat = 1

    /// The board's name among all boards, random.
    public var id: String
    /// The format of the logs.
    public var format: Int
    /// The title at birth.
    public var title: String
    /// RFC 3339, UTC.
    public var createdAt: String
    /// The founder's account, the first admin.
    public var founder: String
    /// The founder's uid.
    public var founderUID: UInt32
    /// Who may say who wrote.
    public var identity: IdentityMode
    /// How people become members.
    public var joining: JoiningMode
    /// The founder's key, where a signature says who wrote.
    public var founderKey: SigningKey?

    /// Whether a moderator admits: a key is always somebody's word, so members with keys are admitted one by one.
    public var admitsByApproval: Bool { joining == .invite || identity == .signatures }

    private enum CodingKeys: String, CodingKey {
        case id, format, title, founder, identity, joining
        case createdAt = "created_at"
        case founderUID = "founder_uid"
        case founderKey = "founder_key"
    }
}
