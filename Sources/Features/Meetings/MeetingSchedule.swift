import Journal

/// One time of a meeting that is not as planned.
struct OccurrenceException: Codable, Hashable, Sendable {
    /// When it would have begun.
    var occurrence: LocalTime
    var isCancelled = false
    /// When it begins instead.
    var start: LocalTime?
    var minutes: Int?
    var reason = ""
    var sequence: Int?
}

/// One time at which a meeting happens.
struct Occurrence: Hashable, Sendable {
    /// When it begins as planned, by which it is known whatever becomes of it.
    var original: LocalTime
    /// When it does begin, by the clocks of the meeting's zone.
    var local: LocalTime
    var start: Timestamp
    var end: Timestamp
    var isCancelled = false
    var isMoved: Bool { original != local }
    /// Why it is not as planned.
    var reason = ""
}

/// When a meeting happens. Times are worked out for the window that is looked at, and never kept.
struct MeetingSchedule: Hashable, Sendable {
    var start: LocalTime
    var zone: String
    var minutes: Int
    var rule: RecurrenceRule?
    var dates: [LocalTime] = []
    var except: [LocalTime] = []
    var exceptions: [OccurrenceException] = []

    private var wall: WallClock { WallClock(zone: zone) }
    /// Clocks of two zones are never further apart.
    private static let spread: Int64 = 27 * 3_600
    /// The longest that one time takes, in seconds.
    private static let longest = Int64(MeetingRules.mostMinutes) * 60
    /// The most times of one window.
    static let most = 400

    /// The times that touch a window, the earliest first, at most `limit`; those that are called off among them.
    func times(from: Timestamp, until: Timestamp, limit: Int = most) -> [Occurrence] {
        guard from < until else { return [] }
        let first = LocalTime(seconds: from.rawValue / 1_000 - Self.spread - Self.longest)
        let last = LocalTime(seconds: until.rawValue / 1_000 + Self.spread)
        var originals = Set(planned(from: first, until: last, limit: limit + exceptions.count))
        // What was moved into the window was planned outside of it.
        for exception in exceptions where exception.start.map({ $0 >= first && $0 < last }) ?? false {
            if happens(at: exception.occurrence) { originals.insert(exception.occurrence) }
        }
        let changes = Dictionary(exceptions.map { ($0.occurrence, $0) }, uniquingKeysWith: { $1 })
        let found = originals.map { occurrence($0, changes[$0]) }.filter { $0.end > from && $0.start < until }
        return Array(found.sorted { ($0.start, $0.original) < ($1.start, $1.original) }.prefix(limit))
    }

    /// One of its times; nothing when it has no such time.
    func time(_ original: LocalTime) -> Occurrence? {
        happens(at: original) ? occurrence(original, exceptions.last { $0.occurrence == original }) : nil
    }

    /// The first time that is not over at a moment, else the last one before it.
    func nearest(_ now: Timestamp) -> Occurrence? {
        let (first, last) = bounds
        var span: Int64 = 32 * 86_400_000
        while true {
            let coming = times(from: now, until: now.advanced(by: span)).first { !$0.isCancelled }
            if let coming { return coming }
            if now.advanced(by: span) > last || span > Self.farthest { break }
            span *= 4
        }
        span = 64 * 86_400_000
        while true {
            if let past = times(from: now.advanced(by: -span), until: now).last { return past }
            if now.advanced(by: -span) < first || span > Self.farthest { break }
            span *= 4
        }
        return times(from: first, until: first.advanced(by: 1_000 * Self.longest)).first
    }

    /// Milliseconds within which a time is looked for: what happens again at all does so within eight years or so.
    private static let farthest: Int64 = 9 * 366 * 86_400_000

    private func occurrence(_ original: LocalTime, _ change: OccurrenceException?) -> Occurrence {
        let local = change?.start ?? original
        let start = wall.moment(local)
        return Occurrence(
            original: original, local: local, start: start,
            end: start.advanced(by: Int64(change?.minutes ?? minutes) * 60_000),
            isCancelled: change?.isCancelled ?? false, reason: change?.reason ?? "")
    }

    private func planned(from: LocalTime, until: LocalTime, limit: Int) -> [LocalTime] {
        var times = rule.map { localRule($0).times(start: start, from: from, until: until, limit: limit) } ?? []
        // The first time counts whether the rule gives it or not.
        times += ([start] + dates).filter { $0 >= from && $0 < until }
        return times.filter { !except.contains($0) }
    }

    func happens(at time: LocalTime) -> Bool {
        planned(from: time, until: time.advanced(by: 1), limit: 1).contains(time)
    }

    /// Since when and until when it can happen, as far as it ends.
    var bounds: (first: Timestamp, last: Timestamp) {
        let moved = exceptions.compactMap(\.start)
        let all = [start] + dates + moved
        let first = (all.min() ?? start).advanced(by: -Self.spread)
        var last = all.max() ?? start
        if let rule {
            guard rule.isFinite else {
                return (Timestamp(rawValue: first.seconds * 1_000), Timestamp(rawValue: Self.never))
            }
            let end = localRule(rule).until ?? end(ofCounting: rule)
            last = max(last, end)
        }
        let longest = Int64(max(minutes, exceptions.compactMap(\.minutes).max() ?? 0)) * 60
        return (
            Timestamp(rawValue: first.seconds * 1_000),
            Timestamp(rawValue: (last.seconds + longest + Self.spread) * 1_000)
        )
    }

    /// An end that never comes, with room to reckon beyond it.
    static let never: Int64 = 253_402_300_800_000

    private func end(ofCounting rule: RecurrenceRule) -> LocalTime {
        let times = rule.times(
            start: start, from: start, until: LocalTime(seconds: Self.never / 1_000), limit: RecurrenceRule.mostCount)
        return times.last ?? start
    }

    /// The rule with its end by the clocks of its own zone.
    private func localRule(_ rule: RecurrenceRule) -> RecurrenceRule {
        guard let end = rule.end, end.isUTC || end.isDay else { return rule }
        let local = end.isUTC ? wall.local(Timestamp(rawValue: end.local.seconds * 1_000)) : end.local
        return rule.ending(local.calendarText)
    }
}
