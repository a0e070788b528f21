import ArgumentParser
import Index
import Terminal
import Workbench

extension Feature {
    /// Asking for feedback and giving it.
    static let feedback = Feature(
        "Feedback",
        projection: FeedbackProjection.projection,
        commands: [CommandGroup(name: "Feedback", subcommands: [FeedbackCommand.self, RubricCommand.self])],
        documents: documents,
        actions: FeedbackActions.table,
        performers: { session in
            [
                .askFeedback: Performer(about: { try FeedbackEffects(session: session).ask(about: $0) }),
                .askOnOwnWork: Performer { try FeedbackEffects(session: session).askOnOwnWork() },
                .feedbackProtocols: Performer { try FeedbackEffects(session: session).offerProtocols() },
                .rubrics: Performer { try FeedbackEffects(session: session).offerRubrics() },
                .feedbackTerms: Performer { try FeedbackEffects(session: session).offerTerms() },
                .reviewRound: Performer { try FeedbackEffects(session: session).offerRound() },
            ]
        },
        turns: [
            TurnWords(
                kind: FeedbackTurns.kind, doing: "feedback",
                reasons: Dictionary(uniqueKeysWithValues: TurnReason.allCases.map { ($0.rawValue, $0.words) }))
        ],
        views: [
            BoardView(
                name: "feedback", title: "Feedback", letter: "f", key: "f", isPersonal: true,
                count: { try QueueItems($0).waiting() }, open: { [.open(FeedbackPane($0), in: .list)] })
        ],
        open: { id, session in
            guard try session.read({ try FeedbackQueries.summary(id, $0) }) != nil else { return nil }
            return FeedbackEffects(session: session).open(id)
        },
        resume: { try FeedbackEffects(session: $1).resume($0) },
        standing: { session in
            let now = session.clock.now()
            let reminders = try session.readKept("reminders", from: ["turn", "feedback", "member", "board"], now: now) {
                try ReminderQueries.count(session.me, now: now, $0)
            }
            guard reminders > 0 else { return StyledLine() }
            return StyledLine(reminders == 1 ? "1 due" : "\(reminders) due", .warning)
        }
    )
    .telling(FeedbackDemo.scenes)
    .beginning(with: [FeedbackTemplate.part])
    .remembering { limit, session in
        try session.read { try FeedbackQueries.received(by: session.me, limit: limit, $0) }
    }
    .digesting { span, session in
        try session.read { try FeedbackQueries.received(by: session.me, limit: 50, $0) }
            .filter { span.contains($0.at) }
            .map { DigestItem(.forYou, "You were given feedback", detail: $0.words, at: $0.at, id: $0.thing?.id) }
    }

    private static let documents = [
        JSONDocument(
            "feedback list", "an array of requests, the most urgent first; with --all, the newest first",
            """
            id title author state turn reason due_at waiting_since rubric reviewers round needed received \
            effort_minutes stage audience sealed protocol tags reminder
            """),
        JSONDocument(
            "feedback show ID", "one request, whole",
            """
            id title author state turn about not_wanted stage effort_minutes due_at waiting_since round needed received \
            audience sealed protocol rubric swap tags close_reason reviewers versions responses comments history
            """),
        JSONDocument(
            "feedback show ID (responses)", "what was given; unreadable says why content is missing",
            "id reviewer given_at round version points size unreadable content marks thanks rating"),
        JSONDocument(
            "feedback show ID (content)", "a point; mark, reason and in_version say what became of it",
            "number field text from_line to_line mark reason in_version"),
        JSONDocument(
            "feedback show ID (comments)", "what was said beside that; thread is the first comment's id",
            "id author written_at thread point from_line to_line version asks resolved body unreadable"),
        JSONDocument(
            "feedback terms", "what the group promises, and what you take on",
            """
            promise_days claim_days capacity open_requests protocol due_days needed rest_days quiet_hours given_30d received_30d \
            open_claims own_capacity waits_median_hours waits_ninetieth_hours waits_count
            """),
        JSONDocument("feedback round", "an array of requests with who reviews them", "id title author reviewers"),
        JSONDocument("feedback avoid", "an array of handles", ""),
        JSONDocument(
            "feedback protocol list", "an array of protocols", "name title about source fields steps together minutes"),
        JSONDocument(
            "feedback protocol steps NAME", "the steps of a protocol", "protocol together minutes steps"),
        JSONDocument(
            "feedback step ID", "the steps of a request's protocol, and where you are; step counts from 1",
            "protocol together minutes step since_at left_seconds steps"),
        JSONDocument("rubric list", "an array of rubrics", "id version_id version title author made_at content"),
        JSONDocument(
            "rubric show ID", "a rubric, as list has it", "id version_id version title author made_at content"),
    ]
}
