/// Where sending feedback leads.
public enum AfterFeedback: String, CaseIterable, Hashable, Sendable {
    /// To what waits next.
    case next
    /// To the list.
    case list
    /// Nowhere: to what one reviewed.
    case stay
}
