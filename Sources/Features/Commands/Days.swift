import Journal

extension Timestamp {
    /// So many days later, within a century.
    func advanced(days: Int) -> Timestamp { advanced(by: Int64(min(max(days, 0), 36_500)) * 86_400_000) }
}
