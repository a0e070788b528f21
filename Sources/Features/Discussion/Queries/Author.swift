import GRDB
import Index
import Journal

/// Who a post is by, as screens show it.
public struct Author: Hashable, Sendable {
    /// The member who wrote it, or who imported it.
    public var account: Account
    /// The name to show: the member's own, or the one an archive gave.
    public var name: String
    /// Whether what they wrote comes from an archive.
    public var isImported: Bool
    /// Whether a moderator has confirmed that an archive's author was this member. Unless it is so, an imported author is
    /// no member and cannot be one.
    public var isClaimed = false

    /// An author.
    public init(account: Account, name: String, isImported: Bool) {
        self.account = account
        self.name = name
        self.isImported = isImported
    }

    /// How texts and JSON name the author: the handle, or an imported name after a `~`.
    public var handle: String { isImported && !isClaimed ? "~" + name : account.rawValue }

    /// What a row needs of `post` besides its author's name, for those whose imported posts are theirs by a claim.
    static let columns =
        "imported_author, claimed_by, (SELECT name FROM member WHERE account = claimed_by) AS claimant"

    /// From a row with `author`, `member_name` and `columns`.
    init(row: Row) {
        let account: Account = row["author"]
        let imported: String? = row["imported_author"]
        self.init(
            account: account, name: imported ?? row["member_name"] ?? account.rawValue, isImported: imported != nil)
        if let claimant: Account = row["claimed_by"] {
            self.account = claimant
            name = row["claimant"] ?? claimant.rawValue
            isClaimed = true
        }
    }
}
