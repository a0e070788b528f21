import Index
import Terminal

extension Feature {
    /// Whose turn it is, over all features.
    static let turns = Feature(
        "Turns",
        standing: { session in
            let turns = try session.turnsByKind().values.reduce(0, +)
            return turns > 0 ? StyledLine("your turn: \(turns)", .badge) : StyledLine()
        }
    )
    .digesting { span, session in
        try session.read { database in
            try TurnQueries.mine(session.me, now: span.until, limit: 50, database).map { turn in
                let why = FeatureTable.words(of: turn).reason(of: turn)
                let title = try Document.title(of: turn.subject, database)
                return DigestItem(
                    .turns, title ?? why, detail: title == nil ? "" : why, at: turn.since, id: turn.subject)
            }
        }
    }
}
