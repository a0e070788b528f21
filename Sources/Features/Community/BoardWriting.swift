import Index
import Journal
import Workbench

/// Changes what the board says of itself, asking the rule first.
enum BoardWriting {
    static let edit: ActionName = "edit-board"

    static let table = [
        Action(edit, keys: [], group: .writing, help: "edit the board's title", hint: "And its purpose; admins.")
    ]

    /// Why an account that stands so may not describe the board; nothing when it may.
    static func refusalToDescribe(by actor: Standing) -> String? {
        actor.isAtLeast(.admin) ? nil : "only an admin may describe the board"
    }

    static func describing(_ description: BoardDescribed, _ session: BoardSession) throws -> NewEvent {
        if let refusal = refusalToDescribe(by: try session.standing(of: session.me)) {
            throw CommandFailure.refused(refusal)
        }
        if let title = description.title, title.allSatisfy(\.isWhitespace) {
            throw CommandFailure("a board needs a title", .badData)
        }
        return try NewEvent(description)
    }

    static func performers(_ session: BoardSession) -> [ActionName: Performer] {
        [
            edit: Performer(availability: {
                Availability(unless: refusalToDescribe(by: (try? session.standing(of: session.me)) ?? .outsider))
            }) { [.fill(try form(session))] }
        ]
    }

    private static func form(_ session: BoardSession) throws -> Form {
        let now = try session.read { try BoardDescription.current(of: session.board, $0) }
        return Form(
            title: "The board",
            fields: [
                Form.Field("title", label: "Title", text: now.title),
                Form.Field("purpose", label: "Purpose", text: now.purpose, hint: "What you want to learn together."),
            ]
        ) { values in
            let undo = Writing.Undo("the change of the board") { _ in
                [try describing(BoardDescribed(title: now.title, purpose: now.purpose), session)]
            }
            let event = try describing(BoardDescribed(title: values["title"], purpose: values["purpose"]), session)
            return [.write(Writing([event], done: "changed", undo: undo))]
        }
    }
}
