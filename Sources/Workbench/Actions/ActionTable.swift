/// All actions there are, in the order in which help shows them.
public struct ActionTable: Hashable, Sendable {
    /// The actions.
    public let actions: [Action]
    private let places: [ActionName: Int]

    /// A table of these actions; of two with one name the first stays.
    public init(_ actions: [Action]) {
        self.actions = actions
        places = Dictionary(actions.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The table of the frame with the actions of features after it.
    public static func standard(adding features: [Action] = []) -> ActionTable {
        ActionTable(reading + writing + finding + moving + frame + composer + features)
    }

    /// The action of this name.
    public subscript(name: ActionName) -> Action? { places[name].map { actions[$0] } }
}

extension ActionTable {
    private static let reading: [Action] = [
        Action(.open, keys: ["enter", "l", "right"], group: .reading, help: "open", prominence: 90),
        Action(
            .nextUnread, keys: ["n"], group: .reading, help: "next unread",
            hint: "Goes to the next post that you have not read, into the next thread when this one has none.",
            prominence: 80),
        Action(.previousUnread, keys: ["p"], group: .reading, help: "previous unread"),
        Action(.nextUnreadThread, keys: ["N"], group: .reading, help: "next unread thread", prominence: 40),
        Action(
            .readOn, keys: ["space"], group: .reading, help: "page, then next unread",
            hint: "At the end of a text it goes on to the next unread one.", prominence: 60),
        Action(.toggleRead, keys: ["m"], group: .reading, help: "read/unread", prominence: 45, isRepeatable: true),
        Action(
            .markAllRead, keys: ["M"], group: .reading, help: "mark all read", hint: "`u` takes it back.",
            isRepeatable: true),
        Action(
            .unreadFromHere, keys: ["U"], group: .reading, help: "unread from here",
            hint: "Marks this and everything after it unread again."),
        Action(
            .leaveForLater, keys: [","], group: .reading, help: "leave for later",
            hint: "Goes on, and nothing in this thread is marked read."),
        Action(
            .peek, keys: [], group: .reading, help: "peek",
            hint: "Reads without marking anything read, until it is switched off again."),
        Action(.star, keys: ["s"], group: .reading, help: "star", prominence: 35, isRepeatable: true),
        Action(.watch, keys: ["w"], group: .reading, help: "watch or mute", isRepeatable: true),
        Action(.fold, keys: ["z"], group: .reading, help: "fold", prominence: 30, restoresPane: true),
        Action(.foldAll, keys: ["Z"], group: .reading, help: "fold all", restoresPane: true),
        Action(
            .sortIn, keys: ["ctrl-r"], group: .reading, help: "sort new ones in",
            hint: "Brings what arrived while you read to its place in the list."),
    ]

    private static let writing: [Action] = [
        Action(.compose, keys: ["c"], group: .writing, help: "new thread", prominence: 70),
        Action(.reply, keys: ["r"], group: .writing, help: "reply", prominence: 85),
        Action(.quoteReply, keys: ["R"], group: .writing, help: "reply with quote", prominence: 25),
        Action(.edit, keys: ["e"], group: .writing, help: "edit your own", prominence: 20),
        Action(.accept, keys: ["a"], group: .writing, help: "accept answer", prominence: 50, isRepeatable: true),
        Action(.react, keys: ["+"], group: .writing, help: "react", prominence: 22, isRepeatable: true),
        Action(
            .retract, keys: ["x"], group: .writing, help: "take back",
            hint: "Takes back a post of your own; asks first."),
        Action(.drafts, keys: [], group: .writing, help: "drafts", hint: "What was typed and not sent."),
        Action(
            .undo, keys: ["u"], group: .writing, help: "undo",
            hint: "Undoes the last action; sending can be undone for 30 seconds.", prominence: 15),
        Action(.repeatLast, keys: ["."], group: .writing, help: "repeat", hint: "Does the last action again."),
        Action(.mark, keys: ["v"], group: .writing, help: "mark the row"),
        Action(.markRange, keys: ["V"], group: .writing, help: "mark a range"),
        Action(
            .markAll, keys: ["*"], group: .writing, help: "mark all",
            hint: "Every row of this list as it is filtered, out of sight too; again takes the marks off."),
        Action(.openLink, keys: ["o"], group: .writing, help: "open link", prominence: 24),
        Action(.copy, keys: ["y"], group: .writing, help: "copy", hint: "A link, a code block or the whole post."),
    ]

    private static let finding: [Action] = [
        Action(.find, keys: ["/"], group: .finding, help: "find here", hint: "In this list or text.", prominence: 55),
        Action(.nextMatch, keys: ["n"], in: .matches, group: .finding, help: "next match", prominence: 99),
        Action(.previousMatch, keys: ["N"], in: .matches, group: .finding, help: "previous match", prominence: 98),
        Action(.endFind, keys: ["escape"], in: .matches, group: .finding, help: "end the search", prominence: 97),
        Action(.search, keys: ["S"], group: .finding, help: "search the board", prominence: 28),
        Action(
            .palette, keys: [":"], group: .finding, help: "palette", hint: "Any action, by a few letters of its name.",
            prominence: 10),
        Action(.help, keys: ["?"], group: .finding, help: "keys", prominence: 95),
    ]

    private static let moving: [Action] = [
        Action(.down, keys: ["j", "down"], group: .moving, help: "down"),
        Action(.up, keys: ["k", "up"], group: .moving, help: "up"),
        Action(
            .first, keys: ["g", "home", "g g"], group: .moving, help: "first",
            hint: "`g` and a letter goes to a view."),
        Action(.last, keys: ["G", "end"], group: .moving, help: "last"),
        Action(.pageDown, keys: ["page-down"], group: .moving, help: "page down"),
        Action(.pageUp, keys: ["-", "page-up"], group: .moving, help: "page up"),
        Action(.halfPageDown, keys: ["ctrl-d"], group: .moving, help: "half a page down"),
        Action(.halfPageUp, keys: ["ctrl-u"], group: .moving, help: "half a page up"),
        Action(.back, keys: ["h", "left", "escape"], group: .moving, help: "back"),
        Action(
            .leave, keys: ["q"], group: .moving, help: "back", hint: "At the top it leaves Stoa.", prominence: 94),
        Action(.nextPane, keys: ["tab"], group: .moving, help: "next pane", prominence: 18),
        Action(.previousPane, keys: ["shift-tab"], group: .moving, help: "previous pane"),
    ]

    private static let frame: [Action] = [
        Action(
            .zoom, keys: ["O"], group: .frame, help: "whole screen", hint: "Gives this pane the whole screen, and back."
        ),
        Action(.sideColumn, keys: ["b"], group: .frame, help: "right column", prominence: 12),
        Action(.redraw, keys: ["ctrl-l"], group: .frame, help: "redraw"),
        Action(.suspend, keys: ["ctrl-z"], group: .frame, help: "to the shell", hint: "`fg` comes back."),
        Action(.cancel, keys: ["ctrl-c"], group: .frame, help: "cancel", hint: "Never loses text."),
        Action(.quit, keys: [], group: .frame, help: "quit"),
    ]

    private static let composer: [Action] =
        [
            Action(
                .finish, keys: ["ctrl-x"], in: .composer, group: .composer, help: "finish",
                hint: "Asks whether to send, preview, keep or discard.", prominence: 90),
            Action(
                .keepDraft, keys: ["escape", "ctrl-c"], in: .composer, group: .composer, help: "keep draft",
                prominence: 80),
            Action(
                .externalEditor, keys: ["ctrl-o"], in: .composer, group: .composer, help: "$EDITOR",
                hint: "Writes on in $VISUAL or $EDITOR, and comes back.", prominence: 70),
            Action(.preview, keys: ["alt-p"], in: .composer, group: .composer, help: "preview", prominence: 60),
            Action(
                .complete, keys: ["tab"], in: .composer, group: .composer, help: "next field",
                hint: "Completes an @name or a #channel that is begun, else goes to the next field.", prominence: 50),
            Action(.sendText, keys: [], in: .composer, group: .composer, help: "send"),
            Action(.discardText, keys: [], in: .composer, group: .composer, help: "discard the text"),
            Action(.previousField, keys: ["shift-tab"], in: .composer, group: .composer, help: "previous field"),
            Action(.sendAsItIs, keys: [], in: .composer, group: .composer, help: "send without being asked"),
            Action(
                .nextStep, keys: ["alt-."], in: .composer, group: .composer, help: "next step",
                hint: "Of a text that is written in steps, each with its time; nobody is hurried on.", prominence: 85),
            Action(.previousStep, keys: ["alt-,"], in: .composer, group: .composer, help: "previous step"),
            Action(
                .readOnBehind, keys: ["alt-j"], in: .composer, group: .composer, help: "read on behind",
                hint: "Scrolls what you write about, and stays in the text."),
            Action(.readBackBehind, keys: ["alt-k"], in: .composer, group: .composer, help: "read back behind"),
        ] + similar

    private static let similar = ActionName.similar.enumerated().map { place, name in
        Action(
            name, keys: ["alt-\(place + 1)"], in: .composer, group: .composer,
            help: "open what is like it (\(place + 1))",
            hint: "Of those shown while a title is typed; the text stays a draft.")
    }
}
