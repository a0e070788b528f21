import GRDB
import Index
import Journal

/// `board.described`: an admin says what the board is called and what it is for. What is left out stays.
public struct BoardDescribed: EventPayload {
    /// What logs call it.
    public static let kind = "board.described"
    /// The title.
    public var title: String?
    /// The purpose, a few lines of Markdown.
    public var purpose: String?

    /// A description.
    public init(title: String? = nil, purpose: String? = nil) {
        self.title = title
        self.purpose = purpose
    }
}

/// The board's own words about itself.
public struct BoardDescription: Hashable, Sendable {
    /// The title.
    public var title: String
    /// The purpose; empty when none was given.
    public var purpose: String

    /// What the board says of itself now.
    public static func current(of board: Board, _ database: Database) throws -> BoardDescription {
        let row = try Row.fetchOne(database.cachedStatement(sql: "SELECT title, purpose FROM board_description"))
        return BoardDescription(title: row?["title"] ?? board.identity.title, purpose: row?["purpose"] ?? "")
    }
}

/// How the board's description changes the index.
public enum CommunityProjection {
    /// The feature's part of the index.
    public static let projection = Projection(
        name: "Community",
        schema: ["CREATE TABLE board_description(number INTEGER PRIMARY KEY, title TEXT, purpose TEXT)"],
        handlers: [.ordered(BoardDescribed.kind, describe)],
        reset: { try $0.execute("DELETE FROM board_description") })

    private static func describe(_ event: Event, _ projecting: Projecting) throws -> Outcome {
        let payload: BoardDescribed = try event.payload()
        let actor = projecting.authority.standing(forWriting: event)
        if let refusal = BoardWriting.refusalToDescribe(by: actor) { return .refused(refusal) }
        try projecting.execute("INSERT OR IGNORE INTO board_description(number) VALUES(1)")
        try projecting.execute(
            "UPDATE board_description SET title = coalesce(?, title), purpose = coalesce(?, purpose)",
            payload.title.map { String($0.prefix(200)) }, payload.purpose.map { String($0.prefix(4_000)) })
        projecting.touch("board", 1)
        return .applied
    }
}
