import ArgumentParser
import Index
import Journal
import Terminal
import Workbench

/// `stoa message`: direct messages.
public struct MessageCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "message", abstract: "Writes to members so that nobody else can read it; prints the message's id.",
        usage: "stoa message @HANDLE... [-m TEXT | FILE | -]\nstoa message @HANDLE... --read [--json] [--mark]",
        discussion: """
            The text is sealed to the keys of those you name, and to your own; every member gets a key when they first \
            write on the board. Other members see that you wrote, to whom, when and how long it is, not what. Whoever \
            can read the recipients' or your files as they can still reads it: root, and whoever holds such an account; \
            on a board of handles, everyone who holds the shared account. Private keys lie in BOARD/members/YOU/keys; \
            without them old messages cannot be opened again by anyone, so that folder is worth a backup.
            """)

    @OptionGroup var options: BoardOptions
    @Argument(
        help: "To whom, each with @; then a file with the text, or - for standard input.", completion: .addressees)
    var words: [String]
    // A text may begin with a dash, as lists do.
    @Option(
        name: .short, parsing: .unconditionalSingleValue,
        help: ArgumentHelp("The text; may be repeated, each a paragraph.", valueName: "text"))
    var m: [String] = []
    @Flag(name: .long, help: "Prints what you have written to one another, instead of writing.") var read = false
    @Flag(name: .long, help: "With --read, as a JSON array.") var json = false
    @Flag(name: .long, help: "With --read, marks what is printed as read.") var mark = false

    /// The command before its words are read.
    public init() {}

    private var handles: [String] { words.filter { $0.hasPrefix("@") } }
    private var files: [String] { words.filter { !$0.hasPrefix("@") } }

    /// Refuses words that do not go together.
    public func validate() throws {
        guard !handles.isEmpty else { throw ValidationError("say to whom: stoa message @HANDLE -m TEXT") }
        guard files.count <= 1 else {
            throw ValidationError("name one file; handles begin with @, as in @\(files.first ?? "rena")")
        }
    }

    /// Does what the words say.
    public func run() throws {
        let session = try options.session()
        let accounts = try handles.map { try MemberLookup.member($0, session).account }
        if read { return try show(with: accounts, session) }
        let writing = MessageWriting(session)
        try writing.allow(accounts)
        var source = TextSource()
        source.m = m
        source.file = files.first
        Output.line(try session.send(writing.sending(source.text(), to: accounts)).text)
    }

    private func show(with accounts: [Account], _ session: BoardSession) throws {
        let messages = try session.read { database in
            try MessageQueries.conversation(with: accounts, reader: session.me, database)
                .map { try MessageQueries.page(conversation: $0, limit: 10_000, database) } ?? []
        }
        if json { try Output.json(messages.map { ListedMessage($0) }) } else { Self.show(messages) }
        let unread = messages.filter(\.isUnread).map(\.id)
        if mark, !unread.isEmpty { try session.write([MessageWriting.marks(unread, read: true)]) }
    }

    private static func show(_ messages: [Message]) {
        if messages.isEmpty { Output.line("No messages yet.") }
        for (place, message) in messages.enumerated() {
            if place > 0 { Output.line() }
            Output.line(
                "\(message.id.text.prefix(8))  \(message.author.name)  \(message.created.rfc3339)"
                    + (message.isUnread ? "  unread" : ""))
            Output.line(message.isRetracted ? "(taken back)" : message.problem ?? message.body)
        }
    }
}

/// A message as `--json` gives it.
struct ListedMessage: Encodable {
    var id: EventID
    var author: String
    var created_at: String
    var body: String
    var problem: String?
    var retracted: Bool
    var unread: Bool

    init(_ message: Message) {
        id = message.id
        author = message.author.handle
        created_at = message.created.rfc3339
        body = message.body
        problem = message.problem
        retracted = message.isRetracted
        unread = message.isUnread
    }
}
