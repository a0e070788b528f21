/// Where a request is in its life.
public enum FeedbackState: String, Codable, CaseIterable, Sendable {
    /// Nobody is at it, and reviews are needed.
    case open
    /// A reviewer holds a claim that has not lapsed.
    case inReview = "in_review"
    /// As many reviews were given as were needed; the asker has not acknowledged them.
    case given
    /// The asker has marked every point.
    case acknowledged
    /// The asker works on the next version.
    case revising
    /// Ended with a reason.
    case closed
    /// Taken back.
    case withdrawn

    /// Whether nothing more is expected of anybody.
    public var isEnded: Bool { self == .closed || self == .withdrawn }
    /// Whether reviews are still wanted.
    public var wantsReviews: Bool { self == .open || self == .inReview }

    /// As people read it.
    public var words: String { rawValue.replacing("_", with: " ") }
}
