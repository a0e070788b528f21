import Index
import Journal
import Synchronization
import Terminal
import Workbench

/// What came of writing a text for a command.
public enum ComposedText: Hashable, Sendable {
    /// It was sent.
    case sent(String)
    /// It was left, and this is what had been typed; empty when it was discarded.
    case left(String)
}

/// The built-in composer by itself: for commands that need a text where there is no editor.
public final class LoneComposer: Sendable {
    private let begun: String
    private let state = Mutex(ComposedText.left(""))

    /// A composer that begins with a text.
    public init(_ text: String) { begun = text }

    /// What came of it.
    public var result: ComposedText { state.withLock { $0 } }

    /// Remembers what was typed, in case it is not sent.
    public func keep(_ draft: StoredDraft) { state.withLock { $0 = .left(draft.body) } }

    /// What the frame shows: the composer, and behind it nothing but the way out.
    public var fittings: Fittings {
        var fittings = Fittings(board: "stoa", host: CommandEnvironment.current.host)
        fittings.preview = { MarkdownDocument($0).layout(columns: $1, foldQuotes: false).lines }
        let composition = Composition(kind: "text", heading: "Text", text: Composition.Text(body: begun)) {
            [self] text in
            guard !text.body.isEmpty else { throw CommandFailure("write something first", .badData) }
            return Writing([]) { _ in
                self.state.withLock { $0 = .sent(text.body) }
                return [.quit]
            }
        }
        fittings.start = [.open(WayOut(), in: .list), .compose(composition)]
        return fittings
    }

    /// Ends the program as soon as it is seen: the composer is over.
    private struct WayOut: Pane {
        var title: StyledLine { "" }
        func availability(of action: ActionName) -> Availability { .absent }
        mutating func perform(_ action: ActionName, in size: Size) -> [Effect] { [] }
        mutating func reload() {}
        mutating func wasShown(in size: Size, isFocused: Bool) -> [Effect] { [.quit] }
        func view(size: Size, isFocused: Bool) -> Surface { Surface(size: size) }
    }
}
