import Foundation
import Journal
import Testing

@testable import Features

/// An entry as it is typed, and the files that a group can change.
struct EntryTextTests {
    private let now = Timestamp(rawValue: 1_795_608_000_000)
    private var frame: ReflectionFrame {
        get throws { try FrameLibrary(board: [:], folder: nil).find("what_so_what_now_what") }
    }

    @Test func whatIsNotAnsweredIsLeftOutAndTheLastLinesSayTheRest() throws {
        var lines = EntryText.blank(try frame, prompt: "What can you explain?").components(separatedBy: "\n")
        let place = try #require(lines.firstIndex(of: "## So what?"))
        lines[place + 2] = "It *means* something.\nNext step: is part of the text here"
        let step = try #require(lines.firstIndex { $0.hasPrefix("Next step: ") && $0.count < 14 })
        lines[step] = "next step: Explain 漢字 to Rena"
        lines[step + 1] = "Look again: 2w"
        lines[step + 2] = "Tags: #Proofs, week-4"
        lines[step + 3] = "Mood: 4"
        let content = try EntryText.read(
            title: " A title ", lines.joined(separator: "\n"), frame: frame, prompt: "What can you explain?", now: now)
        #expect(content.title == "A title")
        #expect(content.body == "## So what?\nIt *means* something.\nNext step: is part of the text here")
        #expect(content.nextStep == "Explain 漢字 to Rena")
        #expect(content.revisit == now.advanced(by: 14 * 86_400_000))
        #expect(content.tags == ["proofs", "week-4"])
        #expect(content.mood == 4)
        let again = try EntryText.read(
            title: content.title, EntryText.text(of: content), frame: frame, prompt: content.prompt, now: now)
        #expect(again.body == content.body)
        #expect(again.tags == content.tags && again.mood == 4 && again.nextStep == content.nextStep)
    }

    @Test func anEmptyFormSaysNothing() throws {
        for name in FrameLibrary(board: [:], folder: nil).names {
            let frame = try FrameLibrary(board: [:], folder: nil).find(name)
            let content = try EntryText.read(title: "", EntryText.blank(frame), frame: frame, now: now)
            #expect(JournalRules.refusal(of: content) == "nothing was written, so nothing was kept")
        }
    }

    @Test(arguments: ["Mood: happy", "Look again: whenever"])
    func aLineThatCannotBeUnderstoodIsSaid(_ line: String) throws {
        #expect(throws: CommandFailure.self) {
            try EntryText.read(title: "", "Text\n\n" + line, frame: frame, now: now)
        }
    }

    @Test func promptsComeOnTheirDayAndGoByThemselves() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        let weekly = ReflectionPrompt(name: "a", day: 2, every: 1, frame: "free", text: "A?")
        // 2026-11-25 is a Wednesday.
        let days = (0..<7).map { weekly.occasion(at: now.advanced(by: Int64($0) * 86_400_000), calendar)?.day }
        #expect(days.map { $0 != nil } == [true, true, true, true, false, false, false])
        #expect(Set(days.compactMap { $0 }).count == 1)
        let fourth = ReflectionPrompt(name: "a", day: 2, every: 4, frame: "free", text: "A?")
        let weeks = (0..<8).map { fourth.occasion(at: now.advanced(by: Int64($0) * 7 * 86_400_000), calendar) != nil }
        #expect(weeks.count { $0 } == 2)
    }

    @Test func aPromptIsReadAsItIsWritten() throws {
        let prompt = PromptText(name: "a", day: "sunday", every: 4, frame: "gibbs", text: "Say “\\ \"x\"” # and = so")
        let read = try #require(try PromptSet(text: prompt.toml).prompts.first)
        #expect(read == ReflectionPrompt(name: "a", day: 6, every: 4, frame: "gibbs", text: prompt.text))
    }

    @Test(arguments: [
        "[[prompts]]\nname = \"a\"\nday = \"someday\"\ntext = \"x\"",
        "[[prompts]]\nname = \"A b\"\nday = \"friday\"\ntext = \"x\"",
        "[[prompts]]\nname = \"a\"\nday = \"friday\"\nevery = 0\ntext = \"x\"", "[(", "prompts = 3",
        String(repeating: "#", count: 70_000), "[[prompts]]\nname = \"a\"\nday = \"friday\"\ntext = \"\"\"\na\nb\"\"\"",
    ])
    func badPromptsAreRefusedInASentence(_ text: String) {
        #expect(throws: CommandFailure.self) { try PromptSet(text: text) }
    }

    @Test(arguments: [
        "about = \"no title\"",
        "title = \"a\"\n[[parts]]\ntitle = \"x\"\nprompt = \"\"\n[[parts]]\ntitle = \"x\"\nprompt = \"\"",
        "title = 4", "[a",
    ])
    func badFramesAreRefusedInASentence(_ text: String) {
        #expect(throws: CommandFailure.self) { try ReflectionFrame(name: "a", text: text) }
    }
}
