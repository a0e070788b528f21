import ArgumentParser
import Foundation
import Index
import Journal
import Workbench

/// The options by which every command says which board, and as whom.
public struct BoardOptions: ParsableArguments, Sendable {
    @Option(name: .long, help: ArgumentHelp("The board's directory.", valueName: "dir"), completion: .directory)
    var board: String?

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("The member, on an account that several share.", valueName: "handle"), completion: .members)
    var member: String?

    /// The command before its words are read.
    public init() {}

    /// Where the board is: the option, `$STOA_BOARD`, the configuration, the nearest parent folder that holds one, or
    /// `~/stoa`. Nothing when there is none.
    func directory() -> String? {
        let environment = CommandEnvironment.current
        if let confinement = environment.confinement { return confinement.board }
        let named = [board, environment.variables["STOA_BOARD"], environment.configuredBoard]
        if let first = named.lazy.compactMap({ $0 }).first(where: { !$0.isEmpty }) { return Self.absolute(first) }
        var folder = FileManager.default.currentDirectoryPath
        while true {
            if Board.isBoard(at: folder) { return folder }
            guard let slash = folder.lastIndex(of: "/"), folder != "/" else { break }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
        let home = (environment.variables["HOME"] ?? NSHomeDirectory()) + "/stoa"
        return Board.isBoard(at: home) ? home : nil
    }

    /// The same options, but for the board.
    public func naming(_ board: String) -> BoardOptions {
        var options = self
        options.board = board
        return options
    }

    /// What a command says where there is no board.
    public var noBoard: CommandFailure {
        CommandFailure(
            "there is no board here; `stoa demo` shows one, `stoa init DIR` makes one, --board DIR opens one", .notFound
        )
    }

    /// Whether there is a board to open.
    public var hasBoard: Bool { directory() != nil }

    /// Opens the board for the member who asks, with the index up to date. Throws when there is no board (exit code 66)
    /// or the member may not be spoken for (77).
    public func session(isUpToDate: Bool = true) throws -> BoardSession {
        guard let directory = directory() else {
            throw noBoard
        }
        try checkConfinement()
        let session = try session(of: Board.open(at: directory))
        if isUpToDate { try Self.catchUp(session) }
        return session
    }

    /// The member's session at a board that is open already, its index as it was left.
    func session(of board: Board) throws -> BoardSession {
        let environment = CommandEnvironment.current
        let me = try account(on: board)
        let host = board.cloneHost(environment.host)
        return try BoardSession(
            board: board, me: me, host: host, clock: environment.clock, features: environment.projections,
            location: .usual(for: board, reader: me, host: host, environment: environment.variables))
    }

    /// Says no to whoever came in by a key and names another board or member.
    private func checkConfinement() throws {
        guard let confinement = CommandEnvironment.current.confinement else { return }
        let names = member.map { $0.hasPrefix("@") ? String($0.dropFirst()) : $0 }
        guard board.map({ Self.absolute($0) == confinement.board }) ?? true,
            names.map({ $0 == confinement.member.rawValue }) ?? true
        else {
            throw CommandFailure(
                "you came in as @\(confinement.member), at this board; leave out --board and --as", .notPermitted)
        }
    }

    /// A handle as people type it, with its sign or without. Throws `CommandFailure` (64) for what cannot be one.
    static func handle(_ typed: String) throws -> Account {
        let name = typed.hasPrefix("@") ? String(typed.dropFirst()) : typed
        guard name.wholeMatch(of: /[a-z_][a-z0-9_-]{0,31}/) != nil else {
            throw CommandFailure(
                "“\(typed)” is no handle; it begins with a letter and has at most 32 of a to z, digits, _ and -", .usage
            )
        }
        return Account(name)
    }

    private static func catchUp(_ session: BoardSession) throws {
        var bar: ProgressBar?
        _ = try session.catchUp { progress in
            // A look at a few new posts is over before a bar could be read.
            guard progress.readBytes < progress.totalBytes else { return }
            bar = bar ?? ProgressBar("Reading the board", total: progress.totalBytes)
            bar?.update(progress.readBytes)
        }
        bar?.finish()
    }

    /// Who asks: the Unix account, or on a shared one the handle that was named.
    func account(on board: Board) throws -> Account {
        if let confinement = CommandEnvironment.current.confinement { return confinement.member }
        if board.identity.identity == .signatures { return try cloneMember(board) }
        let own = Account.ofProcess()
        let named = member ?? CommandEnvironment.current.variables["STOA_MEMBER"]
        guard let named, !named.isEmpty else {
            // Whoever founded a board of handles was the shared account itself, or its only user so far.
            guard board.identity.identity != .handles || own.rawValue == board.identity.founder else {
                throw CommandFailure("this board's account is shared; say who you are with --as HANDLE", .usage)
            }
            return own
        }
        let handle = try Account(named) == own ? own : Self.handle(named)
        guard board.identity.identity == .handles || handle == own else {
            throw CommandFailure(
                "on this board you are \(own), your Unix account; --as works only on boards with shared accounts",
                .notPermitted)
        }
        return handle
    }

    /// Whose clone it is: on a board of signatures each has its own.
    private func cloneMember(_ board: Board) throws -> Account {
        guard let own = board.cloneMember else {
            throw CommandFailure(
                "\(board.directory) does not say whose it is; make a clone of your own with `stoa sync clone REMOTE DIR`",
                .badData)
        }
        let named = try member.map(Self.handle)
        guard named == nil || named == own else {
            throw CommandFailure("this clone of the board is @\(own)'s; leave out --as", .notPermitted)
        }
        return own
    }

    static func absolute(_ path: String) -> String {
        let full = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        return URL(fileURLWithPath: full).standardizedFileURL.path
    }
}
