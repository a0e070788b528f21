import GRDB

extension Statement {
    /// All rows as values, each made where SQLite holds the row: copying it first, to read it afterwards, costs several
    /// times what reading does. `value` must not run the same statement.
    public func values<Value>(
        _ arguments: StatementArguments = StatementArguments(), as value: (Row) throws -> Value
    ) throws -> [Value] {
        try read(Row.fetchCursor(self, arguments: arguments), as: value)
    }

    fileprivate func read<Value>(_ rows: RowCursor, as value: (Row) throws -> Value) throws -> [Value] {
        var values: [Value] = []
        while let row = try rows.next() { values.append(try value(row)) }
        return values
    }
}

extension Database {
    /// All rows of a query as values, as `Statement.values` has them. The statement is prepared once and kept; a query
    /// that names a list of things is not, because lists of every length would be kept with it.
    public func values<Value>(_ query: SQL, isKept: Bool = true, as value: (Row) throws -> Value) throws -> [Value] {
        let statement = try isKept ? cachedStatement(literal: query) : makeStatement(literal: query)
        return try statement.read(Row.fetchCursor(statement), as: value)
    }
}
