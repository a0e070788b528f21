/// The feature's tables. Rows hold what lists need; `detail` holds the whole request as JSON.
enum FeedbackSchema {
    static let statements = [
        """
        CREATE TABLE feedback_request(
            number INTEGER PRIMARY KEY, asker TEXT NOT NULL, phase TEXT NOT NULL, asked INTEGER NOT NULL,
            waiting INTEGER NOT NULL, changed INTEGER NOT NULL, first_given INTEGER, due INTEGER, round INTEGER NOT NULL,
            needed INTEGER NOT NULL, received INTEGER NOT NULL, effort INTEGER NOT NULL, stage TEXT NOT NULL,
            audience TEXT NOT NULL, sealed INTEGER NOT NULL, method TEXT, rubric BLOB, tags TEXT NOT NULL,
            points INTEGER NOT NULL, unmarked INTEGER NOT NULL, wants_swap INTEGER NOT NULL, swap BLOB,
            active INTEGER NOT NULL,
            detail BLOB NOT NULL
        )
        """,
        "CREATE INDEX feedback_by_asker ON feedback_request(asker, asked)",
        "CREATE INDEX feedback_by_swap ON feedback_request(swap, asker, asked) WHERE swap IS NOT NULL",
        "CREATE INDEX feedback_by_phase ON feedback_request(phase, changed)",
        "CREATE INDEX feedback_by_asking ON feedback_request(asked)",
        "CREATE INDEX feedback_by_first_response ON feedback_request(first_given) WHERE first_given IS NOT NULL",
        // All events of a request, which is made from them anew whenever one arrives.
        """
        CREATE TABLE feedback_event(
            request INTEGER, clock INTEGER, id BLOB, kind TEXT NOT NULL, account TEXT NOT NULL, log INTEGER NOT NULL,
            line BLOB NOT NULL, PRIMARY KEY(request, clock, id)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX feedback_event_by_account ON feedback_event(account, clock)",
        """
        CREATE TABLE feedback_slot(
            request INTEGER, reviewer TEXT, state TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER,
            planned INTEGER,
            PRIMARY KEY(request, reviewer)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX feedback_slot_by_reviewer ON feedback_slot(reviewer, state)",
        """
        CREATE TABLE feedback_response(
            id BLOB PRIMARY KEY, request INTEGER NOT NULL, reviewer TEXT NOT NULL, asker TEXT NOT NULL,
            given INTEGER NOT NULL, points INTEGER NOT NULL, used INTEGER NOT NULL, rating TEXT
        ) WITHOUT ROWID
        """,
        "CREATE INDEX feedback_response_by_request ON feedback_response(request)",
        "CREATE INDEX feedback_response_by_reviewer ON feedback_response(reviewer, given)",
        "CREATE INDEX feedback_response_by_asker ON feedback_response(asker, given)",
    ]
}
