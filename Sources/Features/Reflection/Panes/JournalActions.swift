import Index
import Journal
import Workbench

extension Context {
    /// In the journal and on an entry's page.
    static let journal: Context = "journal"
}

extension ActionName {
    static let newEntry: ActionName = "new-entry"
    static let shareEntry: ActionName = "share-entry"
    static let passPrompt: ActionName = "pass-prompt"
    static let mutePrompts: ActionName = "mute-prompts"
}

/// What is done with reflections, by name.
enum JournalActions {
    static let table = [
        Action(
            .newEntry, keys: ["c"], in: .journal, group: .writing, help: "new entry",
            hint: "For you alone, until you share it.", prominence: 72),
        Action(
            .shareEntry, keys: ["P"], in: .journal, group: .writing, help: "share",
            hint: "As a thread in a channel; you see every word before it goes.", prominence: 60),
        Action(
            .passPrompt, keys: ["z"], in: .journal, group: .writing, help: "not this time",
            hint: "The question comes round again by itself.", prominence: 74),
        Action(
            .mutePrompts, keys: [], group: .reading, help: "prompts on or off",
            hint: "Whether the board's questions are offered to you."),
    ]

    static func performers(_ session: BoardSession) -> [ActionName: Performer] {
        let effects = JournalEffects(session: session)
        return [
            .newEntry: Performer { try effects.offerFrames() },
            .mutePrompts: Performer { try effects.toggleMute() },
        ]
    }
}
