import Foundation
import Index
import Journal

/// `goal.kept`: something about a goal that is its author's alone. It holds, sealed to them and in their private log, the
/// event that would else say it to all.
public struct GoalKept: EventPayload {
    /// The kind of event.
    public static let kind = "goal.kept"
    /// Which goal; nothing when this one sets it. The event's id is the goal's then.
    public var goal: EventID?
    /// The event that is held, as JSON.
    public var sealed: SealedText

    /// The event that is held.
    struct Held: Codable {
        var kind: String
        /// What it says, as JSON.
        var payload: String

        init(_ event: NewEvent) {
            kind = event.kind
            payload = String(decoding: event.payload, as: UTF8.self)
        }
    }

    /// What the words must not be torn from.
    static func about(_ goal: EventID?) -> String { goal?.text ?? "goal" }

    /// An event about a goal, kept where only its author reads it.
    static func holding(_ event: NewEvent, about goal: EventID?, _ session: BoardSession) throws -> NewEvent {
        let text = String(decoding: try JSONEncoder().encode(Held(event)), as: UTF8.self)
        let sealed = try session.seal(text, to: [session.me], kind: kind, about: about(goal))
        return try NewEvent(GoalKept(goal: goal, sealed: sealed), isPrivate: true)
    }

    /// How the reader's own are opened.
    static let sealing = Folding<Goal>.Sealing(kind) { event, projecting in
        let kept: GoalKept = try event.payload()
        let text = try projecting.open(kept.sealed, of: event, about: about(kept.goal)).text
        guard let held = text.flatMap({ try? JSONDecoder().decode(Held.self, from: Data($0.utf8)) }) else { return nil }
        return event.holding(held.kind, [UInt8](held.payload.utf8))
    }
}
