import Foundation
import Journal

/// What a person wants to share, as they typed it: the event it becomes depends on what the target is.
struct ResourceDraft: Sendable {
    /// A link's address or a file's path; empty for a note.
    var target: String
    /// Empty for the link, the file's name or the note's first line.
    var title: String
    var note: String
    var tags: [String]
    var thread: EventID?

    /// The file's path; nothing when it is no file.
    var file: String? {
        target.isEmpty || isLink ? nil : BoardOptions.absolute((target as NSString).expandingTildeInPath)
    }

    private var isLink: Bool {
        target.contains("://") || target.hasPrefix("mailto:") || target.lowercased().hasPrefix("doi:")
    }

    /// The event; `file` is the copy on the board when the target is a file.
    func event(file: AttachedFile?) -> ResourceAdded {
        let firstLine = note.split(whereSeparator: \.isNewline).first.map { String($0.prefix(80)) } ?? ""
        let name = file?.name ?? (isLink ? target : firstLine)
        return ResourceAdded(
            resourceKind: file != nil ? .file : isLink ? .link : .note, title: title.isEmpty ? name : title,
            address: isLink ? target : nil, file: file, note: note, tags: tags, thread: thread)
    }
}
