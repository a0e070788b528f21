import Index
import Journal

/// Who may do what with duties; each answers why not, or nothing when it is allowed.
public enum DutyRules {
    /// The most members on a rota, and the most that is kept of those who could not.
    static let most = 200

    /// Making, changing and removing one.
    public static func refusalToManage(by standing: Standing) -> String? {
        standing.isAtLeast(.moderator) ? nil : "only moderators make and change duties"
    }

    /// What a duty may say.
    public static func refusal(ofName name: String, about: String) -> String? {
        guard name.contains(where: { !$0.isWhitespace }), name.count <= 60, !name.contains(where: \.isNewline) else {
            return "a duty's name is one line of at most 60 letters"
        }
        return about.utf8.count <= 2_000 ? nil : "what a duty is about takes at most 2,000 bytes"
    }

    /// Joining or leaving a rota.
    public static func refusalToTake(_ taken: Bool, _ duty: Duty, by actor: Account, standing: Standing) -> String? {
        guard standing.role != nil else { return "only members take duties; `stoa join` makes you one" }
        guard !duty.isRemoved else { return "this duty is done away with" }
        guard duty.rota.contains(actor) != taken else {
            return taken ? "you stand on this rota already" : "you do not stand on this rota"
        }
        return duty.spells.count < most ? nil : "a rota has had at most \(most) members"
    }

    /// Passing one's turn.
    public static func refusalToPass(_ duty: Duty, period: Int, by actor: Account, standing: Standing) -> String? {
        guard standing.role != nil else { return "only members take duties; `stoa join` makes you one" }
        guard duty.rotates != .never else { return "this duty goes to nobody else by itself; leave it instead" }
        guard duty.rota.contains(actor) else { return "you do not stand on this rota" }
        return duty.passes.count < most && period >= 0 && period < 1_000_000 ? nil : "that is no time to pass"
    }
}
