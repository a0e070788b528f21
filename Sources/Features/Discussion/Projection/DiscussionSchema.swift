/// The tables of channels, threads and posts. Rows of `thread` and `post` share the numbers of their documents.
enum DiscussionSchema {
    static let statements =
        [
            """
            CREATE TABLE channel(
                number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, name TEXT NOT NULL, topic TEXT NOT NULL,
                starters TEXT NOT NULL, archived INTEGER NOT NULL, live INTEGER NOT NULL
            )
            """,
            // What could be written in a channel, and from when on.
            """
            CREATE TABLE channel_change(
                channel INTEGER, clock INTEGER, id BLOB, starters TEXT NOT NULL, archived INTEGER NOT NULL,
                PRIMARY KEY(channel, clock, id)
            ) WITHOUT ROWID
            """,
            """
            CREATE TABLE thread(
                number INTEGER PRIMARY KEY, channel INTEGER NOT NULL, opened_channel INTEGER NOT NULL, kind TEXT NOT NULL,
                active INTEGER NOT NULL, posts INTEGER NOT NULL DEFAULT 0, unread INTEGER NOT NULL DEFAULT 0,
                last_author TEXT NOT NULL DEFAULT '', pinned INTEGER NOT NULL DEFAULT 0, locked INTEGER NOT NULL DEFAULT 0,
                accepted INTEGER, hidden INTEGER NOT NULL DEFAULT 0,
                asked_day INTEGER NOT NULL DEFAULT 0, calls INTEGER NOT NULL DEFAULT 0, duplicate_of INTEGER,
                due INTEGER, opened_due INTEGER, veils INTEGER NOT NULL DEFAULT 0, opened_veils INTEGER NOT NULL DEFAULT 0,
                starred INTEGER NOT NULL DEFAULT 0, star_clock INTEGER NOT NULL DEFAULT 0,
                watch TEXT NOT NULL DEFAULT 'normal', watch_clock INTEGER NOT NULL DEFAULT 0
            )
            """,
            "CREATE INDEX thread_by_activity ON thread(hidden, pinned, active, number)",
            "CREATE INDEX thread_by_channel ON thread(channel, hidden, pinned, active, number)",
            // For sums alone, so that no row need be looked up.
            "CREATE INDEX thread_unread ON thread(channel, unread) WHERE unread > 0 AND watch <> 'muted'",
            "CREATE INDEX thread_unread_by_activity ON thread(hidden, pinned, active, number) WHERE unread > 0",
            "CREATE INDEX thread_starred ON thread(active) WHERE starred",
            // Those that wait longest come first, among those of one day what most members ask; `calls` falls with each.
            """
            CREATE INDEX thread_needs_help ON thread(asked_day, calls, number)
                WHERE kind = 'question' AND accepted IS NULL AND duplicate_of IS NULL AND NOT hidden
            """,
            "CREATE INDEX thread_duplicates ON thread(duplicate_of) WHERE duplicate_of IS NOT NULL",
            "CREATE INDEX thread_accepted ON thread(accepted) WHERE accepted IS NOT NULL",
            "CREATE INDEX thread_activities ON thread(number) WHERE kind = 'activity'",
            // When a thread was moved to another channel.
            """
            CREATE TABLE thread_move(
                thread INTEGER, clock INTEGER, id BLOB, channel INTEGER NOT NULL, PRIMARY KEY(thread, clock, id)
            ) WITHOUT ROWID
            """,
            // When a thread was closed and opened again.
            """
            CREATE TABLE thread_lock(
                thread INTEGER, clock INTEGER, id BLOB, locked INTEGER NOT NULL, reason TEXT NOT NULL, account TEXT NOT NULL,
                PRIMARY KEY(thread, clock, id)
            ) WITHOUT ROWID
            """,
            """
            CREATE TABLE post(
                number INTEGER PRIMARY KEY, thread INTEGER NOT NULL, parent INTEGER, created INTEGER NOT NULL,
                clock INTEGER NOT NULL, log INTEGER NOT NULL, seq INTEGER NOT NULL, imported_author TEXT, imported_address TEXT, claimed_by TEXT,
                edited INTEGER, retracted INTEGER NOT NULL DEFAULT 0, retract_reason TEXT, hidden INTEGER NOT NULL DEFAULT 0, hidden_reason TEXT, refused TEXT, held TEXT,
                veiled INTEGER NOT NULL DEFAULT 0,
                unread INTEGER NOT NULL DEFAULT 0, marked INTEGER, mark_clock INTEGER NOT NULL DEFAULT 0
            )
            """,
            "CREATE INDEX post_by_thread ON post(thread, created, number)",
            "CREATE INDEX post_by_imported ON post(imported_author, imported_address) WHERE imported_author IS NOT NULL",
            "CREATE INDEX post_by_claimant ON post(claimed_by) WHERE claimed_by IS NOT NULL",
            "CREATE INDEX post_unread ON post(thread, number) WHERE unread",
            // Days on which the reader marked something read, with a moment of each.
            "CREATE TABLE reading_day(day INTEGER PRIMARY KEY, moment INTEGER NOT NULL)",
            "CREATE TABLE missing_parent(awaited BLOB, post INTEGER, PRIMARY KEY(awaited, post)) WITHOUT ROWID",
            """
            CREATE TABLE post_edit(
                post INTEGER, clock INTEGER, id BLOB, title TEXT, body TEXT NOT NULL, log INTEGER, seq INTEGER,
                counts INTEGER NOT NULL, PRIMARY KEY(post, clock, id)
            ) WITHOUT ROWID
            """,
            """
            CREATE TABLE retraction(
                post INTEGER, clock INTEGER, id BLOB, retracted INTEGER NOT NULL, reason TEXT NOT NULL, log INTEGER NOT NULL,
                seq INTEGER NOT NULL, counts INTEGER NOT NULL, PRIMARY KEY(post, clock, id)
            ) WITHOUT ROWID
            """,
            // Every setting of a sign; the latest that counts shows.
            """
            CREATE TABLE reaction(
                post INTEGER, clock INTEGER, id BLOB, emoji TEXT NOT NULL, account TEXT NOT NULL, present INTEGER NOT NULL,
                log INTEGER NOT NULL, seq INTEGER NOT NULL, counts INTEGER NOT NULL, PRIMARY KEY(post, clock, id)
            ) WITHOUT ROWID
            """,
            "CREATE INDEX reaction_by_account ON reaction(account, clock)",
            // Posts that speak to the reader, and why; open while they are unread and not hidden.
            "CREATE TABLE notice(post INTEGER PRIMARY KEY, reason TEXT NOT NULL, open INTEGER NOT NULL DEFAULT 1)",
            "CREATE INDEX notice_open ON notice(post) WHERE open",
            "CREATE TABLE imported_message(message_id TEXT PRIMARY KEY, post INTEGER NOT NULL) WITHOUT ROWID",
            // Marks on posts that have not arrived yet.
            "CREATE TABLE early_mark(id BLOB PRIMARY KEY, clock INTEGER NOT NULL, read INTEGER NOT NULL) WITHOUT ROWID",
            """
            CREATE TABLE all_mark(
                id BLOB PRIMARY KEY, clock INTEGER NOT NULL, channel BLOB, heads TEXT NOT NULL, undone INTEGER NOT NULL
            ) WITHOUT ROWID
            """,
        ] + HoldProjection.schema + NewcomerWelcome.schema
}
