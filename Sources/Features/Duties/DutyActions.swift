import Workbench

extension Context {
    /// In the list of duties.
    static let duties: Context = "duties"
}

extension ActionName {
    static let newDuty: ActionName = "new-duty"
    static let takeDuty: ActionName = "take-duty"
    static let passDuty: ActionName = "pass-duty"
    static let removeDuty: ActionName = "remove-duty"
}

/// What is done with duties, by name.
enum DutyActions {
    static let table = [
        Action(
            .takeDuty, keys: ["C"], in: .duties, group: .writing, help: "take or leave",
            hint: "You join the rota, or leave it; a first turn comes in the period after.", prominence: 80),
        Action(
            .passDuty, keys: ["D"], in: .duties, group: .writing, help: "pass, or not",
            hint: "You cannot this time; the next of the rota does it.", prominence: 74),
        Action(.newDuty, keys: ["c"], in: .duties, group: .writing, help: "new duty", prominence: 60),
        Action(
            .removeDuty, keys: ["x"], in: .duties, group: .writing, help: "do away with it",
            hint: "Nobody is asked to do it any more."),
    ]
}
