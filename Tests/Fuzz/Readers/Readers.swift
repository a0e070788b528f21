#if DEBUG
    import Foundation

    @testable import Features
    @testable import Index
    @testable import Journal
    @testable import Terminal
    @testable import Workbench

    /// Every reader of what others may have written.
    public enum Readers {
        private static let now = Timestamp(rawValue: 1_800_000_000_000)

        /// All of them.
        public static let all = texts + mails + terminal + logs

        /// The reader of a name.
        public static func named(_ name: String) -> Reader? { all.first { $0.name == name } }

        private static let texts = [
            Reader(text: "markdown") { text in
                let document = MarkdownDocument(text)
                for columns in [1, 20, 80] { try show(document.layout(columns: columns, foldQuotes: true).lines) }
                try show(MarkdownDocument(mail: text).layout(columns: 40, foldQuotes: false).lines)
            },
            Reader(text: "query") {
                _ = SearchQuery($0, operators: ["from", "in", "kind", "before"], isBeingTyped: true)
            },
            Reader(text: "calendar") { text in
                for part in CalendarSplitter.split([UInt8](text.utf8))?.parts ?? [] {
                    _ = CalendarComponent(lines: part.lines)
                }
            },
            Reader(text: "bibtex") { _ = BibTeXReader([UInt8]($0.utf8)).entries },
            Reader(text: "rule") { text in
                let start = LocalTime(seconds: 1_800_000_000)
                _ = RecurrenceRule(text).times(
                    start: start, from: start, until: LocalTime(seconds: 1_900_000_000), limit: 50)
            },
            Reader(text: "toml", folders: ["themes"]) { _ = try TOMLText.table($0, source: "a text") },
            Reader(text: "theme", folders: ["themes"]) { _ = ThemeFile.read($0, source: "a theme") },
            Reader(text: "prompts") { _ = try PromptSet(text: $0) },
            Reader(text: "protocol", folders: ["Sources/Features/Feedback/Protocols/Files"]) {
                _ = try FeedbackProtocol(name: "a", text: $0)
            },
            Reader(text: "rubric", folders: ["Sources/Features/Feedback/Rubrics/Files"]) {
                _ = try RubricContent(text: $0)
            },
            Reader(text: "frame", folders: ["Sources/Features/Reflection/Frames/Files"]) {
                _ = try ReflectionFrame(name: "a", text: $0)
            },
            Reader(text: "template", folders: ["Sources/Features/Community/Founding/Files"]) {
                _ = try BoardTemplate(text: $0, source: "a template")
            },
            Reader(text: "poll") { _ = try PollForm($0, now: now) },
            Reader(text: "activity") { _ = try ActivityForm($0, now: now) },
            Reader("difference") { bytes in
                let (old, new) = halves(bytes)
                let difference = LineDifference(from: old, to: new)
                _ = LineMap(difference)
                try show(difference.layout(columns: 40))
            },
        ]

        private static let mails = [
            Reader("mail") { bytes in
                _ = try MailReader(now: now).message(of: bytes, envelope: "From a@example.org Thu Jan  1 00:00:00 2026")
            },
            Reader("mbox") { bytes in
                let path = NSTemporaryDirectory() + "/mbox-\(UUID().uuidString)"
                try Data(bytes).write(to: URL(fileURLWithPath: path))
                defer { unlink(path) }
                let archive = try MboxFile(path: path)
                let reader = MailReader(now: now)
                try archive.forEachEntry { entry in
                    let bytes = try archive.bytes(of: entry)
                    _ = try? reader.header(of: bytes, envelope: entry.envelope)
                }
            },
        ]

        private static let terminal = [
            Reader(text: "keys") { text in
                for name in text.split(separator: " ") {
                    guard let key = Key(name: String(name)) else { continue }
                    guard Key(name: key.name) == key else { throw ReaderFault("\(name) is another key by its name") }
                }
            },
            Reader("input") { bytes in
                // A sequence that is too long is given up together with what came with it.
                let bytes = bytes.prefix(60)
                var (whole, single) = (KeyDecoder(), KeyDecoder())
                let together = whole.decode(bytes, now: 0)
                let apart = bytes.flatMap { single.decode([$0], now: 0) }
                guard together == apart else { throw ReaderFault("\(together) at once, \(apart) byte by byte") }
            },
            Reader(text: "printable") { text in
                var surface = Surface(size: Size(columns: 40, rows: 1))
                surface.write(text, at: Point(column: 0, row: 0))
                try expectPrintable(surface.text)
                try expectPrintable(Printable.text(text))
            },
        ]

        private static let logs = [
            Reader("line") { bytes in
                bytes.withUnsafeBytes { _ = try? EnvelopeScanner.scan($0) }
                let fields = FieldScanner(bytes)
                for name in ["kind", "thread", "parent", "body", "title"] { _ = fields.string(name) }
                _ = FieldScanner.lastID("thread", of: bytes)
            },
            Reader("event") { try EventStage.shared.play($0) },
        ]

        private static func halves(_ bytes: [UInt8]) -> (String, String) {
            let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
            return (
                String(decoding: parts[0], as: UTF8.self),
                String(decoding: parts.dropFirst().first ?? [], as: UTF8.self)
            )
        }

        /// Draws lines as a pane would; nothing of them may be obeyed by a terminal.
        private static func show(_ lines: [StyledLine]) throws {
            var surface = Surface(size: Size(columns: 80, rows: 1))
            for line in lines.prefix(200) {
                surface.fill(Rectangle(column: 0, row: 0, columns: 80, rows: 1))
                surface.write(line, at: Point(column: 0, row: 0))
                try expectPrintable(surface.text)
            }
        }

        private static func expectPrintable(_ text: String) throws {
            for scalar in text.unicodeScalars where scalar != "\n" && scalar.properties.generalCategory == .control {
                throw ReaderFault("U+\(String(scalar.value, radix: 16)) would reach the terminal")
            }
        }
    }
#endif
