import Foundation
import GRDB
import GRDBSQLite
import Journal

// Ids are stored as their 20 bytes, so that a prefix is a range and comparing is memcmp; moments are stored as
// milliseconds.

extension EventID: DatabaseValueConvertible {
    /// The 20 bytes as a blob.
    public var databaseValue: DatabaseValue { Data(bytes).databaseValue }

    /// An id from a blob of 20 bytes.
    public static func fromDatabaseValue(_ value: DatabaseValue) -> EventID? {
        guard let data = Data.fromDatabaseValue(value) else { return nil }
        return EventID(bytes: data)
    }

    /// As `databaseValue`, without making one.
    public func bind(to statement: SQLiteStatement, at index: CInt) -> CInt {
        withUnsafeBytes { sqlite3_bind_blob(statement, index, $0.baseAddress, CInt($0.count), Self.copied) }
    }

    /// SQLite takes a copy of what is bound (https://www.sqlite.org/c3ref/c_static.html).
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}

extension EventID: StatementColumnConvertible {
    /// An id from a column that holds 20 bytes.
    public init?(sqliteStatement: SQLiteStatement, index: CInt) {
        guard let start = sqlite3_column_blob(sqliteStatement, index) else { return nil }
        let count = Int(sqlite3_column_bytes(sqliteStatement, index))
        self.init(bytes: UnsafeRawBufferPointer(start: start, count: count))
    }
}

extension Timestamp: DatabaseValueConvertible {
    /// Milliseconds since 1970.
    public var databaseValue: DatabaseValue { rawValue.databaseValue }

    /// A moment from milliseconds.
    public static func fromDatabaseValue(_ value: DatabaseValue) -> Timestamp? {
        Int64.fromDatabaseValue(value).map(Timestamp.init(rawValue:))
    }
}

extension Account: DatabaseValueConvertible {
    /// The account's name.
    public var databaseValue: DatabaseValue { rawValue.databaseValue }

    /// An account from its name.
    public static func fromDatabaseValue(_ value: DatabaseValue) -> Account? {
        String.fromDatabaseValue(value).map(Account.init(rawValue:))
    }
}

extension Account: StatementColumnConvertible {
    /// An account from a column that holds its name.
    public init?(sqliteStatement: SQLiteStatement, index: CInt) {
        self.init(rawValue: String(sqliteStatement: sqliteStatement, index: index))
    }
}
