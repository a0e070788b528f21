import Foundation
import Journal
import Testing

@testable import Features

/// Protocols, rubrics, forms and the gentle check.
struct FormTests {
    private static let library = ProtocolLibrary(board: [:], folder: nil)

    private static func form(_ name: String, rubric: RubricContent? = nil, lines: Int? = 3) throws -> FeedbackForm {
        let method = try #require(try library.find(name))
        return FeedbackForm(request: try Story().now(), method: method, rubric: rubric, lineCount: lines)
    }

    /// Fills parts of the empty form in.
    private static func fill(_ form: FeedbackForm, _ parts: [String: String]) -> String {
        var lines: [Substring] = []
        for line in form.empty().split(separator: "\n", omittingEmptySubsequences: false) {
            lines.append(line)
            if line.hasPrefix("## "), let text = parts[String(line.dropFirst(3))] { lines.append(text[...]) }
        }
        return lines.joined(separator: "\n")
    }

    private static let names = [
        "two-stars-wish", "ladder", "sbi", "warm-cool", "tuning", "rubric", "checklist", "keep-change-try",
        "explain-back", "line-notes",
    ]

    @Test(arguments: names) func everyProtocolComesBackAsItWasFilledIn(_ name: String) throws {
        let rubric = name == "rubric" ? try ReadyRubric.code.content() : nil
        let form = try Self.form(name, rubric: rubric)
        #expect(form.read(form.empty()).problems == ["nothing is filled in"])
        var parts = Dictionary(
            uniqueKeysWithValues: form.method.fields.map { ($0.title, "- L2: On \($0.title)\n- Second\n\n  more") })
        for choice in form.choices { parts[choice.name] = "Level: \(choice.levels[1].name)\nWhy: so" }
        let filled = form.read(Self.fill(form, parts))
        #expect(filled.problems == [])
        #expect(filled.version == 1)
        let expected = form.method.fields.flatMap { field in
            [
                ResponsePoint(field: field.name, text: "On \(field.title)", lines: LineRange(from: 2, to: 2)),
                ResponsePoint(field: field.name, text: "Second\n\nmore"),
            ]
        }
        #expect(filled.content.points == expected)
        #expect((filled.content.marks ?? []).map(\.criterion) == form.choices.map(\.name))
        #expect((filled.content.marks ?? []).allSatisfy { $0.reason == "so" })
        #expect(Self.library.names.first == "two-stars-wish")
        #expect(Set(Self.library.names) == Set(Self.names))
    }

    @Test func whatIsWrongNamesItsLine() throws {
        let form = try Self.form("rubric", rubric: try ReadyRubric.proof.content())
        let text = """
            <!-- stoa feedback \(form.request.id.text) version 1 -->
            ## What works
            - L9: too far
            - L3-2: backwards
            ## Unheard of
            lost
            ## Correct
            Level: splendid
            Why: so
            ## Complete
            Why: no level
            """
        #expect(
            form.read(text).problems == [
                "line 5: there is no part “Unheard of” in this form; its parts are What works, What next, Correct, "
                    + "Complete, Says why, Readable",
                "line 3: the work has 3 lines, so there is no line 9",
                "line 4: L3-2 goes backwards; write L2-3",
                "line 8: there is no level “splendid”; the levels are not yet, nearly, yes",
                "“Complete” has a reason but no level; write it after “Level:”",
            ])
        let other = text.replacing(form.request.id.text, with: String(form.request.id.text.reversed()))
        #expect(form.read(other).problems.first?.hasPrefix("line 1: this form is of another request") == true)
    }

    @Test func theLadderIsClimbedStepByStep() throws {
        let form = try Self.form("ladder")
        let filled = form.read("## Clarify\nnothing\n## Suggest\nTry it\n")
        #expect(filled.problems == ["line 3: “Suggest” comes after “Question”, which is empty"])
    }

    @Test func whatStandsInBracketsIsNotSent() throws {
        let form = try Self.form("two-stars-wish")
        let filled = form.read(
            "<!-- ## Wish\nhidden --> \n## Stars\nSeen <!-- not --> here\n<!--\nlong\n-->\nand there\r\n")
        #expect(filled.content.points.map(\.text) == ["Seen  here\nand there"])
    }

    @Test func aHostileFormIsRead() throws {
        let form = try Self.form("two-stars-wish")
        for text in [
            "## Stars\n" + String(repeating: "- a\n", count: 1_000), "<!--", "## ", "## Stars\n-\n- \n", "\u{0}",
        ] {
            #expect(!form.read(text).problems.isEmpty)
        }
    }

    @Test(arguments: ReadyRubric.allCases) func rubricsComeBackAsTheyWereWritten(_ ready: ReadyRubric) throws {
        let content = try ready.content()
        #expect(try RubricContent(text: content.text) == content)
        var odd = content
        odd.title = #"A "title" with \ and é"#
        #expect(try RubricContent(text: odd.text) == odd)
    }

    @Test func aWrongTextSaysWhatIsWrong() {
        func problem(_ text: String) -> String {
            do {
                _ = try FeedbackProtocol(name: "own", text: text)
                return ""
            } catch { return CommandFailure(error).description }
        }
        #expect(problem("title = ").hasPrefix("the protocol own, line 1"))
        #expect(problem("about = \"x\"\nfields = []").contains("has no “title”"))
        #expect(problem("title = \"x\"\nfields = []").contains("needs 1 to 40 [[fields]]"))
        #expect(
            problem("title = \"x\"\n[[fields]]\nname = \"a\"\ntitle = \"A\"\nkind = \"odd\"\nprompt = \"\"").contains(
                "fields"))
        #expect(
            FeedbackProtocolRules.refusal(toSet: FeedbackProtocolSet(name: "../x", text: ""), by: .member(.admin))
                != nil)
        #expect(
            FeedbackProtocolRules.refusal(toSet: FeedbackProtocolSet(name: "x", text: ""), by: .member(.member)) != nil)
    }

    @Test func theBoardsOwnProtocolComesFirst() throws {
        let own = "title = \"Ours\"\n[[fields]]\nname = \"a\"\ntitle = \"A\"\nkind = \"note\"\nprompt = \"p\"\n"
        let library = ProtocolLibrary(board: ["ladder": own, "ours": own, "broken": "title"], folder: nil)
        #expect(try library.find("ladder")?.title == "Ours")
        #expect(library.names.suffix(2) == ["broken", "ours"])
        var request = try Story().now()
        request.terms.method = "broken"
        #expect(try library.forRequest(request).name == ProtocolLibrary.standard)
    }

    @Test func theGentleCheckAsks() throws {
        let method = try #require(try Self.library.find("warm-cool"))
        func hints(_ points: [(String, String)]) -> [String] {
            let content = ResponseContent(points: points.map { ResponsePoint(field: $0.0, text: $0.1) })
            return GentleCheck.hints(content, by: method, about: "Is the proof clear?\nAnd short?")
        }
        let long = "The second step follows from the first by the lemma that you name, which I like"
        #expect(hints([("warm", long)]) == [])
        #expect(
            hints([("warm", long), ("cool", "The third step does not follow for me at all")]).first?.hasPrefix(
                "There is criticism and no suggestion") == true)
        #expect(hints([("warm", long), ("cool", "The third step could come first, I think")]) == [])
        #expect(hints([("focus", long)]) == ["There is no strength. What should stay as it is?"])
        #expect(
            hints([("warm", "Good job!")]) == [
                "This is less than a line on what was asked: “Is the proof clear?”",
                "“Good job!” judges without saying what. I wonder whether…",
            ])
    }
}
