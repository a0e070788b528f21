/// What a resource is.
public enum ResourceKind: String, Codable, CaseIterable, Sendable {
    /// What is shared.
    case link, file, note, book, paper, video, person, tool

    /// What it is called in a list of kinds.
    var words: String { rawValue }

    /// What is asked of it besides its title, in the order in which people write it.
    public var fields: [ResourceField] {
        switch self {
        case .book: [.authors, .editors, .year, .publisher, .edition, .volume, .series, .pages, .isbn, .doi, .key]
        case .paper:
            [.authors, .year, .journal, .booktitle, .volume, .number, .pages, .publisher, .institution, .doi, .key]
        case .video: [.authors, .year, .publisher, .series, .number]
        case .link, .file: [.authors, .year]
        case .person: [.institution]
        case .tool: [.authors, .edition]
        case .note: []
        }
    }
}

/// What is known of a book, a paper or a video besides its title, by BibTeX's names.
public enum ResourceField: String, CaseIterable, Sendable {
    /// Names, `and` between them.
    case authors, editors
    /// The fields of BibTeX that are kept, by their names there.
    case year, month, journal, booktitle, publisher, institution, place, volume, number, pages, edition, chapter,
        series,
        isbn, issn, doi
    /// What kind of publication it is to BibTeX, such as `phdthesis`, and by which key it is cited.
    case entry, key

    /// The name that BibTeX has for it; nothing where it is no field there.
    public var bibtex: String? {
        switch self {
        case .authors: "author"
        case .editors: "editor"
        case .place: "address"
        case .entry, .key: nil
        default: rawValue
        }
    }

    /// What stands before it.
    public var label: String {
        switch self {
        case .isbn, .issn, .doi: rawValue.uppercased()
        case .booktitle: "In"
        case .key: "Cited as"
        default: rawValue.prefix(1).uppercased() + rawValue.dropFirst()
        }
    }

    /// How it is written.
    var hint: String {
        switch self {
        case .authors, .editors: "Names with “and” between them: Gilbert Strang and Ana Souza."
        case .isbn: "10 or 13 digits; its check digit is looked at."
        case .doi: "10.1000/182, doi:10.1000/182 or https://doi.org/10.1000/182."
        case .key: "A short name without spaces, for BibTeX: strang2016."
        case .booktitle: "The proceedings or the collection that it stands in."
        case .pages: "113–118"
        default: ""
        }
    }

    /// The most bytes of a value.
    static let longest = 2_000
}

/// Where a resource stands in the library.
public enum ResourceState: String, Codable, CaseIterable, Sendable {
    /// From being suggested to being put away.
    case proposed, listed, recommended, outdated, archived

    /// Whether it is still of use.
    public var isCurrent: Bool { self != .outdated && self != .archived }
}

/// For whom it is.
public enum ResourceDepth: String, Codable, CaseIterable, Sendable {
    /// For beginners, for some experience, for those who know the field.
    case start, some, deep

    /// In words.
    public var words: String {
        switch self {
        case .start: "to start with"
        case .some: "with some experience"
        case .deep: "in depth"
        }
    }
}

/// How far the reader has come with it; theirs alone to know.
public enum ReadingState: String, Codable, CaseIterable, Sendable {
    /// Meant to be read.
    case toRead = "to_read"
    /// Being read; read.
    case reading, read

    /// In words.
    public var words: String { rawValue.replacing("_", with: " ") }

    /// The sign in lists.
    var sign: String {
        switch self {
        case .toRead: "○"
        case .reading: "◐"
        case .read: "●"
        }
    }
}

/// What a member says of a resource after using it.
public enum ResourceVerdict: String, Codable, CaseIterable, Sendable {
    /// It was of use.
    case helped
    /// It was of none.
    case failed = "did_not_work"

    /// In words.
    public var words: String { self == .helped ? "this helped" : "didn't work" }
}
