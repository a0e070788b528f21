import Foundation
import Index
import Journal
import Terminal
import Workbench

/// What follows when the reader has done their part with a request: the next one, or the queue.
struct GoingOn: Sendable {
    /// What happens.
    var effects: [Effect] = []
    /// How much is left, for the message; empty where there was no queue.
    var words = ""

    /// Staying where one is.
    static let stays = GoingOn()
}

/// What panes let happen to requests: the same for the queue and the review.
struct FeedbackEffects: Sendable {
    let session: BoardSession

    var writing: FeedbackWriting { FeedbackWriting(session) }

    /// Shows a request; `queue` is what waits before and after it.
    func open(_ request: EventID, queue: [EventID] = []) -> [Effect] {
        [.open(ReviewPane(session, request: request, queue: queue), in: .list)]
    }

    // MARK: - What may be done

    /// Whether the rules let the reader do something now.
    func may(_ act: FeedbackAct, _ request: FeedbackRequest) -> Availability {
        let standing = (try? session.standing(of: session.me)) ?? .outsider
        let refusal = FeedbackRules.refusal(
            act, by: FeedbackActor(session.me, standing), on: request, at: session.clock.now())
        return refusal.map(Availability.unavailable) ?? .available
    }

    func mayDecline(_ request: FeedbackRequest) -> Availability {
        may(.release, request) == .available ? .available : may(.decline, request)
    }

    func mayEnd(_ request: FeedbackRequest) -> Availability {
        let ways = [may(.adjust, request), may(.withdraw, request), may(.close, request), may(.reopen, request)]
        return ways.first { $0 == .available } ?? ways[2]
    }

    // MARK: - The reviewer

    func claim(_ request: FeedbackRequest, then effects: [Effect] = []) throws -> Effect {
        let undo = retraction("claiming", of: request.id)
        let event = try writing.claim(request.id)
        return .write(Writing([event], done: "claimed; e gives feedback", undo: undo) { _ in effects })
    }

    /// Asks for a reason; holding a claim, giving it back needs none.
    func offerDecline(_ request: FeedbackRequest) -> Effect {
        var items: [Choice.Item] = []
        if may(.release, request) == .available {
            items.append(.init("release", label: "give the claim back"))
            items.append(.init("hand", label: "hand it to somebody"))
        }
        if may(.decline, request) == .available {
            items += [
                .init(DeclineReason.noTime.rawValue, label: "decline: no time"),
                .init(DeclineReason.notMyField.rawValue, label: "decline: not my field"),
                .init(DeclineReason.conflict.rawValue, label: "decline: I should not judge this one"),
                .init(DeclineReason.other.rawValue, label: "decline: another reason"),
            ]
        }
        return .choose(Choice(purpose: "decline", title: "Not this one", items: items))
    }

    /// Gives a claim to somebody who was named, and asks them in one's stead.
    func handOver(_ request: FeedbackRequest, to name: String, goOn: GoingOn) throws -> Effect {
        let account = Account(String(name.drop { $0 == "@" }.filter { !$0.isWhitespace }))
        let event = try writing.release(request.id, to: account)
        let undo = retraction("handing over", of: request.id)
        return .write(Writing([event], done: "handed to @\(account)\(goOn.words)", undo: undo) { _ in goOn.effects })
    }

    // MARK: - Taking back

    /// Takes written events of a request back as if they had never been, for as long as nobody has acted on them.
    func retraction(_ name: String, of request: EventID, lifetime: Int64? = nil) -> Writing.Undo {
        Writing.Undo(name, lifetime: lifetime) { [session] written in
            // The latest first: the ones before it may have led to it.
            try written.reversed().map { try FeedbackWriting(session).retract(request, $0) }
        }
    }

    /// The same for what was sent to others, for as long as sending a post can be undone.
    func calledBack(_ request: EventID) -> Writing.Undo { retraction("sending", of: request, lifetime: 30_000) }

    // MARK: - The asker

    func mark(_ point: PointName, _ mark: PointMark, reason: String? = nil, _ request: FeedbackRequest) throws -> Effect
    {
        let undo = retraction("the mark", of: request.id)
        let left = request.unmarkedPoints.filter { $0 != point }.count
        let isWaiting = request.state(at: session.clock.now()).wantsReviews
        let all = isWaiting ? "every point that came is marked" : "every point is marked, a acknowledges"
        let rest = left == 0 ? all : "\(left) without a mark"
        let events = try writing.mark(request.id, [MarkedPoint(point: point, mark: mark, reason: reason)])
        return .write(Writing(events, done: "\(mark.words); \(rest)", undo: undo))
    }

    /// The versions that can answer a point, the newest first.
    func versions(answering point: PointName, _ request: FeedbackRequest) -> [WorkVersion] {
        let seen = request.response(of: point)?.version ?? request.versions.count
        return request.versions.filter { $0.number > seen }.reversed()
    }

    /// Lets the asker say which version answers a point.
    func offerVersions(answering point: PointName, _ request: FeedbackRequest) -> Effect {
        let now = session.clock.now()
        func item(_ version: Int, _ label: String, _ detail: String = "") -> Choice.Item {
            Choice.Item(label: label, detail: detail) {
                [try link(point, to: version, request)]
            }
        }
        var items = versions(answering: point, request).map { version in
            item(
                version.number, "version \(version.number)" + (version.note.map { ": " + $0 } ?? ""),
                Age.short(version.made, now: now))
        }
        items.append(item(0, "no version yet"))
        return .choose(Choice(purpose: "answered", title: "Which version answers this point?", items: items))
    }

    private func link(_ point: PointName, to version: Int, _ request: FeedbackRequest) throws -> Effect {
        let known = request.outcome(of: point)
        let mark = MarkedPoint(
            point: point, mark: known?.mark ?? .take, reason: known?.reason, version: version)
        let done = version == 0 ? "no version answers it" : "version \(version) answers it, and its reviewer sees that"
        let undo = retraction("linking", of: request.id)
        return .write(Writing(try writing.mark(request.id, [mark]), done: done, undo: undo))
    }

    /// Stays where one is: what comes next is a new version or the end, and both are a key away.
    func acknowledge(_ request: FeedbackRequest) throws -> Effect {
        let done = "acknowledged; e writes a new version, E closes it, n goes on"
        let undo = retraction("acknowledging", of: request.id)
        return .write(Writing(try writing.acknowledge(request.id), done: done, undo: undo))
    }

    func thanks(for response: FeedbackResponse) -> Prompt {
        Prompt(purpose: "thank", label: "A word of thanks to @\(response.reviewer): ")
    }

    func thank(_ response: FeedbackResponse, _ text: String, _ request: FeedbackRequest) throws -> Effect {
        let event = try writing.thank(request.id, response: response.id, text: text)
        return .write(
            Writing([event], done: "@\(response.reviewer) will see your thanks", undo: calledBack(request.id)))
    }

    // MARK: - Comments

    func resolve(_ comment: FeedbackComment, _ request: FeedbackRequest) throws -> Effect {
        let event = try writing.resolve(request.id, comment: comment.id, !comment.isResolved)
        let undo = retraction("that", of: request.id)
        return .write(
            Writing([event], done: comment.isResolved ? "open again" : "dealt with; Enter unfolds it", undo: undo))
    }

    // MARK: - Picking

    /// What follows from a pick of one of the lists above.
    func chosen(_ purpose: String, _ choice: String, _ request: FeedbackRequest, goOn: GoingOn) throws -> [Effect] {
        switch purpose {
        case "snooze" where choice == Self.date: return [askSnoozeTime()]
        case "snooze": return [try snooze([request.id], choice, goOn: goOn)]
        case "decline":
            if choice == "hand" { return [.prompt(Prompt(purpose: "hand", label: "Hand it to: @"))] }
            if choice == "release" {
                return [
                    .write(
                        Writing(
                            [try writing.release(request.id)], done: "given back\(goOn.words)",
                            undo: retraction("giving it back", of: request.id)
                        ) { _ in goOn.effects })
                ]
            }
            let event = try writing.decline(request.id, DeclineReason(rawValue: choice) ?? .other)
            return [
                .write(
                    Writing(
                        [event], done: "declined; @\(request.asker) sees why\(goOn.words)",
                        undo: retraction("declining", of: request.id)
                    ) { _ in goOn.effects })
            ]
        case "end": return try ended(choice, request, goOn: goOn)
        default: return []
        }
    }

    /// What was asked and why it is the reader's turn, over everything.
    func explain(_ request: FeedbackRequest, columns: Int) throws -> Effect {
        let item = try QueueItems(session).items(.yourTurn).first { $0.id == request.id }
        let why = item?.terms ?? []
        return .show(FeedbackPages.about(request, why: why, now: session.clock.now(), columns: columns))
    }
}

extension PointMark {
    /// As people read it.
    var words: String {
        switch self {
        case .take: "taken"
        case .later: "for later"
        case .leave: "left"
        case .talk: "to talk about"
        }
    }
}
