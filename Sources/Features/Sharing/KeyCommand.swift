import ArgumentParser
import Foundation
import Index
import Journal

extension SyncCommand {
    /// `stoa sync key`: the keys by which members sign.
    struct Key: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "key", abstract: "Shows, changes, revokes and replaces the keys by which members sign.",
            discussion: """
                A key that was changed or revoked vouches for what it signed until then, and for nothing after. Compare \
                fingerprints when you meet, and before you let a new key take the place of a lost one.
                """,
            subcommands: [Show.self, Change.self, Revoke.self, Replace.self], defaultSubcommand: Show.self)

        struct Show: ParsableCommand {
            static let configuration = CommandConfiguration(
                commandName: "show", abstract: "Prints the fingerprint of a member's key, to be compared when you meet."
            )
            static let keys = "member fingerprint key state"

            @OptionGroup var options: BoardOptions
            @Argument(help: "The member; you if left out.", completion: .members) var handle: String?
            @Flag(name: .long, help: "As a JSON array.") var json = false

            private struct ShownKey: Encodable {
                var member: Account
                var fingerprint: String
                var key: SigningKey
                var state: String
            }

            func run() throws {
                let session = try SyncCommand.session(options)
                let account = try handle.map(BoardOptions.handle) ?? session.me
                let board = session.board.identity
                let own = account == session.me ? [try SigningPair(of: account, on: session.board).published] : []
                let keys = try session.read { database in
                    let valid = try SigningQueries.valid(of: account, board, database)
                    let named = try SigningQueries.named(by: account, database).filter { !valid.contains($0) }
                    let others = own.filter { !valid.contains($0) && !named.contains($0) }
                    return try (valid + named + others).map { key in
                        let standing = try SigningQueries.standing(of: key, account, board, database)
                        return ShownKey(
                            member: account, fingerprint: key.fingerprint, key: key, state: Self.words(standing))
                    }
                }
                guard !json else { return try Output.json(keys) }
                guard !keys.isEmpty else {
                    throw CommandFailure("@\(account) has no key here that counts; sync first", .notFound)
                }
                for key in keys {
                    Output.line("@\(account)  \(key.fingerprint)" + (key.state == "valid" ? "" : "  (\(key.state))"))
                }
            }

            private static func words(_ standing: SigningQueries.Standing) -> String {
                switch standing {
                case .valid: "valid"
                case .ended: "revoked"
                case .unknown: "not accepted"
                case .awaited: "not admitted yet"
                }
            }
        }

        struct Change: ParsableCommand {
            static let configuration = CommandConfiguration(
                commandName: "change", abstract: "Changes your key for a new one; the old one signs the change.",
                discussion: """
                    It exchanges with the remote of last time before and after. What another machine of yours signs with the \
                    old key after that does not count: sync there first, and bring members/YOU/keys/signing there afterwards.
                    """)

            @OptionGroup var options: BoardOptions

            func run() throws {
                try Confinement.checkFiles()
                let session = try SyncCommand.session(options)
                let exchange = try Exchange(session)
                func sync() throws { if exchange.remote != nil { _ = try exchange.run() } }
                try sync()
                if let refusal = try OwnKey(session).refusal() { throw refusal }
                guard try session.standing(of: session.me).role != nil else {
                    throw CommandFailure("you are no member yet; a moderator admits you first", .notPermitted)
                }
                let key = try session.changeKey()
                _ = try session.catchUp()
                Output.line("Your key is \(key.fingerprint) now; bring it to other machines of yours.")
                try sync()
            }
        }

        struct Revoke: ParsableCommand {
            static let configuration = CommandConfiguration(
                commandName: "revoke",
                abstract: "Says that a key is lost or in other hands; it vouches for nothing more.",
                discussion: """
                    Your own, or as a moderator that of a member, and as an admin that of a moderator. Sync first: what you \
                    have not received yet of what the key signed does not count either.
                    """)

            @OptionGroup var options: BoardOptions
            @Argument(help: "The member; you if left out.", completion: .members) var handle: String?
            @Option(name: .long, help: "Why, for everyone to read.") var reason: String

            func run() throws {
                let session = try SyncCommand.session(options)
                let account = try handle.map(BoardOptions.handle) ?? session.me
                try Key.revoke(account, replacement: nil, reason: reason, session)
                Output.line("The key of @\(account) is revoked; `stoa sync` tells the others.")
            }
        }

        struct Replace: ParsableCommand {
            static let configuration = CommandConfiguration(
                commandName: "replace", abstract: "Lets a member's new key take the place of one that is lost.",
                discussion: """
                    As a moderator, and as an admin for a moderator. The member made the key by `stoa sync clone --lost-key`: \
                    compare its fingerprint with them, in person or by phone.
                    """)

            @OptionGroup var options: BoardOptions
            @Argument(help: "The member.", completion: .members) var handle: String
            @Argument(help: "Their new key, as they have it.") var key: String
            @Option(name: .long, help: "Why, for everyone to read.") var reason = "the key was lost"

            func run() throws {
                let session = try SyncCommand.session(options)
                let account = try BoardOptions.handle(handle)
                guard let key = Data(base64Encoded: key).flatMap(SigningKey.init(bytes:)) else {
                    throw CommandFailure("“\(key)” is no key; it has 44 letters and ends in =", .badData)
                }
                try Key.revoke(account, replacement: key, reason: reason, session)
                Output.line("The key of @\(account) is \(key.fingerprint) now; `stoa sync` tells the others.")
            }
        }

        /// Revokes what keys a member has. Throws where that may not be.
        private static func revoke(
            _ account: Account, replacement: SigningKey?, reason: String, _ session: BoardSession
        ) throws {
            try Confinement.checkFiles()
            if let refusal = try OwnKey(session).refusal() { throw refusal }
            let refusal = SigningRules.refusalToRevoke(
                by: session.me, try session.standing(of: session.me), of: account,
                standing: try session.standing(of: account), founder: Account(session.board.identity.founder),
                isReplacing: replacement != nil)
            if let refusal { throw CommandFailure(refusal, .notPermitted) }
            let revocation = try session.revocation(of: account, replacement: replacement, reason: reason)
            guard !revocation.keys.isEmpty || replacement != nil else {
                throw CommandFailure("@\(account) has no key that counts; nothing is to be revoked", .notFound)
            }
            let standing = try replacement.map { key in
                try session.read { try SigningQueries.standing(of: key, account, session.board.identity, $0) }
            }
            guard standing != .ended else {
                throw CommandFailure("that key of @\(account) was given up before; they make a new one", .badData)
            }
            try session.write([NewEvent(revocation)])
            // Nothing but the key itself can vouch for its own end.
            if account == session.me { try session.sign() }
            _ = try session.catchUp()
        }
    }
}
