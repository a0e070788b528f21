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
        resume: { try MessageEffects(session: $1).resume($0) }
    )
    // What they say stays here: a digest may go out by mail.
    .digesting { span, session in
        try session.read { try MessageQueries.conversations(limit: 50, reader: session.me, $0) }
            .filter { $0.unread > 0 && (span.isUnreadOnly || span.contains($0.latest.created)) }
            .map { conversation in
                let count = "\(conversation.unread) \(conversation.unread == 1 ? "message" : "messages")"
                return DigestItem(
                    .forYou, "\(count) from \(conversation.names)", at: conversation.latest.created,
                    id: conversation.latest.id)
            }
    }
}

extension ActionName {
    /// Writes a message.
    static let message: ActionName = "message"
}
