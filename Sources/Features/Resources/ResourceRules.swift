import Foundation
import Index
import Journal

/// Who may share and change what; each answers why not, or nothing when it is allowed.
public enum ResourceRules {
    /// The most letters of a title.
    public static let longestTitle = 200
    /// The most tags of a resource.
    public static let mostTags = 20

    /// Sharing a resource.
    public static func refusalToAdd(_ resource: ResourceAdded, by actor: Standing) -> String? {
        guard actor.role != nil else { return "only members may share resources; `stoa join` makes you one" }
        guard resource.title.contains(where: { !$0.isWhitespace }) else { return "a resource needs a title" }
        guard resource.title.count <= longestTitle else { return "a title has at most \(longestTitle) letters" }
        guard resource.tags.count <= mostTags else { return "a resource has at most \(mostTags) tags" }
        if let refusal = resource.tags.lazy.compactMap(refusal(ofTag:)).first { return refusal }
        return switch resource.resourceKind {
        case .link: refusal(ofAddress: resource.address ?? "")
        case .file: resource.file == nil ? "a file resource needs a file" : nil
        case .book, .note: nil
        }
    }

    /// Changing or removing one.
    public static func refusalToChange(by actor: Account, standing: Standing, owner: Account) -> String? {
        guard standing.role != nil else { return "only members may change resources; `stoa join` makes you one" }
        return actor == owner || standing.isAtLeast(.moderator)
            ? nil : "only who added it, or a moderator, may change a resource"
    }

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
}
