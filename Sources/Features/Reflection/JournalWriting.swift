import Foundation
import Index
import Journal
import Workbench

/// Makes the events of reflections that the rules allow: the one way to write for screens and commands. Throws
/// `CommandFailure` with the rule's reason.
struct JournalWriting: Sendable {
    let session: BoardSession

    /// Keeps an entry, sealed to its author.
    func keep(_ content: EntryContent) throws -> NewEvent {
        try NewEvent(
            ReflectionKept(sealed: seal(content, kind: ReflectionKept.kind, about: ReflectionKept.about)),
            isPrivate: true)
    }

    /// Gives an entry other words.
    func rewrite(_ entry: EventID, _ content: EntryContent) throws -> NewEvent {
        let sealed = try seal(content, kind: ReflectionRewritten.kind, about: entry.text)
        return try NewEvent(ReflectionRewritten(entry: entry, sealed: sealed), isPrivate: true)
    }

    private func seal(_ content: EntryContent, kind: String, about: String) throws -> SealedText {
        if let refusal = JournalRules.refusal(of: content) { throw CommandFailure(refusal, .badData) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return try session.seal(
            String(decoding: try encoder.encode(content), as: UTF8.self), to: [session.me], kind: kind, about: about)
    }

    /// Takes an entry out of the journal, or puts it back.
    func remove(_ entry: EventID, _ removed: Bool = true) throws -> NewEvent {
        try NewEvent(ReflectionRemoved(entry: entry, removed: removed), isPrivate: true)
    }

    /// Says what became of a next step.
    func meetStep(of entry: EventID, _ outcome: StepOutcome?) throws -> NewEvent {
        try NewEvent(ReflectionStepMet(entry: entry, outcome: outcome), isPrivate: true)
    }

    /// Notes that an entry was looked at again.
    func lookAgain(_ entry: EventID) throws -> NewEvent {
        try NewEvent(ReflectionLookedAgain(entry: entry), isPrivate: true)
    }

    /// Notes that a prompt was answered or passed over this time.
    func meet(_ occasion: ReflectionPrompt.Occasion, _ met: Bool = true) throws -> NewEvent {
        try NewEvent(ReflectionPromptMet(prompt: occasion.prompt.name, day: occasion.day, met: met), isPrivate: true)
    }

    /// Turns prompts off for the reader, or on.
    func mute(_ muted: Bool) throws -> NewEvent { try NewEvent(ReflectionPromptsMuted(muted: muted), isPrivate: true) }

    /// Says that a thread of one's own is a reflection, and which entry it came from.
    func shared(_ thread: EventID, from entry: EventID, _ content: EntryContent) throws -> [NewEvent] {
        try [
            NewEvent(ReflectionShared(thread: thread, frame: content.frame, tags: content.tags)),
            NewEvent(ReflectionSharedAs(entry: entry, thread: thread), isPrivate: true),
        ]
    }

    /// Opens a thread with an entry's words. Throws when the member may not, or there is no such channel.
    func thread(_ text: Composition.Text) throws -> Writing {
        guard let writing = try FeatureTable.firstAnswer({ try $0.beginThread(text, session) }) else {
            throw CommandFailure("there are no threads here to share it in")
        }
        return writing
    }

    /// Gives the board a frame, or takes its own away with an empty text.
    func setFrame(_ name: String, _ text: String) throws -> NewEvent {
        try allowSetting()
        if let refusal = ReflectionFile.refusal(ofName: name) { throw CommandFailure(refusal, .badData) }
        if !text.isEmpty { _ = try ReflectionFrame(name: name, text: text) }
        return try NewEvent(ReflectionFrameSet(name: name, text: text))
    }

    /// Gives the board its prompts.
    func setPrompts(_ text: String) throws -> NewEvent {
        try allowSetting()
        _ = try PromptSet(text: text)
        return try NewEvent(ReflectionPromptsSet(text: text))
    }

    private func allowSetting() throws {
        if let refusal = JournalRules.refusalToSet(by: try session.standing(of: session.me)) {
            throw CommandFailure.refused(refusal)
        }
    }
}
