import Foundation
import Index
import Journal
import Synchronization
import Workbench

/// The ways from no board to one: founding, opening, looking at the demo.
public final class Welcome: Sendable {
    private let board = Mutex<String?>(nil)
    private let options: BoardOptions

    /// A welcome for whoever started the program with these options.
    public init(_ options: BoardOptions) { self.options = options }

    /// The directory of the board that the person came to; nothing when they left.
    public var chosen: String? { board.withLock { $0 } }

    /// What the frame shows.
    public var fittings: Fittings {
        var fittings = Fittings(board: "no board", host: CommandEnvironment.current.host)
        let ways = ways
        fittings.actions = ways.map { way in
            Action(
                WelcomePane.action(way.id), keys: [String(way.id)], in: WelcomePane.context, group: .views,
                help: way.title,
                hint: way.explanation, prominence: 99)
        }
        fittings.start = [.open(WelcomePane(ways), in: .list)]
        return fittings
    }

    private var ways: [WelcomePane.Way] {
        [
            WelcomePane.Way(
                id: "d", title: "Look at the demo",
                explanation: "A study group in full swing, made in a temporary folder. Nothing of yours is touched.",
                effects: [.work(Work(saying: "making the demo…") { [self] in try makeDemo() })]),
            WelcomePane.Way(
                id: "n", title: "Found a new board",
                explanation: "Makes a folder for your group. You become its first admin.", effects: [.fill(founding)]),
            WelcomePane.Way(
                id: "o", title: "Open a board",
                explanation: "For a board that somebody else made: ask its founder where it lies.",
                effects: [.fill(opening)]),
        ]
    }

    private func come(to directory: String) -> [Effect] {
        board.withLock { $0 = directory }
        return [.quit]
    }

    private func makeDemo() throws -> [Effect] {
        let environment = CommandEnvironment.current
        let directory = DemoBoard.temporaryDirectory()
        try DemoBoard.make(at: directory, for: .ofProcess(), now: environment.clock.now())
        return come(to: directory)
    }

    private var opening: Form {
        let home = (CommandEnvironment.current.variables["HOME"] ?? NSHomeDirectory())
        return Form(
            title: "Open a board",
            fields: [
                Form.Field("folder", label: "Folder", text: "", hint: "Such as /srv/algebra, or ~/stoa in \(home).")
            ]
        ) { [self] values in
            let path = Self.path(values["folder"] ?? "")
            return come(to: try Board.open(at: path).directory)
        }
    }

    private var founding: Form {
        Form(
            title: "Found a new board",
            fields: [
                Form.Field(
                    "folder", label: "Folder", text: "~/stoa",
                    hint: "New or empty; where everyone of your group can go."
                ),
                Form.Field("title", label: "Title", hint: "What the board is called."),
                Form.Field("purpose", label: "Purpose", hint: "What you want to learn together; Home shows it."),
                Form.Field(
                    "goal", label: "First goal", hint: "What you want to reach first; Home shows how far you are."),
                Form.Field(
                    "template", label: "For", options: TemplateLibrary().names, chosen: TemplateLibrary.standard,
                    hint: "What kind of community: channels, prompts, rubrics to begin with. ← → choose."),
                Form.Field(
                    "group", label: "Unix group",
                    hint: "The group that shares it; `groups` lists yours. Empty keeps it to yourself."),
                Form.Field(
                    "joining", label: "Joining", options: JoiningMode.allCases.map(\.rawValue),
                    chosen: JoiningMode.open.rawValue,
                    hint: "open: whoever reaches the board may join. invite: a moderator admits each."),
                Form.Field("name", label: "Your name", hint: "As others see it; your account's name if left empty."),
            ]
        ) { [options, self] values in
            var founding = Founding(directory: Self.path(values["folder"] ?? ""))
            founding.title = values["title"] ?? ""
            founding.purpose = values["purpose"]
            founding.template = values["template"] ?? TemplateLibrary.standard
            founding.goal = values["goal"]
            founding.group = values["group"].flatMap { $0.isEmpty ? nil : $0 }
            founding.joining = values["joining"].flatMap(JoiningMode.init) ?? .open
            founding.name = values["name"] ?? ""
            return come(to: try founding.found(options).directory)
        }
    }

    private static func path(_ typed: String) -> String {
        BoardOptions.absolute((typed as NSString).expandingTildeInPath)
    }
}
