import Foundation
import Index
import Journal
import Workbench

/// What surrounds a command: the process's environment, the configuration's say, and the features. Set once by the
/// program, or by a test.
public struct CommandEnvironment: Sendable {
    /// Environment variables.
    public var variables: [String: String]
    /// The board that the configuration names.
    public var configuredBoard: String?
    /// The hours in which the person is told of nothing; nothing leaves it to the group.
    public var quietHours: QuietHours?
    /// Where the person is led when they have sent feedback.
    public var afterFeedback = AfterFeedback.next
    /// What the features bring to the index.
    public var projections: [Projection]
    /// Where the time comes from.
    public var clock: any Clock
    /// This machine's name.
    public var host: String
    /// Shows a board full-screen, and does something there first; nothing where the program brings no screen.
    public var show: (@Sendable (BoardSession, _ first: [Effect]) throws -> Void)?
    /// Lets a text be written in the built-in composer; answers nothing when it was left without sending.
    public var compose: (@Sendable (_ text: String) throws -> ComposedText)?

    /// Runs the words of a command in other surroundings, and answers its exit code; nothing where there is no program.
    public var run: (@Sendable (_ words: [String], CommandEnvironment) -> Int32)?
    /// What whoever runs the command is kept to; nothing for those who hold the account.
    public var confinement: Confinement?

    /// The surroundings of a command.
    public init(
        variables: [String: String], configuredBoard: String? = nil, projections: [Projection],
        clock: any Clock = SystemClock(), host: String,
        show: (@Sendable (BoardSession, _ first: [Effect]) throws -> Void)? = nil,
        compose: (@Sendable (_ text: String) throws -> ComposedText)? = nil,
        run: (@Sendable (_ words: [String], CommandEnvironment) -> Int32)? = nil
    ) {
        self.variables = variables
        self.configuredBoard = configuredBoard
        self.projections = projections
        self.clock = clock
        self.host = host
        self.show = show
        self.compose = compose
        self.run = run
    }

    /// The surroundings of the command that runs now.
    @TaskLocal public static var current = CommandEnvironment(variables: [:], projections: [], host: "localhost")

    /// Where whoever runs the program keeps files of their own of a kind (XDG Base Directory Specification): `protocols`,
    /// `templates`; nothing without a home.
    func configurationFolder(_ kind: String) -> String? {
        let named = variables["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (named ?? variables["HOME"].map { $0 + "/.config" }).map { "\($0)/stoa/\(kind)" }
    }

    /// The machine's name up to the first dot, in letters that a file name may hold.
    public static func hostName() -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
        let name = String(decoding: buffer.prefix { $0 != 0 && $0 != 46 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let plain = name.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        return plain.isEmpty ? "localhost" : plain
    }
}
