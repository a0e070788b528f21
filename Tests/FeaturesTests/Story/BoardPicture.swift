import GRDB
import Index
import Journal

@testable import Features

/// All that the queries show of a board, a line a fact, without anything that depends on the order in which it came to
/// be known: rows are named by their ids, and lists whose order is the order of arrival are sorted.
struct BoardPicture {
    var facts: [String]

    init(_ session: BoardSession) throws {
        facts = try session.read { database in
            try Self.boards(session, database) + Self.channels(database) + Self.threads(database)
                + Self.members(session, database) + Self.turns(database) + Self.resources(database)
                + Self.moderation(database) + Self.help(database) + Self.health(database)
                + Self.reflections(session, database) + Self.meetings(database) + Self.insights(database)
        }
        for query in [
            "tide", "\"harbour anchor\"", "sail -tide", "字か", "漢字か", "author:cleo", "tag:b", "is:unread",
            "channel:help",
        ] {
            let hits = try SearchQueries.hits(query, limit: 1_000, session).map {
                "\($0.result.id) \($0.title) \($0.author)"
            }
            facts += hits.sorted().map { "search \(query): \($0)" }
        }
    }

    /// The facts that only one of two pictures has.
    func differences(from other: BoardPicture) -> [String] {
        let (mine, theirs) = (Set(facts), Set(other.facts))
        return facts.filter { !theirs.contains($0) }.map { "+ " + $0 }
            + other.facts.filter { !mine.contains($0) }.map { "- " + $0 }
    }

    private static func boards(_ session: BoardSession, _ database: Database) throws -> [String] {
        [
            "board \(try BoardDescription.current(of: session.board, database))",
            "unread \(try NoticeQueries.unreadPosts(database)), for me \(try NoticeQueries.unreadCount(database))",
        ] + (try NoticeQueries.page(limit: 1_000, database).map { "notice \($0)" }.sorted())
    }

    private static func channels(_ database: Database) throws -> [String] {
        try ChannelQueries.all(database).map { channel in
            var channel = channel
            channel.number = 0
            return "channel \(channel)"
        }
    }

    private static func threads(_ database: Database) throws -> [String] {
        try ThreadQueries.page(ThreadFilter(), limit: 1_000, database).flatMap { thread in
            var shown = thread
            shown.number = 0
            return ["thread \(shown)"] + (try posts(of: thread, database))
        }.sorted()
    }

    private static func posts(of thread: ThreadSummary, _ database: Database) throws -> [String] {
        let posts = try PostQueries.posts(inThread: thread.number, database)
        let ids = Dictionary(uniqueKeysWithValues: posts.map { ($0.number, $0.id) })
        return try posts.enumerated().map { place, post in
            var shown = post
            shown.number = 0
            shown.parent = nil
            let parent = post.parent.flatMap { ids[$0] }.map(\.text) ?? "none"
            let wordings = try PostQueries.wordings(of: post, database)
            return "post \(place) of \(thread.id), parent \(parent): \(shown), wordings \(wordings)"
        }
    }

    private static func members(_ session: BoardSession, _ database: Database) throws -> [String] {
        try MemberQueries.all(states: ["member", "applicant", "left", "removed"], database).map { "member \($0)" }
            + StoryTeller.members.map {
                "standing \($0) \(try Standing.current(of: $0, on: session.board.identity, database))"
            }
    }

    private static func turns(_ database: Database) throws -> [String] {
        let now = Timestamp(rawValue: 1_700_000_000_100)
        return try StoryTeller.members.flatMap { account in
            try TurnQueries.mine(account, now: now, database).map { "turn of \(account): \($0)" }
                + TurnQueries.snoozed(account, now: now, database).map { "snoozed by \(account): \($0)" }
        }.sorted() + (try TurnQueries.pool(now: now, database).map { "turn of anyone: \($0)" }.sorted())
    }

    private static func resources(_ database: Database) throws -> [String] {
        try ResourceQueries.page(limit: 1_000, database).map { resource in
            var resource = resource
            resource.number = 0
            return "resource \(resource)"
        }.sorted() + (try ResourceQueries.tags(database).map { "tag \($0)" }) + (try records(database))
    }

    private static func records(_ database: Database) throws -> [String] {
        let things = try ResourceQueries.records(after: 0, limit: 1_000, database).map { "record \($0.record)" }
        let collections = try CollectionQueries.page(limit: 1_000, database).map { summary in
            let whole = try CollectionQueries.collection(summary.id, database)
            return "collection \(summary.completion) \(whole.map { "\($0)" } ?? "")"
        }
        return things.sorted() + collections.sorted()
    }

    private static func reflections(_ session: BoardSession, _ database: Database) throws -> [String] {
        let opened = OpenedEntries(session)
        let entries = try JournalQueries.entries(database).map { entry in
            let said = (try? opened.content(of: entry).get()).map { "\($0)" } ?? "closed"
            return "entry \(entry.id) \(entry.version) \(entry.outcome?.words ?? "open"): \(said)"
        }
        let shared = try JournalQueries.shared(database).map {
            "reflection \($0.id) \($0.author) \($0.shared) \($0.tags)"
        }
        return entries + shared.sorted() + (try JournalQueries.prompts(database).map { "prompt \($0)" }) + [
            "next step \(try JournalQueries.openStep(database)?.id.text ?? "none")"
        ]
    }

    private static func moderation(_ database: Database) throws -> [String] {
        try DeedQueries.page(limit: 1_000, database).map { "deed \($0)" }
            + StoryTeller.members.flatMap { account in
                try ReportQueries.reports(by: account, database).map { "report \($0)" }.sorted()
            }
            + Row.fetchAll(
                database,
                sql: """
                    SELECT id, held, claimed_by FROM post JOIN document USING(number)
                    WHERE held IS NOT NULL OR claimed_by IS NOT NULL ORDER BY id
                    """
            ).map { "shown otherwise \($0)" }
            + Row.fetchAll(
                database,
                sql: "SELECT account, id, answered FROM newcomer JOIN document ON number = post ORDER BY account"
            ).map { "newcomer \($0)" }
    }

    private static func help(_ database: Database) throws -> [String] {
        try MentorQueries.offers(database).map { "offer \($0.value)" }.sorted()
            + StoryTeller.members.flatMap { account in
                try MentorQueries.mentorships(of: account, database).map { "mentorship \($0)" }.sorted()
            } + (try ClaimQueries.claims(database).map { "claim \($0)" }.sorted())
            + (try ToldQueries.newest(limit: 10_000, database).map { "told \($0)" }.sorted())
    }

    private static func meetings(_ database: Database) throws -> [String] {
        try MeetingQueries.all(after: 0, limit: 1_000, database).map { "meeting \($0.1)" }.sorted()
    }

    /// What insights keep, and that it is what counting gives.
    private static func insights(_ database: Database) throws -> [String] {
        let counts = "NOT post.hidden AND NOT retracted AND refused IS NULL AND imported_author IS NULL"
        let counted = try String.fetchAll(
            database,
            sql: """
                SELECT (document.created / 86400000) || ' ' || author || ' ' || count(*) FROM post JOIN document USING(number)
                WHERE \(counts) GROUP BY document.created / 86400000, author
                """)
        let kept = try String.fetchAll(
            database, sql: "SELECT day || ' ' || author || ' ' || posts FROM insight_day WHERE posts <> 0")
        let others = [
            "SELECT 'first ' || author || created FROM insight_first",
            "SELECT 'opened ' || created || author || kind || coalesce(replied, '') FROM insight_thread",
        ]
        return try (others.flatMap { try String.fetchAll(database, sql: $0) } + kept.map { "day " + $0 }).sorted()
            + (kept.sorted() == counted.sorted() ? [] : ["insights count otherwise: \(kept) \(counted)"])
    }

    private static func health(_ database: Database) throws -> [String] {
        try IndexHealth.refusals(database).map { "refused \($0)" } + [
            "waiting \(try IndexHealth.waitingCount(database))"
        ]
    }
}
