import GRDB
import Index
import Journal
import Terminal
import Workbench

/// Thanking, for screens and commands. Functions throw `CommandFailure` with the reason why something may not be.
struct KudosEffects: Sendable {
    let session: BoardSession

    /// Milliseconds for which thanks can be taken back with `u`.
    private static let undoWindow: Int64 = 30_000

    /// Whom one can thank for a thing, and what it is called.
    struct Occasion: Sendable {
        var receivers: [Account]
        var about: EventID?
        var title: String
    }

    // MARK: - At the keyboard

    /// Whether what the person is about is anybody's, so that the footer does not offer to thank a calendar.
    static func availability(about subject: Reference?) -> Availability {
        Availability(
            unless: subject.map { $0.kind == "member" || $0.id != nil } == true
                ? nil : "choose a post, a member or feedback first")
    }

    /// Thanks whoever made what the person is about.
    func thank(about subject: Reference?) throws -> [Effect] {
        guard let subject else { return [] }
        let occasion =
            subject.kind == "member"
            ? Occasion(receivers: [Account(subject.name)], title: "")
            : try subject.id.map(occasion) ?? Occasion(receivers: [], title: "")
        let others = occasion.receivers.filter { $0 != session.me }
        guard let first = others.first else { throw CommandFailure("there is nobody to thank for this but you") }
        guard others.count > 1 else { return [.fill(form(to: first, occasion))] }
        let items = try others.map { account in
            let form = form(to: account, occasion)
            return Choice.Item(label: try name(account)) { [.fill(form)] }
        }
        return [.choose(Choice(purpose: "thank", title: "Whom do you thank?", items: items))]
    }

    private func form(to account: Account, _ occasion: Occasion) -> Form {
        let name = (try? name(account)) ?? account.rawValue
        let kinds = KudosKind.allCases.map(\.words)
        return Form(
            title: occasion.title.isEmpty ? "Thank \(name)" : "Thank \(name) for “\(occasion.title)”",
            fields: [
                Form.Field("reason", label: "Why", hint: "A sentence. It goes to their Inbox; everyone may read it."),
                Form.Field("kind", label: "It was", options: kinds, chosen: kinds[0], hint: "What it was like."),
            ]
        ) { values in
            let kind = KudosKind.allCases.first { $0.words == values["kind"] } ?? .helped
            let event = try giving(
                KudosGiven(to: account, about: occasion.about, kudosKind: kind, reason: values["reason"] ?? ""))
            let undo = Writing.Undo("thanking", lifetime: Self.undoWindow) { written in
                try written.map { try NewEvent(KudosWithdrawn(kudos: $0)) }
            }
            return [.write(Writing([event], done: "♥ thanked; u takes it back for 30 s", undo: undo))]
        }
    }

    /// The thanks for what the person is about, as a page.
    func show(about subject: Reference?) throws -> [Effect] {
        guard let id = subject?.id else { throw CommandFailure("choose a post or feedback first", .notFound) }
        let all = try session.read { try KudosQueries.kudos(about: id, $0) }
        guard !all.isEmpty else { return [.say("nobody has given thanks for this yet; t does")] }
        let now = session.clock.now()
        return [.show(Page(title: "Thanks", lines: all.flatMap { Self.lines($0, now: now) + [StyledLine()] }))]
    }

    /// One of them as a page, and what it is for behind it.
    func open(_ kudos: Kudos) throws -> [Effect] {
        let behind = try kudos.about.flatMap { id in try FeatureTable.firstAnswer { try $0.open(id, session) } } ?? []
        let title = kudos.title.isEmpty ? "Thanks" : "Thanks for “\(kudos.title)”"
        let page = Page(title: title, lines: Self.lines(kudos, now: session.clock.now()))
        return behind + (kudos.isUnread ? [try mark([kudos.id], read: true)] : []) + [.show(page)]
    }

    /// Marks thanks read or unread.
    func mark(_ kudos: [EventID], read: Bool) throws -> Effect {
        .write(Writing([try Self.marks(kudos, read: read)]))
    }

    private static func lines(_ kudos: Kudos, now: Timestamp) -> [StyledLine] {
        let head = StyledLine([
            Span("♥ ", .reaction), Span(kudos.giver.name, .author), Span("  " + kudos.kind.words, .accent),
            Span("  " + Age.short(kudos.created, now: now), .time),
        ])
        return [head] + StyledLine(kudos.reason).wrapped(to: 70)
    }

    // MARK: - Events

    static func marks(_ kudos: [EventID], read: Bool) throws -> NewEvent {
        try NewEvent(KudosMarked(kudos: Array(kudos.prefix(KudosMarked.most)), read: read), isPrivate: true)
    }

    /// Gives thanks.
    func giving(_ kudos: KudosGiven) throws -> NewEvent {
        let refusal = KudosRules.refusalToGive(
            to: kudos.to, reason: kudos.reason, by: session.me, standing: try session.standing(of: session.me),
            owner: nil)
        if let refusal { throw CommandFailure(refusal, refusal.hasPrefix("only") ? .notPermitted : .badData) }
        _ = try name(kudos.to)
        return try NewEvent(kudos)
    }

    /// Whom one can thank for a thing.
    func occasion(_ id: EventID) throws -> Occasion {
        try session.read { database in
            let sql = """
                SELECT document.number, document.kind, document.author, coalesce(root.title, document.title) AS title, imported_author
                FROM document LEFT JOIN post ON post.number = document.number
                    LEFT JOIN document AS root ON root.number = post.thread
                WHERE document.id = ? AND NOT document.hidden
                """
            guard let row = try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [id]) else {
                throw CommandFailure("\(id.text.prefix(8)) is nothing that one can give thanks for", .notFound)
            }
            let kind: String = row["kind"]
            guard kind != "message", kind != "kudos" else {
                throw CommandFailure("thanks are read by everyone; for a \(kind), thank its author by name", .badData)
            }
            if let imported: String = row["imported_author"] {
                throw CommandFailure("\(imported) wrote this in an archive and is no member to be thanked", .badData)
            }
            let author: Account = row["author"]
            guard kind == "feedback", author == session.me else {
                return Occasion(receivers: [author], about: id, title: row["title"])
            }
            let reviewers = try Account.fetchAll(
                database.cachedStatement(
                    sql: "SELECT DISTINCT reviewer FROM feedback_response WHERE request = ? ORDER BY reviewer"),
                arguments: [row["number"] as Int64])
            return Occasion(receivers: reviewers, about: id, title: row["title"])
        }
    }

    /// The name that a member goes by. Throws for who is none.
    func name(_ account: Account) throws -> String {
        guard let member = try session.read({ try MemberQueries.member(account.rawValue, $0) }) else {
            throw CommandFailure("@\(account) is no member; `stoa member list` shows who is", .notFound)
        }
        return member.name
    }
}
