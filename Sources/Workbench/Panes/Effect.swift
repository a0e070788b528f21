import Journal
import Terminal

/// What a pane wants to happen outside itself.
public enum Effect: Sendable {
    /// Events are to be written.
    case write(Writing)
    /// A pane takes a slot; what was there is come back to with `back`.
    case open(any Pane, in: Slot, isFocused: Bool = true)
    /// A pane takes a slot for good; the way back stays as it was.
    case replace(any Pane, in: Slot, isFocused: Bool = false)
    /// A slot gives way to what it held before, or is empty.
    case close(Slot)
    /// A slot takes the keys.
    case focus(Slot)
    /// The other panes are told what is being looked at.
    case follow(Reference)
    /// All panes run their queries again.
    case reload
    /// Text is to be written.
    case compose(Composition)
    /// A line of text is asked for in the last line.
    case prompt(Prompt)
    /// A question is asked in the last line.
    case ask(Question)
    /// Something is to be picked from a short list.
    case choose(Choice)
    /// A few fields are to be filled in.
    case fill(Form)
    /// A text is shown over everything until it is put away.
    case show(Page)
    /// Something that waits for the disk is done away from the screen.
    case work(Work)
    /// A message in the status line.
    case say(String)
    /// A message in the status line that something did not work; says what to do.
    case warn(String)
    /// Text goes to the clipboard of the person's own terminal (OSC 52).
    case copy(String)
    /// A link or file is opened with the person's browser, or shown where there is none.
    case openLink(String)
    /// Reading marks nothing, or does so again.
    case setPeek(Bool)
    /// An action of the frame or of the pane with the focus runs.
    case perform(ActionName)
    /// The program stops until the shell continues it.
    case suspend
    /// The program ends.
    case quit
}

/// Events to be written, and what to say and to keep for undo when they are on disk.
public struct Writing: Sendable {
    /// What is written, in this order.
    public var events: [NewEvent]
    /// What the status line says when it is on disk; empty says nothing.
    public var done: String
    /// How to take it back, if it can be.
    public var undo: Undo?
    /// What happens when it is on disk and in the index, given the ids of the events.
    public var after: (@Sendable ([EventID]) -> [Effect])?

    /// Events to be written.
    public init(
        _ events: [NewEvent], done: String = "", undo: Undo? = nil,
        after: (@Sendable ([EventID]) -> [Effect])? = nil
    ) {
        self.events = events
        self.done = done
        self.undo = undo
        self.after = after
    }

    /// How to take written events back.
    public struct Undo: Sendable {
        /// What is undone, for the status line: `marking as read`.
        public var name: String
        /// For how many milliseconds it can be undone; nothing means for as long as the program runs.
        public var lifetime: Int64?
        /// The events that take it back, given the ids of those that were written.
        public var inverse: @Sendable ([EventID]) throws -> [NewEvent]

        /// A way back.
        public init(
            _ name: String, lifetime: Int64? = nil, inverse: @escaping @Sendable ([EventID]) throws -> [NewEvent]
        ) {
            self.name = name
            self.lifetime = lifetime
            self.inverse = inverse
        }
    }
}

/// A line of text that is asked for in the last line.
public struct Prompt: Hashable, Sendable {
    /// What the pane calls it when the text comes back.
    public var purpose: String
    /// What stands before the text.
    public var label: String
    /// The text to begin with.
    public var text: String

    /// A prompt.
    public init(purpose: String, label: String, text: String = "") {
        self.purpose = purpose
        self.label = label
        self.text = text
    }
}

/// A question in the last line. Any key that is no answer leaves it unanswered.
public struct Question: Sendable {
    /// What is asked.
    public var text: String
    /// What may be answered.
    public var answers: [Answer]

    /// A question.
    public init(_ text: String, answers: [Answer]) {
        self.text = text
        self.answers = answers
    }

    /// One possible answer.
    public struct Answer: Sendable {
        /// The key; a capital letter where something is lost.
        public var key: Character
        /// What it does, in a word.
        public var label: String
        /// What follows.
        public var effects: [Effect]

        /// An answer.
        public init(_ key: Character, _ label: String, _ effects: [Effect]) {
            self.key = key
            self.label = label
            self.effects = effects
        }
    }
}

/// A short list to pick from.
public struct Choice: Sendable {
    /// What the pane calls it when the pick comes back to it.
    public var purpose: String
    /// What stands above the list.
    public var title: String
    /// What can be picked.
    public var items: [Item]

    /// A choice.
    public init(purpose: String, title: String, items: [Item]) {
        self.purpose = purpose
        self.title = title
        self.items = items
    }

    /// One row.
    public struct Item: Sendable {
        /// What the pane calls it.
        public var name: String
        /// What is shown.
        public var label: String
        /// More about it, at the right.
        public var detail: String
        /// What follows from picking it; nothing gives the pick to the pane.
        public var effects: (@Sendable () throws -> [Effect])?

        /// A row whose pick the pane is told.
        public init(_ name: String, label: String, detail: String = "") {
            self.name = name
            self.label = label
            self.detail = detail
        }

        /// A row whose pick has effects of its own.
        public init(label: String, detail: String = "", effects: @escaping @Sendable () throws -> [Effect]) {
            self.init(label, label: label, detail: detail)
            self.effects = effects
        }
    }
}

/// A text to be shown over everything.
public struct Page: Hashable, Sendable {
    /// What stands above it.
    public var title: String
    /// Its lines, already fitting the usual widths.
    public var lines: [StyledLine]

    /// A page.
    public init(title: String, lines: [StyledLine]) {
        self.title = title
        self.lines = lines
    }
}
