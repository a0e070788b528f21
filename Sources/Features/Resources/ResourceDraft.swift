import Foundation
import Journal

/// What a person wants to share, as they typed it: the event it becomes depends on what the target is.
struct ResourceDraft: Sendable {
    /// A link's address, a DOI, an ISBN or a file's path; empty for a note, and where a publication has none.
    var target = ""
    /// What it is; what the target looks like, if left out.
    var kind: ResourceKind?
    /// Empty for the link, the file's name or the note's first line.
    var title = ""
    var note = ""
    var tags: [String] = []
    var thread: EventID?
    var post: EventID?
    var fields: [ResourceField: String] = [:]
    var depth: ResourceDepth?
    var minutes: Int?
    var licence: String?
    var checkEvery: Int?
    var isProposed = false
    /// Whether a file stays where it is instead of being copied onto the board.
    var staysInPlace = false

    /// The file's path; nothing when it is no file.
    var file: String? {
        target.isEmpty || isLink || doi != nil || isbn != nil
            ? nil : BoardOptions.absolute((target as NSString).expandingTildeInPath)
    }

    /// The file whose content goes onto the board.
    var attached: String? { staysInPlace ? nil : file }

    private var doi: String? { ResourceAddress.doi(target) }
    private var isbn: String? {
        // A row of digits may be a file's name as well.
        let isNamed = target.lowercased().hasPrefix("isbn")
        return isNamed || target.contains("-") ? ResourceAddress.isbn(target) : nil
    }
    private var isLink: Bool { target.contains("://") || target.hasPrefix("mailto:") }

    private var address: String? { doi.map(ResourceAddress.link(doi:)) ?? (isLink ? target : nil) }

    private var looksLike: ResourceKind {
        if doi != nil { return .paper }
        if isbn != nil { return .book }
        if file != nil { return .file }
        guard isLink else { return .note }
        let host = URLComponents(string: target)?.host?.lowercased() ?? ""
        let isVideo = ["youtube.com", "youtu.be", "vimeo.com"].contains { host == $0 || host.hasSuffix("." + $0) }
        return isVideo ? .video : .link
    }

    /// The event; `file` is the copy on the board when the target is a file that goes there.
    func event(file copy: AttachedFile?) -> ResourceAdded {
        let firstLine = note.split(whereSeparator: \.isNewline).first.map { String($0.prefix(80)) } ?? ""
        let path = staysInPlace ? file : nil
        let name =
            copy?.name ?? path.map { ($0 as NSString).lastPathComponent } ?? (target.isEmpty ? firstLine : target)
        var known = fields
        if let doi { known[.doi] = doi }
        if let isbn { known[.isbn] = isbn }
        known = known.filter { !$0.value.isEmpty }
        return ResourceAdded(
            resourceKind: kind ?? looksLike,
            title: title.isEmpty ? String(name.prefix(ResourceRules.longestTitle)) : title,
            address: address, file: copy, path: path, note: note, tags: tags, thread: thread,
            fields: known.isEmpty
                ? nil : Dictionary(known.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { first, _ in first }),
            depth: depth, minutes: minutes, licence: licence, checkEvery: checkEvery,
            proposed: isProposed ? true : nil, post: post)
    }
}
