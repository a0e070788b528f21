import Index
import Journal

/// What one member has taken on.
public struct MemberLoad: Hashable, Sendable {
    /// Who.
    public var account: Account
    /// Claims that hold.
    public var open: Int
    /// How many they take on at once.
    public var capacity: Int
    /// Responses given in the last 30 days.
    public var given: Int
    /// What they say they can help with.
    public var offer: String
    /// Whether they are away.
    public var isAway: Bool
    /// Whether the group may choose them.
    public var isInRotation: Bool
    /// When they were last asked by name.
    public var lastAsked: Timestamp?

    /// A load.
    public init(
        account: Account, open: Int = 0, capacity: Int = 2, given: Int = 0, offer: String = "", isAway: Bool = false,
        isInRotation: Bool = true, lastAsked: Timestamp? = nil
    ) {
        self.account = account
        self.open = open
        self.capacity = capacity
        self.given = given
        self.offer = offer
        self.isAway = isAway
        self.isInRotation = isInRotation
        self.lastAsked = lastAsked
    }
}

/// Shares the load: whom a request falls on that nobody has taken.
public enum LoadBalance {
    /// The member with the least weight: 0.6 for open claims by capacity, 0.4 for what was given by the group's median,
    /// less 0.3 for a matching offer, 0.2 more when the same person asked them lately. Ties go to who was asked longest
    /// ago. Nobody, when all are away, at capacity, out of the rotation, or in `skipping`.
    public static func choose(
        _ loads: [MemberLoad], tags: [String], skipping: Set<Account>, askedLately: Set<Account> = []
    ) -> Account? {
        let median = max(1, Self.median(loads.map(\.given)))
        let weighed = loads.compactMap { load -> (weight: Double, load: MemberLoad)? in
            guard !skipping.contains(load.account), !load.isAway, load.isInRotation, load.open < load.capacity else {
                return nil
            }
            var weight = 0.6 * Double(load.open + 1) / Double(load.capacity) + 0.4 * Double(load.given) / median
            if FeedbackTag.match(tags, offer: load.offer) != nil { weight -= 0.3 }
            if askedLately.contains(load.account) { weight += 0.2 }
            return (weight, load)
        }
        return weighed.min { left, right in
            if left.weight != right.weight { return left.weight < right.weight }
            let (first, second) = (left.load.lastAsked?.rawValue ?? 0, right.load.lastAsked?.rawValue ?? 0)
            return (first, left.load.account) < (second, right.load.account)
        }?.load.account
    }

    /// Who reviews whom when everyone reviews `count` others: a circular shift of a seeded shuffle, by which each gives
    /// and receives the same number. Pairs in `excluded` are repaired by swapping. With few members all review all.
    public static func round(
        _ members: [Account], count: Int, seed: UInt64, excluded: Set<[Account]> = []
    ) -> [Account: [Account]] {
        var numbers = SplitMix(state: seed)
        var order = members.sorted().shuffled(using: &numbers)
        let shift = min(count, members.count - 1)
        guard shift > 0 else { return [:] }
        func pairs(_ order: [Account]) -> [(reviewer: Account, author: Account)] {
            order.indices.flatMap { place in
                (1...shift).map { (order[place], order[(place + $0) % order.count]) }
            }
        }
        func faults(_ order: [Account]) -> Int {
            pairs(order).count { excluded.contains([$0.reviewer, $0.author].sorted()) }
        }
        for first in order.indices where faults(order) > 0 {
            for second in order.indices where first < second {
                var swapped = order
                swapped.swapAt(first, second)
                if faults(swapped) < faults(order) { order = swapped }
            }
        }
        return Dictionary(grouping: pairs(order), by: \.reviewer).mapValues { $0.map(\.author) }
    }

    static func median(_ numbers: [Int]) -> Double {
        guard !numbers.isEmpty else { return 0 }
        let sorted = numbers.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? Double(sorted[middle]) : Double(sorted[middle - 1] + sorted[middle]) / 2
    }

    /// SplitMix64: the same numbers on every machine.
    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
