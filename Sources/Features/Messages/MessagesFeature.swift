import ArgumentParser
import Index
import Workbench

extension Feature {
    /// Messages between members that nobody else can read.
    public static let messages = Feature(
        "Messages",
        projection: MessageProjection.projection,
        commands: [CommandGroup(name: "The community", subcommands: [MessageCommand.self])],
        actions: [
            Action(
                .message, keys: [], group: .writing, help: "message",
                hint: "Writes to one member or several; nobody else can read it.")
        ],
        performers: { session in
            [.message: Performer { [MessageEffects(session: session).askRecipients()] }]
        },
        open: { id, session in
            try session.read { try MessageQueries.message(id, $0) }
                .map { MessageEffects(session: session).open($0.conversation, at: id) }
        },
        resume: { try MessageEffects(session: $1).resume($0) })
}

extension ActionName {
    /// Writes a message.
    static let message: ActionName = "message"
}
