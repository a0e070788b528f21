import Index
import Journal
import Workbench

/// Makes the events of meetings that the rules allow: the one way to write for screens and commands. Throws
/// `CommandFailure` with the rule's reason.
struct MeetingWriting: Sendable {
    private let session: BoardSession

    init(_ session: BoardSession) { self.session = session }

    private var now: Timestamp { session.clock.now() }

    /// Plans a meeting.
    func plan(_ terms: MeetingTerms) throws -> NewEvent {
        if let refusal = MeetingRules.refusalToPlan(terms, by: try session.standing(of: session.me)) {
            throw CommandFailure(refusal, refusal.hasPrefix("only members") ? .notPermitted : .badData)
        }
        try checkNames(terms)
        return try NewEvent(MeetingPlanned(terms))
    }

    /// Plans it otherwise.
    func edit(_ id: EventID, _ terms: MeetingTerms) throws -> NewEvent {
        let meeting = try allow(.plan, id)
        let merged = meeting.terms.changed(by: terms)
        try check(MeetingRules.refusal(of: terms, start: nil) ?? MeetingRules.refusal(of: merged, start: merged.start))
        try checkNames(terms)
        return try NewEvent(MeetingEdited(id, terms))
    }

    /// Moves one time, calls it off, or lets it go as planned.
    func set(_ change: MeetingOccurrenceSet) throws -> NewEvent {
        let meeting = try allow(.plan, change.meeting)
        try check(
            MeetingRules.refusal(ofTime: change.occurrence, in: meeting) ?? MeetingRules.refusal(ofText: change.reason))
        if let minutes = change.minutes, !(1...MeetingRules.mostMinutes).contains(minutes) {
            throw CommandFailure("a meeting takes 1 to \(MeetingRules.mostMinutes) minutes", .badData)
        }
        return try NewEvent(change)
    }

    /// Calls the whole meeting off, or back in.
    func cancel(_ id: EventID, _ cancelled: Bool = true, reason: String? = nil) throws -> NewEvent {
        try allow(.plan, id)
        try check(MeetingRules.refusal(ofText: reason))
        return try NewEvent(MeetingCancelled(id, cancelled: cancelled, reason: reason))
    }

    /// Says whether the member comes.
    func answer(_ id: EventID, _ occurrence: LocalTime?, _ answer: MeetingAnswer?) throws -> NewEvent {
        let meeting = try allow(.answer, id)
        try permit(MeetingRules.refusalToAnswer(occurrence, meeting, at: now))
        return try NewEvent(MeetingAnswered(id, occurrence, answer))
    }

    /// Asks everyone whether they come.
    func ask(_ id: EventID, _ occurrence: LocalTime, _ asked: Bool = true) throws -> NewEvent {
        let meeting = try allow(.plan, id)
        try check(MeetingRules.refusal(ofTime: occurrence, in: meeting))
        return try NewEvent(MeetingAsked(id, occurrence, asked: asked))
    }

    /// Writes up what was said.
    func note(_ id: EventID, _ occurrence: LocalTime, _ notes: String) throws -> NewEvent {
        let meeting = try allow(.note, id)
        try check(MeetingRules.refusal(ofTime: occurrence, in: meeting) ?? MeetingRules.refusal(ofText: notes))
        return try NewEvent(MeetingNoted(id, occurrence, notes: notes))
    }

    /// Says who was there.
    func attend(_ id: EventID, _ occurrence: LocalTime, _ accounts: [Account], _ present: Bool = true) throws
        -> NewEvent
    {
        let meeting = try allow(.attend(accounts), id)
        try permit(MeetingRules.refusalToAttend(occurrence, meeting, at: now))
        for account in accounts where present { try checkMember(account) }
        return try NewEvent(MeetingAttended(id, occurrence, accounts, present: present))
    }

    /// Says that something is for a meeting, or is not.
    func link(_ thing: Reference, to id: EventID, _ linked: Bool = true) throws -> NewEvent {
        let meeting = try self.meeting(id)
        guard thing.id != nil, thing.id != id else {
            throw CommandFailure("only other things on the board can be linked", .badData)
        }
        let link = meeting.links.first { $0.thing.name == thing.name }
        if !linked, link == nil { throw CommandFailure("that is not linked to this meeting", .notFound) }
        if linked, link != nil { throw CommandFailure("that is linked to this meeting already", .badData) }
        try allow(link.map { .unlink(by: $0.by) } ?? .link, id)
        return try NewEvent(MeetingLinked(id, link?.thing ?? thing, linked: linked))
    }

    /// Asks whether the member may do something, and answers the meeting.
    @discardableResult
    func allow(_ act: MeetingAct, _ id: EventID) throws -> Meeting {
        let meeting = try meeting(id)
        try permit(refusal(act, meeting))
        return meeting
    }

    /// Why the member may not do something now; nothing when they may.
    func refusal(_ act: MeetingAct, _ meeting: Meeting) -> String? {
        let standing = (try? session.standing(of: session.me)) ?? .outsider
        return MeetingRules.refusal(act, by: session.me, standing, on: meeting)
    }

    func meeting(_ id: EventID) throws -> Meeting {
        guard let meeting = try session.read({ try MeetingQueries.meeting(id, $0) }) else {
            throw CommandFailure("\(id) is no meeting; `stoa meeting list` shows them", .notFound)
        }
        return meeting
    }

    private func checkNames(_ terms: MeetingTerms) throws {
        if let zone = terms.zone, !WallClock(zone: zone).isKnown {
            throw CommandFailure("“\(zone)” is no time zone here; name one as in Europe/Berlin or UTC", .badData)
        }
        for account in [terms.host, terms.scribe].compactMap({ $0 }) { try checkMember(account) }
    }

    private func checkMember(_ account: Account) throws {
        guard try session.standing(of: account).role != nil else {
            throw CommandFailure("@\(account) is not a member; `stoa member list` shows who is", .notFound)
        }
    }

    private func check(_ refusal: String?) throws {
        if let refusal { throw CommandFailure(refusal, .badData) }
    }

    private func permit(_ refusal: String?) throws {
        if let refusal { throw CommandFailure.refused(refusal) }
    }
}
