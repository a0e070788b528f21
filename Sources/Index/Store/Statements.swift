import GRDB
import GRDBSQLite

// Straight to SQLite, past GRDB's values and checks: building an index does this millions of times, and what they cost
// beyond SQLite's own work was as much again.
extension Database {
    /// Runs a statement that is prepared once and kept.
    func run(_ sql: String, _ arguments: (any DatabaseValueConvertible)?...) throws {
        try run(sql, arguments)
    }

    func run(_ sql: String, _ arguments: [(any DatabaseValueConvertible)?]) throws {
        try each(sql, arguments) { _ in true }
    }

    /// Looks at the rows of a statement that is prepared once and kept, as long as `body` wants more.
    func each(
        _ sql: String, _ arguments: [(any DatabaseValueConvertible)?], _ body: (OpaquePointer) throws -> Bool
    ) throws {
        let statement = try cachedStatement(sql: sql).sqliteStatement
        sqlite3_reset(statement)
        defer { sqlite3_reset(statement) }
        for (index, argument) in zip(CInt(1)..., arguments) {
            let code = argument?.bind(to: statement, at: index) ?? sqlite3_bind_null(statement, index)
            guard code == SQLITE_OK else { throw failure(code, sql) }
        }
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: guard try body(statement) else { return }
            case SQLITE_DONE: return
            case let code: throw failure(code, sql)
            }
        }
    }

    private func failure(_ code: CInt, _ sql: String) -> DatabaseError {
        DatabaseError(resultCode: ResultCode(rawValue: code), message: lastErrorMessage, sql: sql)
    }
}

extension Projecting {
    /// Runs a statement that is prepared once and kept.
    public func execute(_ sql: String, _ arguments: (any DatabaseValueConvertible)?...) throws {
        try database.run(sql, arguments)
    }

    /// The first column of the first row, from a statement that is prepared once and kept.
    public func value<Value: StatementColumnConvertible>(
        _: Value.Type, _ sql: String, _ arguments: (any DatabaseValueConvertible)?...
    ) throws -> Value? {
        var value: Value?
        try database.each(sql, arguments) { row in
            if sqlite3_column_type(row, 0) != SQLITE_NULL { value = Value(sqliteStatement: row, index: 0) }
            return false
        }
        return value
    }
}
