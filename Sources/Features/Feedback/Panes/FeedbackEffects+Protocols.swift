import Foundation
import Index
import Journal
import Terminal
import Workbench

/// The protocols by which feedback is given: read by everyone, copied and changed for the group by moderators.
extension FeedbackEffects {
    static let protocolKind = "feedback protocol"

    /// All protocols to pick from.
    func offerProtocols() throws -> [Effect] {
        let library = try session.read { try ProtocolLibrary.current($0) }
        let isModerator = try session.standing(of: session.me).isAtLeast(.moderator)
        let items = library.names.compactMap { name -> Choice.Item? in
            guard let (text, source) = library.text(name) else { return nil }
            let method = try? FeedbackProtocol(name: name, text: text)
            let from = source == "the board" ? "the group's own" : source
            return Choice.Item(label: "\(name): \(method?.title ?? "has a mistake in it")", detail: from) {
                isModerator
                    ? [self.write(name, text)] : [.show(Page(title: name, lines: Self.lines(text, columns: 76)))]
            }
        }
        return [.choose(Choice(purpose: "protocols", title: "Protocols", items: items))]
    }

    /// A protocol's text; under another name it becomes a copy.
    func write(_ name: String, _ text: String, draft: StoredDraft? = nil) -> Effect {
        var composition = Composition(
            kind: Self.protocolKind, heading: "A protocol of the group; another name makes a copy",
            text: Composition.Text(title: name, body: text), draft: draft
        ) { [session] written in
            let name = (written.title ?? "").trimmingCharacters(in: .whitespaces)
            let writing = RubricWriting(session)
            let before = try session.read { try ProtocolLibrary.current($0) }.own(name) ?? ""
            return Writing(
                [try writing.set(name, text: written.body)],
                done: "the group's protocol \(name) is there; requests can name it",
                undo: Writing.Undo("setting the protocol") { _ in [try writing.set(name, text: before)] })
        }
        composition.titleLabel = "Name: "
        composition.cursorLine = draft == nil ? 0 : nil
        composition.preview = { body, columns in Self.lines(body, columns: columns) }
        return .compose(composition)
    }

    /// What a protocol's text means, or what is wrong with it.
    private static func lines(_ text: String, columns: Int) -> [StyledLine] {
        let method: FeedbackProtocol
        do { method = try FeedbackProtocol(name: "it", text: text) } catch {
            return StyledLine(String(describing: error), .warning).wrapped(to: columns)
        }
        var lines = [StyledLine(method.title, .heading)] + StyledLine(method.about).wrapped(to: columns)
        if !method.steps.isEmpty {
            let pace = method.isTogether ? "together" : "each at their own pace"
            lines += [StyledLine(), StyledLine("\(method.minutes) min, \(pace)", .strong)]
            lines += method.steps.flatMap { step in
                StyledLine([
                    Span("  \(step.title)  ", .accent), Span(step.minutes.map { "\($0) min  " } ?? "", .time),
                    Span(step.who, .muted),
                ]).wrapped(to: columns)
            }
        }
        lines.append(StyledLine())
        lines += method.fields.flatMap { field in
            StyledLine([Span("  \(field.title)  ", .accent), Span(field.prompt, .muted)]).wrapped(to: columns)
        }
        return lines + method.statements.flatMap { StyledLine("  " + $0).wrapped(to: columns) }
    }
}
