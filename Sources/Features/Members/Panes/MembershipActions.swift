import Index
import Journal
import Workbench

/// What one does about one's own membership, from wherever one stands.
enum MembershipActions {
    static let join: ActionName = "join"
    static let leaveBoard: ActionName = "leave-board"
    static let editProfile: ActionName = "edit-profile"
    static let claimAuthor: ActionName = "claim-author"

    static let table = [
        Action(join, keys: [], group: .writing, help: "join the board", hint: "Members may write."),
        Action(
            editProfile, keys: [], group: .writing, help: "edit your profile",
            hint: "Your name, what you can help with, what you want to learn."),
        Action(
            claimAuthor, keys: [], group: .writing, help: "this was me",
            hint: "The author of an imported post was you; a moderator confirms it."),
        Action(
            leaveBoard, keys: [], group: .writing, help: "leave the board", hint: "What you wrote stays; asks first."),
    ]

    static func performers(_ session: BoardSession) -> [ActionName: Performer] {
        [
            join: Performer(availability: { standing(session) == .outsider ? .available : .absent }) {
                [.fill(try joining(session))]
            },
            editProfile: Performer(availability: { standing(session) == .outsider ? .absent : .available }) {
                [.fill(try profile(session))]
            },
            claimAuthor: Performer(about: { try ClaimCase.claim($0, session) }),
            leaveBoard: Performer(availability: { mayLeave(session) ? .available : .absent }) {
                let writing = Writing([try NewEvent(MemberLeft())], done: "you have left; :join brings you back")
                return [
                    .ask(Question("Leave this board?", answers: [.init("L", "leave it", [.write(writing)])]))
                ]
            },
        ]
    }

    private static func standing(_ session: BoardSession) -> Standing {
        (try? session.standing(of: session.me)) ?? .outsider
    }

    private static func mayLeave(_ session: BoardSession) -> Bool {
        standing(session) != .outsider && session.me.rawValue != session.board.identity.founder
    }

    private static func joining(_ session: BoardSession) throws -> Form {
        let usual = try MemberWriting(session: session).usualName()
        let isInvited = session.board.identity.joining == .invite
        let hint = isInvited ? "As others see it. A moderator will admit you." : "As others see it."
        return Form(
            title: "Join the board",
            fields: [Form.Field("name", label: "Your name", text: usual, hint: hint)]
        ) { values in
            let name = values["name"].flatMap { $0.isEmpty ? nil : $0 } ?? usual
            let done =
                isInvited ? "you have asked to join; a moderator will admit you" : "welcome; you are a member now"
            return [.write(Writing([try NewEvent(MemberJoined(name: name))], done: done))]
        }
    }

    static func profile(_ session: BoardSession) throws -> Form {
        let member = try MemberLookup.member(session.me.rawValue, session)
        let now = session.clock.now()
        let away = member.isAway(at: now) ? member.awayUntil.map { ShortDate.typed($0) } ?? "" : ""
        let commas = "With commas between: proofs, Python."
        return Form(
            title: "Your profile",
            fields: [
                Form.Field("name", label: "Name", text: member.name, hint: "As others see it."),
                Form.Field("pronouns", label: "Pronouns", text: member.pronouns, hint: "How others speak of you."),
                Form.Field("zone", label: "Time zone", text: member.zone, hint: "Such as Europe/Lisbon, or Lisbon."),
                Form.Field(
                    "help", label: "Can help with", text: member.canHelpWith, hint: "What others may ask you. " + commas
                ),
                Form.Field(
                    "learn", label: "Wants to learn", text: member.wantsToLearn,
                    hint: "Whoever can help with it is shown to you. " + commas),
                Form.Field("interests", label: "Interests", text: member.interests, hint: commas),
                Form.Field("about", label: "About you", text: member.about, hint: "Markdown.", takesLines: true),
                Form.Field(
                    "away", label: "Away until", text: away, hint: "2w, friday, 2026-12-01; empty for not away."),
                Form.Field(
                    "greets", label: "Newcomers", options: ["leave to others", "welcome them"],
                    chosen: member.greets ? "welcome them" : "leave to others",
                    hint: "Whether newcomers' first posts are your turn too."),
            ]
        ) { values in
            let typed = values["away"] ?? ""
            let until =
                try typed.isEmpty
                ? Timestamp.none : typed == away ? member.awayUntil : TypedMoment.moment(typed, now: now)
            let profile = MemberProfileSet(
                name: values["name"], about: values["about"],
                interests: values["interests"],
                canHelpWith: values["help"], wantsToLearn: values["learn"], pronouns: values["pronouns"],
                zone: values["zone"], awayUntil: until, greets: values["greets"] == "welcome them")
            let undo = Writing.Undo("the change of your profile") { _ in [try NewEvent(MemberProfileSet(member))] }
            let event = try MemberWriting(session: session).setting(profile)
            return [.write(Writing([event], done: "your profile is changed", undo: undo))]
        }
    }
}
