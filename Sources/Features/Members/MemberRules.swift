import Index
import Journal

/// Who may say what about themselves; each answers why not, or nothing when it is allowed.
public enum MemberRules {
    /// The most letters of a field; what is longer is cut.
    static let longestField = 2_000
    /// The most letters of pronouns.
    public static let longestPronouns = 40
    /// The most lines about oneself.
    public static let mostLines = 12

    /// Setting one's profile.
    public static func refusal(toSet profile: MemberProfileSet, by actor: Standing) -> String? {
        guard actor != .outsider else { return "only members have a profile; `stoa join` makes you one" }
        if let pronouns = profile.pronouns, pronouns.count > longestPronouns || pronouns.contains(where: \.isNewline) {
            return "pronouns are one line of at most \(longestPronouns) letters"
        }
        return profile.zone.flatMap(refusal(ofZone:))
    }

    /// What a time zone's name can look like. Whether it is one is asked where it is set: hosts know different ones.
    static func refusal(ofZone zone: String) -> String? {
        let isPlain = zone.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/_+-".contains($0)) }
        return isPlain && zone.count <= 64 ? nil : "a time zone is a name such as Europe/Lisbon"
    }

    /// What a person is stopped at who sets their own; readers take what others wrote as it is.
    public static func complaint(about profile: MemberProfileSet) -> String? {
        if let name = profile.name, name.allSatisfy(\.isWhitespace) || name.count > 80 {
            return "a name has 1 to 80 letters"
        }
        if let about = profile.about {
            guard about.count <= longestField else { return "what you say about yourself has at most 2,000 letters" }
            guard about.split(separator: "\n").count <= mostLines else {
                return "what you say about yourself has at most \(mostLines) lines"
            }
        }
        for (text, what) in [
            (profile.interests, "interests"), (profile.canHelpWith, "things you can help with"),
            (profile.wantsToLearn, "things you want to learn"),
        ] {
            let tags = MemberTopic.split(text ?? "")
            guard tags.count <= MemberTopic.most else { return "name at most \(MemberTopic.most) \(what)" }
            guard tags.allSatisfy({ $0.count <= MemberTopic.longest }) else {
                return "each of the \(what) has at most \(MemberTopic.longest) letters; put commas between them"
            }
        }
        return nil
    }
}
