import Index
import Journal
import Workbench

extension Context {
    /// In the moderators' view.
    static let moderation: Context = "moderation"
}

extension ActionName {
    static let report: ActionName = "report"
    static let claimCase: ActionName = "claim-case"
    static let decideCase: ActionName = "decide-case"
    static let showCaseThing: ActionName = "show-case-thing"
    static let holdNewcomers: ActionName = "hold-newcomers"
}

/// Reporting, from wherever one is, and what moderators do about it.
enum CaseActions {
    static let table = [
        Action(
            .report, keys: ["!"], group: .writing, help: "report",
            hint: "Asks the moderators to look at this; you are told what they decide, and why."),
        Action(
            .decideCase, keys: ["a"], in: .moderation, group: .writing, help: "decide",
            hint: "Asks what, then why; those whom it is about are told.", prominence: 90),
        Action(
            .claimCase, keys: ["i"], in: .moderation, group: .writing, help: "look at it",
            hint: "Says that you look at a report, or no longer do, so that no other moderator need.", prominence: 86),
        Action(
            .showCaseThing, keys: ["o"], in: .moderation, group: .reading, help: "show it",
            hint: "What the report is about, where it stands.", prominence: 80),
        Action(
            .holdNewcomers, keys: [], group: .writing, help: "hold newcomers' posts",
            hint: "Until a moderator has read one of theirs, or no longer; moderators."),
    ]

    static func performers(_ session: BoardSession) -> [ActionName: Performer] {
        [
            .report: Performer(about: { try report($0, session) }),
            .holdNewcomers: Performer(availability: {
                Availability(unless: HoldRules.refusalToHold(by: (try? session.standing(of: session.me)) ?? .outsider))
            }) { try hold(session) },
        ]
    }

    private static func hold(_ session: BoardSession) throws -> [Effect] {
        let holds = try session.read { try HoldQueries.holds($0) }
        let writing = HoldWriting(session: session)
        let undo = Writing.Undo("the setting") { _ in [try writing.holding(holds)] }
        let done = holds ? "newcomers' posts show at once now" : "newcomers' posts wait for a moderator now"
        return [.write(Writing([try writing.holding(!holds)], done: done, undo: undo))]
    }

    /// Asks why, then reports what the person is about. A message is sealed, so its sender is reported, in one's own words.
    private static func report(_ subject: Reference?, _ session: BoardSession) throws -> [Effect] {
        guard let subject, subject.kind != Reference.place, subject.kind != "channel" else {
            throw CommandFailure("choose a post, a resource or a member first", .notFound)
        }
        let thing = try reported(subject, session)
        let writing = ReportWriting(session: session)
        try writing.allowFiling(thing)
        let isMember = thing.kind == ReportProjection.memberKind
        return [
            .fill(
                Form(
                    title: isMember ? "Report @\(thing.name)" : "Report this \(thing.kind)",
                    fields: [
                        Form.Field(
                            "why", label: "Why",
                            hint: "Moderators read it. You and whose it is are told what is decided.")
                    ]
                ) { values in
                    let event = try writing.filing(thing, reason: values["why"] ?? "")
                    let undo = Writing.Undo("the report") { try $0.map { try NewEvent(ReportWithdrawn(report: $0)) } }
                    return [.write(Writing([event], done: "reported; a moderator will look at it", undo: undo))]
                })
        ]
    }

    /// What a report of the selected thing is about.
    private static func reported(_ subject: Reference, _ session: BoardSession) throws -> Reference {
        guard subject.kind == "message" || subject.kind == "conversation", let id = subject.id else {
            return subject.kind == "thread" ? Reference(kind: "post", name: subject.name) : subject
        }
        let sender = try session.read { database in
            try Account.fetchOne(
                database.cachedStatement(sql: "SELECT author FROM document WHERE id = ?"), arguments: [id])
        }
        guard let sender else { throw CommandFailure("there is nothing to report here", .notFound) }
        return Reference(kind: ReportProjection.memberKind, name: sender.rawValue)
    }
}
