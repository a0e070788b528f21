/// Who wrote: the Unix account, or the handle on a shared one.
public struct Account: RawRepresentable, Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    /// The name.
    public let rawValue: String

    /// An account by its name; no check is made.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// An account by its name; no check is made.
    public init(_ name: String) { rawValue = name }

    /// In words.
    public var description: String { rawValue }

    /// By name.
    public static func < (left: Account, right: Account) -> Bool { left.rawValue < right.rawValue }
}
