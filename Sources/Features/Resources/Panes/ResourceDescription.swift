import Index
import Journal
import Terminal
import Workbench

/// All that is known of a resource, for its page and for the command line.
struct ResourceDescription: Sendable {
    /// What a line stands for.
    enum Target: Hashable, Sendable {
        case comment(EventID)
        case thing(Reference)
        /// Where it leads.
        case place
    }

    let resource: Resource
    let record: ResourceRecord
    let links: [LinkedThing]
    let uses: [LinkedThing]
    let successor: LinkedThing?
    let broken: String?
    let now: Timestamp

    /// Asks for it; nothing when the id names no resource.
    static func make(_ id: EventID, _ session: BoardSession) throws -> ResourceDescription? {
        let made = try session.read { database -> ResourceDescription? in
            guard let resource = try ResourceQueries.resource(id, database),
                let record = try ResourceQueries.record(id, database)
            else { return nil }
            var links = record.links.map(\.thing)
            if let thread = record.thread, !links.contains(where: { $0.id == thread }) {
                links.insert(Reference(kind: "thread", id: thread), at: 0)
            }
            return ResourceDescription(
                resource: resource, record: record, links: try LinkedThing.all(links, database),
                uses: try LinkedThing.all(try FeatureTable.uses(of: id, database), database),
                successor: try record.successor.map {
                    try LinkedThing.all([Reference(kind: "resource", id: $0)], database)
                }?.first, broken: nil, now: session.clock.now())
        }
        return made.map { $0.with(broken: ResourceHealth(session: session).problem(of: $0.resource)) }
    }

    private func with(broken: String?) -> ResourceDescription {
        ResourceDescription(
            resource: resource, record: record, links: links, uses: uses, successor: successor, broken: broken, now: now
        )
    }

    // MARK: - The page

    /// The page for so many columns.
    func page(columns: Int) -> LinePageBuilder<Target> {
        var page = LinePageBuilder<Target>(columns: columns)
        head.wrapped(to: page.columns).forEach { page.add($0) }
        notices.forEach { page.words($0, .warning) }
        addPlace(&page)
        addFields(&page)
        if !record.note.isEmpty {
            page.heading(record.kind == .note ? "The note" : "About it")
            page.text(record.note)
        }
        addRatings(&page)
        addComments(&page)
        add(links, "Belongs with", &page)
        add(uses, "Used by", &page)
        return page
    }

    private var head: StyledLine {
        var line = StyledLine([
            Span(ResourceLine.sign(record.kind) + " " + record.kind.words, .accent),
            Span("  @\(record.author)", .author),
            Span("  " + Age.short(record.created, now: now), .time),
        ])
        if record.state != .listed {
            line.append("  " + record.state.rawValue, record.state == .recommended ? .success : .warning)
        }
        if let depth = record.depth { line.append("  " + depth.words, .muted) }
        if let minutes = record.minutes { line.append("  \(minutes) min", .muted) }
        if let reading = resource.reading { line.append("  \(reading.sign) \(reading.words)", .unread) }
        if !record.tags.isEmpty {
            line.append("  " + record.tags.map { "#" + $0 }.joined(separator: " "), .channel)
        }
        return line
    }

    private var notices: [String] {
        var notices: [String] = []
        if record.isRemoved { notices.append("It is off the list.") }
        if let broken { notices.append("Broken: \(broken).") }
        if record.state == .proposed { notices.append("Proposed; a moderator lists it with E.") }
        if record.state.isCurrent, let reason = record.check.reason(now: now) {
            notices.append("Needs a look: \(reason). E says that it works, or that it is outdated.")
        }
        if let reason = record.reason { notices.append("\(record.state.rawValue.capitalized): \(reason)") }
        if let successor { notices.append("Replaced by “\(successor.title)”.") }
        return notices
    }

    private func addPlace(_ page: inout LinePageBuilder<Target>) {
        if let address = record.address {
            page.add(StyledLine([Span(address, .link, link: address)]).truncated(to: page.columns), .place)
        }
        if let file = record.file {
            page.add(
                StyledLine("\(file.name), \(ByteCount.words(file.size))", .link).truncated(to: page.columns), .place)
        }
        if let path = record.path { page.add(StyledLine(path, .link).truncated(to: page.columns), .place) }
        if let successor { page.add(successor.line(columns: page.columns), .thing(successor.reference)) }
    }

    private func addFields(_ page: inout LinePageBuilder<Target>) {
        let names = [("By", record[.authors]), ("Edited by", record[.editors])]
        let place = Citation.place(record)
        var rows = names.compactMap { label, field in
            field.map { (label, Citation.names($0).joined(separator: ", ")) }
        }
        if !place.isEmpty { rows.append(("Published", place)) }
        for field in [ResourceField.isbn, .issn, .doi, .key] {
            if let value = record[field] { rows.append((field.label, value)) }
        }
        if !record.licence.isEmpty { rows.append(("Licence", record.licence)) }
        guard !rows.isEmpty else { return }
        page.add()
        for (label, value) in rows {
            let head = "  " + label.padding(to: 11)
            let lines = StyledLine(value).wrapped(to: max(10, page.columns - head.count))
            for (row, line) in lines.enumerated() {
                let start = row == 0 ? head : String(repeating: " ", count: head.count)
                page.add(StyledLine([Span(start, .muted)] + line.spans))
            }
        }
    }

    private func addRatings(_ page: inout LinePageBuilder<Target>) {
        guard !record.ratings.isEmpty else { return }
        // Numbers beside names would rank; what counts is what was said.
        page.heading("What members say")
        for rating in record.ratings.suffix(50) {
            var line = StyledLine([
                Span(rating.verdict == .helped ? "  + " : "  - ", rating.verdict == .helped ? .success : .warning),
                Span("\(rating.verdict.words): ", .muted), Span(rating.reason),
            ])
            line.append("  @\(rating.by)", .author)
            line.append(" " + Age.short(rating.at, now: now), .time)
            line.wrapped(to: page.columns).forEach { page.add($0) }
        }
    }

    private func addComments(_ page: inout LinePageBuilder<Target>) {
        page.heading("Comments", record.comments.isEmpty ? "none yet; r writes one" : "\(resource.comments)")
        for comment in record.comments.suffix(200) {
            var line = StyledLine([
                Span("  @\(comment.by)", .author), Span("  " + Age.short(comment.at, now: now), .time),
            ])
            if let anchor = comment.anchor { line.append("  " + anchor, .accent) }
            line.append("  " + comment.id.text.prefix(6), .muted)
            page.add(line.truncated(to: page.columns), .comment(comment.id))
            comment.isRetracted ? page.words("    (taken back)", .muted) : page.text(comment.text, indent: 4)
        }
    }

    private func add(_ things: [LinkedThing], _ heading: String, _ page: inout LinePageBuilder<Target>) {
        guard !things.isEmpty else { return }
        page.heading(heading)
        for thing in things { page.add(thing.line(columns: page.columns), .thing(thing.reference)) }
    }
}

/// Sizes of files in words.
enum ByteCount {
    /// `812 bytes`, `3.4 KiB`, `12 MiB`.
    static func words(_ bytes: Int64) -> String {
        if bytes < 1_024 { return "\(bytes) bytes" }
        let (value, unit) = bytes < 1 << 20 ? (Double(bytes) / 1_024, "KiB") : (Double(bytes) / 1_048_576, "MiB")
        return value < 10 ? "\((value * 10).rounded() / 10) \(unit)" : "\(Int(value.rounded())) \(unit)"
    }
}
