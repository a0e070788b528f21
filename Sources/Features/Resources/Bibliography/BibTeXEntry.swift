/// One entry of a BibTeX file.
struct BibTeXEntry: Hashable, Sendable {
    /// What kind of publication it is, in small letters: `article`.
    var kind: String
    /// By what it is cited.
    var key: String
    /// Its fields, by their names in small letters; their text as BibTeX has it, with LaTeX in it.
    var fields: [String: String]
    /// The line that it begins on, from 1.
    var line: Int
}

/// Something in a BibTeX file that could not be read.
struct BibTeXFault: Hashable, Sendable {
    /// Where it begins, a line from 1.
    var line: Int
    /// The entry's key, as far as that was read.
    var key: String
    /// What is wrong.
    var reason: String
}
