/// What a hostile member may write besides what the demo holds: one line a kind of event, `$name` for a thing of the
/// demo. `text` and the numbers are what attacks put other values in place of.
struct HostileTemplate: Sendable {
    /// In whose log it stands.
    enum Writer: Sendable { case reader(isPrivate: Bool), member(String), author(of: String) }

    var kind: String
    var writer: Writer
    var payload: String

    /// All of them; a test sees to it that no kind is forgotten.
    static let all = things + doings

    private static let things: [HostileTemplate] = [
        HostileTemplate(
            kind: "turn.snoozed", writer: .reader(isPrivate: true),
            payload: #"""
                {"subject": "$feedback", "until": 1800000000000, "lifted": false}
                """#),
        HostileTemplate(
            kind: "told.marked", writer: .reader(isPrivate: true),
            payload: #"""
                {"told": ["$reply"], "read": true}
                """#),
        HostileTemplate(
            kind: "channel.edited", writer: .reader(isPrivate: false),
            payload: #"""
                {"channel": "$channel", "topic": "text"}
                """#),
        HostileTemplate(
            kind: "post.edited", writer: .author(of: "reply"),
            payload: #"""
                {"post": "$reply", "body": "text", "title": "text"}
                """#),
        HostileTemplate(
            kind: "thread.locked", writer: .reader(isPrivate: false),
            payload: #"""
                {"thread": "$thread", "locked": false, "reason": "text"}
                """#),
        HostileTemplate(
            kind: "thread.moved", writer: .reader(isPrivate: false),
            payload: #"""
                {"thread": "$thread", "channel": "$channel"}
                """#),
        HostileTemplate(
            kind: "post.retracted", writer: .author(of: "reply"),
            payload: #"""
                {"post": "$reply", "retracted": true, "reason": "text"}
                """#),
        HostileTemplate(
            kind: "posts.all_marked", writer: .reader(isPrivate: true),
            payload: #"""
                {"heads": [{"account": "rena", "host": "demo", "seq": 5}]}
                """#),
        HostileTemplate(
            kind: "thread.starred", writer: .reader(isPrivate: true),
            payload: #"""
                {"thread": "$thread", "starred": true}
                """#),
        HostileTemplate(
            kind: "thread.watched", writer: .reader(isPrivate: true),
            payload: #"""
                {"thread": "$thread", "level": "muted"}
                """#),
        HostileTemplate(
            kind: "post.released", writer: .reader(isPrivate: false),
            payload: #"""
                {"post": "$reply", "approved": true, "reason": "text"}
                """#),
        HostileTemplate(
            kind: "newcomers.held", writer: .reader(isPrivate: false),
            payload: #"""
                {"held": false}
                """#),
        HostileTemplate(
            kind: "project.edited", writer: .author(of: "project"),
            payload: #"""
                {"project": "$project", "title": "text", "brief": "text"}
                """#),
        HostileTemplate(
            kind: "project.reflected", writer: .author(of: "project"),
            payload: #"""
                {"project": "$project", "text": "text"}
                """#),
        HostileTemplate(
            kind: "feedback.protocol_set", writer: .reader(isPrivate: false),
            payload: #"""
                {"name": "mine", "text": "name = \"mine\""}
                """#),
        HostileTemplate(
            kind: "feedback.adjusted", writer: .author(of: "feedback"),
            payload: #"""
                {"request": "$feedback", "needed": 2, "due": 1800000000000}
                """#),
        HostileTemplate(
            kind: "feedback.availability_set", writer: .member("rena"),
            payload: #"""
                {"capacity": 2, "rotation": true, "away_until": 1800000000000}
                """#),
        HostileTemplate(
            kind: "feedback.declined", writer: .member("rena"),
            payload: #"""
                {"request": "$feedback", "reason": "other", "note": "text"}
                """#),
        HostileTemplate(
            kind: "feedback.released", writer: .member("rena"),
            payload: #"""
                {"request": "$feedback", "note": "text"}
                """#),
        HostileTemplate(
            kind: "feedback.withdrawn", writer: .author(of: "feedback"),
            payload: #"""
                {"request": "$feedback", "note": "text"}
                """#),
        HostileTemplate(
            kind: "feedback.reopened", writer: .author(of: "feedback"),
            payload: #"""
                {"request": "$feedback", "note": "text"}
                """#),
        HostileTemplate(
            kind: "rubric.revised", writer: .reader(isPrivate: false),
            payload: #"""
                {"rubric": "$rubric", "content": {"title": "text", "about": "text", "criteria": [{"name": "text",
                "prompt": "text", "levels": [{"name": "text", "words": "text"}, {"name": "b", "words": "c"}]}]}}
                """#),
        HostileTemplate(
            kind: "goal.added", writer: .member("jun"),
            payload: #"""
                {"level": "community", "statement": "text", "why": "text", "measure": "text", "baseline": 1,
                "target": 10, "unit": "text", "due": 1800000000000, "review": 7, "state": "proposed"}
                """#),
        HostileTemplate(
            kind: "goal.edited", writer: .author(of: "goal"),
            payload: #"""
                {"goal": "$goal", "statement": "text", "why": "text", "measure": "text", "baseline": 1,
                "target": 10, "unit": "text", "due": 1800000000000, "review": 7}
                """#),
        HostileTemplate(
            kind: "goal.checked_in", writer: .author(of: "goal"),
            payload: #"""
                {"goal": "$goal", "value": 3, "confidence": 3, "note": "text"}
                """#),
        HostileTemplate(
            kind: "goal.state_set", writer: .reader(isPrivate: false),
            payload: #"""
                {"goal": "$goal", "state": "active", "text": "text"}
                """#),
        HostileTemplate(
            kind: "reflection.frame_set", writer: .reader(isPrivate: false),
            payload: #"""
                {"name": "mine", "text": "title = \"x\""}
                """#),
        HostileTemplate(
            kind: "reflection.prompt_met", writer: .reader(isPrivate: true),
            payload: #"""
                {"prompt": "own", "day": 20000, "met": true}
                """#),
        HostileTemplate(
            kind: "reflection.prompts_muted", writer: .reader(isPrivate: true),
            payload: #"""
                {"muted": false}
                """#),
        HostileTemplate(
            kind: "activity.set", writer: .author(of: "activity"),
            payload: #"""
                {"thread": "$activity", "terms": {"due": 1800000000000, "hides_responses": true}}
                """#),
        HostileTemplate(
            kind: "mentor.offered", writer: .member("tomas"),
            payload: #"""
                {"topics": "text", "places": 2, "when": "text"}
                """#),
        HostileTemplate(
            kind: "author.claimed", writer: .member("devi"),
            payload: #"""
                {"name": "text", "address": "text", "words": "text"}
                """#),
        HostileTemplate(
            kind: "duty.edited", writer: .reader(isPrivate: false),
            payload: #"""
                {"duty": "$duty", "name": "text", "about": "text", "rotates": "weekly"}
                """#),
        HostileTemplate(
            kind: "duty.passed", writer: .member("rena"),
            payload: #"""
                {"duty": "$duty", "period": 2900, "passed": true}
                """#),
        HostileTemplate(
            kind: "resource.added", writer: .member("jun"),
            payload: #"""
                {"resource_kind": "book", "title": "text", "note": "text", "tags": ["text"],
                "fields": {"author": "text", "year": "text", "doi": "text", "isbn": "text"}, "for_whom": "start",
                "minutes": 5, "licence": "text", "check_every": 30}
                """#),
        HostileTemplate(
            kind: "resource.edited", writer: .author(of: "resource"),
            payload: #"""
                {"resource": "$resource", "title": "text", "address": "https://text", "note": "text",
                "tags": ["text"], "fields": {"author": "text"}, "minutes": 5, "licence": "text", "check_every": 30}
                """#),
        HostileTemplate(
            kind: "resource.rated", writer: .member("devi"),
            payload: #"""
                {"resource": "$resource", "verdict": "broken", "reason": "text"}
                """#),
        HostileTemplate(
            kind: "resource.state_set", writer: .reader(isPrivate: false),
            payload: #"""
                {"resource": "$resource", "state": "outdated", "reason": "text"}
                """#),
        HostileTemplate(
            kind: "collection.edited", writer: .author(of: "collection"),
            payload: #"""
                {"collection": "$collection", "title": "text", "about": "text"}
                """#),
        HostileTemplate(
            kind: "collection.entry_set", writer: .author(of: "collection"),
            payload: #"""
                {"collection": "$collection", "resource": "$resource", "note": "text", "heading": "text",
                "place": 1}
                """#),
        HostileTemplate(
            kind: "rhythm.set", writer: .reader(isPrivate: true),
            payload: #"""
                {"on": true}
                """#),
        HostileTemplate(
            kind: "rhythm.rested", writer: .reader(isPrivate: true),
            payload: #"""
                {"week": "2026-W40", "rest": true}
                """#),
        HostileTemplate(
            kind: "milestones.seen", writer: .reader(isPrivate: true),
            payload: #"""
                {"milestones": ["text"]}
                """#),
        HostileTemplate(
            kind: "meeting.planned", writer: .member("rena"),
            payload: #"""
                {"terms": {"title": "text", "about": "text", "meeting_kind": "session",
                "start": "2026-11-27T19:30", "zone": "Europe/Berlin", "minutes": 90, "rule": "FREQ=WEEKLY;COUNT=5",
                "place": "text", "agenda": [{"title": "text", "minutes": 5}], "source": {"uid": "text",
                "sequence": 1, "organizer": "text"}, "asks": true}}
                """#),
        HostileTemplate(
            kind: "meeting.edited", writer: .author(of: "meeting"),
            payload: #"""
                {"meeting": "$meeting", "terms": {"title": "text", "about": "text", "place": "text", "minutes": 90,
                "agenda": [{"title": "text", "minutes": 5}], "source": {"uid": "text", "sequence": 1,
                "organizer": "text"}}}
                """#),
    ]
}
