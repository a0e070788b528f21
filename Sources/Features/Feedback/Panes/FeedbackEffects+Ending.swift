import Index
import Journal
import Terminal
import Workbench

/// Ending requests, and helping on those that are stuck.
extension FeedbackEffects {
    /// What can be done with a request as a whole, by name: what is stuck is helped on, what is over ends.
    enum Way: String, CaseIterable {
        /// Goes on with the reviews that came.
        case fewer
        /// Needs one review only.
        case one
        /// Asks the whole group.
        case widen
        /// Asks somebody by name.
        case pair
        /// Gives more time.
        case time
        /// Suggests that the asker looks at it alone.
        case own
        /// Takes it back.
        case withdraw
        /// Ends it with words of one's own.
        case note
    }

    /// Ways to end a request, or to go on with an ended one.
    func offerEnd(_ request: FeedbackRequest) -> Effect {
        if may(.reopen, request) == .available {
            return .ask(
                Question("Reopen this request?", answers: [.init("y", "reopen", reopening(request))]))
        }
        var items = may(.adjust, request) == .available ? help(for: request) : []
        if may(.withdraw, request) == .available {
            items.append(.init(Way.withdraw.rawValue, label: "withdraw it"))
        }
        if may(.close, request) == .available {
            items += Self.closings + [.init(Way.note.rawValue, label: "close with a note…")]
        }
        return .choose(Choice(purpose: "end", title: "This request", items: items))
    }

    static let closings: [Choice.Item] = [
        .init(CloseReason.improved.rawValue, label: "close: it got better"),
        .init(CloseReason.enough.rawValue, label: "close: that is enough"),
        .init(CloseReason.notUsing.rawValue, label: "close: another way was taken"),
        .init(CloseReason.noReviewer.rawValue, label: "close: nobody could review it"),
    ]

    private func help(for request: FeedbackRequest) -> [Choice.Item] {
        let terms = request.terms
        var items: [Choice.Item] = []
        if request.received > 0 {
            items.append(.init(Way.fewer.rawValue, label: "go on with the \(request.received) that came"))
        } else if terms.needed > 1 {
            items.append(.init(Way.one.rawValue, label: "need one review only"))
        }
        if terms.audience == .named { items.append(.init(Way.widen.rawValue, label: "ask the whole group")) }
        items.append(.init(Way.pair.rawValue, label: "ask somebody by name…"))
        if terms.due != nil { items.append(.init(Way.time.rawValue, label: "give it three more days")) }
        if request.asker != session.me {
            items.append(.init(Way.own.rawValue, label: "suggest a look of one's own"))
        }
        return items
    }

    private func reopening(_ request: FeedbackRequest) -> [Effect] {
        do {
            let undo = retraction("reopening", of: request.id)
            return [.write(Writing([try writing.reopen(request.id)], done: "reopened", undo: undo))]
        } catch {
            return [.warn(String(describing: error))]
        }
    }

    /// What follows from a pick of `offerEnd`.
    func ended(_ choice: String, _ request: FeedbackRequest, goOn: GoingOn) throws -> [Effect] {
        guard let way = Way(rawValue: choice) else {
            return [try close(request, CloseReason(rawValue: choice) ?? .enough, goOn: goOn)]
        }
        let id = request.id
        switch way {
        case .fewer:
            let change = FeedbackAdjusted(request: id, needed: request.received)
            return [try adjust(change, done: "no more reviews are waited for")]
        case .one: return [try adjust(FeedbackAdjusted(request: id, needed: 1), done: "one review is enough")]
        case .widen: return [try adjust(FeedbackAdjusted(request: id, audience: .pool), done: "anyone may review it")]
        case .time:
            let from = max(request.terms.due ?? session.clock.now(), session.clock.now())
            let change = FeedbackAdjusted(request: id, due: from.advanced(by: 3 * 86_400_000))
            return [try adjust(change, done: "it has three more days")]
        case .pair: return [.prompt(Prompt(purpose: "pair", label: "Who could review it: @"))]
        case .note: return [.prompt(Prompt(purpose: "note", label: "Why it ends: "))]
        case .own:
            let event = try writing.comment(id, Self.suggestion, asks: request.asker)
            return [.write(Writing([event], done: "@\(request.asker) is asked", undo: calledBack(id)))]
        case .withdraw:
            let undo = retraction("withdrawing", of: id)
            return [.write(Writing([try writing.withdraw(id)], done: "withdrawn", undo: undo))]
        }
    }

    private static let suggestion = """
        Nobody is free for this just now. A look of your own by the same form often finds half of it; then ask again, \
        or say here what you would most like to know.
        """

    /// Asks somebody who was named in the last line.
    func pair(_ request: FeedbackRequest, with name: String) throws -> Effect {
        let account = Account(String(name.drop { $0 == "@" }.filter { !$0.isWhitespace }))
        return try adjust(FeedbackAdjusted(request: request.id, named: [account]), done: "@\(account) is asked")
    }

    func close(
        _ request: FeedbackRequest, _ reason: CloseReason, note: String? = nil, goOn: GoingOn = .stays
    ) throws -> Effect {
        let undo = retraction("closing", of: request.id)
        let event = try writing.close(request.id, reason, note: note)
        return .write(Writing([event], done: "closed\(goOn.words)", undo: undo) { _ in goOn.effects })
    }

    private func adjust(_ change: FeedbackAdjusted, done: String) throws -> Effect {
        .write(Writing([try writing.adjust(change)], done: done, undo: retraction("that", of: change.request)))
    }
}
