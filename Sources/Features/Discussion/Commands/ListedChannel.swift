import Index
import Journal

/// A channel as `--json` gives it.
struct ListedChannel: Encodable {
    var id: EventID
    var name: String
    var topic: String
    var starters: ThreadStarters
    var archived: Bool
    var unread: Int

    init(_ channel: ChannelSummary) {
        id = channel.id
        name = channel.name
        topic = channel.topic
        starters = channel.starters
        archived = channel.isArchived
        unread = channel.unread
    }
}
