import Index
import Journal
import Terminal
import Workbench

/// A collection as a line of a list.
struct CollectionLine {
    let collection: CollectionSummary

    func line(columns: Int) -> StyledLine {
        let name = StyledLine([Span("≡ ", .accent), Span(collection.title)])
        guard columns >= 36 else { return name.truncated(to: columns) }
        var right = StyledLine(" " + collection.completion.bar(columns: 10), .accent)
        right.append(" \(collection.completion.words)  ", .muted)
        if columns >= 60 { right.append("@\(collection.author)", .author) }
        return name.justified(with: right, columns: columns)
    }
}

/// What a collection's page says: its resources from top to bottom, with how far the reader has come.
struct CollectionPage {
    /// What a line stands for.
    typealias Target = EventID

    let collection: ResourceCollection
    let steps: [CollectionStep]
    let columns: Int

    var lines: LinePageBuilder<Target> {
        var page = LinePageBuilder<Target>(columns: columns)
        let read = steps.count { $0.resource?.reading == .read }
        let done = Completion(done: Double(read), total: Double(steps.count))
        var head = StyledLine()
        if !steps.isEmpty {
            head.append(done.bar(columns: columns < 60 ? 12 : 22), .accent)
            head.append(" \(done.words) read  ")
        }
        head.append("by ", .muted)
        head.append("@\(collection.author)", .author)
        if collection.isRemoved { head.append("  off the list", .warning) }
        page.add(head)
        if !collection.about.isEmpty {
            page.add()
            page.text(collection.about, indent: 0)
        }
        page.add()
        if steps.isEmpty { page.words("Nothing in it yet; A in the library adds a resource.", .muted) }
        for (place, step) in steps.enumerated() { add(step, number: place + 1, &page) }
        return page
    }

    private func add(_ step: CollectionStep, number: Int, _ page: inout LinePageBuilder<Target>) {
        if !step.entry.heading.isEmpty {
            page.add()
            page.add(StyledLine(step.entry.heading, .heading).truncated(to: page.columns))
        }
        let digits = String(number)
        var line = StyledLine(String(repeating: " ", count: max(0, 3 - digits.count)) + digits + " ", .muted)
        guard let resource = step.resource else {
            line.append("  (not here any more)", .muted)
            return page.add(line, step.entry.resource)
        }
        line.append((resource.reading?.sign ?? "·") + " ", .unread)
        line.append(ResourceLine.sign(resource.kind) + " ", .accent)
        line.append(resource.title, resource.reading == .read ? .muted : .text)
        let by = [resource.writers, resource.year].filter { !$0.isEmpty }.joined(separator: " ")
        page.add(
            columns >= 60
                ? line.justified(with: StyledLine("  " + by, .muted), columns: page.columns)
                : line.truncated(to: page.columns), step.entry.resource)
        if !step.entry.note.isEmpty { page.text(step.entry.note, indent: 8) }
    }
}
