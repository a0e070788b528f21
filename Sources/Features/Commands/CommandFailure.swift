import ArgumentParser
import Foundation
import Index
import Journal

/// Why a command could not do what it was asked, for the person at the keyboard.
public struct CommandFailure: Error, CustomStringConvertible {
    /// What the program answers to its caller; the numbers are those of sysexits(3) where it has one.
    public enum Code: Int32, Sendable {
        /// It could not be done.
        case failed = 1
        /// The words are off.
        case usage = 64
        /// What was given is bad; nothing was written.
        case badData = 65
        /// There is no such board or thing.
        case notFound = 66
        /// It cannot be created.
        case cannotCreate = 73
        /// Reading or writing failed; nothing half written remains.
        case inputOutput = 74
        /// It is not permitted.
        case notPermitted = 77
        /// It was interrupted.
        case interrupted = 130
    }

    /// One line: what happened, to which thing, what to do now.
    public let description: String
    /// The exit code.
    public let code: Code

    /// A failure.
    public init(_ sentence: String, _ code: Code = .failed) {
        description = sentence
        self.code = code
    }

    /// A rule said no.
    public static func refused(_ reason: String) -> CommandFailure { CommandFailure(reason, .notPermitted) }

    /// Any error as a failure with a sentence and a code: the one place where errors become words.
    public init(_ error: any Error) {
        switch IndexError(error) ?? error {
        case let failure as CommandFailure: self = failure
        case let error as JournalError: self.init(error.sentence, Code(error.category))
        case let error as IndexError: self.init(error.sentence, .inputOutput)
        case let error as CocoaError: self.init(error)
        default: self.init("\(error)")
        }
    }

    /// What Foundation says of a file that it could not read or write.
    private init(_ error: CocoaError) {
        let system = (error.underlying as? POSIXError)?.code
        let reason = system.map { String(cString: strerror($0.rawValue)) } ?? "it cannot be read or written"
        let advice = system == .ENOSPC || system == .EDQUOT ? "free some space and try again" : "try again"
        self.init("\(error.filePath ?? "a file"): \(reason); \(advice)", .inputOutput)
    }
}

extension CommandFailure.Code {
    fileprivate init(_ category: JournalError.Category) {
        switch category {
        case .noSuchThing: self = .notFound
        case .cannotCreate: self = .cannotCreate
        case .inputOutput: self = .inputOutput
        case .notPermitted: self = .notPermitted
        case .badData: self = .badData
        }
    }
}
