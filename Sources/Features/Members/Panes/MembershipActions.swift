import Index
import Journal
import Workbench

/// What one does about one's own membership, from wherever one stands.
enum MembershipActions {
    static let join: ActionName = "join"
    static let leaveBoard: ActionName = "leave-board"
    static let editProfile: ActionName = "edit-profile"

    static let table = [
        Action(join, keys: [], group: .writing, help: "join the board", hint: "Members may write."),
        Action(
            editProfile, keys: [], group: .writing, help: "edit your profile",
            hint: "Your name, what you can help with, what you want to learn."),
        Action(
            leaveBoard, keys: [], group: .writing, help: "leave the board", hint: "What you wrote stays; asks first."),
    ]

    static func performers(_ session: BoardSession) -> [ActionName: Performer] {
        [
            join: Performer(availability: { standing(session) == .outsider ? .available : .absent }) {
                [.fill(joining(session))]
            },
            editProfile: Performer(availability: { standing(session) == .outsider ? .absent : .available }) {
                [.fill(try profile(session))]
            },
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

    private static func joining(_ session: BoardSession) -> Form {
        let isInvited = session.board.identity.joining == .invite
        let hint = isInvited ? "As others see it. A moderator will admit you." : "As others see it."
        return Form(
            title: "Join the board",
            fields: [Form.Field("name", label: "Your name", text: session.me.rawValue, hint: hint)]
        ) { values in
            let name = values["name"].flatMap { $0.isEmpty ? nil : $0 } ?? session.me.rawValue
            let done =
                isInvited ? "you have asked to join; a moderator will admit you" : "welcome; you are a member now"
            return [.write(Writing([try NewEvent(MemberJoined(name: name))], done: done))]
        }
    }

    private static func profile(_ session: BoardSession) throws -> Form {
        let member = try MemberLookup.member(session.me.rawValue, session)
        return Form(
            title: "Your profile",
            fields: [
                Form.Field("name", label: "Name", text: member.name, hint: "As others see it."),
                Form.Field("help", label: "Can help with", text: member.canHelpWith, hint: "What others may ask you."),
                Form.Field("learn", label: "Wants to learn", text: member.wantsToLearn),
                Form.Field("interests", label: "Interests", text: member.interests),
                Form.Field("about", label: "About you", text: member.about, hint: "A few words. Markdown."),
            ]
        ) { values in
            let before = MemberProfileSet(
                name: member.name, about: member.about, interests: member.interests, canHelpWith: member.canHelpWith,
                wantsToLearn: member.wantsToLearn)
            let profile = MemberProfileSet(
                name: values["name"], about: values["about"], interests: values["interests"],
                canHelpWith: values["help"], wantsToLearn: values["learn"])
            let undo = Writing.Undo("the change of your profile") { _ in [try NewEvent(before)] }
            return [.write(Writing([try NewEvent(profile)], done: "your profile is changed", undo: undo))]
        }
    }
}
