import Foundation
import Journal

/// How often a duty goes on to the next of its rota.
public enum Rotation: String, Codable, CaseIterable, Sendable {
    /// By the calendar's periods; a duty that never goes on is everyone's who took it.
    case never, weekly, fortnightly, monthly

    /// Whose turn it is, in words.
    var now: String {
        switch self {
        case .never: "always"
        case .weekly: "this week"
        case .fortnightly: "this fortnight"
        case .monthly: "this month"
        }
    }

    /// The number of the period that a moment falls into, counted from 1970; weeks begin on Monday, all in UTC.
    func period(of moment: Timestamp) -> Int {
        let day = Int((Double(moment.rawValue) / 86_400_000).rounded(.down))
        // 1970-01-01 was a Thursday.
        let week = Int((Double(day + 3) / 7).rounded(.down))
        switch self {
        case .never: return 0
        case .weekly: return week
        case .fortnightly: return Int((Double(week) / 2).rounded(.down))
        case .monthly:
            let date = Date(timeIntervalSince1970: Double(moment.rawValue) / 1_000)
            let parts = Self.calendar.dateComponents([.year, .month], from: date)
            return (parts.year ?? 0) * 12 + (parts.month ?? 1) - 1
        }
    }

    /// When a period begins.
    func start(of period: Int) -> Timestamp {
        let week: (Int) -> Timestamp = { Timestamp(rawValue: Int64($0 * 7 - 3) * 86_400_000) }
        switch self {
        case .never: return Timestamp(rawValue: .max)
        case .weekly: return week(period)
        case .fortnightly: return week(period * 2)
        case .monthly:
            let date = Self.calendar.date(from: DateComponents(year: period / 12, month: period % 12 + 1))
            return Timestamp(rawValue: Int64((date?.timeIntervalSince1970 ?? 0) * 1_000))
        }
    }

    private static var calendar: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }
}

/// Something that a group needs somebody to do, such as opening its session: whoever takes it stands on its rota, and each
/// has it for a while.
public struct Duty: Codable, Hashable, Identifiable, Sendable {
    /// A member's time on the rota.
    public struct Spell: Codable, Hashable, Sendable {
        /// Who.
        public var account: Account
        /// Since when.
        public var since: Timestamp
        /// Until when; nothing while it goes on.
        public var until: Timestamp?
    }

    /// A member who could not this time.
    public struct Pass: Codable, Hashable, Sendable {
        /// Who.
        public var account: Account
        /// Which period.
        public var period: Int
    }

    /// The id of the event that made it.
    public var id: EventID
    /// What it is called.
    public var name: String
    /// What is to be done.
    public var about: String
    /// How often it goes on to the next.
    public var rotates: Rotation
    /// Whether it is done away with.
    public var isRemoved = false
    /// Who has stood on the rota, in the order in which they came.
    public var spells: [Spell] = []
    /// Who could not, and when.
    public var passes: [Pass] = []

    /// Who stands on the rota now, in order.
    public var rota: [Account] { spells.filter { $0.until == nil }.map(\.account) }

    /// Whose turn it is in a period: the rota as it stood when the period began, one after the other, past those who have
    /// gone or cannot. So nobody's coming or going moves the turn of anybody else. Everyone, where it does not rotate.
    public func holders(in period: Int, isMember: (Account) -> Bool) -> [Account] {
        guard rotates != .never else { return rota.filter(isMember) }
        let start = rotates.start(of: period)
        let there = spells.filter { $0.since < start && $0.until.map { $0 >= start } ?? true }
        // A rota that has just begun has a turn at once.
        let order = (there.isEmpty ? spells.filter { $0.until == nil } : there).map(\.account)
        guard !order.isEmpty else { return [] }
        let first = ((period % order.count) + order.count) % order.count
        let inTurn = order[first...] + order[..<first]
        let holder = inTurn.first { account in
            rota.contains(account) && isMember(account) && !passes.contains(Pass(account: account, period: period))
        }
        return holder.map { [$0] } ?? []
    }
}
