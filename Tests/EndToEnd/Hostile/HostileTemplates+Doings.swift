extension HostileTemplate {
    /// What is done with things that are there.
    static let doings: [HostileTemplate] = [
        HostileTemplate(
            kind: "meeting.occurrence_set", writer: .author(of: "meeting"),
            payload: #"""
                {"meeting": "$meeting", "occurrence": "2026-12-03T19:30", "start": "2026-12-04T19:30",
                "minutes": 30, "reason": "text", "sequence": 2}
                """#),
        HostileTemplate(
            kind: "meeting.noted", writer: .author(of: "meeting"),
            payload: #"""
                {"meeting": "$meeting", "occurrence": "2026-11-26T19:30", "notes": "text\n- [ ] text @root"}
                """#),
        HostileTemplate(
            kind: "meeting.cancelled", writer: .author(of: "meeting"),
            payload: #"""
                {"meeting": "$meeting", "cancelled": false, "reason": "text"}
                """#),
        HostileTemplate(
            kind: "member.role_set", writer: .reader(isPrivate: false),
            payload: #"""
                {"account": "jun", "role": "member", "last": [{"host": "demo", "seq": 99}]}
                """#),
        HostileTemplate(
            kind: "thread.opened", writer: .member("jun"),
            payload: #"""
                {"channel": "$channel", "thread_kind": "discussion", "title": "text", "body": "text",
                "imported": {"author": "text", "address": "text", "date": 1500000000000, "message_id": "text"},
                "activity": {"due": 1800000000000, "hides_responses": true}}
                """#),
        HostileTemplate(
            kind: "feedback.asked", writer: .member("aiko"),
            payload: #"""
                {"about": "text", "not_wanted": "text", "audience": "pool", "due": 1800000000000, "effort": 15,
                "named": [], "needed": 1, "protocol": "two-stars-wish", "stage": "draft", "tags": ["text"],
                "title": "text", "work": {"kind": "text", "text": "text"}}
                """#),
        HostileTemplate(
            kind: "feedback.asked", writer: .member("aiko"),
            payload: #"""
                {"about": "text", "audience": "pool", "effort": 15, "named": [], "needed": 1, "stage": "draft",
                "tags": ["text"], "title": "text", "work": {"kind": "file",
                "file": {"hash": "0000000000000000000000000000000000000000000000000000000000000000", "size": 5,
                "name": "text", "type": "text"}}}
                """#),
        HostileTemplate(
            kind: "feedback.terms_set", writer: .reader(isPrivate: false),
            payload: #"""
                {"due_days": 3, "needed": 2, "promise_days": 2, "rest_days": [6, 7], "lease_days": 2,
                "capacity": 3, "limit": 3}
                """#),
        HostileTemplate(
            kind: "feedback.claimed", writer: .member("rena"),
            payload: #"""
                {"request": "$feedback", "until": 1800000000000}
                """#),
        HostileTemplate(
            kind: "feedback.planned", writer: .member("rena"),
            payload: #"""
                {"request": "$feedback", "at": 1800000000000}
                """#),
        HostileTemplate(
            kind: "feedback.step_begun", writer: .author(of: "feedback"),
            payload: #"""
                {"request": "$feedback", "step": 1}
                """#),
        HostileTemplate(
            kind: "feedback.given", writer: .member("rena"),
            payload: #"""
                {"request": "$feedback", "version": 1, "points": 1, "content": {"points": [{"field": "star",
                "text": "text", "lines": {"from": 1, "to": 2}}], "marks": [{"criterion": "text", "level": "text",
                "reason": "text"}], "minutes": 5}}
                """#),
        HostileTemplate(
            kind: "feedback.commented", writer: .member("rena"),
            payload: #"""
                {"request": "$feedback", "version": 1, "lines": {"from": 1, "to": 2}, "body": "text"}
                """#),
        HostileTemplate(
            kind: "poll.opened", writer: .member("jun"),
            payload: #"""
                {"question": "text", "options": ["text", "b"], "poll_kind": "single", "closes": 1800000000000,
                "anonymous": false}
                """#),
        HostileTemplate(
            kind: "poll.voted", writer: .member("rena"),
            payload: #"""
                {"poll": "$poll", "choices": [0]}
                """#),
        HostileTemplate(
            kind: "report.filed", writer: .member("jun"),
            payload: #"""
                {"thing": {"kind": "post", "name": "$reply"}, "reason": "text"}
                """#),
        HostileTemplate(
            kind: "kudos.given", writer: .member("jun"),
            payload: #"""
                {"to": "rena", "reason": "text", "kudos_kind": "helped", "thing": {"kind": "post",
                "name": "$reply"}}
                """#),
        HostileTemplate(
            kind: "task.added", writer: .author(of: "project"),
            payload: #"""
                {"project": "$project", "title": "text", "about": "text", "due": 1800000000000, "place": 1}
                """#),
        HostileTemplate(
            kind: "log.witnessed", writer: .member("jun"),
            payload: #"""
                {"heads": [{"account": "rena", "host": "demo", "seq": 5, "head": "$reply"}]}
                """#),
        HostileTemplate(
            kind: "feedback.comment_resolved", writer: .author(of: "feedback"),
            payload: #"""
                {"request": "$feedback", "comment": "$reply", "resolved": true}
                """#),
        HostileTemplate(
            kind: "feedback.retracted", writer: .author(of: "feedback"),
            payload: #"""
                {"request": "$feedback", "event": "$reply"}
                """#),
        HostileTemplate(
            kind: "feedback.revising", writer: .author(of: "feedback"),
            payload: #"""
                {"request": "$feedback"}
                """#),
        HostileTemplate(
            kind: "feedback.avoided", writer: .reader(isPrivate: true),
            payload: #"""
                {"account": "rena", "lifted": false}
                """#),
        HostileTemplate(
            kind: "author.claim_decided", writer: .reader(isPrivate: false),
            payload: #"""
                {"claim": "$reply", "confirmed": true, "reason": "text"}
                """#),
        HostileTemplate(
            kind: "author.claim_withdrawn", writer: .reader(isPrivate: false),
            payload: #"""
                {"claim": "$reply"}
                """#),
        HostileTemplate(
            kind: "collection.removed", writer: .author(of: "collection"),
            payload: #"""
                {"collection": "$collection", "removed": false}
                """#),
        HostileTemplate(
            kind: "kudos.marked", writer: .reader(isPrivate: true),
            payload: #"""
                {"kudos": ["$kudos"], "read": true}
                """#),
        HostileTemplate(
            kind: "kudos.withdrawn", writer: .author(of: "kudos"),
            payload: #"""
                {"kudos": "$kudos", "withdrawn": false}
                """#),
        HostileTemplate(
            kind: "member.approved", writer: .reader(isPrivate: false),
            payload: #"""
                {"account": "jun"}
                """#),
        HostileTemplate(
            kind: "mentor.finished", writer: .author(of: "mentorship"),
            payload: #"""
                {"mentorship": "$mentorship", "note": "text"}
                """#),
        HostileTemplate(
            kind: "mentor.withdrawn", writer: .author(of: "mentorship"),
            payload: #"""
                {"mentorship": "$mentorship"}
                """#),
        HostileTemplate(
            kind: "message.retracted", writer: .reader(isPrivate: false),
            payload: #"""
                {"message": "$reply", "to": ["rena"]}
                """#),
        HostileTemplate(
            kind: "meeting.linked", writer: .author(of: "meeting"),
            payload: #"""
                {"meeting": "$meeting", "thing": {"kind": "post", "name": "$reply"}, "linked": true}
                """#),
        HostileTemplate(
            kind: "posts.all_marked_undone", writer: .reader(isPrivate: true),
            payload: #"""
                {"mark": "$reply"}
                """#),
        HostileTemplate(
            kind: "reflection.removed", writer: .reader(isPrivate: true),
            payload: #"""
                {"entry": "$entry", "removed": false}
                """#),
        HostileTemplate(
            kind: "reflection.rewritten", writer: .reader(isPrivate: true),
            payload: #"""
                {"entry": "$entry", "sealed": {}}
                """#),
        HostileTemplate(
            kind: "reflection.looked_again", writer: .reader(isPrivate: true),
            payload: #"""
                {"entry": "$entry"}
                """#),
        HostileTemplate(
            kind: "reflection.shared_as", writer: .reader(isPrivate: true),
            payload: #"""
                {"entry": "$entry", "thread": "$thread"}
                """#),
        HostileTemplate(
            kind: "reflection.step_met", writer: .reader(isPrivate: true),
            payload: #"""
                {"entry": "$entry", "outcome": "done"}
                """#),
        HostileTemplate(
            kind: "report.withdrawn", writer: .author(of: "report"),
            payload: #"""
                {"report": "$report"}
                """#),
        HostileTemplate(
            kind: "resource.checked", writer: .author(of: "resource"),
            payload: #"""
                {"resource": "$resource"}
                """#),
        HostileTemplate(
            kind: "resource.comment_retracted", writer: .author(of: "resource"),
            payload: #"""
                {"resource": "$resource", "comment": "$reply", "retracted": true}
                """#),
        HostileTemplate(
            kind: "resource.linked", writer: .author(of: "resource"),
            payload: #"""
                {"resource": "$resource", "thing": {"kind": "post", "name": "$reply"}, "linked": true}
                """#),
        HostileTemplate(
            kind: "resource.removed", writer: .author(of: "resource"),
            payload: #"""
                {"resource": "$resource", "removed": false}
                """#),
        HostileTemplate(
            kind: "project.left", writer: .member("tomas"),
            payload: #"""
                {"project": "$project"}
                """#),
        HostileTemplate(
            kind: "log.signed", writer: .member("devi"),
            payload: #"""
                {"key": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "signature": "AAAA"}
                """#),
        HostileTemplate(
            kind: "key.changed", writer: .member("devi"),
            payload: #"""
                {"key": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "last": [{"host": "demo", "seq": 3}]}
                """#),
        HostileTemplate(
            kind: "key.revoked", writer: .member("devi"),
            payload: #"""
                {"account": "root", "keys": ["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="], "reason": "text",
                "replacement": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "last": [{"host": "demo", "seq": 3}]}
                """#),
        HostileTemplate(
            kind: "member.left", writer: .member("devi"),
            payload: #"""
                {}
                """#),
        HostileTemplate(
            kind: "member.removed", writer: .reader(isPrivate: false),
            payload: #"""
                {"account": "devi", "reason": "text", "last": [{"host": "demo", "seq": 3}]}
                """#),
    ]
}
