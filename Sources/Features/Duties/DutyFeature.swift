import ArgumentParser
import Index
import Workbench

extension Feature {
    /// What the group needs somebody for, and whose turn it is.
    static let duties = Feature(
        "Duties",
        projection: DutyProjection.projection,
        commands: [CommandGroup(name: "Working together", subcommands: [DutyCommand.self])],
        documents: [JSONDocument("duty list", "an array of duties; next may be missing", DutyCommand.ListedDuty.keys)],
        actions: DutyActions.table,
        views: [
            BoardView(
                name: "duties", title: "Duties", letter: "d",
                count: { session in
                    let now = session.clock.now()
                    return try session.read { try DutyQueries.all(at: now, $0) }
                        .count { $0.duty.rotates != .never && $0.holders.contains(session.me) }
                }, open: { [.open(DutiesPane($0), in: .list)] })
        ],
        open: { id, session in
            let now = session.clock.now()
            let found = try session.read { try DutyQueries.duty(id, at: now, $0) }
            return found.map { _ in [.open(DutiesPane(session), in: .list)] }
        }
    )
    .beginning(with: [DutyTemplate.part])
    .telling(DutyStory.scenes)
}
