extension CollectionDifference.Change {
    /// The place of what was removed in the old collection, or of what was added in the new one.
    var offset: Int {
        switch self {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }
}
