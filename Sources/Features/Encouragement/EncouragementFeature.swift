import ArgumentParser
import Index
import Terminal
import Workbench

extension Feature {
    /// Thanks with a reason, and one's own weeks. Nothing here ranks people, or shows a number beside a name.
    static let encouragement = Feature(
        "Encouragement",
        projection: Projection(
            name: "Encouragement", schema: KudosProjection.schema + RhythmProjection.schema,
            handlers: KudosProjection.handlers + RhythmProjection.handlers, settle: KudosProjection.settle),
        commands: [CommandGroup(name: "Threads", subcommands: [KudosCommand.self, RhythmCommand.self])],
        documents: [
            JSONDocument(
                "kudos", "an array of thanks to you; about and title may be missing",
                "id from kind reason about title created_at unread"),
            JSONDocument(
                "rhythm",
                "your own weeks, each with week and state; days from Monday on, a week an array, null to come",
                "on weeks days milestones"),
        ],
        actions: [
            Action(
                .kudos, keys: ["t"], group: .writing, help: "thank",
                hint: "Thanks whoever wrote this, with a reason; the member, in the list of members.", prominence: 23),
            Action(
                .showKudos, keys: [], group: .reading, help: "thanks for this",
                hint: "Who gave thanks for what is selected, and why."),
            Action(
                .setRhythm, keys: ["e"], in: .weeks, group: .reading, help: "show or hide weeks",
                hint: "Your last twelve weeks, for you alone.", prominence: 90),
            Action(
                .restWeek, keys: ["z"], in: .weeks, group: .reading, help: "rest a week",
                hint: "A week of rest neither counts nor breaks anything.", prominence: 80),
        ],
        performers: { session in
            [
                .kudos: Performer(
                    availability: { KudosEffects.availability(about: $0) },
                    about: { try KudosEffects(session: session).thank(about: $0) }),
                .showKudos: Performer(about: { try KudosEffects(session: session).show(about: $0) }),
            ]
        },
        views: [BoardView(name: "weeks", title: "My weeks", letter: "w") { [.open(WeeksPane($0), in: .list)] }],
        open: { id, session in
            try session.read { try KudosQueries.kudos(id, $0) }.map { try KudosEffects(session: session).open($0) }
        },
        postNotes: { thread, session in
            try session.read { try KudosQueries.kinds(inThread: thread, $0) }.mapValues { kinds in
                let words = KudosKind.allCases.filter(kinds.contains).map(\.words).joined(separator: ", ")
                return [StyledLine([Span("♥ \(kinds.count)", .reaction), Span("  " + words, .muted)])]
            }
        }
    )
    .remembering { limit, session in
        let thanks = try session.read { try KudosQueries.received(by: session.me, limit: limit, $0) }.map { kudos in
            Moment(
                at: kudos.created, kind: "thanks", words: "\(kudos.giver.name): \(kudos.reason)",
                thing: Reference(kind: "kudos", id: kudos.id))
        }
        let firsts = try RhythmQueries.milestones(session).map { first in
            Moment(
                at: first.at, kind: "first time",
                words: first.title.isEmpty ? first.words : "\(first.words): \(first.title)")
        }
        return (thanks + firsts).sorted { $0.at > $1.at }
    }
    .digesting { span, session in
        try session.read { try KudosQueries.received(by: session.me, limit: 50, $0) }
            .filter { span.isUnreadOnly ? $0.isUnread : span.contains($0.created) }
            .map { kudos in
                DigestItem(
                    .forYou, "\(kudos.giver.name) thanked you", detail: kudos.reason, at: kudos.created, id: kudos.id)
            }
    }
    .telling(EncouragementStory.scenes)
}
