import Foundation
import Index
import Journal
import Workbench

/// What can be done with a resource.
public enum ResourceAct: Hashable, Sendable {
    /// What can be done to a resource besides moving it on.
    case edit, remove, rate, comment, check, link
    /// Brings it to another state.
    case move(to: ResourceState)
    /// Takes back a comment of this member.
    case retract(by: Account)
    /// Takes away what this member linked.
    case unlink(by: Account)
}

/// Who may share and change what; each answers why not, or nothing when it is allowed.
public enum ResourceRules {
    /// The most letters of a title, and of a reason.
    public static let longestTitle = 200, longestReason = 500
    /// The most bytes of a note, and of a comment.
    public static let longestNote = 200_000, longestComment = 20_000
    /// The most tags, comments and links of a resource.
    public static let mostTags = 20, mostComments = 1_000, mostLinks = 100
    /// Days after which somebody should look whether it still works, unless it is said otherwise.
    public static let usualCheck = 180

    /// Sharing a resource.
    public static func refusalToAdd(_ resource: ResourceAdded, by actor: Standing) -> String? {
        guard actor.role != nil else { return "only members may share resources; `stoa join` makes you one" }
        return refusal(of: resource)
    }

    /// What a resource says.
    public static func refusal(of resource: ResourceAdded) -> String? {
        guard resource.title.contains(where: { !$0.isWhitespace }) else { return "a resource needs a title" }
        guard resource.title.count <= longestTitle else { return "a title has at most \(longestTitle) letters" }
        guard resource.note.utf8.count <= longestNote else { return "a note has at most \(longestNote) bytes" }
        guard resource.tags.count <= mostTags else { return "a resource has at most \(mostTags) tags" }
        if let refusal = resource.tags.lazy.compactMap(refusal(ofTag:)).first { return refusal }
        if let file = resource.file, let refusal = refusal(ofFile: file) { return refusal }
        if let path = resource.path, let refusal = refusal(ofPath: path) { return refusal }
        return refusal(ofFields: resource.fields ?? [:])
            ?? refusal(ofUse: resource.minutes, resource.licence, resource.checkEvery) ?? refusal(ofPlace: resource)
    }

    private static func refusal(ofPlace resource: ResourceAdded) -> String? {
        let address = resource.address ?? ""
        switch resource.resourceKind {
        case .link: return refusal(ofAddress: address)
        case .file where resource.file == nil && resource.path == nil: return "a file resource needs a file"
        case .video where address.isEmpty && resource.file == nil && resource.path == nil:
            return "a video needs a link or a file"
        default: return address.isEmpty ? nil : refusal(ofAddress: address)
        }
    }

    private static func refusal(ofFields fields: [String: String]) -> String? {
        guard fields.count <= 2 * ResourceField.allCases.count else { return "a resource has fewer fields than that" }
        for (name, value) in fields {
            guard name.utf8.count <= 40, value.utf8.count <= ResourceField.longest else {
                return "a field has at most \(ResourceField.longest) bytes"
            }
            switch ResourceField(rawValue: name) {
            case .key where !value.isEmpty:
                guard value.utf8.count <= 200, value.unicodeScalars.allSatisfy(isOfKeys) else {
                    return "a citation key is one word without , { } # % \\ \" ' and ~"
                }
            case .doi where !value.isEmpty:
                guard ResourceAddress.doi(value) != nil else {
                    return "“\(value.prefix(60))” is no DOI; write 10.1000/182"
                }
            default: break
            }
        }
        return nil
    }

    /// What BibTeX programs take in a key.
    static func isOfKeys(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0x20 && scalar.value != 0x7F && !",{}#%\\\"'~()=".unicodeScalars.contains(scalar)
            && !scalar.properties.isWhitespace
    }

    private static func refusal(ofUse minutes: Int?, _ licence: String?, _ checkEvery: Int?) -> String? {
        if let minutes, !(0...100_000).contains(minutes) { return "minutes are a number from 0 to 100,000" }
        if let licence, licence.utf8.count > 200 { return "a licence is named in at most 200 bytes" }
        if let checkEvery, !(0...3_660).contains(checkEvery) { return "one looks again after 0 to 3,660 days" }
        return nil
    }

    /// Doing something with a resource.
    public static func refusal(_ act: ResourceAct, by actor: Account, _ standing: Standing, on resource: ResourceRecord)
        -> String?
    {
        guard standing.role != nil else { return "only members may do this; `stoa join` makes you one" }
        switch act {
        case .edit, .remove: return refusalToChange(by: actor, standing: standing, owner: resource.author)
        case .rate, .comment, .check, .link: return nil
        case .retract(let author):
            return author == actor || standing.isAtLeast(.moderator)
                ? nil : "only who wrote a comment, or a moderator, takes it back"
        case .unlink(let linker):
            return linker == actor || resource.author == actor || standing.isAtLeast(.moderator)
                ? nil : "only who linked it, who added the resource or a moderator takes a link away"
        case .move(let state): return refusal(toMoveTo: state, by: actor, standing, on: resource)
        }
    }

    private static func refusal(
        toMoveTo state: ResourceState, by actor: Account, _ standing: Standing, on resource: ResourceRecord
    ) -> String? {
        if state == resource.state { return "this resource is \(state.rawValue) already" }
        switch state {
        case .proposed: return "what is on the list does not become proposed again"
        case .recommended: return standing.isAtLeast(.moderator) ? nil : "only a moderator recommends a resource"
        case .listed where resource.state == .proposed || resource.state == .recommended:
            return standing.isAtLeast(.moderator) ? nil : "only a moderator does this"
        case .listed, .outdated, .archived:
            return refusalToChange(by: actor, standing: standing, owner: resource.author)
        }
    }

    /// Changing or removing one.
    public static func refusalToChange(by actor: Account, standing: Standing, owner: Account) -> String? {
        guard standing.role != nil else { return "only members may change resources; `stoa join` makes you one" }
        return actor == owner || standing.isAtLeast(.moderator)
            ? nil : "only who added it, or a moderator, may change a resource"
    }

    /// A word on a resource.
    public static func refusal(of rating: ResourceRated) -> String? {
        guard rating.verdict != nil else { return nil }
        guard rating.reason.contains(where: { !$0.isWhitespace }) else {
            return rating.verdict == .helped ? "say with what it helped" : "say what did not work"
        }
        return rating.reason.count <= longestReason ? nil : "a reason has at most \(longestReason) letters"
    }

    /// A remark on a resource.
    public static func refusal(of comment: ResourceCommented) -> String? {
        guard comment.text.contains(where: { !$0.isWhitespace }) else { return "a comment needs words" }
        guard (comment.anchor?.count ?? 0) <= 80 else { return "a place has at most 80 letters" }
        return comment.text.utf8.count <= longestComment ? nil : "a comment has at most \(longestComment) bytes"
    }

    /// What can be linked.
    public static func refusal(of thing: Reference, to resource: EventID) -> String? {
        guard let id = thing.id, thing.kind.count <= 20 else { return "only things on the board can be linked" }
        return id == resource ? "a resource is not linked to itself" : nil
    }
}

/// What addresses, files and tags may be.
extension ResourceRules {
    /// A link's address: the web, mail, and nothing that a program might run.
    public static func refusal(ofAddress address: String) -> String? {
        let schemes = ["http", "https", "mailto", "ftp", "gemini", "doi"]
        guard let scheme = URL(string: address)?.scheme?.lowercased(), schemes.contains(scheme) else {
            return "a link begins with one of \(schemes.map { $0 + ":" }.joined(separator: " "))"
        }
        return address.utf8.count <= 2_000 ? nil : "a link has at most 2,000 letters"
    }

    /// A tag.
    public static func refusal(ofTag tag: String) -> String? {
        let isPlain = tag.allSatisfy { $0.isLetter || $0.isNumber || "-_+.".contains($0) }
        return isPlain && !tag.isEmpty && tag.count <= 40 ? nil : "a tag is 1 to 40 letters, digits, - _ + and ."
    }

    private static func refusal(ofFile file: AttachedFile) -> String? {
        let isHash =
            file.hash.utf8.count == 64
            && file.hash.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        return isHash && file.size >= 0 ? nil : "a file is named by the SHA-256 of its content"
    }

    private static func refusal(ofPath path: String) -> String? {
        guard path.hasPrefix("/"), path.utf8.count <= 1_000 else { return "a file's path begins with / and is short" }
        return path.unicodeScalars.contains { $0.properties.generalCategory == .control }
            ? "a path has no control characters" : nil
    }
}
