import Index
import Journal

/// Makes the events of duties, asking the rules first; throws `CommandFailure` with a rule's reason.
struct DutyWriting: Sendable {
    let session: BoardSession

    func adding(_ duty: DutyAdded) throws -> NewEvent {
        try allow(DutyRules.refusalToManage(by: standing()))
        try accept(DutyRules.refusal(ofName: duty.name, about: duty.about))
        return try NewEvent(duty)
    }

    func editing(_ change: DutyEdited, _ duty: Duty) throws -> NewEvent {
        try allow(DutyRules.refusalToManage(by: standing()))
        try accept(DutyRules.refusal(ofName: change.name ?? duty.name, about: change.about ?? duty.about))
        return try NewEvent(change)
    }

    func taking(_ duty: Duty, _ taken: Bool) throws -> NewEvent {
        try allow(DutyRules.refusalToTake(taken, duty, by: session.me, standing: standing()))
        return try NewEvent(DutyTaken(duty: duty.id, taken: taken))
    }

    func passing(_ duty: Duty, _ passed: Bool = true) throws -> NewEvent {
        let period = duty.rotates.period(of: session.clock.now())
        try allow(DutyRules.refusalToPass(duty, period: period, by: session.me, standing: standing()))
        return try NewEvent(DutyPassed(duty: duty.id, period: period, passed: passed))
    }

    private func standing() throws -> Standing { try session.standing(of: session.me) }

    private func allow(_ refusal: String?) throws {
        if let refusal { throw CommandFailure.refused(refusal) }
    }

    private func accept(_ refusal: String?) throws {
        if let refusal { throw CommandFailure(refusal, .badData) }
    }
}
