import Journal
import Terminal
import Workbench

/// What a line of the review stands for, so that keys know what they are for.
enum ReviewTarget: Hashable, Sendable {
    /// A line of the work, from 1.
    case line(Int)
    /// A comment with its answers, by its first comment.
    case thread(EventID)
    /// What one reviewer gave.
    case response(EventID)
    /// One point of it.
    case point(PointName)
    /// A heading, an empty line, a line of a difference; its place tells them apart.
    case other(Int)
}

/// One line of the review.
struct ReviewLine: Hashable, Sendable {
    var target: ReviewTarget
    var line: StyledLine
}

/// Where one is in a text of lines that stand for something. The cursor holds on to what it stands on, so it stays there
/// when the text is laid out for another width or when something new comes in above it.
struct LineFlow: Hashable, Sendable {
    /// What the cursor stands on.
    private(set) var target: ReviewTarget?
    /// The line of it, from 0.
    private(set) var offset = 0
    /// The first visible line.
    private(set) var top = 0

    static let actions: Set<ActionName> = [
        .down, .up, .first, .last, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .readOn,
    ]

    /// The cursor's line.
    func cursor(in lines: [ReviewLine]) -> Int {
        guard let target, let start = lines.firstIndex(where: { $0.target == target }) else { return 0 }
        let isSame = lines.indices.contains(start + offset) && lines[start + offset].target == target
        return isSame ? start + offset : start
    }

    /// The first line to draw: where one was, moved as little as shows the cursor.
    func top(in lines: [ReviewLine], height: Int) -> Int {
        let cursor = cursor(in: lines)
        let margin = min(2, max(0, (height - 1) / 2))
        let near = min(max(top, cursor - height + 1 + margin), max(0, cursor - margin))
        return max(0, min(near, lines.count - height))
    }

    mutating func move(to line: Int, in lines: [ReviewLine], height: Int) {
        guard !lines.isEmpty else { return }
        let line = min(max(0, line), lines.count - 1)
        target = lines[line].target
        offset = line - (lines.firstIndex { $0.target == lines[line].target } ?? line)
        top = top(in: lines, height: height)
    }

    /// Goes to what stands for something, if it is there.
    @discardableResult
    mutating func move(to target: ReviewTarget, in lines: [ReviewLine], height: Int) -> Bool {
        guard let line = lines.firstIndex(where: { $0.target == target }) else { return false }
        // What is gone to is seen whole, as far as there is room.
        let end = lines[line...].prefix { $0.target == target }.count + line
        if end - top > height { top = min(line, end - height) }
        move(to: line, in: lines, height: height)
        return true
    }

    /// Scrolls, and takes the cursor along when it would be out of view.
    mutating func scroll(by count: Int, in lines: [ReviewLine], height: Int) {
        let cursor = cursor(in: lines)
        let margin = min(2, max(0, (height - 1) / 2))
        top = max(0, min(top(in: lines, height: height) + count, lines.count - height))
        move(to: min(max(cursor, top + margin), top + height - 1 - margin), in: lines, height: height)
    }

    mutating func perform(_ action: ActionName, in lines: [ReviewLine], height: Int) -> Bool {
        let cursor = cursor(in: lines)
        switch action {
        case .down: move(to: cursor + 1, in: lines, height: height)
        case .up: move(to: cursor - 1, in: lines, height: height)
        case .first: move(to: 0, in: lines, height: height)
        case .last: move(to: lines.count - 1, in: lines, height: height)
        case .pageDown, .readOn: page(by: height - 1, in: lines, height: height)
        case .pageUp: page(by: 1 - height, in: lines, height: height)
        case .halfPageDown: page(by: height / 2, in: lines, height: height)
        case .halfPageUp: page(by: -(height / 2), in: lines, height: height)
        default: return false
        }
        return true
    }

    private mutating func page(by count: Int, in lines: [ReviewLine], height: Int) {
        let place = cursor(in: lines)
        top = max(0, min(top(in: lines, height: height) + count, lines.count - height))
        move(to: place + count, in: lines, height: height)
    }

    /// Whether the last line is in view.
    func isAtEnd(of lines: [ReviewLine], height: Int) -> Bool { top(in: lines, height: height) + height >= lines.count }
}
