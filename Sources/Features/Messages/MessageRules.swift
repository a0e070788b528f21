import Index
import Journal

/// Who may send messages to whom. Asked before writing, to refuse with a reason, and again when reading.
public enum MessageRules {
    /// The most members that one message goes to.
    public static let mostRecipients = 20

    /// Sending a message, as its parts say it: whatever else is known.
    public static func refusal(of recipients: [Account], from author: Account) -> String? {
        guard !recipients.isEmpty else { return "a message needs somebody to go to" }
        guard recipients.count <= mostRecipients else {
            return "a message goes to at most \(mostRecipients) members; open a thread for more"
        }
        guard !recipients.contains(author) else { return "a message goes to others; your own notes are drafts" }
        return Set(recipients).count == recipients.count ? nil : "a message names everyone once"
    }

    /// Sending a message, by how everyone stands.
    public static func refusalToSend(by actor: Standing, to recipients: [(Account, Standing)]) -> String? {
        guard actor.role != nil else { return "only members may write; `stoa join` makes you one" }
        let strangers = recipients.filter { $0.1.role == nil }.map { "@\($0.0)" }
        guard strangers.isEmpty else { return "no member of this board: " + strangers.joined(separator: ", ") }
        return nil
    }

    /// Taking a message back.
    public static func refusalToRetract(by actor: Account, author: Account) -> String? {
        actor == author ? nil : "only who wrote a message may take it back"
    }
}
