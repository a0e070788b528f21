import ArgumentParser
import Foundation
import Index
import Journal

extension SyncCommand {
    /// `stoa sync clone`: makes a clone of a board for a new member.
    struct Clone: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "clone", abstract: "Makes your own clone of a board, and asks to join it.",
            discussion: """
                A moderator admits you, by the fingerprint of your key, and you are in at your next `stoa sync`. To use the \
                board on a second machine of yours, copy the clone with all that is in it. A member whose key is lost makes \
                a new clone with --lost-key; a moderator lets the new key take the place of the old.
                """)

        @OptionGroup var options: BoardOptions
        @Argument(help: "The git remote.") var remote: String
        @Argument(help: "The folder, new or empty.") var directory: String
        @Option(name: .long, help: "Your name as others see it; your handle if left out.") var name: String?
        @Option(name: .long, help: ArgumentHelp("The founder's key as they told you.", valueName: "fingerprint"))
        var key: String?
        @Flag(name: .long, help: "You are a member already, and your key is lost or in other hands.") var lostKey =
            false

        func run() throws {
            try Confinement.checkFiles()
            let address = try RemoteAddress(remote)
            let me = try BoardOptions.handle(options.member ?? Account.ofProcess().rawValue)
            let path = BoardOptions.absolute(directory)
            let isNew = mkdir(path, 0o700) == 0
            guard isNew || NewBoard.isVacant(path, besides: [Board.syncFolder]) else {
                throw CommandFailure("\(path) is not an empty folder; name a new one", .cannotCreate)
            }
            do {
                try fill(path, address, me)
            } catch {
                guard !Board.isBoard(at: path) else {
                    throw CommandFailure(
                        "the clone is in \(path), but others do not know of it yet; `stoa sync --board \(path)` tells them: "
                            + CommandFailure(error).description, .inputOutput)
                }
                // Half a clone would be in the way of the next try.
                let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
                for name in names { try? FileManager.default.removeItem(atPath: path + "/" + name) }
                if isNew { rmdir(path) }
                throw error
            }
        }

        private func fill(_ path: String, _ address: RemoteAddress, _ me: Account) throws {
            let git = try Git(path + "/" + Board.syncFolder)
            let tree = try RemoteTree(address, git)
            guard let blob = tree.added[.identity] else {
                throw CommandFailure(
                    "\(address.text) holds no board; its founder puts it there by `stoa sync`", .notFound)
            }
            guard tree.accounts.contains(me) == lostKey else {
                throw lostKey
                    ? CommandFailure("there is no @\(me) on the board; leave out --lost-key to ask to join", .notFound)
                    : CommandFailure(
                        "@\(me) is on the board already; say another handle with --as, copy your clone, or if your key is "
                            + "lost say --lost-key", .cannotCreate)
            }
            var made: NewBoard?
            try git.contents([blob]) { _, bytes in made = try Board.beginClone(at: path, identity: bytes) }
            guard let new = made, case let board = new.board, let founderKey = board.identity.founderKey else {
                throw CommandFailure(
                    "\(address.text) holds a board whose members do not sign; it has no clones", .badData)
            }
            guard key == nil || key == founderKey.fingerprint else {
                throw CommandFailure(
                    "the board's key is \(founderKey.fingerprint), not what you were told; the remote is not to be trusted",
                    .badData)
            }
            let pair = SigningPair()
            let published = try pair.published
            try board.setCloneMember(me, suffix: lostKey ? String(published.fingerprint.prefix(4)) : nil)
            try pair.save(for: me, on: board)
            var here = options
            here.member = nil
            let session = try here.session(of: board)
            var sync = SyncRun(session, address, git)
            try sync.begin(with: tree)
            try Exchange(session).keep(address)
            if !lostKey {
                try session.write([NewEvent(MemberJoined(name: name ?? session.me.rawValue))])
                _ = try session.catchUp()
            }
            // Once others may have heard of its key, it must not be lost.
            try new.finish()
            guard !lostKey else { return tellOfNewKey(published, of: me, board, in: path) }
            _ = try Exchange(session).run()
            Output.line("The board “\(board.identity.title)” is in \(path); a moderator will admit you.")
            Output.line("Your key is \(published.fingerprint): tell it to them, in person or by phone.")
            Output.line(
                "The founder's is \(founderKey.fingerprint): compare it with what @\(board.identity.founder) has.")
        }

        private func tellOfNewKey(_ key: SigningKey, of member: Account, _ board: Board, in path: String) {
            Output.line(
                "The board “\(board.identity.title)” is in \(path). Ask a moderator for this, in person or by phone:")
            Output.line("stoa sync key replace \(member) \(key.bytes.base64EncodedString())")
            Output.line("Your new key's fingerprint is \(key.fingerprint).")
        }
    }
}
