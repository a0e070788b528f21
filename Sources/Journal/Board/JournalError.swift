import Glibc

/// What went wrong with a board's files, as a sentence for the person at the keyboard.
public struct JournalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of trouble it is; commands turn it into their exit code.
    public enum Category: Hashable, Sendable {
        /// What went wrong, as exit codes part it.
        case noSuchThing, cannotCreate, inputOutput, notPermitted, badData
    }

    /// One line: what happened, to which thing, what to do now.
    public let sentence: String
    /// What kind of trouble it is.
    public let category: Category

    /// In words.
    public var description: String { sentence }

    /// An error with its sentence.
    public init(_ category: Category, _ sentence: String) {
        self.category = category
        self.sentence = sentence
    }

    /// The same error where a part of what was to be written may be there all the same.
    var leavingParts: JournalError {
        let reason = sentence.split(separator: ";", maxSplits: 1).first.map(String.init) ?? sentence
        return JournalError(.inputOutput, reason + "; look whether it is there before you try again")
    }

    /// An error from `errno`, just after the call that failed: what could not be done, and what to do about it.
    static func system(_ action: String, advice: String = "try again") -> JournalError {
        let code = errno
        let category: Category =
            switch code {
            case EACCES, EPERM, EROFS: .notPermitted
            case ENOENT: .noSuchThing
            default: .inputOutput
            }
        let hint =
            switch code {
            case ENOSPC, EDQUOT: "free some space and try again"
            case EROFS: "the board can only be read here"
            default: advice
            }
        return JournalError(
            category, "\(action): \(String(cString: strerror(code))); \(hint)")
    }
}
