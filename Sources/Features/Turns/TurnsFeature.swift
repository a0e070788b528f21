import Index
import Terminal

extension Feature {
    /// Whose turn it is, over all features.
    static let turns = Feature(
        "Turns",
        standing: { session in
            let turns = try session.read { try TurnQueries.count(session.me, now: session.clock.now(), $0) }
            return turns > 0 ? StyledLine("your turn: \(turns)", .badge) : StyledLine()
        })
}
