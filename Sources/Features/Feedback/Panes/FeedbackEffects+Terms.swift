import Index
import Journal
import Terminal
import Workbench

/// What moderators settle for the whole board: its terms, and rounds of reviews.
extension FeedbackEffects {
    private var isModerator: Bool {
        (try? session.standing(of: session.me).isAtLeast(.moderator)) ?? false
    }

    /// The board's terms: a form for moderators, a page for everyone else.
    func offerTerms() throws -> [Effect] {
        let (terms, methods) = try session.read { database in
            (try FeedbackBoardTerms.current(database), try ProtocolLibrary.current(database).names)
        }
        let day: Int64 = 86_400_000
        let fields: [Form.Field] = [
            .init(
                "promise", label: "First reply, days", text: "\(terms.promise / day)", hint: "What the group promises."),
            .init("needed", label: "Reviews", text: "\(terms.needed)", hint: "How many a request needs."),
            .init("due", label: "Due, days", text: "\(terms.dueDays)", hint: "How long a request has."),
            .init(
                "method", label: "Protocol", options: methods, chosen: terms.method,
                hint: "By which feedback is given unless the asker says otherwise."),
            .init(
                "lease", label: "Claim, days", text: "\(terms.lease / day)",
                hint: "How long a claim holds on a request without a due date."),
            .init(
                "capacity", label: "At once", text: "\(terms.capacity)",
                hint: "How many reviews a member takes on, unless they say otherwise."),
            .init("open", label: "Open requests", text: "\(terms.openRequests)", hint: "How many an asker may have."),
            .init(
                "rest", label: "Rest days", text: RestDays.words(terms.restDays),
                hint: "Such as sat sun; nobody is reminded then. `none` for none."),
            .init(
                "quiet", label: "Quiet hours", text: terms.quietHours.text,
                hint: "Such as 22:00-07:00; nobody is reminded then, and no bell rings. `none` for none."),
        ]
        guard isModerator else {
            let lines = fields.map { StyledLine([Span($0.label + ": ", .muted), Span($0.text)]) }
            return [.show(Page(title: "Terms of feedback", lines: lines))]
        }
        return [
            .fill(
                Form(title: "Terms of feedback", fields: fields) { [session] values in
                    [.write(Writing([try Self.terms(values, session)], done: "the terms of feedback are settled"))]
                })
        ]
    }

    private static func terms(_ values: Form.Values, _ session: BoardSession) throws -> NewEvent {
        func number(_ name: String) throws -> Int {
            guard let number = Int(values[name] ?? "") else {
                throw CommandFailure("“\(values[name] ?? "")” is no number", .badData)
            }
            return number
        }
        return try RubricWriting(session).set(
            FeedbackTermsSet(
                promiseDays: number("promise"), leaseDays: number("lease"), capacity: number("capacity"),
                openRequests: number("open"), method: values["method"], dueDays: number("due"),
                needed: number("needed"), restDays: RestDays.days(values["rest"] ?? ""),
                quietHours: (values["quiet"] ?? "").isEmpty ? "none" : values["quiet"]))
    }

    /// A round of reviews, shown before it is asked for.
    func offerRound() throws -> [Effect] {
        guard isModerator else { return [.warn("only a moderator may call a round of reviews")] }
        let items = (1...4).map { count in
            Choice.Item(label: "each gives and receives \(count)") { try self.round(each: count) }
        }
        return [.choose(Choice(purpose: "round", title: "A round of reviews", items: items))]
    }

    private func round(each count: Int) throws -> [Effect] {
        let seed = UInt64(bitPattern: session.clock.now().rawValue)
        let round = try session.read { try ReviewRound(each: count, seed: seed, $0) }
        let events = try round.events(writing)
        let subjects = round.parts.map(\.request.id)
        let undo = Writing.Undo("the round") { [session] written in
            try zip(subjects, written).map { try FeedbackWriting(session).retract($0, $1) }
        }
        let asking = Effect.write(Writing(events, done: "\(events.count) requests are asked for", undo: undo))
        return [
            .ask(
                Question(
                    "Ask \(events.count) members to review \(round.parts[0].reviewers.count) each?",
                    answers: [.init("y", "ask them", [asking])]))
        ]
    }
}

/// Rest days as people write them.
enum RestDays {
    private static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    static func words(_ days: Set<Int>) -> String {
        days.isEmpty ? "none" : days.sorted().map { names[($0 - 1) % 7] }.joined(separator: " ")
    }

    /// Throws a sentence that says which word is none.
    static func days(_ text: String) throws -> [Int] {
        let words = text.lowercased().split { $0 == " " || $0 == "," }.map(String.init)
        guard words != ["none"], !words.isEmpty else { return [] }
        return try words.map { word in
            guard let place = names.firstIndex(of: String(word.prefix(3))) else {
                throw CommandFailure("“\(word)” is no day; write sat sun, or none", .badData)
            }
            return place + 1
        }
    }
}
