import Journal

/// Times of meetings in words, for whoever reads.
struct MeetingWords {
    var now: Timestamp
    var reader = WallClock.reader
    var dates = DateWords.reader

    private var today: CivilDay { reader.local(now).day }

    /// `Thu 26 Nov`, with the year where it is another one.
    func day(_ day: CivilDay) -> String {
        "\(dates.shortWeekdays[day.weekday]) " + dates.day(day, withYear: day.parts.year != today.parts.year)
    }

    /// `18:00-19:00`, with the day of the end where it is another one.
    func span(_ time: Occurrence, on wall: WallClock) -> String {
        let (start, end) = (wall.local(time.start), wall.local(time.end))
        let isLong = end.day != start.day && end != LocalTime(day: start.day.advanced(by: 1), minutes: 0)
        return "\(dates.clock(start))-" + (isLong ? "\(dates.day(end.day)) " : "") + dates.clock(end)
    }

    /// `Thu 26 Nov 18:00-19:00`.
    func when(_ time: Occurrence) -> String { "\(day(reader.local(time.start).day)) \(span(time, on: reader))" }

    /// Whether the reader's clocks show something else than the meeting's do.
    func differs(_ time: Occurrence, zone: String) -> Bool {
        WallClock(zone: zone).local(time.start) != reader.local(time.start)
    }

    /// `Thu 26 Nov 18:00-19:00, in 2 days, your time (17:00-18:00 Europe/London)`.
    func whole(_ time: Occurrence, zone: String) -> String {
        let words = "\(when(time)), \(away(time))"
        guard differs(time, zone: zone) else { return words }
        return words + ", your time (\(original(time, zone: zone)))"
    }

    /// What the clocks show where it takes place: `17:00-18:00 Europe/London`.
    func original(_ time: Occurrence, zone: String) -> String {
        let wall = WallClock(zone: zone)
        let there = wall.local(time.start).day
        let day = there == reader.local(time.start).day ? "" : day(there) + " "
        return day + span(time, on: wall) + " " + zone.replacing("_", with: " ")
    }

    /// `in 25 min`, `tomorrow`, `in 2 days`, `now, 20 min left`, `3 days ago`.
    func away(_ time: Occurrence) -> String {
        if time.start > now { return ahead(time.start) }
        if time.end > now { return "now, \(amount(time.end.rawValue - now.rawValue)) left" }
        let days = today.number - reader.local(time.end).day.number
        return days == 0
            ? amount(now.rawValue - time.end.rawValue) + " ago" : days == 1 ? "yesterday" : count(days) + " ago"
    }

    private func ahead(_ moment: Timestamp) -> String {
        let left = moment.rawValue - now.rawValue
        let days = reader.local(moment).day.number - today.number
        if left < 12 * 3_600_000 || days == 0 { return "in " + amount(left) }
        return days == 1 ? "tomorrow" : "in " + count(days)
    }

    private func count(_ days: Int64) -> String {
        days < 14
            ? "\(days) days"
            : days < 60 ? "\(days / 7) weeks" : days < 730 ? "\(days / 30) months" : "\(days / 365) years"
    }

    /// `25 min`, `3 h`; a part of a minute is a minute.
    private func amount(_ milliseconds: Int64) -> String {
        let minutes = (milliseconds + 59_999) / 60_000
        return minutes < 90 ? "\(minutes) min" : "\((minutes + 30) / 60) h"
    }

    /// In the fewest letters, for the status line: `in 25 min`, `now`.
    func brief(_ time: Occurrence) -> String { time.start > now ? ahead(time.start) : "now" }
}
