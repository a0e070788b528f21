/// Where a list gets its rows from, a page at a time and never by counting through.
public protocol RowSource: Sendable {
    /// One row.
    associatedtype Row: Sendable, Identifiable where Row.ID: Sendable

    /// The rows that follow one, or the first ones; at most `limit`.
    func rows(after row: Row?, limit: Int) throws -> [Row]
    /// The rows before one, or the last ones, in the order of the list; at most `limit`.
    func rows(before row: Row?, limit: Int) throws -> [Row]
    /// The same rows as they are now, in the same order, without those that are gone.
    func current(_ rows: [Row]) throws -> [Row]
    /// All rows where they are at hand, so that marks reach those that are not loaded as well.
    var everything: [Row]? { get }
}

extension RowSource {
    /// Nothing unless a source says otherwise.
    public var everything: [Row]? { nil }
}

/// Rows that are all there already.
public struct FixedRows<Row: Sendable & Identifiable>: RowSource where Row.ID: Sendable {
    /// All of them.
    public var all: [Row]

    /// A source of these rows.
    public init(_ all: [Row] = []) { self.all = all }

    /// All rows: they are all here.
    public var everything: [Row]? { all }

    /// The rows that come after one, or the first.
    public func rows(after row: Row?, limit: Int) -> [Row] {
        guard let row else { return Array(all.prefix(limit)) }
        guard let place = all.firstIndex(where: { $0.id == row.id }) else { return [] }
        return Array(all[(place + 1)...].prefix(limit))
    }

    /// The rows that come before one, or the last.
    public func rows(before row: Row?, limit: Int) -> [Row] {
        guard let row else { return Array(all.suffix(limit)) }
        guard let place = all.firstIndex(where: { $0.id == row.id }) else { return [] }
        return Array(all[..<place].suffix(limit))
    }

    /// These rows as they are now, without those that have gone.
    public func current(_ rows: [Row]) -> [Row] {
        let known = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return rows.compactMap { known[$0.id] }
    }
}
