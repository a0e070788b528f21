import Index
import Journal
import Workbench

/// What panes let happen about mentoring.
struct MentorEffects: Sendable {
    let session: BoardSession

    private var writing: MentorWriting { MentorWriting(session: session) }

    /// Says what one offers to help with, or that one does not any more.
    func offer() throws -> Effect {
        let before = try session.read { try MentorQueries.offer(of: session.me, $0) }
        let topics = try before?.topics ?? MemberLookup.member(session.me.rawValue, session).canHelpWith
        return .fill(
            Form(
                title: "Your offer to mentor",
                fields: [
                    Form.Field(
                        "topics", label: "With what", text: topics,
                        hint: "With commas between. You are told of questions about them. Empty ends the offer."),
                    Form.Field("places", label: "At a time", text: "\(before?.places ?? 2)", hint: "How many members."),
                    Form.Field("when", label: "When", text: before?.when ?? "", hint: "Such as: Tuesday evenings."),
                ]
            ) { values in
                guard let places = Int(values["places"] ?? "") else {
                    throw CommandFailure("write how many members at a time, as a number", .badData)
                }
                let offer = MentorOffered(topics: values["topics"] ?? "", places: places, when: values["when"] ?? "")
                let old = MentorOffered(
                    topics: before?.topics ?? "", places: before?.places ?? 2, when: before?.when ?? "")
                let undo = Writing.Undo("the offer") { _ in [try writing.offering(old)] }
                let done = MemberTopic.split(offer.topics).isEmpty ? "you offer no mentoring now" : "your offer shows"
                return [.write(Writing([try writing.offering(offer)], done: done, undo: undo))]
            })
    }

    /// Asks a member to help.
    func ask(_ member: Member) throws -> Effect {
        try writing.allowAsking(member.account)
        let offer = try session.read { try MentorQueries.offer(of: member.account, $0) }
        let own = try MemberLookup.member(session.me.rawValue, session)
        let offered = MemberTopic.all(in: offer?.topics ?? "")
        let wanted = offered.first { topic in MemberTopic.all(in: own.wantsToLearn).contains { $0.meets(topic) } }
        return .fill(
            Form(
                title: "Ask \(member.name) to be your mentor",
                fields: [
                    Form.Field("topic", label: "With what", text: wanted?.text ?? "", hint: offer?.words ?? ""),
                    Form.Field(
                        "why", label: "Why",
                        hint: "What you hope for. All members can read it; what you two say by message they cannot."),
                ]
            ) { values in
                let asked = MentorAsked(mentor: member.account, topic: values["topic"] ?? "", why: values["why"] ?? "")
                let undo = Writing.Undo("the request") { written in
                    try written.map { try NewEvent(MentorWithdrawn(mentorship: $0)) }
                }
                return [.write(Writing([try writing.asking(asked)], done: "asked; \(member.name) is told", undo: undo))]
            })
    }

    /// Offers what the reader can do with a mentorship, and the way to the conversation.
    func offerSteps(_ mentorship: Mentorship) throws -> [Effect] {
        let other = mentorship.other(than: session.me)
        let standing = try session.standing(of: session.me)
        var items = MentorStep.allCases.filter { step in
            MentorRules.refusal(to: step, mentorship, by: session.me, standing: standing, words: "x") == nil
        }.map { step in
            Choice.Item(label: Self.words[step] ?? step.rawValue) { try take(step, mentorship) }
        }
        items.append(
            Choice.Item(label: "write to @\(other)") { [try MessageEffects(session: session).write(to: [other])] })
        return [.choose(Choice(purpose: "mentor", title: "“\(mentorship.topic)” with @\(other)", items: items))]
    }

    private func take(_ step: MentorStep, _ mentorship: Mentorship) throws -> [Effect] {
        let other = mentorship.other(than: session.me)
        switch step {
        case .begin:
            let message = try MessageEffects(session: session).write(to: [other])
            return [.write(Writing([try writing.stepping(.begin, mentorship)], done: "begun") { _ in [message] })]
        case .withdraw: return [.write(Writing([try writing.stepping(.withdraw, mentorship)], done: "withdrawn"))]
        case .accept, .decline, .finish:
            let hints: [MentorStep: String] = [
                .accept: "A word with it, if you like.", .decline: "Why; kindly. They read it.",
                .finish: "What came of it, if you like.",
            ]
            return [
                .fill(
                    Form(
                        title: (Self.words[step] ?? "").capitalized + ": “\(mentorship.topic)”",
                        fields: [Form.Field("words", label: "Words", hint: hints[step] ?? "")]
                    ) { values in
                        let event = try writing.stepping(step, mentorship, words: values["words"] ?? "")
                        return [.write(Writing([event], done: "@\(other) is told"))]
                    })
            ]
        }
    }

    private static let words: [MentorStep: String] = [
        .accept: "say yes", .decline: "say no, and why", .begin: "begin: write the first message",
        .finish: "finish", .withdraw: "take the request back",
    ]
}
