import Index
import Journal

/// `reflection.kept`: an entry of one's own journal, in the private log, sealed to oneself. The event's id is the entry's.
public struct ReflectionKept: EventPayload {
    /// What logs call it.
    public static let kind = "reflection.kept"
    /// What else the words must not be torn from.
    public static let about = "entry"
    /// The words.
    public var sealed: SealedText

    /// An entry.
    public init(sealed: SealedText) { self.sealed = sealed }
}

/// `reflection.rewritten`: other words for an entry. Private; the latest counts.
public struct ReflectionRewritten: EventPayload {
    /// What logs call it.
    public static let kind = "reflection.rewritten"
    /// Which entry.
    public var entry: EventID
    /// The words.
    public var sealed: SealedText
}

/// `reflection.removed`: an entry is taken out of the journal, or put back. Private.
public struct ReflectionRemoved: EventPayload {
    /// What logs call it.
    public static let kind = "reflection.removed"
    /// Which entry.
    public var entry: EventID
    /// Whether it is out.
    public var removed: Bool
}

/// `reflection.step_met`: what became of an entry's next step; nothing takes that back. Private.
public struct ReflectionStepMet: EventPayload {
    /// What logs call it.
    public static let kind = "reflection.step_met"
    /// Which entry.
    public var entry: EventID
    /// What became of it.
    public var outcome: StepOutcome?
}

/// `reflection.looked_again`: an entry was seen on or after the day that its author had set. Private.
public struct ReflectionLookedAgain: EventPayload {
    /// What logs call it.
    public static let kind = "reflection.looked_again"
    /// Which entry.
    public var entry: EventID
}

/// `reflection.prompt_met`: one coming of a prompt was answered, or passed over. Private.
public struct ReflectionPromptMet: EventPayload {
    /// What logs call it.
    public static let kind = "reflection.prompt_met"
    /// Which prompt.
    public var prompt: String
    /// The day it came, in days since 1970.
    public var day: Int
    /// Whether it is met; no, when that is taken back.
    public var met: Bool
}

/// `reflection.prompts_muted`: the reader wants no prompts, or wants them again. Private.
public struct ReflectionPromptsMuted: EventPayload {
    /// What logs call it.
    public static let kind = "reflection.prompts_muted"
    /// Whether there are none.
    public var muted: Bool
}

/// `reflection.shared_as`: an entry was shared as a thread. Private: others see the thread, and not what it came from.
public struct ReflectionSharedAs: EventPayload {
    /// What logs call it.
    public static let kind = "reflection.shared_as"
    /// Which entry.
    public var entry: EventID
    /// The thread.
    public var thread: EventID
}

/// `reflection.shared`: a thread of one's own is a reflection that one shares. Everybody reads, answers and thanks for it
/// as for any thread.
public struct ReflectionShared: EventPayload {
    /// What logs call it.
    public static let kind = "reflection.shared"
    /// The thread.
    public var thread: EventID
    /// The frame it was written in.
    public var frame: String
    /// What it is about.
    public var tags: [String]

    /// A shared reflection.
    public init(thread: EventID, frame: String, tags: [String]) {
        self.thread = thread
        self.frame = frame
        self.tags = tags
    }
}
