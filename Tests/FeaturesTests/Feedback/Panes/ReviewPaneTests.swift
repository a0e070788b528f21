import Index
import Journal
import Terminal
import TestSupport
import Testing
import Workbench

@testable import Features

struct ReviewPaneTests {
    @Test(arguments: FeedbackScene.sizes)
    func workAndCommentsAreReadAtEverySize(size: Size) throws {
        let scene = try FeedbackScene()
        try scene.answered()
        var pane = try scene.review("ana")
        let first = pane.view(size: size, isFocused: true)
        #expect(first.crookedRows.isEmpty)
        #expect(first.text.contains("you ask"))
        #expect(first.text.contains("Is the induction step right?"))
        #expect(first.text.contains("1  # Lemma 3"))
        _ = try pane.perform(.nextNote, in: size)
        let note = pane.view(size: size, isFocused: true).text
        #expect(note.contains("lines 3–4") || note.contains("line 4"), "\(note)")
        _ = try pane.perform(.last, in: size)
        _ = try pane.perform(.compare, in: size)
        #expect(pane.view(size: size, isFocused: true).crookedRows.isEmpty)
    }

    @Test func commentsStandUnderTheirLines() throws {
        let scene = try FeedbackScene()
        try scene.answered()
        let pane = try scene.review("ana")
        let expected = """
             you ask · in review · 1 of 2 reviews · due in 2d · draft, 15 min
             Is the induction step right? 👩
             not now: typing errors
            ────────────────────────────────────────────────────────────────────────────────
            ▶1  # Lemma 3
             2
             3▎ We show that the sum of the first n odd numbers is n squared.
             4▎ Assume that it holds for n. The next odd number is 2n + 1.
               ┃ @ben  2h  lines 3–4
               ┃ Say what n is.
               ┃ @ben  wish  line 4  not marked yet
               ┃ A picture would help.
             5  これは長い行で、折り返されるはずです。絵文字も👍大丈夫でしょう。
             6
             7  Example: 1 + 3 + 5 = 9.

             Feedback
             @ben  1h  on version 1
               ┃ star  not marked yet
               ┃ Short, and easy to follow for a beginner.
                 1 more at their lines

            """.replacing("in review", with: "open")
        #expect(pane.view(size: Size(columns: 80, rows: 22), isFocused: true).text == expected)
    }

    @Test func wideScreensHaveWorkAndCommentsSideBySide() throws {
        let scene = try FeedbackScene()
        try scene.answered()
        var pane = try scene.review("ana")
        let size = Size(columns: 120, rows: 30)
        let rows = pane.view(size: size, isFocused: true).text.split(separator: "\n")
        #expect(rows.contains { $0.contains("1  # Lemma 3") && $0.contains("│") && $0.contains("At lines") })
        // Moving through the work turns the right side to what is said there.
        for _ in 0..<3 { _ = try pane.perform(.down, in: size) }
        #expect(pane.work.target == .line(4))
        if case .thread? = pane.talk.target {
        } else {
            Issue.record("no thread beside line 4: \(String(describing: pane.talk))")
        }
        _ = try pane.perform(.otherSide, in: size)
        #expect(pane.side == .talk)
    }

    @Test func pointsAreMarkedWithSingleKeysAndThenAcknowledged() throws {
        let scene = try FeedbackScene()
        try scene.answered()
        var pane = try scene.review("ana")
        let size = Size(columns: 80, rows: 22)
        #expect(pane.contexts.first == .asking)
        guard case .say(let told)? = try pane.perform(.acknowledge, in: size).first else {
            Issue.record("nothing was said about points without a mark")
            return
        }
        #expect(told.contains("2 points have no mark yet"))
        #expect(pane.contexts.first == .points)
        guard case .write(let writing)? = try pane.perform(.take, in: size).first else {
            Issue.record("take wrote nothing")
            return
        }
        #expect(writing.events.map(\.kind) == [FeedbackPointsMarked.kind])
        // The cursor has gone on to the point that is left.
        if case .point(let point)? = pane.target { #expect(point.point == 1) } else { Issue.record("no point") }
        #expect(pane.availability(of: .giveFeedback) == .absent)
    }

    @Test func aNewVersionShowsWhatChangedAndCarriesCommentsOver() throws {
        let scene = try FeedbackScene()
        let response = try scene.answered()
        try scene.act("ana") { [try $0.adjust(FeedbackAdjusted(request: scene.request, needed: 1))] }
        try scene.act("ana", after: 5) { writing in
            try writing.acknowledge(
                scene.request, (0..<2).map { MarkedPoint(point: PointName(response: response, point: $0), mark: .take) }
            )
        }
        let text = "Let n be natural.\n" + FeedbackScene.proof.replacing("is 2n + 1", with: "is twice n and one")
        try scene.act("ana", after: 6) {
            [
                try $0.revise(
                    scene.request, ReviewedWork(kind: .text, text: text),
                    answers: [PointName(response: response, point: 1)])
            ]
        }
        var pane = try scene.review("ben", after: 7)
        let size = Size(columns: 80, rows: 30)
        let shown = pane.view(size: size, isFocused: true).text
        #expect(shown.contains("version 2 of 2"))
        #expect(shown.contains("@ben  5h  lines 4–5  outdated"), "\(shown)")
        #expect(shown.contains("taken, see version 2"))
        _ = try pane.perform(.compare, in: size)
        let difference = pane.view(size: size, isFocused: true).text
        #expect(difference.contains("version 1 → 2: 1 line added, 1 reworded"), "\(difference)")
        #expect(difference.contains("1 + Let n be natural."))
        #expect(
            difference.contains("5 ~ Assume that it holds for n. The next odd number is [-2n + 1-]{+twice n and")
        )
    }

    @Test func rangesAndDraftsOfCommentsKeepTheirPlace() throws {
        let scene = try FeedbackScene()
        var pane = try scene.review("ben")
        let size = Size(columns: 80, rows: 22)
        _ = try pane.perform(.down, in: size)
        _ = try pane.perform(.mark, in: size)
        _ = try pane.perform(.down, in: size)
        guard case .compose(let composition)? = try pane.perform(.comment, in: size).first else {
            Issue.record("nothing to write")
            return
        }
        #expect(composition.heading == "Comment on lines 2–3")
        #expect(CommentAim(text: composition.kind)?.lines == LineRange(from: 2, to: 3))
        let draft = StoredDraft(
            kind: composition.kind, target: composition.target?.text, body: "Half", updated: Timestamp(rawValue: 0),
            host: "h")
        let resumed = try #require(try FeedbackEffects(session: pane.session).resume(draft))
        #expect(resumed.heading == composition.heading)
        #expect(resumed.text.body == "Half")
    }

    @Test func aFileThatIsNoTextHasCommentsOnTheWhole() throws {
        let file = AttachedFile(hash: String(repeating: "a", count: 64), size: 12, name: "plot.png")
        let scene = try FeedbackScene(work: ReviewedWork(kind: .file, file: file))
        var pane = try scene.review("ben")
        #expect(
            pane.view(size: Size(columns: 60, rows: 20), isFocused: true).text.contains("comments stand on the whole"))
        guard case .compose(let composition)? = try pane.perform(.comment, in: Size(columns: 60, rows: 20)).first else {
            Issue.record("nothing to write")
            return
        }
        #expect(composition.heading == "Comment on the whole")
    }

    @Test func codeIsColoured() throws {
        let stored = "let n = 1 // odd\n"
        let scene = try FeedbackScene(work: ReviewedWork(kind: .text, text: stored))
        var material = try #require(try ReviewMaterial.load(scene.request, scene.session("ben")))
        material.request.versions[0].work.file = AttachedFile(
            hash: String(repeating: "a", count: 64), size: 3, name: "Sum.swift")
        let layout = ReviewLayout(
            material,
            .init(revision: 0, shown: 1, columns: 60, turned: [], now: Timestamp(rawValue: FeedbackScene.start)))
        #expect(layout.work.first?.line.spans.contains(Span("let", .codeKeyword)) ?? false)
    }
}
