import Journal
import Terminal
import Testing

@testable import Workbench

/// What tests write.
enum Composing {
    static func composition(
        title: String? = "",
        send: @escaping @Sendable (Composition.Text) throws -> Writing = { Writing([], done: "sent \($0.body)") }
    ) -> Composition {
        Composition(kind: "thread", heading: "New thread", text: .init(title: title), send: send)
    }

    struct Refusal: Error, CustomStringConvertible { var description = "the thread is locked" }
}

@Suite struct ComposerTests {
    private func driver(_ composition: Composition = Composing.composition()) -> BenchDriver {
        var driver = BenchDriver([.open(FakePane("List", [.compose: [.compose(composition)]]), in: .list)])
        driver.press("c")
        return driver
    }

    private func savedDrafts(_ errands: [Errand]) -> [StoredDraft] {
        errands.compactMap { if case .saveDraft(let draft) = $0 { draft } else { nil } }
    }

    private func discardedDrafts(_ errands: [Errand]) -> [String] {
        errands.compactMap { if case .discardDraft(let id) = $0 { id } else { nil } }
    }

    @Test func whatIsTypedIsSoonOnItsWayToTheDisk() {
        var driver = driver()
        driver.type("A title\nand a body")
        #expect(savedDrafts(driver.takeErrands()).isEmpty)
        driver.wait(500)
        let draft = savedDrafts(driver.takeErrands()).last
        #expect(draft?.title == "A title")
        #expect(draft?.body == "and a body")
        driver.wait(10_000)
        #expect(savedDrafts(driver.takeErrands()).isEmpty, "nothing changed")
        driver.type("!")
        driver.wait(500)
        let next = savedDrafts(driver.takeErrands()).last
        #expect(next?.id == draft?.id)
        #expect(next?.body == "and a body!")
    }

    @Test func escapeKeepsTheText() {
        var driver = driver()
        driver.type("Kept")
        driver.press("escape")
        #expect(!driver.bench.isComposing)
        #expect(savedDrafts(driver.takeErrands()).last?.title == "Kept")
        #expect(driver.lastLine.contains("draft"))
    }

    @Test func anEmptyTextLeavesNothing() {
        var driver = driver()
        driver.type(" ")
        driver.press("escape")
        let errands = driver.takeErrands()
        #expect(savedDrafts(errands).isEmpty)
        #expect(!driver.bench.isComposing)
    }

    @Test func sendingAsksFirstAndTheDraftGoesOnlyWhenItIsDone() throws {
        var driver = driver()
        driver.type("Title\nBody")
        driver.press("ctrl-x", "ctrl-x", "enter")
        #expect(driver.lastLine.contains("Finish?"))
        driver.press("y")
        let errands = driver.takeErrands()
        let draft = try #require(savedDrafts(errands).last)
        #expect(discardedDrafts(errands).isEmpty)
        let tickets = errands.compactMap { if case .write(_, let ticket) = $0 { ticket } else { nil } }
        #expect(tickets.count == 1)
        driver.type("more")
        #expect(driver.bench.composer?.text.body == "Body", "what is being sent is not typed into")
        driver.finish(try #require(tickets.first), .written([], .init()))
        #expect(!driver.bench.isComposing)
        #expect(discardedDrafts(driver.takeErrands()) == [draft.id])
        #expect(driver.lastLine.contains("sent Body"))
    }

    @Test func aFailedWriteKeepsTheTextAndTheDraft() throws {
        var driver = driver()
        driver.type("Title\nBody")
        driver.press("ctrl-x", "y")
        let ticket = try #require(driver.takeWritings().first).ticket
        driver.finish(ticket, .failed("the disk is full"))
        #expect(driver.bench.composer?.text.body == "Body")
        #expect(driver.lastLine.contains("the disk is full"))
        #expect(discardedDrafts(driver.takeErrands()).isEmpty)
        driver.type("!")
        #expect(driver.bench.composer?.text.body == "Body!")
    }

    @Test func aRefusalKeepsTheText() {
        var driver = driver(Composing.composition { _ in throw Composing.Refusal() })
        driver.type("Title\nBody")
        driver.press("ctrl-x", "y")
        #expect(driver.lastLine.contains("the thread is locked"))
        #expect(driver.bench.composer?.text.body == "Body")
    }

    @Test func onlyACapitalLetterDiscards() {
        var driver = driver()
        driver.type("Title")
        driver.press("ctrl-x", "d")
        #expect(driver.bench.isComposing)
        driver.press("D")
        #expect(!driver.bench.isComposing)
        let kept = savedDrafts(driver.takeErrands()).map(\.id)
        #expect(kept.isEmpty)
    }

    @Test func aSecondTextWaitsForTheFirst() {
        var driver = driver()
        driver.type("First")
        driver.bench.openComposer(Composing.composition(title: "Second"))
        #expect(driver.bench.composer?.text.title == "First")
        #expect(driver.lastLine.contains("finish"))
    }

    @Test func aDraftIsTakenUpWhereItWasLeft() {
        let stored = StoredDraft(
            kind: "thread", title: "Old", body: "half a", updated: Timestamp(rawValue: 1), host: "elsewhere")
        var composition = Composing.composition(title: "Old")
        composition.text.body = "half a"
        composition.draft = stored
        var driver = driver(composition)
        driver.type(" thought")
        driver.wait(500)
        #expect(savedDrafts(driver.takeErrands()).map(\.id) == [stored.id])
        #expect(driver.bench.composer?.text.body == "half a thought")
    }

    @Test func theEditorsTextComesBackAndAFailedEditorChangesNothing() {
        var driver = driver()
        driver.type("Title\nBody")
        driver.press("ctrl-o")
        #expect(driver.takeErrands().contains { if case .editOutside("Body") = $0 { true } else { false } })
        driver.bench.edited(.text("Body, edited"), now: driver.now)
        #expect(driver.bench.composer?.text.body == "Body, edited")
        driver.bench.edited(.failed("the editor did not end well"), now: driver.now)
        #expect(driver.bench.composer?.text.body == "Body, edited")
        #expect(driver.lastLine.contains("the editor did not end well"))
    }

    @Test func quittingKeepsTheText() {
        var driver = driver()
        driver.type("Title\nBody")
        driver.bench.quit()
        #expect(savedDrafts(driver.bench.takeErrands()).last?.body == "Body")
    }
}
