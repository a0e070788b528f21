/// Why a log that came from elsewhere is not taken.
public struct LogFault: Error, Hashable, Sendable {
    /// The log.
    public var log: LogName
    /// The number of the line where it is wrong.
    public var line: Int64
    /// What is wrong.
    public var reason: String

    /// A fault.
    public init(_ log: LogName, line: Int64, _ reason: String) {
        self.log = log
        self.line = line
        self.reason = reason
    }

    /// One line: which log, which line, what is wrong.
    public var sentence: String { "log-\(log.host) of @\(log.account), line \(line): \(reason)" }
}
