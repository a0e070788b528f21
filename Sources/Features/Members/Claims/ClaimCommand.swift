import ArgumentParser
import Index
import Journal

/// `stoa member claim`: an imported author was a member.
struct ClaimCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claim", abstract: "Says that an imported author was you; a moderator confirms it.",
        discussion: """
            The posts then show as yours, marked as imported, and `author:` finds them. Nothing happens without a \
            moderator, who can undo it, and nobody decides about their own claim.
            """,
        subcommands: [Make.self, Authors.self, List.self, Confirm.self, Refuse.self, Withdraw.self],
        defaultSubcommand: List.self)

    private static func claim(_ id: String, _ session: BoardSession) throws -> AuthorClaim {
        try session.read { database in
            guard let claim = try ClaimQueries.claim(try ReferenceLookup.id(id, database), database) else {
                throw CommandFailure("\(id) is no claim; `stoa member claim list` shows them", .notFound)
            }
            return claim
        }
    }

    struct Make: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "make", abstract: "Says so of an author, or of who wrote a post.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "The author's name as the archive has it, or the id of one of the posts.") var author: String
        @Option(name: .short, parsing: .unconditional, help: "How a moderator can tell.") var m: String

        func run() throws {
            let session = try options.session()
            Output.line(
                try session.send(ClaimWriting(session: session).claiming(try found(session), words: m)).text)
        }

        private func found(_ session: BoardSession) throws -> ImportedAuthor {
            try session.read { database in
                let name = author.hasPrefix("~") ? String(author.dropFirst()) : author
                let same = try ClaimQueries.authors(like: name, database).map(\.author).filter {
                    $0.name.lowercased() == name.lowercased()
                }
                if let only = same.first, same.count == 1 { return only }
                if same.count > 1 {
                    throw CommandFailure(
                        "\(same.count) authors go by \(name); name one of your posts by its id", .usage)
                }
                if let id = try? ReferenceLookup.id(author, database),
                    let found = try ClaimQueries.author(ofPost: id, database)
                {
                    return found
                }
                throw CommandFailure(
                    "no imported post is by \(name); `stoa member claim authors` lists who wrote", .notFound)
            }
        }
    }

    struct Authors: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "authors", abstract: "Lists imported authors.")

        @OptionGroup var options: BoardOptions
        @Argument(help: "A part of the name.") var like = ""
        @Flag(name: .long, help: "As a JSON array.") var json = false

        private struct Listed: Encodable {
            var name: String
            var posts: Int
            var member: Account?
        }

        func run() throws {
            let session = try options.session()
            let authors = try session.read { try ClaimQueries.authors(like: like, $0) }
            if json {
                return try Output.json(
                    authors.map { Listed(name: $0.author.name, posts: $0.posts, member: $0.claimant) })
            }
            if authors.isEmpty { Output.line("Nobody; nothing was imported that matches.") }
            for author in authors {
                let whose = author.claimant.map { ", @\($0)" } ?? ""
                Output.line("~\(author.author.name)  (\(author.posts) posts\(whose))")
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Lists claims and what became of them.")

        @OptionGroup var options: BoardOptions
        @Flag(name: .long, help: "As a JSON array.") var json = false

        private struct Listed: Encodable {
            var id: EventID
            var member: Account
            var author: String
            var words: String
            var state: AuthorClaim.State
            var decided_by: Account?
            var reason: String
        }

        func run() throws {
            let session = try options.session()
            let claims = try session.read { try ClaimQueries.claims($0) }
            if json {
                return try Output.json(
                    claims.map {
                        Listed(
                            id: $0.id, member: $0.account, author: $0.author.name, words: $0.words, state: $0.state,
                            decided_by: $0.by == $0.account ? nil : $0.by, reason: $0.reason)
                    })
            }
            if claims.isEmpty { Output.line("No claims.") }
            for claim in claims {
                let id = try session.read { try IDLookup.shortest(claim.id, $0) }
                Output.line("\(id)  @\(claim.account) was ~\(claim.author.name)  (\(claim.state.rawValue))")
            }
        }
    }

    struct Confirm: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "confirm", abstract: "Confirms a claim; for moderators.")
        @OptionGroup var options: BoardOptions
        @Argument(help: "The claim.", completion: .things) var id: String
        @Option(name: .short, parsing: .unconditional, help: "Why, for everyone to read.") var m = ""

        func run() throws {
            let session = try options.session()
            try session.send(
                ClaimWriting(session: session).deciding(ClaimCommand.claim(id, session), true, reason: m))
        }
    }

    struct Refuse: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "refuse", abstract: "Refuses a claim, or undoes one that was confirmed; for moderators.")
        @OptionGroup var options: BoardOptions
        @Argument(help: "The claim.", completion: .things) var id: String
        @Option(name: .short, parsing: .unconditional, help: "Why, for everyone to read.") var m: String

        func run() throws {
            let session = try options.session()
            try session.send(
                ClaimWriting(session: session).deciding(ClaimCommand.claim(id, session), false, reason: m))
        }
    }

    struct Withdraw: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "withdraw", abstract: "Takes your own claim back.")
        @OptionGroup var options: BoardOptions
        @Argument(help: "The claim.", completion: .things) var id: String

        func run() throws {
            let session = try options.session()
            try session.send(ClaimWriting(session: session).withdrawing(ClaimCommand.claim(id, session)))
        }
    }
}
