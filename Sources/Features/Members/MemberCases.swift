import Index
import Journal
import Workbench

/// A request to join, as moderators see it.
enum JoinCase {
    static func make(_ turn: Turn, _ session: BoardSession) throws -> ModerationCase? {
        let member = try session.read { database in
            try MemberQueries.applicant(turn.subject, database).flatMap {
                try MemberQueries.member($0.rawValue, database)
            }
        }
        guard let member else { return nil }
        let account = member.account
        return ModerationCase(
            id: turn.subject, kind: "wants to join", title: member.name, account: account, since: turn.since,
            text: member.about.isEmpty ? "@\(account) says nothing of themselves." : member.about,
            thing: Reference(kind: "member", name: account.rawValue),
            decisions: [
                ModerationCase.Decision(name: "approve", label: "admit", needsReason: false) { _ in
                    let refusal = AuthorityRules.refusalToApprove(
                        by: try session.standing(of: session.me), of: try session.standing(of: account))
                    if let refusal { throw CommandFailure.refused(refusal) }
                    return [try NewEvent(session.approval(of: account))]
                },
                ModerationCase.Decision(name: "refuse", label: "refuse, and say why", needsReason: true) { reason in
                    let refusal = AuthorityRules.refusalToRemove(
                        by: try session.standing(of: session.me), of: account,
                        standing: try session.standing(of: account), founder: Account(session.board.identity.founder))
                    if let refusal { throw CommandFailure.refused(refusal) }
                    let last = try session.read { try MemberQueries.lastEvents(of: account, $0) }
                    return [try NewEvent(MemberRemoved(account: account, reason: reason, last: last))]
                },
            ])
    }
}

/// A claim of an imported author, as moderators and whoever made it see it.
enum ClaimCase {
    static func make(_ turn: Turn, _ session: BoardSession) throws -> ModerationCase? {
        guard let claim = try session.read({ try ClaimQueries.claim(turn.subject, $0) }) else { return nil }
        let posts = try session.read { database in
            try ClaimQueries.authors(like: claim.author.name, database).first { $0.author == claim.author }?.posts ?? 0
        }
        let writing = ClaimWriting(session: session)
        return ModerationCase(
            id: claim.id, kind: "imported author", title: "~\(claim.author.name), \(posts) posts",
            account: claim.account, since: turn.since, text: claim.words,
            thing: Reference(kind: "member", name: claim.account.rawValue),
            decisions: [
                ModerationCase.Decision(name: "approve", label: "it was them", needsReason: false) {
                    [try writing.deciding(claim, true, reason: $0)]
                },
                ModerationCase.Decision(name: "refuse", label: "refuse, and say why", needsReason: true) {
                    [try writing.deciding(claim, false, reason: $0)]
                },
            ])
    }

    /// What the reader can do with a claim on a member's page: take their own back, undo what was confirmed.
    static func steps(_ claim: AuthorClaim, _ session: BoardSession) throws -> [Effect] {
        let writing = ClaimWriting(session: session)
        if claim.account == session.me {
            let effect = Effect.write(
                Writing([try writing.withdrawing(claim)], done: "the posts are the archive's again"))
            return [
                .ask(
                    Question(
                        "Take back that ~\(claim.author.name) was you?", answers: [.init("y", "take it back", [effect])]
                    ))
            ]
        }
        guard try session.standing(of: session.me).isAtLeast(.moderator) else {
            return [.say("a moderator confirmed that ~\(claim.author.name) was @\(claim.account)")]
        }
        return [
            .fill(
                Form(
                    title: "Undo: ~\(claim.author.name) was @\(claim.account)",
                    fields: [Form.Field("why", label: "Why", hint: "For everyone to read. Esc leaves it as it is.")]
                ) { values in
                    let event = try writing.deciding(claim, false, reason: values["why"] ?? "")
                    return [.write(Writing([event], done: "undone; @\(claim.account) is told"))]
                })
        ]
    }

    /// Says that the author of the imported post that the person is about was them.
    static func claim(_ subject: Reference?, _ session: BoardSession) throws -> [Effect] {
        let author = try subject?.id.flatMap { id in try session.read { try ClaimQueries.author(ofPost: id, $0) } }
        guard let author else { throw CommandFailure("choose an imported post first", .notFound) }
        let writing = ClaimWriting(session: session)
        _ = try writing.claiming(author, words: "…")
        return [
            .fill(
                Form(
                    title: "~\(author.name) was you",
                    fields: [
                        Form.Field("words", label: "How to tell", hint: "A moderator confirms it, for all their posts.")
                    ]
                ) { values in
                    let event = try writing.claiming(author, words: values["words"] ?? "")
                    let undo = Writing.Undo("the claim") {
                        try $0.map { try NewEvent(AuthorClaimWithdrawn(claim: $0)) }
                    }
                    return [.write(Writing([event], done: "a moderator will look at it", undo: undo))]
                })
        ]
    }
}
