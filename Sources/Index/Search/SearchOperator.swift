import GRDB
import Journal

/// A word before a colon that narrows a search, such as `author:rena`. Several features may share one name; a document
/// then has to satisfy any of them.
public struct SearchOperator: Sendable {
    /// A condition on the row `document`, or nothing when the value makes no sense for this feature.
    public typealias Condition = @Sendable (_ value: String) -> SQL?

    /// The word before the colon.
    public let name: String
    /// What it narrows to, one line, for help.
    public let help: String
    let condition: Condition
    /// Whether anything on this board can satisfy it, so that searches which cannot profit are spared it.
    let isOfUse: @Sendable (Database) throws -> Bool

    /// An operator.
    public init(
        name: String, help: String, isOfUse: @escaping @Sendable (Database) throws -> Bool = { _ in true },
        condition: @escaping Condition
    ) {
        self.name = name
        self.help = help
        self.isOfUse = isOfUse
        self.condition = condition
    }

    /// The operators that need no feature.
    static let kernel = [
        SearchOperator(name: "author", help: "written by this member") { value in
            let name = value.hasPrefix("@") ? String(value.dropFirst()) : value
            return "document.author = \(name)"
        },
        SearchOperator(name: "kind", help: "of this kind: post, resource, question, …") { value in
            "document.kind = \(value)"
        },
        SearchOperator(name: "before", help: "written before this day (2026-03-01)") { value in
            Day(value).map { "document.created < \($0.start.rawValue)" }
        },
        SearchOperator(name: "after", help: "written on this day or later") { value in
            Day(value).map { "document.created >= \($0.start.rawValue)" }
        },
    ]
}

/// A day as people type it: `2026-03-01`, `2026-03` or `2026`, in UTC.
struct Day {
    let start: Timestamp

    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...3).contains(parts.count), let year = parts[0], (1970...9999).contains(year) else { return nil }
        let month = parts.count > 1 ? parts[1] : 1
        let day = parts.count > 2 ? parts[2] : 1
        guard let month, let day, (1...12).contains(month), (1...31).contains(day) else { return nil }
        start = Timestamp(rawValue: Int64(Self.daysSince1970(year, month, day)) * 86_400_000)
    }

    /// Days from 1970-01-01 in the Gregorian calendar, counting years from March so that leap days come last.
    private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
