extension Feature {
    /// Gatherings at a time: who comes, what is done in them, what was said.
    static let meetings = Feature("Meetings", projection: MeetingProjection.projection)
}
