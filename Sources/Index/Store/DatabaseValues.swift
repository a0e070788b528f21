import Foundation
import GRDB
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
