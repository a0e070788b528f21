/// Something that a person can do. All of them stand in one table, from which dispatch, the line of keys, help, the
/// palette and `stoa keys` are made.
public struct Action: Hashable, Sendable {
    /// What it is called.
    public var name: ActionName
    /// The keys it has unless the configuration says otherwise, as `KeySequence` reads them.
    public var keys: [String]
    /// Where those keys mean this.
    public var context: Context
    /// The heading it stands under in help.
    public var group: Group
    /// A word or three for the line of keys and the help.
    public var help: String
    /// One more sentence, for help and the palette.
    public var hint: String
    /// How early it comes in the line of keys; 0 keeps it out.
    public var prominence: Int
    /// Whether `repeat` does it again.
    public var isRepeatable: Bool
    /// Whether `undo` brings the pane's state from before it back.
    public var restoresPane: Bool

    /// The headings of the help screen, in their order.
    public enum Group: String, CaseIterable, Hashable, Sendable {
        /// What reads and marks.
        case reading = "Reading"
        /// What writes.
        case writing = "Writing"
        /// What finds.
        case finding = "Finding"
        /// What moves the selection.
        case moving = "Moving"
        /// Where one can go.
        case views = "Views"
        /// What concerns the whole window.
        case frame = "The window"
        /// What concerns the text being written.
        case composer = "The composer"
    }

    /// An action.
    public init(
        _ name: ActionName, keys: [String], in context: Context = .everywhere, group: Group, help: String,
        hint: String = "", prominence: Int = 0, isRepeatable: Bool = false, restoresPane: Bool = false
    ) {
        self.name = name
        self.keys = keys
        self.context = context
        self.group = group
        self.help = help
        self.hint = hint
        self.prominence = prominence
        self.isRepeatable = isRepeatable
        self.restoresPane = restoresPane
    }
}

/// Whether an action can run here and now.
public enum Availability: Hashable, Sendable {
    /// It can.
    case available
    /// It belongs here but cannot run now; the words say why.
    case unavailable(String)
    /// It means nothing here.
    case absent

    /// Available, unless a rule has a reason against it.
    public init(unless refusal: String?) {
        self = refusal.map(Availability.unavailable) ?? .available
    }
}
