import GRDB
import Journal

/// The small numbers by which rows name the log that an event came from.
struct LogNumbers {
    private var numbers: [LogName: Int64] = [:]
    private var names: [Int64: LogName] = [:]

    init(_ database: Database) throws {
        for row in try Row.fetchAll(database, sql: "SELECT number, account, host, private FROM log") {
            remember(LogName(account: row["account"], host: row["host"], isPrivate: row["private"]), row["number"])
        }
    }

    func name(of number: Int64) -> LogName? { names[number] }

    mutating func number(of log: LogName, _ projecting: Projecting) throws -> Int64 {
        if let number = numbers[log] { return number }
        let number = Int64(numbers.count + 1)
        try projecting.execute(
            "INSERT INTO log(number, account, host, private) VALUES(?, ?, ?, ?)",
            number, log.account, log.host, log.isPrivate)
        remember(log, number)
        return number
    }

    private mutating func remember(_ log: LogName, _ number: Int64) {
        numbers[log] = number
        names[number] = log
    }
}
