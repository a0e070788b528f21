import Journal

/// The board's own events: who joins, leaves, is admitted, gets a role or is removed.
enum AuthorityProjection {
    static let projection = Projection(
        name: "Authority",
        schema: [
            """
            CREATE TABLE member(
                account TEXT PRIMARY KEY, name TEXT NOT NULL, state TEXT NOT NULL, role TEXT NOT NULL,
                joined INTEGER NOT NULL
            ) WITHOUT ROWID
            """,
            "CREATE TABLE accepted_key(account TEXT, key BLOB, PRIMARY KEY(account, key)) WITHOUT ROWID",
        ],
        handlers: [
            .ordered(MemberJoined.kind, join),
            .ordered(MemberLeft.kind, leave),
            .ordered(MemberApproved.kind, approve).audited { event in
                let payload: MemberApproved = try event.payload()
                return Deed("admitted", member: payload.account)
            },
            .ordered(MemberRoleSet.kind, setRole).audited { event in
                let payload: MemberRoleSet = try event.payload()
                return Deed("made \(payload.role.rawValue)", member: payload.account)
            },
            .ordered(MemberRemoved.kind, remove).audited { event in
                let payload: MemberRemoved = try event.payload()
                return Deed("removed", member: payload.account, reason: payload.reason)
            },
        ],
        reset: { projecting in
            try projecting.execute("DELETE FROM member")
            try projecting.execute("DELETE FROM standing")
            try projecting.execute("DELETE FROM accepted_key")
        },
        settle: settleTurns)

    private static func join(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: MemberJoined = try event.payload()
        let before = projecting.authority.standing(of: event.by)
        let standing: Standing
        if before.role != nil {
            standing = before
        } else {
            standing = projecting.authority.admitsByApproval ? .applicant : .member(.member)
        }
        try projecting.setStanding(event.by, standing, at: event.stamp)
        let name = String(payload.name.prefix(80))
        try projecting.execute(
            """
            INSERT INTO member(account, name, state, role, joined) VALUES(?, ?, ?, ?, ?)
            ON CONFLICT(account) DO UPDATE SET name = excluded.name, state = excluded.state, role = excluded.role
            """,
            event.by, name, standing.role == nil ? "applicant" : "member",
            (standing.role ?? .member).rawValue, event.clock)
        return .applied
    }

    private static func leave(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        guard projecting.authority.standing(of: event.by) != .outsider else { return .refused("was not a member") }
        guard event.by != projecting.authority.founder else { return .refused("the founder cannot leave") }
        return try set(event.by, .outsider, state: "left", event, projecting)
    }

    private static func approve(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: MemberApproved = try event.payload()
        let actor = projecting.authority.standing(forWriting: event)
        let subject = projecting.authority.standing(of: payload.account)
        if let refusal = AuthorityRules.refusalToApprove(by: actor, of: subject) { return .refused(refusal) }
        if projecting.board.identity.identity == .signatures {
            guard let key = payload.key else { return .refused("names no key of @\(payload.account)") }
            try Vouching(projecting).accept(key, of: payload.account)
        }
        return try set(payload.account, .member(.member), state: "member", event, projecting)
    }

    private static func setRole(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: MemberRoleSet = try event.payload()
        let subject = projecting.authority.standing(of: payload.account)
        let refusal = AuthorityRules.refusalToSetRole(
            by: projecting.authority.standing(forWriting: event), of: payload.account, standing: subject,
            founder: projecting.authority.founder)
        if let refusal { return .refused(refusal) }
        let isLess = subject.role.map { payload.role < $0 } ?? false
        try projecting.execute(
            "UPDATE member SET role = ? WHERE account = ?", payload.role.rawValue, payload.account)
        return try set(
            payload.account, .member(payload.role), state: "member", event, projecting,
            last: isLess ? payload.last : nil)
    }

    private static func remove(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: MemberRemoved = try event.payload()
        let refusal = AuthorityRules.refusalToRemove(
            by: projecting.authority.standing(forWriting: event), of: payload.account,
            standing: projecting.authority.standing(of: payload.account), founder: projecting.authority.founder)
        if let refusal { return .refused(refusal) }
        return try set(payload.account, .outsider, state: "removed", event, projecting, last: payload.last)
    }

    private static func set(
        _ account: Account, _ standing: Standing, state: String, _ event: Event, _ projecting: Projecting,
        last: [LastEvent]? = nil
    ) throws -> Outcome {
        try projecting.setStanding(account, standing, at: event.stamp, last: last)
        try projecting.execute("UPDATE member SET state = ? WHERE account = ?", state, account)
        return .applied
    }

    /// Admitting an applicant is any moderator's turn.
    private static func settleTurns(_ projecting: Projecting) throws {
        for account in projecting.changedStandings {
            let rows = try projecting.rows(
                "SELECT clock, id, standing FROM standing WHERE account = ? ORDER BY clock, id", account)
            for (place, row) in rows.enumerated() {
                let isOpen = place == rows.count - 1 && Standing(word: row["standing"]) == .applicant
                let turn = Turn(
                    subject: row["id"], kind: "join", holder: .role(.moderator), reason: "applied", since: row["clock"])
                try projecting.setTurns(of: turn.subject, kind: "join", isOpen ? [turn] : [])
            }
        }
    }
}
