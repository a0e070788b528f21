import Index
import Journal
import Workbench

/// What panes let happen to messages.
struct MessageEffects: Sendable {
    let session: BoardSession

    /// Milliseconds for which sending can be undone.
    private static let undoWindow: Int64 = 30_000
    /// The kind of a draft, followed by whom it is for.
    private static let draftKind = "message"

    /// Shows a conversation in the reader.
    func open(_ conversation: Int64, at message: EventID? = nil) -> [Effect] {
        [
            .replace(
                ConversationPane(session, conversation: conversation, startsAt: message), in: .reader, isFocused: true)
        ]
    }

    /// Writes a message.
    func write(to accounts: [Account], draft: StoredDraft? = nil) throws -> Effect {
        if draft == nil { try MessageWriting(session).allow(accounts) }
        return .compose(try composition(to: accounts, draft: draft))
    }

    /// Asks whom to write to.
    func askRecipients() -> Effect {
        .fill(
            Form(
                title: "A message to",
                fields: [Form.Field("to", label: "To", hint: "One handle or several: @rena @tomas")]
            ) { values in
                let names = (values["to"] ?? "").split { $0 == " " || $0 == "," }.map(String.init)
                let accounts = try names.map { try MemberLookup.member($0, session).account }
                return [try write(to: accounts)]
            })
    }

    /// Goes on with a draft of this feature.
    func resume(_ draft: StoredDraft) throws -> Composition? {
        let words = draft.kind.split(separator: " ").map(String.init)
        guard words.first == Self.draftKind, words.count > 1 else { return nil }
        return try composition(to: words.dropFirst().map { Account($0) }, draft: draft)
    }

    private func composition(to accounts: [Account], draft: StoredDraft?) throws -> Composition {
        let names = try accounts.map { account in
            try session.read { try MemberQueries.member(account.rawValue, $0) }?.name ?? account.rawValue
        }
        let kind = ([Self.draftKind] + accounts.map(\.rawValue)).joined(separator: " ")
        return Composition(
            kind: kind, heading: "Message to " + names.joined(separator: ", "),
            text: Composition.Text(body: draft?.body ?? ""), draft: draft
        ) { text in
            guard !text.body.isEmpty else { throw CommandFailure("write something first", .badData) }
            let event = try MessageWriting(session).sending(text.body, to: accounts)
            let undo = Writing.Undo("sending", lifetime: Self.undoWindow) { written in
                try written.map { try MessageWriting(session).retracting($0, to: accounts) }
            }
            return Writing([event], done: "sent; u takes it back for 30 s", undo: undo) { written in
                written.first.map { [.follow(Reference(kind: "message", id: $0))] } ?? []
            }
        }
    }

    /// Marks messages read or unread.
    func mark(_ messages: [EventID], read: Bool, isQuiet: Bool = false) throws -> [Effect] {
        guard !messages.isEmpty else { return [] }
        let undo = Writing.Undo(read ? "marking as read" : "marking as unread") { _ in
            [try MessageWriting.marks(messages, read: !read)]
        }
        return [
            .write(
                Writing(
                    [try MessageWriting.marks(messages, read: read)],
                    done: isQuiet ? "" : "\(messages.count) marked \(read ? "read" : "unread")",
                    undo: isQuiet ? nil : undo))
        ]
    }

    /// Takes a message back, once the person has said yes.
    func retract(_ message: Message, to accounts: [Account]) throws -> Effect {
        let event = try MessageWriting(session).retracting(message.id, to: accounts)
        let text = "Take this message back? Who has read it has read it."
        let writing = Writing([event], done: "taken back")
        return .ask(Question(text, answers: [Question.Answer("y", "take it back", [.write(writing)])]))
    }
}
