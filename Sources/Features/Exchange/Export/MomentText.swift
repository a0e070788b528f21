import CMail
import Journal

/// Moments as files say them, in UTC.
enum MomentText {
    /// As people read it: `2006-10-27 08:00 UTC`.
    static func people(_ moment: Timestamp) -> String { text(moment, "%Y-%m-%d %H:%M UTC") }

    /// The day: `2006-10-27`.
    static func day(_ moment: Timestamp) -> String { text(moment, "%Y-%m-%d") }

    private static func text(_ moment: Timestamp, _ format: String) -> String {
        // Years that GLib cannot count are nobody's.
        guard let date = g_date_time_new_from_unix_utc(gint64(moment.rawValue / 1000)) else { return "" }
        defer { g_date_time_unref(date) }
        guard let text = g_date_time_format(date, format) else { return "" }
        defer { g_free(text) }
        return String(cString: text)
    }
}
