import GRDB
import Index
import Journal

/// Whether what members did to posts counts: new wordings, taking back, reactions. All of it is kept, so that it can be
/// judged again when news about its author's standing arrive later.
enum DeedStanding {
    private struct Deeds: Sendable {
        /// The table that keeps them, with `post`, `clock`, `id`, `log`, `seq` and `counts`.
        var table: String
        var kind: String
        /// Those of one account since a moment.
        var query: String
        /// Works out anew what they come to for a post.
        var settle: @Sendable (_ post: Int64, Projecting) throws -> Void
    }

    private static let all = [
        Deeds(
            table: "post_edit", kind: PostEdited.kind,
            query: """
                SELECT post, clock, post_edit.id, log, seq, counts FROM document JOIN post_edit ON post = document.number
                WHERE author = ? AND clock >= ? AND log IS NOT NULL
                """,
            settle: PostProjection.settleText),
        Deeds(
            table: "retraction", kind: PostRetracted.kind,
            query: """
                SELECT post, clock, retraction.id, log, seq, counts FROM document JOIN retraction ON post = document.number
                WHERE author = ? AND clock >= ?
                """,
            settle: PostProjection.settleRetraction),
        Deeds(
            table: "reaction", kind: ReactionSet.kind,
            query: "SELECT post, clock, id, log, seq, counts FROM reaction WHERE account = ? AND clock >= ?",
            settle: PostProjection.touchThread),
    ]

    /// Judges again what an account did since a moment.
    static func settle(by account: Account, since: Timestamp, _ projecting: Projecting) throws {
        for deeds in all {
            for row in try projecting.rows(deeds.query, account, since) {
                try judgeAgain(row, of: deeds, by: account, projecting)
            }
        }
    }

    private static func judgeAgain(
        _ row: Row, of deeds: Deeds, by account: Account, _ projecting: Projecting
    ) throws {
        guard let log = projecting.logName(row["log"]) else { return }
        let stamp = Stamp(clock: row["clock"], id: row["id"])
        let standing = projecting.authority.standing(of: account, at: stamp, host: log.host, seq: row["seq"])
        let refusal = DiscussionRules.refusalToWrite(by: standing)
        let post: Int64 = row["post"]
        guard (refusal == nil) != row["counts"] else { return }
        try projecting.execute(
            "UPDATE \(deeds.table) SET counts = ? WHERE post = ? AND clock = ? AND id = ?",
            refusal == nil, post, stamp.clock, stamp.id)
        try projecting.noteRefusal(refusal, of: stamp.id, by: account, kind: deeds.kind)
        try deeds.settle(post, projecting)
    }
}
