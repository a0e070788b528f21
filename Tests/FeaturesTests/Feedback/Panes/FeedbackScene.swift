import Index
import Journal
import Terminal
import TestSupport
import Testing
import Workbench

@testable import Features

/// A board where ana asks ben and tom for feedback on a short proof, at a time that stands still.
struct FeedbackScene {
    static let start: Int64 = 1_700_000_000_000
    static let hour: Int64 = 3_600_000

    static let proof = """
        # Lemma 3

        We show that the sum of the first n odd numbers is n squared.
        Assume that it holds for n. The next odd number is 2n + 1.
        これは長い行で、折り返されるはずです。絵文字も👍大丈夫でしょう。

        Example: 1 + 3 + 5 = 9.
        """

    let board: HandlesBoard
    let request: EventID

    init(work: ReviewedWork = ReviewedWork(kind: .text, text: proof), method: String? = nil) throws {
        board = try HandlesBoard(features: FeatureTable.projections)
        for name in ["ana", "ben", "tom"] {
            try board.write(name, at: Self.start, NewEvent(MemberJoined(name: name.capitalized)))
        }
        let asked = FeedbackAsked(
            title: "Lemma 3: odd numbers 漢字", work: work, about: "Is the induction step right? 👩‍👩‍👧",
            notWanted: "typing errors", due: Timestamp(rawValue: Self.start + 72 * Self.hour),
            named: [Account("ben"), Account("tom")], method: method)
        request = try #require(try board.write("ana", at: Self.start, NewEvent(asked)).first?.id)
    }

    /// A member's session so many hours after the start, caught up.
    func session(_ name: String, after hours: Int64 = 4, minutes: Int64 = 0) throws -> BoardSession {
        let session = try board.session(name, now: Self.start + hours * Self.hour + minutes * 60_000)
        _ = try session.catchUp()
        return session
    }

    /// Writes as a member, with the rules asked.
    @discardableResult
    func act(
        _ name: String, after hours: Int64 = 1, _ make: (FeedbackWriting) throws -> [NewEvent]
    ) throws -> [Event] {
        let session = try session(name, after: hours)
        let events = try session.write(try make(FeedbackWriting(session)))
        _ = try session.catchUp()
        return events
    }

    /// A comment on lines, and a response with a point on the whole and one on lines, by ben.
    @discardableResult
    func answered() throws -> EventID {
        try act("ben", after: 2) {
            [try $0.comment(request, "Say *what* n is.", version: 1, lines: LineRange(from: 3, to: 4))]
        }
        let content = ResponseContent(points: [
            ResponsePoint(field: "star", text: "Short, and easy to follow for a beginner."),
            ResponsePoint(field: "wish", text: "A picture would help.", lines: LineRange(from: 4, to: 4)),
        ])
        return try #require(try act("ben", after: 3) { [try $0.give(request, content)] }.first?.id)
    }

    /// A review as a member sees it.
    func review(_ name: String, after hours: Int64 = 4) throws -> ReviewPane {
        var pane = ReviewPane(try session(name, after: hours, minutes: 1), request: request, queue: [request])
        try pane.reload()
        return pane
    }

    /// The sizes at which screens are looked at.
    static let sizes = [
        Size(columns: 40, rows: 12), Size(columns: 80, rows: 24), Size(columns: 120, rows: 40),
        Size(columns: 200, rows: 60),
    ]
}

extension Surface {
    /// The rows that take more columns than there are; none, when nothing is crooked.
    var crookedRows: [String] {
        text.split(separator: "\n").map(String.init).filter { TextWidth.columns(of: $0) > size.columns }
    }
}
