import Journal
import Terminal
import Testing

@testable import Workbench

/// Writing in steps, each with its time.
@Suite struct TimedStepsTests {
    private static let minute: Int64 = 60_000
    private static let text = "# Form\n\n## Warm\n<!-- what -->\n\n## Cool\n<!-- what -->\n\n"

    private static func steps(at place: StoredDraft.Step?) -> TimedSteps {
        TimedSteps(
            [
                .init(title: "Read", minutes: 3, expected: "Everyone reads", whose: "", headings: []),
                .init(title: "Warm", minutes: 1, expected: "What works", whose: "you speak", headings: ["Warm"]),
                .init(title: "Cool", minutes: nil, expected: "What does not", whose: "", headings: ["Cool"]),
            ], at: place)
    }

    private func driver(size: Size = Size(columns: 80, rows: 24), isPlain: Bool = false) -> BenchDriver {
        var composition = Composition(kind: "give", heading: "Feedback", text: .init(body: Self.text)) { text in
            Writing([], done: text.body)
        }
        composition.cursorLine = 4
        composition.steps = Self.steps(
            at: StoredDraft.Step(number: 1, since: Timestamp(rawValue: 1_700_000_000_000)))
        let pane = FakePane("List", [.compose: [.compose(composition)]])
        var driver = BenchDriver([.open(pane, in: .list)], size: size) { $1.isPlain = isPlain }
        driver.press("c")
        return driver
    }

    private func drafts(_ driver: inout BenchDriver) -> [StoredDraft] {
        driver.takeErrands().compactMap { if case .saveDraft(let draft) = $0 { draft } else { nil } }
    }

    @Test func theWordsChangeByTheMinuteAndStopWhenTimeIsOver() throws {
        let since = Timestamp(rawValue: 1_700_000_000_000)
        let steps = Self.steps(at: StoredDraft.Step(number: 1, since: since))
        var (now, words, moments) = (since, [String](), 0)
        while let next = steps.nextChange(after: now) {
            words.append(steps.words(at: now))
            #expect(next > now && steps.words(at: next) != words.last)
            #expect(steps.words(at: next.advanced(by: -1)) == words.last, "nothing changes before")
            (now, moments) = (next, moments + 1)
        }
        #expect(words == ["3 min left", "2 min left"] + [60, 50, 40, 30, 20, 10].map { "\($0) s left" })
        #expect(moments == 8)
        #expect(steps.words(at: now) == "time is over; go on when you are ready")
        #expect(Self.steps(at: StoredDraft.Step(number: 3, since: since)).nextChange(after: now) == nil)
        #expect(Self.steps(at: nil).nextChange(after: now) == nil)
        // The clock of another machine may go before.
        #expect(Self.steps(at: StoredDraft.Step(number: 1, since: now)).words(at: since) == "3 min left")
    }

    @Test(arguments: [Size(columns: 40, rows: 12), Size(columns: 80, rows: 24), Size(columns: 200, rows: 60)])
    func oneSeesWhereOneIsAndGoesOnWhenReady(size: Size) {
        var driver = driver(size: size)
        func sees(_ words: String) -> Bool { driver.screen.contains { $0.contains(words) } }
        #expect(sees("Read  3 min left"))
        driver.wait(2 * Self.minute + 1)
        #expect(sees("60 s left"))
        driver.wait(5 * Self.minute)
        #expect(sees("time is over"))
        let calm = driver.bench.nextDeadline
        driver.wait(1)
        #expect(calm.map { $0 > driver.now.advanced(by: 1_000) } ?? true, "nothing ticks any more")
        driver.press("alt-.")
        #expect(sees("Warm"))
        #expect(driver.lastLine.contains("step 2 of 3, 60 s left. Warm"))
        driver.type("It is short.")
        #expect(driver.bench.composer?.body.text.contains("## Warm\n<!-- what -->\nIt is short.\n## Cool") == true)
        driver.press("alt-.")
        driver.type("Too short.")
        #expect(driver.bench.composer?.body.text.hasSuffix("## Cool\n<!-- what -->\nToo short.\n") == true)
        driver.press("alt-.")
        #expect(driver.lastLine.contains("that was the last step"))
        driver.press("alt-,")
        driver.type("And clear.")
        #expect(driver.bench.composer?.body.text.contains("It is short.And clear.\n") == true)
        #expect(driver.bench.composer?.steps?.place?.number == 2)
    }

    @Test func theStepIsKeptWithTheDraft() throws {
        var driver = driver()
        _ = drafts(&driver)
        driver.press("alt-.")
        let stepped = try #require(drafts(&driver).last, "a step is worth keeping before a word is typed")
        #expect(stepped.step?.number == 2)
        driver.type("x")
        driver.wait(500)
        let typed = try #require(drafts(&driver).last)
        #expect(typed.id == stepped.id && typed.step == stepped.step && typed.body.contains("x"))
    }

    @Test func whatIsWrittenAsOneLikesHasNoSteps() {
        var driver = BenchDriver([.open(FakePane("List", [.compose: [.compose(Composing.composition())]]), in: .list)])
        driver.press("c", "alt-.")
        #expect(driver.lastLine.contains("this is not written in steps"))
        #expect(driver.bench.availability(of: .nextStep) == .absent)
    }

    @Test func lineByLineAStepBeginsItsPart() {
        var driver = driver(isPlain: true)
        var spoken: [String] = []
        let first = driver.bench.lines(after: &spoken)
        #expect(first.contains { $0.contains("Step 1 of 3") })
        #expect(first.last?.contains(".next goes to the next step") == true)
        driver.bench.take(line: ".next", now: driver.now)
        #expect(driver.bench.lines(after: &spoken).first?.contains("step 2 of 3") == true)
        driver.bench.take(line: "It is short.", now: driver.now)
        #expect(driver.bench.composer?.body.text.hasSuffix("## Warm\nIt is short.\n") == true)
    }
}
