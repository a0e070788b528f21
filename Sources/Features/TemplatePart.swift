import Index
import TOMLKit

/// What one feature takes from a board's template when the board is founded: one key of the template's file.
public struct TemplatePart: Sendable {
    /// Does what a part says at the new board, as its founder. Throws `CommandFailure`, `JournalError`.
    typealias Beginning = @Sendable (BoardSession) throws -> Void

    /// The key.
    let key: String
    /// Reads the part; nothing when the template does not have it. Throws `CommandFailure` (65) that says what is wrong.
    let read: @Sendable (_ template: TOMLTable, _ source: String) throws -> Beginning?

    /// A part whose value is a `Section`.
    init<Section: Decodable & Sendable>(
        _ key: String, begin: @escaping @Sendable (Section, BoardSession) throws -> Void
    ) {
        self.key = key
        read = { template, source -> Beginning? in
            guard let section: Section = try TOMLFile.read(key, of: template, named: source) else { return nil }
            return { session in try begin(section, session) }
        }
    }
}
