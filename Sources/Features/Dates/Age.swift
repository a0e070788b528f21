import Journal

/// How long ago something was, in as few letters as a column allows.
public enum Age {
    /// `now`, `5m`, `3h`, `2d`, `6w`, `4y`.
    public static func short(_ moment: Timestamp, now: Timestamp) -> String {
        let minutes = (now.rawValue - moment.rawValue) / 60_000
        return switch minutes {
        case ..<1: "now"
        case ..<60: "\(minutes)m"
        case ..<(24 * 60): "\(minutes / 60)h"
        case ..<(14 * 24 * 60): "\(minutes / (24 * 60))d"
        case ..<(365 * 24 * 60): "\(minutes / (7 * 24 * 60))w"
        default: "\(minutes / (365 * 24 * 60))y"
        }
    }
}
