import Journal

/// Why two members may want to talk, in words. Reasons say what, never how good: nobody is ranked.
struct MatchReason: Hashable, Sendable {
    enum Kind: Int, Hashable, Sendable {
        /// The reader wants to learn what the other can help with.
        case helpsMe
        /// The other wants to learn what the reader can help with.
        case helpedByMe
        /// Both are interested in it.
        case shared
    }

    var kind: Kind
    /// The topic, as the one who can help, or the other, calls it.
    var topic: String

    /// As people read it.
    var words: String {
        switch kind {
        case .helpsMe: "can help you with \(topic)"
        case .helpedByMe: "wants to learn \(topic), which you can help with"
        case .shared: "is interested in \(topic) too"
        }
    }
}

/// A member whom the reader may want to talk to.
struct MemberMatch: Hashable, Sendable {
    var member: Member
    var reasons: [MatchReason]

    /// All reasons in one line.
    var words: String { reasons.map(\.words).joined(separator: "; ") }

    /// Those among whom the reader finds something, by what it is, then by name. What is asked grows with the members
    /// alone: a few comparisons of words each.
    static func all(for reader: Member, among members: [Member]) -> [MemberMatch] {
        let own = Topics(reader)
        return members.filter { $0.account != reader.account && $0.state == "member" }.compactMap { member in
            let reasons = own.reasons(with: Topics(member))
            return reasons.isEmpty ? nil : MemberMatch(member: member, reasons: reasons)
        }.sorted {
            ($0.order, $0.member.name.lowercased(), $0.member.account) < (
                $1.order, $1.member.name.lowercased(), $1.member.account
            )
        }
    }

    /// Help both ways first, then help for the reader, then help by the reader, then what both like.
    private var order: Int {
        let kinds = Set(reasons.map(\.kind))
        if kinds.isSuperset(of: [.helpsMe, .helpedByMe]) { return 0 }
        return kinds.contains(.helpsMe) ? 1 : kinds.contains(.helpedByMe) ? 2 : 3
    }

    /// What a member says of themselves, taken apart.
    private struct Topics {
        var interests: [MemberTopic]
        var offers: [MemberTopic]
        var wants: [MemberTopic]

        init(_ member: Member) {
            interests = MemberTopic.all(in: member.interests)
            offers = MemberTopic.all(in: member.canHelpWith)
            wants = MemberTopic.all(in: member.wantsToLearn)
        }

        func reasons(with other: Topics) -> [MatchReason] {
            Self.met(other.offers, by: wants).map { MatchReason(kind: .helpsMe, topic: $0) }
                + Self.met(other.wants, by: offers).map { MatchReason(kind: .helpedByMe, topic: $0) }
                + Self.met(other.interests, by: interests).map { MatchReason(kind: .shared, topic: $0) }
        }

        private static func met(_ topics: [MemberTopic], by others: [MemberTopic]) -> [String] {
            topics.filter { topic in others.contains { topic.meets($0) } }.map(\.text)
        }
    }
}
