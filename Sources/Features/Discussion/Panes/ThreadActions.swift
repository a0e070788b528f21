import Index
import Workbench

/// Opening threads of a kind that is named, where `c` lets the title decide.
enum ThreadActions {
    private static let kinds: [(kind: ThreadKind, action: ActionName, hint: String)] = [
        (.question, "new-question", "It waits under “Needs help” until an answer is accepted."),
        (.announcement, "new-announcement", "What everyone should know; moderators."),
        (.activity, "new-activity", "Something to do together; everyone answers in its thread."),
        (.discussion, "new-discussion", "Also when its title ends in a question mark."),
    ]

    static let table = kinds.map { kind, action, hint in
        Action(action, keys: [], group: .writing, help: "new \(kind.rawValue)", hint: hint)
    }

    static func performers(_ session: BoardSession) -> [ActionName: Performer] {
        Dictionary(
            uniqueKeysWithValues: kinds.map { kind, action, _ in
                let performer = Performer(availability: { availability(kind, session) }) {
                    [DiscussionEffects(session: session).compose(channel: nil, kind: kind)]
                }
                return (action, performer)
            })
    }

    private static func availability(_ kind: ThreadKind, _ session: BoardSession) -> Availability {
        let standing = (try? session.standing(of: session.me)) ?? .outsider
        let refusal = DiscussionRules.refusalToOpen(kind, by: standing, starters: .members, isArchived: false)
        return Availability(unless: refusal)
    }
}
