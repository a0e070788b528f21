import GRDB
import Index
import Journal

/// Who a post is by, as screens show it.
public struct Author: Hashable, Sendable {
    /// The member who wrote it, or who imported it.
    public var account: Account
    /// The name to show: the member's own, or the one an archive gave.
    public var name: String
    /// Whether the name comes from an archive: such an author is no member and cannot be one.
    public var isImported: Bool

    /// An author.
    public init(account: Account, name: String, isImported: Bool) {
        self.account = account
        self.name = name
        self.isImported = isImported
    }

    /// How texts and JSON name the author: the handle, or an imported name after a `~`.
    public var handle: String { isImported ? "~" + name : account.rawValue }

    /// From a row with `author`, `imported_author` and `member_name`.
    init(row: Row) {
        let account: Account = row["author"]
        let imported: String? = row["imported_author"]
        self.init(
            account: account, name: imported ?? row["member_name"] ?? account.rawValue, isImported: imported != nil)
    }
}
