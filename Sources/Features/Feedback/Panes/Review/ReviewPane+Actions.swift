import Index
import Journal
import Terminal
import Workbench

extension ReviewPane {
    private static let reading: Set<ActionName> = LineFlow.actions.union([
        .open, .nextWaiting, .previousWaiting, .snooze, .whyMine, .compare, .olderVersion, .newerVersion, .nextNote,
        .previousNote, .otherSide, .steps, .find, .nextMatch, .previousMatch, .endFind, .copy, .mark, .markRange,
    ])
    private static let acting: [ActionName: FeedbackAct] = [
        .claim: .claim, .giveFeedback: .give, .comment: .comment, .reply: .comment, .resolve: .resolve,
        .acknowledge: .acknowledge, .revise: .revise, .thank: .thank, .take: .mark, .later: .mark, .leavePoint: .mark,
        .talk: .mark, .answeredBy: .mark,
    ]

    func availability(of action: ActionName) -> Availability {
        guard let material else { return .absent }
        if Self.reading.contains(action) { return readingAvailability(of: action, material) }
        switch action {
        case .decline where !material.isAsker: return effects.mayDecline(material.request)
        case .endRequest: return effects.mayEnd(material.request)
        case .reply, .resolve:
            guard case .thread? = target else { return .unavailable("go to a comment first, with ]") }
        case .take, .later, .leavePoint, .talk:
            guard case .point? = target else { return .absent }
        case .answeredBy:
            guard case .point(let point)? = target else { return .absent }
            if effects.versions(answering: point, material.request).isEmpty {
                return .unavailable("no version came after this point; e hands one in")
            }
        case .stepOn, .stepBack: return stepAvailability(of: action, material)
        case .thank:
            if response(of: target) == nil { return .unavailable("go to what a reviewer gave first, with ]") }
        case .claim, .giveFeedback:
            if material.isAsker { return .absent }
        case .acknowledge:
            let request = material.request
            if !request.unmarkedPoints.isEmpty { return .available }
            if request.state(at: session.clock.now()).wantsReviews {
                let came = "\(request.received) of \(request.terms.needed) reviews have come"
                return .unavailable("\(came); wait for the rest, or E goes on without")
            }
        case .revise:
            if material.request.state(at: session.clock.now()) == .given, material.isAsker {
                return .unavailable("mark the points and acknowledge first, with a")
            }
        default: break
        }
        guard let act = Self.acting[action] else { return .absent }
        return effects.may(act, material.request)
    }

    private func readingAvailability(of action: ActionName, _ material: ReviewMaterial) -> Availability {
        switch action {
        case .compare:
            material.versionBefore(shown) == nil ? .unavailable("this is the first version") : .available
        case .olderVersion: shown <= 1 ? .unavailable("this is the oldest version") : .available
        case .newerVersion:
            shown >= material.request.versions.count ? .unavailable("this is the newest version") : .available
        case .mark, .markRange: isComparing ? .absent : .available
        case .copy: material.texts[shown] == nil ? .unavailable("this version is no text") : .available
        default: .available
        }
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        if LineFlow.actions.contains(action) {
            if action == .readOn, let layout = layout(size), isAtEnd(layout, size) { return walk(by: 1) }
            move(in: size) { _ = $0.perform(action, in: $1, height: $2) }
            return []
        }
        if let effects = try readingEffects(action, in: size) { return effects }
        return try act(action, in: size)
    }

    private func isAtEnd(_ layout: ReviewLayout, _ size: Size) -> Bool {
        let flow = side == .talk ? talk : work
        return flow.isAtEnd(of: side == .talk ? layout.talk ?? [] : layout.work, height: height(size))
    }

    // MARK: - Reading

    /// What follows from an action that only reads; nothing when it is none.
    private mutating func readingEffects(_ action: ActionName, in size: Size) throws -> [Effect]? {
        guard let material else { return [] }
        switch action {
        case .open: turn(in: size)
        case .nextWaiting: return walk(by: 1)
        case .previousWaiting: return walk(by: -1)
        case .snooze: return [try effects.offerSnooze()]
        case .whyMine: return [try effects.explain(material.request, columns: FeedbackPages.columns(size))]
        case .steps: return [.show(history(material.request, size))]
        case .compare:
            isComparing.toggle()
            side = .work
            work = LineFlow()
        case .olderVersion: show(version: shown - 1)
        case .newerVersion: show(version: shown + 1)
        case .nextNote: step(by: 1, in: size)
        case .previousNote: step(by: -1, in: size)
        case .otherSide:
            guard layout(size)?.talk != nil else {
                return [.say("work and comments stand in one column here; ] goes on")]
            }
            side = side == .work ? .talk : .work
        case .nextMatch: find(step: 1, from: 1, in: size)
        case .previousMatch: find(step: -1, from: -1, in: size)
        case .endFind: sought = ""
        case .mark, .markRange: toggleRange()
        case .copy: return material.texts[shown].map { [.copy($0)] } ?? []
        default: return nil
        }
        return []
    }

    private func history(_ request: FeedbackRequest, _ size: Size) -> Page {
        FeedbackPages.history(request, now: session.clock.now(), columns: FeedbackPages.columns(size))
    }

    private mutating func show(version: Int) {
        shown = version
        isComparing = false
        rangeStart = nil
    }

    private mutating func toggleRange() {
        guard rangeStart == nil, case .line(let line)? = work.target ?? .line(1) else {
            rangeStart = nil
            return
        }
        rangeStart = line
    }

    /// Folds a thread or opens it; from a line, goes to what was said about it.
    private mutating func turn(in size: Size) {
        switch target {
        case .thread(let root):
            if turned.remove(root) == nil { turned.insert(root) }
        case .line(let line):
            guard let note = layout(size)?.notes.first(where: { $0.covers(line) }) else { return }
            if layout(size)?.talk != nil { side = .talk }
            move(in: size) { $0.move(to: note.target, in: $1, height: $2) }
        default: break
        }
    }

    /// Goes to the next or previous comment or point.
    private mutating func step(by step: Int, in size: Size) {
        if layout(size)?.talk != nil { side = .talk }
        move(in: size) { flow, lines, height in
            let cursor = flow.cursor(in: lines)
            let starts = lines.indices.filter { place in
                lines[place].target.isSaid && (place == 0 || lines[place - 1].target != lines[place].target)
            }
            let next =
                step > 0
                ? starts.first { $0 > cursor } : starts.last { $0 < cursor && lines[$0].target != flow.target }
            if let next { flow.move(to: lines[next].target, in: lines, height: height) }
        }
    }

    /// Goes to what waits after or before this in the queue.
    func walk(by step: Int) -> [Effect] {
        let place = queue.firstIndex(of: id)
        let next = place.map { $0 + step } ?? (step > 0 ? 0 : -1)
        guard queue.indices.contains(next) else {
            return step > 0
                ? [.close(.list), .say("that was the last one; nothing else waits in this list")]
                : [.say("nothing waits before this")]
        }
        return [.replace(ReviewPane(session, request: queue[next], queue: queue), in: .list, isFocused: true)]
    }

    /// What follows when the reader has done their part: the next one, or the queue.
    var goOn: GoingOn {
        guard let place = queue.firstIndex(of: id) else { return .stays }
        let left = queue.count - place - 1
        guard left > 0 else { return GoingOn(effects: [.close(.list)], words: "; nothing else waits in this list") }
        return GoingOn(effects: walk(by: 1), words: "; \(left) left")
    }

    /// The same after feedback was sent, where the person chose.
    private var afterGiving: GoingOn {
        guard let place = queue.firstIndex(of: id) else { return .stays }
        switch CommandEnvironment.current.afterFeedback {
        case .next: return goOn
        case .list: return GoingOn(effects: [.close(.list)], words: "; \(queue.count - place - 1) left")
        case .stay: return GoingOn(words: "; \(queue.count - place - 1) left")
        }
    }

    // MARK: - Acting

    private mutating func act(_ action: ActionName, in size: Size) throws -> [Effect] {
        guard let material else { return [] }
        switch action {
        case .claim: return [try effects.claim(material.request)]
        case .decline: return [effects.offerDecline(material.request)]
        case .endRequest: return [effects.offerEnd(material.request)]
        case .giveFeedback: return try effects.give(material, goOn: afterGiving)
        case .comment: return comment(material)
        case .reply: return thread(of: target).map { [effects.reply(to: $0, material)] } ?? []
        case .resolve: return try thread(of: target).map { [try effects.resolve($0, material.request)] } ?? []
        case .take: return try mark(.take, in: size)
        case .later: return try mark(.later, in: size)
        case .leavePoint: return [.prompt(Prompt(purpose: "leave", label: "Why leave it (Enter for no reason): "))]
        case .talk:
            guard case .point(let point)? = target else { return [] }
            return try mark(.talk, in: size) + [effects.talk(about: point, material)]
        case .answeredBy:
            guard case .point(let point)? = target else { return [] }
            return [effects.offerVersions(answering: point, material.request)]
        case .stepOn, .stepBack: return [try step(action, material)]
        case .acknowledge: return try acknowledge(in: size)
        case .revise: return [effects.revise(material)]
        case .thank: return response(of: target).map { [.prompt(effects.thanks(for: $0))] } ?? []
        default: return []
        }
    }

    private mutating func comment(_ material: ReviewMaterial) -> [Effect] {
        if case .point(let point)? = target { return [effects.talk(about: point, material)] }
        if case .thread(let root)? = target, let first = thread(of: .thread(root)) {
            return [effects.reply(to: first, material)]
        }
        let lines = material.texts[shown] == nil ? nil : isOnWork ? range : nil
        rangeStart = nil
        return [effects.comment(on: lines.map { LineRange(from: $0.lowerBound, to: $0.upperBound) }, shown, material)]
    }

    /// Whether the cursor is on a line of the work: else a comment is on the whole.
    private var isOnWork: Bool {
        guard side == .work, !isComparing else { return false }
        if case .line? = work.target ?? .line(1) { return true }
        return false
    }

    private mutating func mark(_ mark: PointMark, reason: String? = nil, in size: Size? = nil) throws -> [Effect] {
        guard let material, case .point(let point)? = target else { return [] }
        let effect = try effects.mark(point, mark, reason: reason, material.request)
        if let size, mark != .talk { goToUnmarked(after: point, in: size) }
        return [effect]
    }

    /// Goes on to the next point that has no mark, if there is any.
    private mutating func goToUnmarked(after point: PointName?, in size: Size) {
        guard let material else { return }
        let unmarked = material.request.unmarkedPoints.filter { $0 != point }
        let all = material.request.allPoints
        let place = point.flatMap { all.firstIndex(of: $0) } ?? -1
        let next = unmarked.first { (all.firstIndex(of: $0) ?? 0) > place } ?? unmarked.first
        guard let next else { return }
        isComparing = false
        if layout(size)?.talk != nil { side = .talk }
        move(in: size) { $0.move(to: .point(next), in: $1, height: $2) }
    }

    private mutating func acknowledge(in size: Size) throws -> [Effect] {
        guard let material else { return [] }
        let unmarked = material.request.unmarkedPoints
        guard unmarked.isEmpty else {
            goToUnmarked(after: nil, in: size)
            let count = unmarked.count == 1 ? "1 point has" : "\(unmarked.count) points have"
            return [.say("\(count) no mark yet: t take, l later, x leave, T talk")]
        }
        return [try effects.acknowledge(material.request)]
    }

    /// Takes what a prompt or a list came to.
    mutating func answer(_ input: PaneInput) throws -> [Effect] {
        guard let material else { return [] }
        switch input {
        case .entered("leave", let reason): return try mark(.leave, reason: reason.isEmpty ? nil : reason)
        case .entered("hand", let name):
            return [try effects.handOver(material.request, to: name, goOn: goOn)]
        case .entered("thank", let text):
            return try response(of: target).map { [try effects.thank($0, text, material.request)] } ?? []
        case .entered("pair", let name): return [try effects.pair(material.request, with: name)]
        case .entered("note", let note):
            return [try effects.close(material.request, .enough, note: note.isEmpty ? nil : note, goOn: goOn)]
        case .entered("snooze-until", let text):
            return [try effects.snooze([material.request.id], until: text, goOn: goOn)]
        case .entered("revise", let path): return [effects.revise(material.request, file: path)]
        case .chosen(let purpose, let choice):
            return try effects.chosen(purpose, choice, material.request, goOn: goOn)
        default: return []
        }
    }

    private func thread(of target: ReviewTarget?) -> FeedbackComment? {
        guard case .thread(let root)? = target else { return nil }
        return material?.request.comments.first { $0.id == root }
    }

    private func response(of target: ReviewTarget?) -> FeedbackResponse? {
        switch target {
        case .response(let id): material?.request.responses.first { $0.id == id }
        case .point(let point): material?.request.responses.first { $0.id == point.response }
        default: nil
        }
    }
}

extension ReviewTarget {
    /// Whether it is something that somebody said.
    var isSaid: Bool {
        switch self {
        case .thread, .response, .point: true
        case .line, .other: false
        }
    }
}
