import ArgumentParser
import GRDB
import Index
import Journal
import Terminal
import Workbench

/// Everything that one capability brings, as one value. A feature's folder ends in such a value, and the table of
/// features lists it; nothing else of the program knows the feature by name.
public struct Feature: Sendable {
    /// Its name, for messages.
    public var name: String
    /// Its part of the index; nothing when it only shows what others keep.
    public var projection: Projection?
    /// Its commands, under the headings of `stoa help`.
    public var commands: [CommandGroup]
    /// What its commands print with `--json`.
    public var documents: [JSONDocument]
    /// Its actions beyond those that all panes share.
    public var actions: [Action]
    /// How those of its actions run that belong to no pane.
    public var performers: @Sendable (BoardSession) -> [ActionName: Performer]
    /// The kinds of turns that it gives, in words.
    public var turns: [TurnWords]
    /// Its entries of the sidebar.
    public var views: [BoardView]
    /// Shows one of its things by id; nothing when the id names none of them.
    public var open: @Sendable (EventID, BoardSession) throws -> [Effect]?
    /// Goes on with a draft; nothing when the draft is not one of its own.
    public var resume: @Sendable (StoredDraft, BoardSession) throws -> Composition?
    /// What of it waits for the reader, for the right end of the status line; empty when nothing does.
    public var standing: @Sendable (BoardSession) throws -> StyledLine
    /// How far those of its things have come that get done, for what they serve.
    public var progress: @Sendable ([EventID], Database) throws -> [EventID: Completion]
    /// What may stand for a word that begins with `@` or `#`, with that sign, the likeliest first.
    public var completions: @Sendable (_ word: String, BoardSession) throws -> [String]
    /// What it shows beneath the posts of a thread, by the post's id: thanks for it, a poll about it.
    public var postNotes: @Sendable (_ thread: EventID, BoardSession) throws -> [EventID: [StyledLine]]
    /// What it takes from a template when a board is founded.
    var templateParts: [TemplatePart] = []
    /// What of it belongs to the reader's own path, the latest first and at most so much.
    var moments: @Sendable (_ limit: Int, BoardSession) throws -> [Moment] = { _, _ in [] }
    /// What of it is gently offered on Home.
    var offers: @Sendable (BoardSession) throws -> [Offer] = { _ in [] }
    /// What of it a digest says.
    var digestItems: @Sendable (DigestSpan, BoardSession) throws -> [DigestItem] = { _, _ in [] }
    /// Begins a thread with a title and a text in a channel, for other features; nothing when it has no threads.
    var beginThread: @Sendable (Composition.Text, BoardSession) throws -> Writing? = { _, _ in nil }
    /// What one of its turns asks of a moderator; nothing when the turn is none of that.
    var moderating: @Sendable (Turn, BoardSession) throws -> ModerationCase?
    /// How a moderator takes one of its things out of view or closes it; nothing when it cannot be done to that thing.
    var concealing: @Sendable (Concealment, EventID, _ reason: String, BoardSession) throws -> NewEvent?
    /// How its things and others' belong together.
    public var links = ThingLinks()
    /// What is wrong with its things, for `stoa doctor`.
    public var checkup: @Sendable (BoardSession) throws -> [String] = { _ in [] }
    /// The formats in which it takes things in and gives them out.
    public var formats: [ExchangeFormat] = []
    /// What it shows on Home.
    public var home: @Sendable (BoardSession) throws -> [HomeSection]
    /// What comes next for the member, for `stoa status`; the earliest of all features' is said.
    public var nextMeeting: @Sendable (BoardSession) throws -> NextMeeting?
    /// Its part of the demo's story.
    var scenes: [DemoScene] = []

    /// A feature; whatever is left out it does not have.
    init(
        _ name: String, projection: Projection? = nil, commands: [CommandGroup] = [],
        documents: [JSONDocument] = [], actions: [Action] = [],
        performers: @escaping @Sendable (BoardSession) -> [ActionName: Performer] = { _ in [:] },
        turns: [TurnWords] = [],
        views: [BoardView] = [],
        open: @escaping @Sendable (EventID, BoardSession) throws -> [Effect]? = { _, _ in nil },
        resume: @escaping @Sendable (StoredDraft, BoardSession) throws -> Composition? = { _, _ in nil },
        standing: @escaping @Sendable (BoardSession) throws -> StyledLine = { _ in StyledLine() },
        progress: @escaping @Sendable ([EventID], Database) throws -> [EventID: Completion] = { _, _ in [:] },
        completions: @escaping @Sendable (String, BoardSession) throws -> [String] = { _, _ in [] },
        postNotes: @escaping @Sendable (EventID, BoardSession) throws -> [EventID: [StyledLine]] = { _, _ in [:] },
        moderating: @escaping @Sendable (Turn, BoardSession) throws -> ModerationCase? = { _, _ in nil },
        concealing: @escaping @Sendable (Concealment, EventID, String, BoardSession) throws -> NewEvent? = {
            _, _, _, _ in nil
        },
        home: @escaping @Sendable (BoardSession) throws -> [HomeSection] = { _ in [] },
        nextMeeting: @escaping @Sendable (BoardSession) throws -> NextMeeting? = { _ in nil }
    ) {
        self.name = name
        self.projection = projection
        self.commands = commands
        self.documents = documents
        self.actions = actions
        self.performers = performers
        self.turns = turns
        self.views = views
        self.open = open
        self.resume = resume
        self.standing = standing
        self.progress = progress
        self.completions = completions
        self.postNotes = postNotes
        self.moderating = moderating
        self.concealing = concealing
        self.home = home
        self.nextMeeting = nextMeeting
    }

    /// The feature with what it takes from templates.
    func beginning(with parts: [TemplatePart]) -> Feature {
        var feature = self
        feature.templateParts = parts
        return feature
    }

    /// The feature with its part of the demo's story.
    func telling(_ scenes: [DemoScene]) -> Feature {
        var feature = self
        feature.scenes = scenes
        return feature
    }

    /// The feature with what of it belongs to the reader's own path.
    func remembering(_ moments: @escaping @Sendable (Int, BoardSession) throws -> [Moment]) -> Feature {
        var feature = self
        feature.moments = moments
        return feature
    }

    /// The feature with what it offers on Home.
    func offering(_ offers: @escaping @Sendable (BoardSession) throws -> [Offer]) -> Feature {
        var feature = self
        feature.offers = offers
        return feature
    }

    /// The feature with a way for others to begin a thread.
    func beginning(_ thread: @escaping @Sendable (Composition.Text, BoardSession) throws -> Writing?) -> Feature {
        var feature = self
        feature.beginThread = thread
        return feature
    }

    /// The feature with what a digest says of it.
    func digesting(_ items: @escaping @Sendable (DigestSpan, BoardSession) throws -> [DigestItem]) -> Feature {
        var feature = self
        feature.digestItems = items
        return feature
    }
}
