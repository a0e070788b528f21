import Features
import Foundation
import Index
import Journal

/// A member's own journal, sealed to them as any is: an entry a week for six years on a large board.
struct GeneratedJournal {
    /// How many entries.
    let entries: Int

    /// When they are written does not matter; the log's order gives theirs.
    private struct Moment: Clock {
        var time: Timestamp
        func now() -> Timestamp { time }
    }

    /// Writes them into the member's private log.
    func write(
        on board: Board, of account: Account, after time: Timestamp, using random: inout SeededGenerator
    ) throws {
        var ring = try KeyRing(board: board, account: account)
        let key = try ring.make()
        let context = SealingContext(
            board: board.identity.id, author: account, kind: ReflectionKept.kind, about: ReflectionKept.about)
        var events = [try NewEvent(MemberKeyPublished(key: key))]
        for number in 0..<entries {
            let content = EntryContent(
                title: Words.title(using: &random), body: Words.text(using: &random), tags: ["week"],
                nextStep: number % 3 == 0 ? Words.title(using: &random) : nil)
            let text = String(decoding: try JSONEncoder().encode(content), as: UTF8.self)
            let kept = ReflectionKept(sealed: try SealedText(text, to: [account: key], in: context))
            events.append(try NewEvent(kept, isPrivate: true))
        }
        let pen = Pen(board: board, account: account, host: "journal", clock: Moment(time: time.advanced(by: 1_000)))
        _ = try pen.append(events, after: time)
    }
}
