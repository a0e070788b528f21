import Workbench

/// Going through a protocol's steps together with everybody at the request.
extension ReviewPane {
    func stepAvailability(of action: ActionName, _ material: ReviewMaterial) -> Availability {
        guard let steps = material.steps else { return .absent }
        let number = steps.place?.number ?? 0
        if action == .stepOn, number >= steps.all.count { return .unavailable("that was the last step") }
        if action == .stepBack, number <= 1 { return .unavailable("nothing came before this step") }
        return effects.may(.step, material.request)
    }

    func step(_ action: ActionName, _ material: ReviewMaterial) throws -> Effect {
        let number = (material.steps?.place?.number ?? 0) + (action == .stepOn ? 1 : -1)
        return .write(try effects.begin(step: number, material.request.id))
    }
}
