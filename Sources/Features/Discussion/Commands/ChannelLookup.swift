import GRDB
import Index

/// Finds channels by the names people type.
enum ChannelLookup {
    /// The channel. Throws when there is none, naming those there are.
    static func channel(_ name: String, _ session: BoardSession) throws -> ChannelSummary {
        try session.read { database in
            guard let found = try ChannelQueries.named(name, database) else { throw missing(name) }
            return found
        }
    }

    static func missing(_ name: String) -> CommandFailure {
        let name = name.hasPrefix("#") ? name : "#" + name
        return CommandFailure("there is no channel \(name); `stoa channel list` shows them", .notFound)
    }
}
