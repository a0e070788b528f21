/// Tags are compared without regard to case, and never hold a space.
enum FeedbackTag {
    static func normal(_ tag: String) -> String {
        (tag.hasPrefix("#") ? String(tag.dropFirst()) : tag).lowercased().replacing(" ", with: "-")
    }

    /// The first of the tags that a member's own words offer help with.
    static func match(_ tags: [String], offer: String) -> String? {
        let words = Set(offer.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "-" }.map(String.init))
        return tags.first {
            words.contains($0) || (!$0.isEmpty && $0.split(separator: "-").allSatisfy { words.contains(String($0)) })
        }
    }
}
