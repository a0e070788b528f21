import GRDB
import Index
import Journal
import TestSupport

/// The smallest feature that has documents: notes with a title and a text that their authors may reword or hide.
struct NoteWritten: EventPayload {
    static let kind = "test.note"
    var title: String
    var body: String
    var isSecret = false
    var rewords: EventID?

    static let feature = Projection(
        name: "Notes", schema: [],
        handlers: [
            .ordered(kind) { event, projecting in
                let note: NoteWritten = try event.payload()
                if let old = note.rewords {
                    guard let number = try projecting.number(of: old) else { return .waits(on: old) }
                    try projecting.revise(number, title: note.title, body: note.body)
                    try projecting.setHidden(number, note.isSecret)
                    return .applied
                }
                _ = try projecting.add(
                    Document(
                        kind: "note", id: event.id, author: event.by, created: event.clock, title: note.title,
                        body: note.body))
                return .applied
            }
        ],
        searchOperators: [
            SearchOperator(name: "kind", help: "long or short") { value in
                switch value {
                case "short": "length(document.body) < 10"
                case "long": "length(document.body) >= 10"
                default: nil
                }
            }
        ])
}

/// A board of notes, and one session that reads it.
struct NotesBoard {
    let board: HandlesBoard
    let session: BoardSession

    init() throws {
        board = try HandlesBoard(features: [NoteWritten.feature])
        session = try board.session("ana", now: 1_800_000_000_000)
    }

    /// Writes a note, a day after the one before.
    @discardableResult
    func write(_ title: String, _ body: String = "", by account: Account = "ana", day: Int64 = 0) throws -> EventID {
        try write(NoteWritten(title: title, body: body), by: account, day: day)
    }

    @discardableResult
    func write(_ note: NoteWritten, by account: Account = "ana", day: Int64 = 0) throws -> EventID {
        // 2024-01-01 and so many days.
        let clock = FixedClock(time: 1_704_067_200_000 + day * 86_400_000)
        let pen = Pen(board: board.board, account: account, host: "there", clock: clock)
        let written = try pen.append([NewEvent(note)], after: Timestamp(rawValue: 0))
        _ = try session.catchUp()
        return written[0].id
    }

    /// The titles that a search finds, the newest first.
    func found(_ query: String, isBeingTyped: Bool = false, limit: Int = 50) throws -> [String] {
        try session.index.search(query, isBeingTyped: isBeingTyped, limit: limit).map(\.title)
    }
}
