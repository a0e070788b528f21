import Index
import Journal

/// The text of a piece of work, for showing with line numbers.
public enum FeedbackText {
    /// Bytes of the largest work that is shown as text; more is an attachment.
    public static let largest = 1 << 20

    /// What there is to show of a version.
    public enum Content: Hashable, Sendable {
        /// Text, with the name it had, which says how it is coloured.
        case text(String, name: String?)
        /// A file that is no text, or too large to be shown.
        case attachment(AttachedFile)
        /// Nothing but a reference: a link, a project.
        case reference(EventID?)
    }

    /// The content of a version. Throws `JournalError` when its file is not there any more.
    public static func content(of version: WorkVersion, on board: Board) throws -> Content {
        let work = version.work
        if let text = work.text { return .text(text, name: work.file?.name) }
        guard let file = work.file else { return .reference(work.subject) }
        guard file.size <= Int64(largest) else { return .attachment(file) }
        let bytes = try FileStore(board: board, account: version.keeper).read(file.hash, limit: largest)
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else { return .attachment(file) }
        return .text(text, name: work.kind == .text ? nil : file.name)
    }
}

extension FeedbackText {
    /// The lines of a text as they are numbered; a line end at the end begins no line.
    public static func lines(_ text: String) -> [Substring] {
        var lines = text.split(separator: /\r?\n/, omittingEmptySubsequences: false)
        if lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}
