import Journal
import Terminal
import Workbench

/// One time of a meeting on a line of a list.
struct MeetingLine {
    var time: MeetingTime
    var words: MeetingWords

    /// A sign for what the reader said or is asked, when, what; then how far away and how many come.
    func line(columns: Int) -> StyledLine {
        let state = time.state(at: words.now)
        var line = StyledLine([sign(state)])
        let style: StyleName = state == .cancelled || time.time.end <= words.now ? .muted : .time
        line.append(when(columns), style)
        line.append(time.title, state == .cancelled ? .strikethrough : style == .muted ? .muted : .text)
        guard columns >= 46 else { return line.truncated(to: columns) }
        return line.justified(with: tail(state, columns), columns: columns)
    }

    private func sign(_ state: MeetingState) -> Span {
        if state == .cancelled { return Span("✗ ", .warning) }
        if let mine = time.mine { return Span(mine.sign + " ", mine == .going ? .answered : .muted) }
        return state == .open ? Span("● ", .badge) : Span("  ")
    }

    private func when(_ columns: Int) -> String {
        let local = words.reader.local(time.time.start)
        let dates = words.dates
        if columns < 30 {
            return "\(dates.shortWeekdays[local.day.weekday]) \(local.day.parts.day) \(dates.clock(local)) "
        }
        if columns < 60 { return "\(dates.listed(local.day)) \(dates.listedClock(local))  " }
        let other = local.day.parts.year == words.reader.local(words.now).day.parts.year
        let year = other ? "" : " \(local.day.parts.year)"
        return "\(dates.listed(local.day))\(year) "
            + words.span(time.time, on: words.reader).padding(to: 2 * dates.clockColumns + 1) + "  "
    }

    private func tail(_ state: MeetingState, _ columns: Int) -> StyledLine {
        var tail = StyledLine("  ")
        if columns >= 76, words.differs(time.time, zone: time.zone) {
            let there = WallClock(zone: time.zone).local(time.time.start)
            tail.append("\(words.dates.clock(there)) \(time.zone)  ", .muted)
        }
        if columns >= 66, time.going > 0 { tail.append("\(time.going) come  ", .answered) }
        if state == .cancelled {
            tail.append("called off", .warning)
        } else if time.time.isMoved, columns >= 66 {
            tail.append("moved, " + words.away(time.time), .warning)
        } else if state == .writtenUp {
            tail.append("✎ notes", .success)
        } else {
            tail.append(
                words.away(time.time), time.time.start <= words.now && time.time.end > words.now ? .success : .muted)
        }
        return tail
    }
}

extension String {
    /// With spaces before it up to so many letters.
    func leftPadded(to length: Int) -> String { String(repeating: " ", count: max(0, length - count)) + self }
}
