import GRDB

/// What went wrong with the index, as a sentence for the person at the keyboard.
public struct IndexError: Error, Sendable, CustomStringConvertible {
    /// One line: what happened, to which thing, what to do now.
    public let sentence: String

    /// In words.
    public var description: String { sentence }

    init(_ sentence: String) { self.sentence = sentence }

    /// An error of SQLite's as a sentence; nothing for any other error.
    public init?(_ error: any Error) {
        guard let error = error as? DatabaseError else { return nil }
        let reason = error.message ?? "\(error.resultCode)"
        switch error.resultCode {
        case .SQLITE_FULL:
            sentence = "no room is left for the index; free some space, or set XDG_CACHE_HOME to a folder elsewhere"
        case .SQLITE_CANTOPEN, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_PROTOCOL:
            sentence =
                "the index cannot be read or written: \(reason); free some space, or set XDG_CACHE_HOME to a folder where "
                + "you may write"
        default: sentence = "the index cannot be used: \(reason); `stoa doctor --repair` builds it again"
        }
    }
}
