/// How the logs are taken in. The same index comes of every manner; only what it costs, and what shows first, differ.
public struct CatchUpManner: Sendable {
    /// Events a transaction: the more, the seldomer pages that change all the time are written; few enough that progress
    /// shows, and that what waits in memory stays small.
    public var batchSize: Int
    /// Bytes of logs from which on the newest things are shown before the rest is read, and the text index is built
    /// rather than added to.
    public var muchBytes: Int64
    /// How many things are shown first: a list's first page and a little more.
    public var newestThings: Int

    /// A manner.
    public init(batchSize: Int = 20_000, muchBytes: Int64 = 4 << 20, newestThings: Int = 120) {
        self.batchSize = batchSize
        self.muchBytes = muchBytes
        self.newestThings = newestThings
    }
}
