/// In which order messages are written: thread after thread, so that an import that is interrupted leaves whole threads,
/// and within some threads taken together all first posts, then all answers to them, and so on, since an answer can only
/// be written when its parent has an id.
enum ImportOrder {
    /// Messages that are taken together, at least.
    private static let group = 1000

    /// The places in groups of whole threads, each ordered by depth.
    static func groups(of places: [MailPlace]) -> [[MailPlace]] {
        var groups: [[MailPlace]] = []
        var current: [MailPlace] = []
        for place in places {
            if place.parent == nil, current.count >= group {
                groups.append(current)
                current = []
            }
            current.append(place)
        }
        if !current.isEmpty { groups.append(current) }
        return groups.map { group in
            let byDepth = group.enumerated().sorted { left, right in
                (left.element.depth, left.offset) < (right.element.depth, right.offset)
            }
            return byDepth.map(\.element)
        }
    }
}
