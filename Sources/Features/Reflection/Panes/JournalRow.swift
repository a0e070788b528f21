import Foundation
import GRDB
import Index
import Journal
import Terminal
import Workbench

/// A row of the journal.
struct JournalRow: Identifiable, Sendable {
    enum Content: Hashable, Sendable {
        case prompt(ReflectionPrompt.Occasion)
        case step(JournalEntry)
        case entry(JournalEntry)
        case shared(SharedReflection)
        case month(String)
        case moment(Moment)
    }

    var id: String
    var content: Content

    init(_ content: Content) {
        self.content = content
        id =
            switch content {
            case .prompt(let occasion): "prompt \(occasion.prompt.name)"
            case .step(let entry): "step \(entry.id)"
            case .entry(let entry): entry.id.text
            case .shared(let shared): shared.id.text
            case .month(let month): month
            case .moment(let moment): "\(moment.at.rawValue) \(moment.kind) \(moment.thing?.name ?? moment.words)"
            }
    }

    /// Whether it leads anywhere.
    var isOpen: Bool {
        switch content {
        case .month: false
        case .moment(let moment): moment.thing != nil
        default: true
        }
    }

    // MARK: - The three lists

    /// What is asked just now, what one meant to do, and what one has written.
    static func mine(now: Timestamp, _ database: Database) throws -> [JournalRow] {
        let asked = try JournalQueries.offered(now: now, database).map { JournalRow(.prompt($0)) }
        let step = try JournalQueries.openStep(database).map { [JournalRow(.step($0))] } ?? []
        return asked + step + (try JournalQueries.entries(database).map { JournalRow(.entry($0)) })
    }

    /// The most that each feature gives to the timeline.
    static let mostMoments = 300

    /// One's own path, with a line before each month.
    static func timeline(_ session: BoardSession) throws -> [JournalRow] {
        var rows: [JournalRow] = []
        var month = ""
        for moment in try FeatureTable.moments(limit: mostMoments, session) {
            let next = Self.month(moment.at)
            if next != month {
                month = next
                rows.append(JournalRow(.month(month)))
            }
            rows.append(JournalRow(.moment(moment)))
        }
        return rows
    }

    /// `November 2026`.
    static func month(_ moment: Timestamp, _ calendar: Calendar = .current) -> String {
        let date = Date(timeIntervalSince1970: Double(moment.rawValue) / 1_000)
        let parts = calendar.dateComponents([.year, .month], from: date)
        return DateWords.reader.month(parts.month ?? 1, of: parts.year ?? 0)
    }

    // MARK: - As a line

    func line(_ opened: OpenedEntries, columns: Int, now: Timestamp = Timestamp(rawValue: 0)) -> StyledLine {
        switch content {
        case .prompt(let occasion):
            return StyledLine([Span("✎ ", .accent), Span(occasion.prompt.text)]).justified(
                with: StyledLine(columns < 60 ? "" : "  Enter writes, z not this time", .muted), columns: columns)
        case .step(let entry):
            let step = (try? opened.content(of: entry).get())?.nextStep ?? "a next step"
            return StyledLine([Span("→ ", .accent), Span("You meant to: ", .muted), Span(step)]).justified(
                with: StyledLine(columns < 60 ? "" : "  Enter says what became of it", .muted), columns: columns)
        case .entry(let entry): return Self.line(entry, opened.content(of: entry), columns: columns, now: now)
        case .shared(let shared):
            var right = StyledLine(columns < 60 ? "" : shared.tags.map { " #\($0)" }.joined(), .channel)
            if shared.replies > 0 { right.append("  \(shared.replies) ↩", .muted) }
            right.append("  " + Age.short(shared.shared, now: now), .time)
            return StyledLine([Span(shared.title), Span("  \(shared.authorName)", .author)])
                .justified(with: right, columns: columns)
        case .month(let month): return StyledLine(month, .heading)
        case .moment(let moment):
            let left = StyledLine([
                Span("  " + moment.kind.padding(to: columns < 60 ? 10 : 16) + " ", .muted), Span(moment.words),
            ])
            return left.justified(
                with: StyledLine("  " + ShortDate.day(moment.at, now: now), .time), columns: columns)
        }
    }

    private static func line(
        _ entry: JournalEntry, _ content: Result<EntryContent, OpenedEntries.Closed>, columns: Int, now: Timestamp
    ) -> StyledLine {
        let date = StyledLine("  " + ShortDate.day(entry.kept, now: now), .time)
        guard case .success(let content) = content else {
            return StyledLine("(cannot be opened; Enter says why)", .warning).justified(with: date, columns: columns)
        }
        var left = StyledLine(content.name)
        if entry.thread != nil { left.append("  shared", .success) }
        var right = StyledLine()
        if columns >= 60 {
            right.append(content.tags.map { " #\($0)" }.joined(), .channel)
            if let mood = content.moodWords { right.append("  " + mood, .muted) }
        }
        return left.justified(with: StyledLine(right.spans + date.spans), columns: columns)
    }
}
