import Index
import Journal
import Workbench

/// What the pane lets happen to duties.
struct DutyEffects: Sendable {
    let session: BoardSession

    private var writing: DutyWriting { DutyWriting(session: session) }

    /// Makes a duty, or changes one.
    func form(_ duty: Duty? = nil) -> Effect {
        let fields = [
            Form.Field("name", label: "Name", text: duty?.name ?? "", hint: "What it is called: scribe, greeter."),
            Form.Field("about", label: "About", text: duty?.about ?? "", hint: "What is to be done.", takesLines: true),
            Form.Field(
                "rotates", label: "Rotates", options: Rotation.allCases.map(\.rawValue),
                chosen: (duty?.rotates ?? .weekly).rawValue,
                hint: "How often it goes on to the next of those who take it. ← → choose."),
        ]
        return .fill(
            Form(title: duty.map { "Change “\($0.name)”" } ?? "New duty", fields: fields) { [writing] values in
                let (name, about) = (values["name"] ?? "", values["about"] ?? "")
                let rotates = values["rotates"].flatMap(Rotation.init) ?? .never
                guard let duty else {
                    let added = DutyAdded(name: name, about: about, rotates: rotates)
                    return [.write(Writing([try writing.adding(added)], done: "made; C takes it"))]
                }
                let change = DutyEdited(duty: duty.id, name: name, about: about, rotates: rotates)
                let back = DutyEdited(duty: duty.id, name: duty.name, about: duty.about, rotates: duty.rotates)
                let undo = Writing.Undo("the change") { _ in [try writing.editing(back, duty)] }
                return [.write(Writing([try writing.editing(change, duty)], done: "changed", undo: undo))]
            })
    }

    /// Joins the rota, or leaves it.
    func take(_ duty: Duty) throws -> Effect {
        let takes = !duty.rota.contains(session.me)
        let undo = Writing.Undo(takes ? "taking it" : "leaving it") { [session, writing] _ in
            // The duty as the writing left it.
            let now = session.clock.now()
            let changed = try session.read { try DutyQueries.duty(duty.id, at: now, $0) }?.duty ?? duty
            return [try writing.taking(changed, !takes)]
        }
        let done = takes ? "you stand on the rota" : "you stand on the rota no longer"
        return .write(Writing([try writing.taking(duty, takes)], done: done, undo: undo))
    }

    /// Passes one's turn, or takes that back.
    func pass(_ duty: Duty) throws -> Effect {
        let period = duty.rotates.period(of: session.clock.now())
        let passes = !duty.passes.contains(Duty.Pass(account: session.me, period: period))
        let undo = Writing.Undo("passing") { [writing] _ in [try writing.passing(duty, !passes)] }
        let done = passes ? "passed; the next of the rota does it" : "it is yours again"
        return .write(Writing([try writing.passing(duty, passes)], done: done, undo: undo))
    }

    /// Does away with a duty once the person has said yes.
    func remove(_ duty: Duty) throws -> Effect {
        let undo = Writing.Undo("doing away with it") { [writing] _ in
            [try writing.editing(DutyEdited(duty: duty.id, removed: false), duty)]
        }
        let event = try writing.editing(DutyEdited(duty: duty.id, removed: true), duty)
        let effect = Effect.write(Writing([event], done: "done away with", undo: undo))
        return .ask(Question("Do away with “\(duty.name)”?", answers: [.init("y", "yes", [effect])]))
    }
}
