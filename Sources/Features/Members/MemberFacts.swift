import Index
import Journal
import Terminal
import Workbench

/// What a line of a member's page stands for.
enum MemberTarget: Hashable, Sendable {
    case mentorship(EventID)
    case claim(EventID)
}

/// All that is shown of one member, for the page and for `stoa member show`.
struct MemberFacts: Sendable {
    let member: Member
    private let isOnline: Bool
    private let reader: Account
    private let now: Timestamp
    private var reasons: [MatchReason] = []
    private var offer: MentorOffer?
    private var mentorships: [Mentorship] = []
    private var claims: [AuthorClaim] = []

    init(_ member: Member, isOnline: Bool, _ session: BoardSession) throws {
        self.member = member
        self.isOnline = isOnline
        reader = session.me
        now = session.clock.now()
        try session.read { database in
            offer = try MentorQueries.offer(of: member.account, database)
            claims = try ClaimQueries.claims(of: member.account, database).filter { claim in
                claim.state == .confirmed || claim.state == .open && member.account == session.me
            }
            let all = try MentorQueries.mentorships(of: member.account, database)
            // What others have to do with each other is theirs.
            mentorships = Array(all.filter { $0.concerns(session.me) }.prefix(20))
            guard member.account != session.me,
                let own = try MemberQueries.member(session.me.rawValue, database)
            else { return }
            reasons = MemberMatch.all(for: own, among: [member]).first?.reasons ?? []
        }
    }

    func lines(columns: Int) -> LinePageBuilder<MemberTarget> {
        var page = LinePageBuilder<MemberTarget>(columns: columns)
        head(&page)
        for (name, text) in [
            ("Interests", member.interests), ("Can help with", member.canHelpWith),
            ("Wants to learn", member.wantsToLearn),
        ] where !text.isEmpty {
            StyledLine([Span(name + ": ", .muted), Span(text)]).wrapped(to: page.columns).forEach { page.add($0) }
        }
        if !member.about.isEmpty {
            page.add()
            page.text(member.about, indent: 0)
        }
        if !reasons.isEmpty {
            page.heading("Between you")
            for reason in reasons {
                Self.add("\(member.name) \(reason.words).", indent: 2, &page)
            }
        }
        mentoring(&page)
        for claim in claims {
            let state = claim.state == .confirmed ? "" : "  waits for a moderator"
            page.add(
                StyledLine([
                    Span("In an archive ", .muted), Span("~" + claim.author.name, .imported), Span(state, .warning),
                ]), .claim(claim.id))
        }
        return page
    }

    private func head(_ page: inout LinePageBuilder<MemberTarget>) {
        var first = StyledLine([Span(member.name, .heading), Span("  @\(member.account)", .author)])
        if !member.pronouns.isEmpty { first.append("  " + member.pronouns, .muted) }
        page.add(first)
        var second = StyledLine(member.role.rawValue, member.role > .member ? .moderator : .muted)
        if member.state != "member" { second.append("  " + member.state, .warning) }
        second.append("  since " + ShortDate.day(member.joined, now: now), .muted)
        if isOnline { second.append("  ● here now", .online) }
        if member.isAway(at: now), let until = member.awayUntil {
            second.append("  away until \(ShortDate.day(until, now: now))", .warning)
        }
        if member.isNewcomer(at: now) { second.append("  new here", .accent) }
        if member.greets { second.append("  welcomes newcomers", .muted) }
        page.add(second)
        if let time = MemberZone.time(in: member.zone, at: now) {
            StyledLine([Span("Their clock: ", .muted), Span(time, .time), Span("  " + member.zone, .muted)])
                .wrapped(to: page.columns).forEach { page.add($0) }
        }
    }

    private func mentoring(_ page: inout LinePageBuilder<MemberTarget>) {
        guard offer != nil || !mentorships.isEmpty else { return page.add() }
        page.heading("Mentoring")
        if let offer {
            Self.add("Offers help with " + offer.words, indent: 2, &page)
        }
        for mentorship in mentorships {
            let who =
                mentorship.mentor == reader ? "@\(mentorship.asker) asked you" : "you asked @\(mentorship.mentor)"
            page.add(
                StyledLine([
                    Span("  " + mentorship.topic, .link), Span("  \(who)  ", .muted),
                    Span(mentorship.state(at: now).words, .accent),
                ]), .mentorship(mentorship.id))
            let text = mentorship.words.isEmpty ? mentorship.why : mentorship.words
            Self.add(text, .muted, indent: 4, &page)
        }
    }

    /// Words, broken into lines that all stand so many columns to the right.
    private static func add(
        _ text: String, _ style: StyleName = .text, indent: Int, _ page: inout LinePageBuilder<MemberTarget>
    ) {
        let margin = Span(String(repeating: " ", count: indent))
        for line in StyledLine(text, style).wrapped(to: max(10, page.columns - indent)).prefix(8) {
            page.add(StyledLine([margin] + line.spans))
        }
    }
}
