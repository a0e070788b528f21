import Index
import Journal
import Terminal
import Workbench

/// The same for all marked rows at once, which is for everything but giving feedback.
extension FeedbackEffects {
    /// More rows than this are asked about first.
    private static let mostUnasked = 10
    /// More requests than this are looked at away from the screen.
    static let mostAtOnce = 50

    /// Ways to say no to several requests.
    func offerDeclining(_ count: Int) -> Effect {
        let items: [Choice.Item] = [
            .init("release", label: "give the claims back"),
            .init(DeclineReason.noTime.rawValue, label: "decline: no time"),
            .init(DeclineReason.notMyField.rawValue, label: "decline: not my field"),
            .init(DeclineReason.conflict.rawValue, label: "decline: I should not judge these"),
            .init(DeclineReason.other.rawValue, label: "decline: another reason"),
        ]
        return .choose(Choice(purpose: "decline-all", title: Self.title(count), items: items))
    }

    /// One mark for every point without a mark, and the rest of acknowledging.
    func offerAcknowledging(_ count: Int) -> Effect {
        let items = PointMark.allCases.filter { $0 != .talk }.map { mark in
            Choice.Item(mark.rawValue, label: "every point without a mark: \(mark.words)")
        }
        return .choose(Choice(purpose: "acknowledge-all", title: Self.title(count), items: items))
    }

    /// Ways to end several requests.
    func offerEnding(_ count: Int) -> Effect {
        .choose(
            Choice(
                purpose: "end-all", title: Self.title(count),
                items: Self.closings + [.init(Way.withdraw.rawValue, label: "withdraw them")]))
    }

    static func title(_ count: Int) -> String { count == 1 ? "This one" : "These \(count)" }

    /// Asks first when it is for many.
    static func asking(_ count: Int, _ effect: Effect) -> Effect {
        guard count > mostUnasked else { return effect }
        return .ask(Question("\(count) at once?", answers: [.init("y", "yes", [effect])]))
    }

    /// Whether a pick is of one of the lists above.
    static func isForAll(_ purpose: String) -> Bool { ["decline-all", "acknowledge-all", "end-all"].contains(purpose) }

    /// What follows from a pick of one of the lists above.
    func chosenForAll(_ purpose: String, _ choice: String, _ ids: [EventID]) throws -> [Effect] {
        let effects: @Sendable () throws -> [Effect] = { [session] in
            let requests = try session.read { database in
                try ids.compactMap { try FeedbackQueries.request($0, database) }
            }
            return try FeedbackEffects(session: session).chosenForAll(purpose, choice, requests)
        }
        guard ids.count > Self.mostAtOnce else { return try effects() }
        return [.work(Work(saying: "looking at \(ids.count) requests…", effects))]
    }

    private func chosenForAll(_ purpose: String, _ choice: String, _ requests: [FeedbackRequest]) throws -> [Effect] {
        switch purpose {
        case "decline-all":
            let isRelease = choice == "release"
            return try all(requests, isRelease ? "given back" : "declined") { request in
                isRelease
                    ? [try writing.release(request.id)]
                    : [try writing.decline(request.id, DeclineReason(rawValue: choice) ?? .other)]
            }
        case "acknowledge-all":
            let mark = PointMark(rawValue: choice) ?? .later
            return try all(requests, "acknowledged") { try acknowledging($0, mark) }
        default:
            let isWithdrawing = choice == Way.withdraw.rawValue
            return try all(requests, isWithdrawing ? "withdrawn" : "closed") { request in
                isWithdrawing
                    ? [try writing.withdraw(request.id)]
                    : [try writing.close(request.id, CloseReason(rawValue: choice) ?? .enough)]
            }
        }
    }

    private func acknowledging(_ request: FeedbackRequest, _ mark: PointMark) throws -> [NewEvent] {
        let marks = request.unmarkedPoints.map { MarkedPoint(point: $0, mark: mark) }
        return request.state(at: session.clock.now()) == .given
            ? try writing.acknowledge(request.id, marks) : try writing.mark(request.id, marks)
    }

    /// Writes for every request that the rules allow it for, says how many they do not, and lets all be undone at once.
    private func all(
        _ requests: [FeedbackRequest], _ done: String, _ make: (FeedbackRequest) throws -> [NewEvent]
    ) throws -> [Effect] {
        var events: [NewEvent] = []
        var subjects: [EventID] = []
        var refusals: [String] = []
        for request in requests {
            do {
                let made = try make(request)
                events += made
                subjects += made.map { _ in request.id }
            } catch { refusals.append(String(describing: error)) }
        }
        guard !events.isEmpty else { return [.warn(refusals.first ?? "there is nothing to do")] }
        let changed = Set(subjects).count
        let rest = refusals.first.map { "; \(refusals.count) not: \($0)" } ?? ""
        // Whether each still can be taken back is asked when it is read, not of so many before.
        let undo = Writing.Undo("\(changed) \(done)") { [subjects] written in
            try zip(subjects, written).reversed().map { try NewEvent(FeedbackRetracted(request: $0, event: $1)) }
        }
        let effect = Effect.write(Writing(events, done: "\(changed) \(done)\(rest)", undo: undo))
        return [Self.asking(changed, effect)]
    }
}
