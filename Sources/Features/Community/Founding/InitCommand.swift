import ArgumentParser
import Foundation
import Index
import Journal

/// `stoa init`: makes a board.
public struct InitCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Makes a board in a folder that is new or empty.",
        discussion: """
            With --group, the members of that Unix group share the board. --open lets everyone who can reach it join; \
            --invite has a moderator admit each. --handles is for one account that all share. --signatures is for machines that share no folder: each member has a \
            clone of the board, and `stoa sync` exchanges what they write through a git repository.
            """)

    @OptionGroup var options: BoardOptions
    @Argument(help: "The folder.", completion: .directory) var directory: String
    @Option(name: .long, parsing: .unconditional, help: "What the board is called; the folder's name if left out.")
    var title: String?
    @Option(name: .long, parsing: .unconditional, help: "What it is for.") var purpose: String?
    @Option(name: .long, parsing: .unconditional, help: "What the group wants to reach first.") var goal: String?
    @Option(
        name: .long,
        help: "What to begin with: academic, professional, online, practice, blank, or a file; see `stoa template`.",
        completion: .templates)
    var template = TemplateLibrary.standard
    @Option(name: .long, help: "The Unix group that shares it.") var group: String?
    @Option(name: .long, help: "Your name as others see it; your handle if left out.") var name: String?
    @Flag(
        name: .long,
        help: "Members share this account and come in by SSH keys (`stoa access`); --as HANDLE says who you are.")
    var handles = false
    @Flag(name: .long, help: "Members have clones of their own, sign what they write and exchange it by `stoa sync`.")
    var signatures = false
    @Flag(help: "How people become members.") var joining = Joining.open

    /// How people become members, as flags.
    enum Joining: String, EnumerableFlag {
        case open, invite
    }

    /// The command before its words are read.
    public init() {}

    /// Refuses words that do not go together.
    public func validate() throws {
        guard !directory.isEmpty else { throw ValidationError("name the folder that the board is to be in") }
        guard !signatures || !handles && group == nil else {
            throw ValidationError("--signatures goes without --handles and --group: nobody else reaches the folder")
        }
    }

    /// Does what the words say.
    public func run() throws {
        let path = BoardOptions.absolute(directory)
        let handle = try founder()
        let board = try Founding(
            directory: path, title: title ?? "", purpose: purpose ?? asked("What is it for?"),
            goal: goal ?? asked("What do you want to reach first?"), template: template, group: group,
            joining: joining == .invite ? .invite : .open, handle: handle,
            isSigned: signatures, name: name ?? ""
        ).found(options)
        Output.line("The board “\(board.identity.title)” is in \(path).")
        if let key = board.identity.founderKey {
            Output.line("Your key is \(key.fingerprint); members compare it when they make their clones.")
            Output.line("Exchange it with: stoa sync REMOTE --board \(path)")
        } else if let advice = Self.advice(path) {
            Output.line(advice)
        }
        // Nobody is anybody on a shared account before they say who they are.
        let who = handles ? handle.map { " --as \($0)" } ?? "" : ""
        Output.line("Open it with: stoa --board \(path)\(who)")
    }

    /// The founder's handle, on a board of handles.
    private func founder() throws -> Account? {
        if signatures { return try options.member.map(BoardOptions.handle) }
        guard handles else { return nil }
        guard let typed = options.member ?? CommandEnvironment.current.variables["STOA_MEMBER"], !typed.isEmpty else {
            throw CommandFailure("say who you are on this board: stoa init DIR --handles --as HANDLE", .usage)
        }
        return try BoardOptions.handle(typed)
    }

    /// Asks a person at a terminal; nothing from anybody else, or when they leave it out.
    private func asked(_ question: String) -> String? {
        guard isatty(STDIN_FILENO) != 0, isatty(STDOUT_FILENO) != 0 else { return nil }
        print("\(question) (Enter leaves it out)", terminator: " ")
        fflush(nil)
        return readLine().flatMap { $0.isEmpty ? nil : $0 }
    }

    /// What keeps others from reaching the board, if anything does.
    static func advice(_ path: String) -> String? {
        var parent = (path as NSString).deletingLastPathComponent
        var status = stat()
        while !parent.isEmpty {
            if stat(parent, &status) == 0, status.st_mode & (S_IXGRP | S_IXOTH) == 0 {
                return
                    "Only you can go into \(parent), so nobody else can reach the board; move it, or `chmod g+x \(parent)`."
            }
            guard parent != "/" else { break }
            parent = (parent as NSString).deletingLastPathComponent
        }
        return nil
    }
}
