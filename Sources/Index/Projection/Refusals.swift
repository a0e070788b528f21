import Journal

extension Projecting {
    /// Records that an event which a feature has kept breaks a rule, or, without a reason, that it does not (any more).
    /// For features that judge a thing's events together; others answer with an `Outcome`.
    public func setRefusal(_ reason: String?, of id: EventID, by account: Account, kind: String) throws {
        guard let reason else { return try execute("DELETE FROM refused_event WHERE id = ?", id) }
        try execute(
            "INSERT OR REPLACE INTO refused_event(id, account, kind, reason) VALUES(?, ?, ?, ?)", id, account, kind,
            reason)
    }
}
