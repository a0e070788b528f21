/// Where reading one log goes on.
public struct LogPosition: Hashable, Sendable {
    /// The log: the path of its segments relative to the board, up to their number.
    public var path: String
    /// Whose log it is.
    public var account: Account
    /// The host that writes it.
    public var host: String
    /// Whether it is a private log.
    public var isPrivate: Bool
    /// The number of the segment.
    public var segment: Int
    /// The segment's inode.
    public var inode: UInt64
    /// The next byte to read in the segment.
    public var offset: Int64
    /// Where the last line that was read begins in its segment; nothing before the first.
    public var headOffset: Int64?
    /// The number of the last event.
    public var seq: Int64
    /// The last event.
    public var head: EventID?

    /// A position as it was kept.
    public init(
        path: String, account: Account, host: String, isPrivate: Bool, segment: Int, inode: UInt64, offset: Int64,
        headOffset: Int64?, seq: Int64, head: EventID?
    ) {
        self.path = path
        self.account = account
        self.host = host
        self.isPrivate = isPrivate
        self.segment = segment
        self.inode = inode
        self.offset = offset
        self.headOffset = headOffset
        self.seq = seq
        self.head = head
    }

    /// The name of the folder in `members/` that the log lies in.
    var folder: String {
        String(path.dropFirst(Board.membersFolder.utf8.count + 1).prefix { $0 != "/" })
    }

    /// The log's name.
    public var log: LogName { LogName(account: account, host: host, isPrivate: isPrivate) }
}
