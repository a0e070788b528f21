import TOMLKit

/// Reads TOML (https://toml.io) that a person wrote, for themes and configuration.
public enum TOMLText {
    /// Why a text is no TOML, with the line.
    public struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
        /// One line that names the source and the line in it.
        public let description: String
    }

    /// The table that a text describes; `source` names the text in what is thrown.
    public static func table(_ text: String, source: String) throws(Problem) -> TOMLTable {
        do { try TOMLGrammar.check(text) } catch {
            throw Problem(description: "\(source), line \(error.line): \(error.reason)")
        }
        do {
            return try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw Problem(description: "\(source), line \(error.source.begin.line): \(error.description)")
        } catch {
            throw Problem(description: "\(source): \(error)")
        }
    }
}
