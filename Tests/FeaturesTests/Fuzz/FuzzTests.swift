import Foundation
import Index
import Journal
import TestSupport
import Terminal
import Testing
import Workbench

@testable import Features

/// Every reader of texts that others may have written, given its stored samples and many damaged ones: it answers or
/// throws, whatever comes, and in bounded time. `STOA_FUZZ` asks for more than 200 damaged ones a sample.
struct FuzzTests {
    /// A reader, with the samples whose names begin with its name, and those that the program carries.
    struct Reader: Sendable, CustomTestStringConvertible {
        var name: String
        /// Folders of the repository with more samples.
        var folders: [String] = []
        var read: @Sendable (_ text: String) throws -> Void

        var testDescription: String { name }
    }

    private static let now = Timestamp(rawValue: 1_800_000_000_000)

    static let readers = [
        Reader(name: "markdown") { text in
            let document = MarkdownDocument(text)
            for columns in [1, 20, 80] { _ = document.layout(columns: columns, foldQuotes: true) }
            _ = MarkdownDocument(mail: text).plain(columns: 40)
        },
        Reader(name: "query") { _ = SearchQuery($0, operators: ["from", "in", "kind", "before"], isBeingTyped: true) },
        Reader(name: "calendar") { text in
            for part in CalendarSplitter.split([UInt8](text.utf8))?.parts ?? [] {
                _ = CalendarComponent(lines: part.lines)
            }
        },
        Reader(name: "bibtex") { _ = BibTeXReader([UInt8]($0.utf8)).entries },
        Reader(name: "rule") { text in
            let start = LocalTime(seconds: 1_800_000_000)
            _ = RecurrenceRule(text).times(
                start: start, from: start, until: LocalTime(seconds: 1_900_000_000), limit: 50)
        },
        Reader(name: "theme", folders: ["themes"]) { _ = ThemeFile.read($0, source: "a theme") },
        Reader(name: "prompts") { _ = try PromptSet(text: $0) },
        Reader(name: "protocol", folders: ["Sources/Features/Feedback/Protocols/Files"]) {
            _ = try FeedbackProtocol(name: "a", text: $0)
        },
        Reader(name: "rubric", folders: ["Sources/Features/Feedback/Rubrics/Files"]) {
            _ = try RubricContent(text: $0)
        },
        Reader(name: "frame", folders: ["Sources/Features/Reflection/Frames/Files"]) {
            _ = try ReflectionFrame(name: "a", text: $0)
        },
        Reader(name: "template", folders: ["Sources/Features/Community/Founding/Files"]) {
            _ = try BoardTemplate(text: $0, source: "a template")
        },
        Reader(name: "poll") { _ = try PollForm($0, now: now) },
        Reader(name: "activity") { _ = try ActivityForm($0, now: now) },
        Reader(name: "keys") { text in _ = text.split(separator: " ").map { Key(name: String($0)) } },
    ]

    @Test(arguments: readers) func nothingStopsTheReader(_ reader: Reader) throws {
        let samples = try Self.samples(of: reader)
        #expect(!samples.isEmpty)
        let many = ProcessInfo.processInfo.environment["STOA_FUZZ"].flatMap { Int($0) } ?? 200
        var random = SplitMix(state: 61)
        for sample in samples {
            try? reader.read(String(decoding: sample, as: UTF8.self))
            for _ in 0..<many {
                let damaged = Self.damaged(sample, by: samples, &random)
                try? reader.read(String(decoding: damaged, as: UTF8.self))
            }
        }
    }

    private static func samples(of reader: Reader) throws -> [[UInt8]] {
        let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Corpus")
        let top = corpus.appendingPathComponent("../../../..").standardizedFileURL
        let stored = try FileManager.default.contentsOfDirectory(at: corpus, includingPropertiesForKeys: nil)
            .filter { $0.lastPathComponent.hasPrefix(reader.name + "-") }
        let carried = try reader.folders.flatMap { folder in
            try FileManager.default.contentsOfDirectory(
                at: top.appendingPathComponent(folder), includingPropertiesForKeys: nil)
        }.filter { $0.pathExtension == "toml" }
        let files = (stored + carried).sorted { $0.path < $1.path }
        return try files.map { [UInt8](try Data(contentsOf: $0)) } + [[UInt8]("a: b\n".utf8)]
    }

    /// Pieces that readers are known to stumble over.
    private static let pieces = [
        "\u{0}", "\u{1B}[31m", "\"", "\"\"\"", "[[", "]]", "{", "}", "\\", "=", "\n", "\r\n", "99999999999999999999",
        "-1",
        "1e999", "nan", "inf", "\u{202E}", "\u{301}\u{301}\u{301}", "漢", "😀", ":", "- ", "#", ">>>>", "|", "`````",
        "*_*_", "<!--", "FREQ=", "0000-00-00", "9999-12-31T23:59:60Z",
    ].map { [UInt8]($0.utf8) }

    private static func damaged(_ sample: [UInt8], by others: [[UInt8]], _ random: inout SplitMix) -> [UInt8] {
        var bytes = sample
        for _ in 0..<Int.random(in: 1...8, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...30, using: &random)))
            case 2: bytes.insert(contentsOf: bytes[place...].prefix(60), at: place)
            case 3: bytes = bytes[..<place] + random.pick(others).suffix(200)
            default: bytes.insert(contentsOf: random.pick(pieces), at: place)
            }
        }
        return bytes
    }
}
