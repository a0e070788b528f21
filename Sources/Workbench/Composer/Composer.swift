import Journal
import Terminal

/// A text being written: its fields, and how far it has come on its way.
struct Composer: Sendable {
    /// The fields that Tab goes through.
    enum Field: Hashable, Sendable {
        case channel, title, body
    }

    let composition: Composition
    var channel: TextField
    var title: TextField
    var body: TextArea
    var field: Field
    /// The draft's id, once there is one.
    var draft: StoredDraft?
    /// Since when something is typed that is not on its way to the disk.
    var unsavedSince: Timestamp?
    /// Whether it was sent and has not come back yet.
    var isSending = false
    /// Whether the preview shows in place of the text.
    var isPreviewing = false
    /// What is like the thread that is being opened.
    var similar: [SimilarThing] = []
    /// The steps it is written in, and where it has come to.
    var steps: TimedSteps?

    init(_ composition: Composition) {
        self.composition = composition
        channel = TextField(composition.text.channel ?? "")
        title = TextField(composition.text.title ?? "")
        body = TextArea(composition.text.body, cursorLine: composition.cursorLine)
        draft = composition.draft
        steps = composition.steps
        field = .body
        field = fields.first { text(of: $0).isEmpty } ?? .body
    }

    /// The fields it has, from the top down.
    var fields: [Field] {
        (composition.text.channel == nil ? [] : [.channel]) + (composition.text.title == nil ? [] : [.title]) + [.body]
    }

    /// The text with its fields, as it stands.
    var text: Composition.Text {
        Composition.Text(
            title: composition.text.title.map { _ in title.text },
            channel: composition.text.channel.map { _ in channel.text }, body: body.text)
    }

    /// Whether there is nothing worth keeping: nothing at all, or only what it began with.
    var isEmpty: Bool {
        let isBlank = text.body.allSatisfy(\.isWhitespace) && title.text.allSatisfy(\.isWhitespace)
        let hasStepped = composition.sharedSteps == nil && steps?.place?.number != composition.steps?.place?.number
        return isBlank || composition.draft == nil && text == composition.text && !hasStepped
    }

    /// The composition with the text as it stands, for when it was sent and is called back.
    var asSent: Composition {
        var sent = composition
        sent.text = text
        sent.draft = draft
        return sent
    }

    /// Goes to where the step is written that it has come to.
    mutating func moveToStep() {
        guard let heading = steps?.current?.headings.first else { return }
        body.move(toSection: "## " + heading)
    }

    /// Goes to the next or the previous field.
    mutating func moveField(by step: Int) {
        guard let place = fields.firstIndex(of: field) else { return }
        field = fields[min(max(0, place + step), fields.count - 1)]
    }

    /// Takes a key as text; answers whether the text is another one now.
    mutating func type(_ key: Key, columns: Int) -> Bool {
        if field != .body, key == .named(.enter) || key == .named(.down) {
            moveField(by: 1)
            return false
        }
        if field == .title, key == .named(.up) {
            moveField(by: -1)
            return false
        }
        switch field {
        case .channel: return channel.press(key)
        case .title: return title.press(key)
        case .body: return body.press(key, columns: columns)
        }
    }

    /// The word before the cursor that a name or a channel could complete.
    var word: String? {
        switch field {
        case .channel: channel.text.hasPrefix("#") ? channel.text : "#" + channel.text
        case .title: nil
        case .body: body.wordBeforeCursor.first.map { "@#".contains($0) } ?? false ? body.wordBeforeCursor : nil
        }
    }

    /// Puts a completion in place of the word.
    mutating func complete(with completion: String) {
        switch field {
        case .channel: channel.replace(with: String(completion.drop { $0 == "#" }))
        case .title: break
        case .body: body.replaceWordBeforeCursor(with: completion + " ")
        }
    }

    private func text(of field: Field) -> String {
        switch field {
        case .channel: channel.text
        case .title: title.text
        case .body: ""
        }
    }
}
