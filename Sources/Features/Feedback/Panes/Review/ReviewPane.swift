import Index
import Journal
import Synchronization
import Terminal
import Workbench

/// A piece of work under review: numbered lines beside or above what was said about them.
struct ReviewPane: Pane {
    /// Which of the two blocks has the cursor, where there are two.
    enum Side: Hashable, Sendable { case work, talk }

    let session: BoardSession
    let id: EventID
    /// What waits before and after it, in the order in which the queue showed it.
    let queue: [EventID]
    var material: ReviewMaterial?
    /// The version that is shown.
    var shown = 0
    var isComparing = false
    var turned: Set<EventID> = []
    var work = LineFlow()
    var talk = LineFlow()
    var side = Side.work
    /// The line where a range to be commented on began.
    var rangeStart: Int?
    var sought = ""
    private var revision = 0
    private let layouts = ReviewLayouts()

    init(_ session: BoardSession, request: EventID, queue: [EventID] = []) {
        self.session = session
        self.id = request
        self.queue = queue
    }

    var effects: FeedbackEffects { FeedbackEffects(session: session) }
    var takesScreen: Bool { true }
    var isFinding: Bool { !sought.isEmpty }
    var subject: Reference? { Reference(kind: "feedback", id: id) }

    var contexts: [Context] {
        guard let material else { return [.feedback] }
        guard material.isAsker else { return [.reviewing, .review, .feedback] }
        let isOnPoint: Bool = if case .point = target { true } else { false }
        return (isOnPoint ? [.points] : []) + [.asking, .review, .feedback]
    }

    var title: StyledLine {
        guard let material else { return "Feedback" }
        var line = StyledLine(material.request.terms.title)
        if material.request.round > 1 { line.append("  round \(material.request.round)", .muted) }
        return line
    }

    var status: StyledLine {
        let left = queue.firstIndex(of: id).map { queue.count - $0 - 1 } ?? 0
        return left > 0 ? StyledLine("\(left) more after this", .status) : StyledLine()
    }

    /// What the cursor stands on.
    var target: ReviewTarget? { side == .talk ? talk.target : work.target }

    mutating func reload() throws {
        let before = material?.request.versions.count
        material = try ReviewMaterial.load(id, session)
        revision += 1
        // A new version shows by itself, unless the reader looks at an older one.
        if let count = material?.request.versions.count, shown == 0 || shown == before { shown = count }
    }

    mutating func refresh(after changes: ChangeSet) throws {
        if changes.concern("feedback") { try reload() }
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        switch input {
        case .wheel(let count): scroll(by: count, in: size)
        case .click(let point): click(point, in: size)
        case .doubleClick: return try perform(.open, in: size)
        case .typing(PaneInput.find, let text), .entered(PaneInput.find, let text):
            sought = text
            find(step: 1, from: 0, in: size)
        case .cancelled(PaneInput.find): sought = ""
        default: return try answer(input)
        }
        return []
    }

    func nextChange(after now: Timestamp) -> Timestamp? { material?.steps?.nextChange(after: now) }

    // MARK: - Layout

    func layout(_ size: Size) -> ReviewLayout? {
        guard let material else { return nil }
        let compared = isComparing ? material.versionBefore(shown) : nil
        let request = ReviewLayout.Request(
            revision: revision, shown: shown, comparedWith: compared, columns: size.columns, turned: turned,
            now: session.clock.now().minute)
        return layouts.layout(material, request)
    }

    func header(_ size: Size) -> [StyledLine] {
        material.map { ReviewHeader($0, shown: shown, size: size, now: session.clock.now()).lines } ?? []
    }

    /// Rows of the work, below what stays in view.
    func height(_ size: Size) -> Int { max(1, size.rows - header(size).count - 1) }

    /// The lines that have the cursor.
    func lines(_ size: Size) -> [ReviewLine] {
        guard let layout = layout(size) else { return [] }
        return side == .talk ? layout.talk ?? layout.work : layout.work
    }

    /// Changes the block that has the cursor; where both show, the other one turns to the same thing.
    mutating func move(in size: Size, _ change: (inout LineFlow, [ReviewLine], Int) -> Void) {
        guard let layout = layout(size) else { return }
        if layout.talk == nil { side = .work }
        let height = height(size)
        guard let talk = layout.talk else { return change(&work, layout.work, height) }
        if side == .talk {
            change(&self.talk, talk, height)
            let target = self.talk.target
            if let line = layout.notes.first(where: { $0.target == target })?.line {
                work.move(to: .line(line), in: layout.work, height: height)
            }
        } else {
            change(&work, layout.work, height)
            if case .line(let line)? = work.target, let note = layout.notes.first(where: { $0.covers(line) }) {
                self.talk.move(to: note.target, in: talk, height: height)
            }
        }
    }

    private mutating func scroll(by count: Int, in size: Size) {
        move(in: size) { $0.scroll(by: count, in: $1, height: $2) }
    }

    private mutating func click(_ point: Point, in size: Size) {
        let isBeside = size.columns >= ReviewLayout.besideFrom
        side = isBeside && point.column >= ReviewLayout.leftColumns(of: size.columns) ? .talk : .work
        let row = point.row - header(size).count - 1
        guard row >= 0 else { return }
        move(in: size) { $0.move(to: $0.top(in: $1, height: $2) + row, in: $1, height: $2) }
    }

    /// Goes to the next line that holds what is looked for, going round.
    mutating func find(step: Int, from offset: Int, in size: Size) {
        let lines = lines(size)
        let sought = sought
        guard !sought.isEmpty, !lines.isEmpty else { return }
        move(in: size) { flow, lines, height in
            let start = flow.cursor(in: lines) + offset
            for distance in 0..<lines.count {
                let place = ((start + distance * step) % lines.count + lines.count) % lines.count
                if lines[place].line.contains(sought) { return flow.move(to: place, in: lines, height: height) }
            }
        }
    }

    // MARK: - Drawing

    func view(size: Size, isFocused: Bool) -> Surface {
        var surface = Surface(size: size)
        guard let layout = layout(size) else {
            surface.write("This request is not here any more.", at: Point(column: 1, row: 0), style: .muted)
            return surface
        }
        let header = header(size)
        for (row, line) in header.enumerated() { surface.write(line, at: Point(column: 1, row: row)) }
        surface.fill(Rectangle(column: 0, row: header.count, columns: size.columns, rows: 1), "─", style: .border)
        let left = layout.talk == nil ? size.columns : ReviewLayout.leftColumns(of: size.columns)
        let block = Rectangle(column: 0, row: header.count + 1, columns: left, rows: height(size))
        draw(layout.work, work, in: block, isFocused: isFocused && side == .work, on: &surface)
        if let talk = layout.talk {
            let line = Rectangle(column: left, row: header.count + 1, columns: 1, rows: block.size.rows)
            surface.fill(line, "│", style: .border)
            let right = Rectangle(
                column: left + 1, row: block.origin.row, columns: size.columns - left - 1, rows: block.size.rows)
            draw(talk, self.talk, in: right, isFocused: isFocused && side == .talk, on: &surface)
        }
        return surface
    }

    private func draw(
        _ lines: [ReviewLine], _ flow: LineFlow, in block: Rectangle, isFocused: Bool, on surface: inout Surface
    ) {
        let cursor = flow.cursor(in: lines)
        let top = flow.top(in: lines, height: block.size.rows)
        for (row, line) in lines.dropFirst(top).prefix(block.size.rows).enumerated() {
            let place = Point(column: block.origin.column, row: block.origin.row + row)
            let isHere = top + row == cursor
            if isHere {
                surface.write(isFocused ? "▶" : "▸", at: place, style: isFocused ? .accent : .border)
            } else if isInRange(line.target) {
                surface.write("▌", at: place, style: .badge)
            }
            surface.write(
                line.line.highlighting(sought), at: Point(column: place.column + 1, row: place.row),
                limit: block.size.columns - 1)
            if isHere {
                surface.overlay(
                    isFocused ? .selection : .selectionUnfocused,
                    in: Rectangle(column: place.column, row: place.row, columns: block.size.columns, rows: 1))
            }
        }
    }

    private func isInRange(_ target: ReviewTarget) -> Bool {
        guard case .line(let line) = target, let range else { return false }
        return rangeStart != nil && range.contains(line)
    }

    /// The lines that a comment would speak of.
    var range: ClosedRange<Int>? {
        guard case .line(let line)? = work.target ?? .line(1), !isComparing else { return nil }
        guard let start = rangeStart else { return line...line }
        return min(start, line)...max(start, line)
    }
}

extension Timestamp {
    /// The moment its minute began: ages change no oftener, so what shows them need not be laid out anew.
    fileprivate var minute: Timestamp { Timestamp(rawValue: rawValue / 60_000 * 60_000) }
}

/// The last layout of a review: drawing the same again costs nothing.
private final class ReviewLayouts: Sendable {
    private let kept = Mutex<(request: ReviewLayout.Request, layout: ReviewLayout)?>(nil)

    func layout(_ material: ReviewMaterial, _ request: ReviewLayout.Request) -> ReviewLayout {
        if let known = kept.withLock({ $0 }), known.request == request { return known.layout }
        let layout = ReviewLayout(material, request)
        kept.withLock { $0 = (request, layout) }
        return layout
    }
}
