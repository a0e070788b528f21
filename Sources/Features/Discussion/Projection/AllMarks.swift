import Foundation
import Index
import Journal

/// The 'mark all read' of the past that still stand.
struct AllMarks {
    private struct Mark {
        var stamp: Stamp
        var channel: EventID?
        var heads: [LogName: Int64]
    }

    private let marks: [Mark]

    init(_ projecting: Projecting) throws {
        let rows = try projecting.rows(
            "SELECT clock, id, channel, heads FROM all_mark WHERE NOT undone ORDER BY clock, id")
        marks = try rows.map { row in
            let heads = try JSONDecoder().decode([AllMarked.Head].self, from: Data((row["heads"] as String).utf8))
            return Mark(
                stamp: Stamp(clock: row["clock"], id: row["id"]), channel: row["channel"],
                heads: Dictionary(
                    heads.map { (LogName(account: $0.account, host: $0.host, isPrivate: false), $0.seq) },
                    uniquingKeysWith: max))
        }
    }

    /// Whether none stands.
    var isEmpty: Bool { marks.isEmpty }

    /// Whether any of them is about one channel only.
    var areAboutChannels: Bool { marks.contains { $0.channel != nil } }

    /// When a post at this place of a log, in a thread that stood in these places, was last covered; nothing if never.
    func latest(covering log: LogName, seq: Int64, _ places: ThreadPlaces?) -> Int64? {
        let mark = marks.last { mark in
            seq <= mark.heads[log, default: 0]
                && (mark.channel == nil || mark.channel == places?.channel(at: mark.stamp))
        }
        return mark?.stamp.clock.rawValue
    }
}

/// The channels that a thread has stood in.
struct ThreadPlaces {
    private let opened: EventID?
    private let moves: [(stamp: Stamp, channel: EventID)]

    init(of thread: Int64, _ projecting: Projecting) throws {
        opened = try projecting.value(
            EventID.self,
            "SELECT channel.id FROM thread JOIN channel ON channel.number = opened_channel WHERE thread.number = ?",
            thread)
        moves = try projecting.rows(
            """
            SELECT clock, thread_move.id, channel.id AS channel
            FROM thread_move JOIN channel ON channel.number = thread_move.channel
            WHERE thread = ? ORDER BY clock, thread_move.id
            """,
            thread
        ).map { (Stamp(clock: $0["clock"], id: $0["id"]), $0["channel"]) }
    }

    /// Where the thread stood at a point of the order.
    func channel(at stamp: Stamp) -> EventID? { moves.last { $0.stamp < stamp }?.channel ?? opened }
}
